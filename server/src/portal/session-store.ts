import { sql } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'
import type { Session, SessionEnd, SessionMethod } from './session.ts'

/** By its token's digest, unless it was ended. */
export async function findSession(db: Db | Tx, digest: Buffer): Promise<Session | null> {
  const { rows } = await sql<Session>`
    select id, customer_id as "customerId", method, started_at as "startedAt", seen_at as "seenAt", expires_at as "expiresAt"
    from portal.session where digest = ${digest} and ended_at is null`.execute(db)
  return rows[0] ?? null
}

interface NewSession {
  readonly customerId: bigint
  readonly method: SessionMethod
  readonly agent: string
  readonly now: Temporal.Instant
  readonly expiresAt: Temporal.Instant
}

export async function insertSession(
  tx: Tx,
  digest: Buffer,
  { customerId, method, agent, now, expiresAt }: NewSession,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into portal.session (digest, customer_id, method, agent, started_at, seen_at, expires_at)
    values (${digest}, ${customerId}, ${method}, ${agent}, ${now}, ${now}, ${expiresAt}) returning id`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('a session was not written')
  return row.id
}

export async function saveSeen(db: Db | Tx, id: string, now: Temporal.Instant): Promise<void> {
  await sql`update portal.session set seen_at = ${now} where id = ${id} and seen_at < ${now}`.execute(db)
}

export async function countSessions(
  db: Db | Tx,
  customerId: bigint,
  idleSince: Temporal.Instant,
  now: Temporal.Instant,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from portal.session
    where customer_id = ${customerId} and ended_at is null and seen_at > ${idleSince} and expires_at > ${now}`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

/** Ends one session, or all of a customer where `id` is null. Returns how many. */
export async function endSessions(
  tx: Tx,
  customerId: bigint,
  id: string | null,
  why: SessionEnd,
  now: Temporal.Instant,
): Promise<number> {
  const { rows } = await sql`
    update portal.session set ended_at = ${now}, ended_why = ${why}
    where customer_id = ${customerId} and ended_at is null and (${id}::uuid is null or id = ${id}::uuid) returning id`.execute(
    tx,
  )
  return rows.length
}

/** Marks what ended by itself, and forgets after a quarter of a year what has ended. */
export async function tidySessions(tx: Tx, idleSince: Temporal.Instant, now: Temporal.Instant): Promise<void> {
  await sql`
    update portal.session set ended_at = ${now}, ended_why = 'expired'
    where ended_at is null and (expires_at <= ${now} or seen_at <= ${idleSince})`.execute(tx)
  await sql`delete from portal.session where ended_at < ${now.subtract({ hours: 90 * 24 })}`.execute(tx)
}
