import type { MessageChannel } from '@pulih/contracts'
import type { Language } from '@pulih/kernel'
import { sql } from 'kysely'
import type { Work } from '../platform/index.ts'
import { sendJob } from './send-job.ts'

/** Something for one person alone that tells of no outage: an answer, a code, a link. */
export interface Direct {
  /** What it answers, such as `inbound:12`: however often it is said, it goes out once. */
  readonly origin: string
  readonly channel: MessageChannel
  readonly address: string
  readonly language: Language
  readonly timeZone: string
  readonly subject: string
  readonly text: string
  /** The code in it, where there is one. */
  readonly code?: string
  /** After this it is of no use. */
  readonly expiresAt: Temporal.Instant | null
  /** Its words are forgotten once they are sent. */
  readonly secret: boolean
}

/** Puts it before everything else that waits. Also whoever wants no notices gets what he asked for. False where it was said before. */
export async function tellDirectly(work: Work, given: Direct): Promise<boolean> {
  const { origin, channel, address, language, timeZone, subject, text, code, expiresAt, secret } = given
  const { rows } = await sql`
    insert into messaging.message (origin, lane, channel, address, language, time_zone, words, secret, not_before, expires_at, updated_at)
    values (${origin}, 0, ${channel}, ${address}, ${language}, ${timeZone}, ${JSON.stringify({ subject, text, code })}, ${secret}, ${work.now}, ${expiresAt}, ${work.now})
    on conflict (origin) do nothing returning 1 as one`.execute(work.tx)
  if (rows.length > 0) await work.enqueue(sendJob, {}, { key: sendJob })
  return rows.length > 0
}
