import type { Language } from '@pulih/kernel'
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/index.ts'

export interface AudioKept {
  readonly digest: string
  readonly seconds: number
}

/** Which of these are there as sound. */
export async function audioAmong(db: Db | Tx, digests: readonly string[]): Promise<readonly AudioKept[]> {
  const { rows } = await sql<AudioKept>`
    select digest, seconds from messaging.voice_audio where digest = any(${[...digests]}::text[]) order by digest`.execute(
    db,
  )
  return rows
}

export async function readAudio(db: Db | Tx, digest: string): Promise<Buffer | null> {
  const { rows } = await sql<{ wav: Buffer }>`
    select wav from messaging.voice_audio where digest = ${digest}`.execute(db)
  return rows[0]?.wav ?? null
}

export interface NewAudio extends AudioKept {
  readonly language: Language
  readonly wav: Buffer
}

/** Two that spoke the same at once spoke the same. */
export async function insertAudio(
  tx: Tx,
  { digest, language, seconds, wav }: NewAudio,
  now: Temporal.Instant,
): Promise<void> {
  await sql`
    insert into messaging.voice_audio (digest, language, seconds, wav, made_at)
    values (${digest}, ${language}, ${seconds}, ${wav}, ${now}) on conflict (digest) do nothing`.execute(tx)
}

/** What is still played is spoken again. */
export async function forgetAudio(tx: Tx, before: Temporal.Instant): Promise<void> {
  await sql`delete from messaging.voice_audio where made_at < ${before}`.execute(tx)
}
