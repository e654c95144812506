import type { Role } from '@pulih/contracts'
import { sql } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'
import { isOpen, type Session, type SessionEnd, type SessionMethod } from './session.ts'

const columns = sql`
  s.id, s.staff_id as "staffId", s.method, s.agent, s.started_at as "startedAt", s.seen_at as "seenAt", s.expires_at as "expiresAt"`

/** A session with whom it belongs to, as far as a request needs to know. */
export interface FoundSession extends Session {
  readonly name: string
  readonly roles: readonly Role[]
  readonly passwordTemporary: boolean
}

/** By its token's digest; neither ended ones nor those of people who were disabled. */
export async function findSession(db: Db | Tx, digest: Buffer): Promise<FoundSession | null> {
  const { rows } = await sql<FoundSession>`
    select ${columns}, p.name, p.roles, p.password_temporary as "passwordTemporary"
    from identity.session s join identity.staff p on p.id = s.staff_id
    where s.digest = ${digest} and s.ended_at is null and p.disabled_at is null`.execute(db)
  return rows[0] ?? null
}

export async function insertSession(tx: Tx, digest: Buffer, session: Omit<Session, 'id'>): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into identity.session (digest, staff_id, method, agent, started_at, seen_at, expires_at)
    values (${digest}, ${session.staffId}, ${session.method}, ${session.agent}, ${session.startedAt}, ${session.seenAt}, ${session.expiresAt})
    returning id`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('a session was not written')
  return row.id
}

export async function saveSeen(db: Db | Tx, id: string, now: Temporal.Instant): Promise<void> {
  await sql`update identity.session set seen_at = ${now} where id = ${id} and seen_at < ${now}`.execute(db)
}

export interface SessionFilter {
  readonly staffId: string
  readonly after: string | null
  readonly limit: number
  /** Those seen before have ended by themselves. */
  readonly idleSince: Temporal.Instant
  readonly now: Temporal.Instant
}

/** Open ones, newest first, one more than `limit`. */
export async function listSessions(
  db: Db,
  { staffId, after, limit, idleSince, now }: SessionFilter,
): Promise<Session[]> {
  const { rows } = await sql<Session>`
    select ${columns} from identity.session s
    where s.staff_id = ${staffId} and s.ended_at is null and s.expires_at > ${now} and s.seen_at > ${idleSince}
      and (${after}::uuid is null or s.id < ${after}::uuid)
    order by s.id desc limit ${limit + 1}`.execute(db)
  return rows
}

/** Ends one session; of anybody where `owner` is null. Returns whose it was. */
export async function endSession(
  tx: Tx,
  id: string,
  owner: string | null,
  why: SessionEnd,
  now: Temporal.Instant,
): Promise<string | null> {
  const { rows } = await sql<{ staffId: string }>`
    update identity.session set ended_at = ${now}, ended_why = ${why}
    where id = ${id} and ended_at is null and (${owner}::uuid is null or staff_id = ${owner}::uuid)
    returning staff_id as "staffId"`.execute(tx)
  return rows[0]?.staffId ?? null
}

/** Whether a session of somebody can still be used. */
export async function isSessionOpen(tx: Tx, id: string, staffId: string, now: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql<Session>`
    select ${columns} from identity.session s
    where s.id = ${id} and s.staff_id = ${staffId} and s.ended_at is null for share`.execute(tx)
  return rows[0] !== undefined && isOpen(rows[0], now)
}

/** Ends all sessions of somebody, or those of one method, but for the one that may stay. Returns how many. */
export async function endSessions(
  tx: Tx,
  staffId: string,
  but: string | null,
  why: SessionEnd,
  now: Temporal.Instant,
  method: SessionMethod | null = null,
): Promise<number> {
  const { rows } = await sql`
    update identity.session set ended_at = ${now}, ended_why = ${why}
    where staff_id = ${staffId} and ended_at is null and (${but}::uuid is null or id <> ${but}::uuid)
      and (${method}::text is null or method = ${method}::text) returning id`.execute(tx)
  return rows.length
}

/** Marks what ended by itself, and forgets after a quarter of a year what has ended. */
export async function tidySessions(tx: Tx, idleSince: Temporal.Instant, now: Temporal.Instant): Promise<void> {
  await sql`
    update identity.session set ended_at = ${now}, ended_why = 'expired'
    where ended_at is null and (expires_at <= ${now} or seen_at <= ${idleSince})`.execute(tx)
  await sql`delete from identity.session where ended_at < ${now.subtract({ hours: 90 * 24 })}`.execute(tx)
  await sql`delete from identity.code_wanted where expires_at <= ${now}`.execute(tx)
  await sql`delete from identity.visit where expires_at <= ${now}`.execute(tx)
}

/** The session goes on, but what opened it before does not any more. */
export async function renewSession(tx: Tx, id: string, digest: Buffer): Promise<void> {
  await sql`update identity.session set digest = ${digest} where id = ${id}`.execute(tx)
}
