import { createHash } from 'node:crypto'
import type { Route } from '@pulih/contracts'
import { sql } from 'kysely'
import type { Tx } from '../database.ts'
import { problem } from '../problem.ts'
import type { Work } from '../work.ts'

/** An answer as it is kept for a repetition of its request. */
export interface KeptAnswer {
  readonly status: number
  /** JSON as it was sent. */
  readonly reply: string
  readonly headers: Readonly<Record<string, string>>
}

/** A request that may be repeated. */
export interface KeyedRequest {
  readonly key: string
  readonly digest: Buffer
  /** Whose personal data the answer holds: it is forgotten with him. */
  readonly about: string | null
}

export function checkKey(key: string): string {
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw problem('idempotency.bad-key')
  return key
}

/** What makes two requests the same: operation, address and body. */
export function digestOf(operation: string, url: string, body: unknown): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([operation, url, body ?? null]))
    .digest()
}

/** About whom a route answers, by one of its parameters or a field of its body: `customer:…`, or what is his, such as `service:…`. */
export function personIn(route: Route, params: unknown, body: unknown): string | null {
  const name = route.personal
  if (name === null) return null
  const given = { ...(body as object), ...(params as object) } as Readonly<Record<string, unknown>>
  return `${name}:${String(given[name])}`
}

/** Forgets the answers that hold personal data of whoever is being erased. Repeating their requests is then asking anew. */
export async function forgetAnswersAbout({ tx }: Work, about: readonly string[]): Promise<void> {
  await sql`delete from platform.idempotency where about = any(${about}::text[])`.execute(tx)
}

/** Forgets some answers from before an instant. Returns how many. */
export async function forgetAnswers(tx: Tx, before: Temporal.Instant, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from platform.idempotency where (actor, key) in (
      select actor, key from platform.idempotency where created_at < ${before} limit ${limit} for update skip locked)`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0n)
}

/**
 * Claims the key in the transaction of the effects. Of many requests with one key the first goes on, and the others wait at the
 * unique index until it has committed and then find its answer. Returns that answer, or null to go on.
 */
export async function claim(
  { tx, actor, now }: Work,
  { key, digest, about }: KeyedRequest,
): Promise<KeptAnswer | null> {
  const { rows: mine } = await sql`
    insert into platform.idempotency (actor, key, digest, about, created_at) values (${actor.id}, ${key}, ${digest}, ${about}, ${now})
    on conflict do nothing returning key`.execute(tx)
  if (mine.length > 0) return null
  const { rows } = await sql<{
    digest: Buffer
    status: number | null
    reply: string
    headers: Record<string, string> | null
  }>`
    select digest, status, reply, headers from platform.idempotency where actor = ${actor.id} and key = ${key}`.execute(
    tx,
  )
  const [kept] = rows
  if (!kept || kept.status === null) throw problem('request.conflict')
  if (!kept.digest.equals(digest)) throw problem('idempotency.other-body')
  return { status: kept.status, reply: kept.reply, headers: kept.headers ?? {} }
}

export async function keep({ tx, actor }: Work, key: string, answer: KeptAnswer): Promise<void> {
  await sql`
    update platform.idempotency set status = ${answer.status}, reply = ${answer.reply}, headers = ${JSON.stringify(answer.headers)}::jsonb
    where actor = ${actor.id} and key = ${key}`.execute(tx)
}
