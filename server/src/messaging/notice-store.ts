import type { MessageState, NoticeKind, Statement } from '@pulih/notices'
import { sql } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'
import type { Notice } from './notice.ts'

const columns = sql`id, outage_id as "outageId", kind, version, statement, state, release_at as "releaseAt", actor, created_at as "createdAt", released_at as "releasedAt"`

export interface NewNotice {
  readonly outageId: string
  readonly kind: NoticeKind
  readonly statement: Omit<Statement, 'version'>
  readonly releaseAt: Temporal.Instant | null
  readonly eventId: bigint | null
  readonly actor: string
  readonly now: Temporal.Instant
}

/** Keeps a notice as the next version of its outage. Null where the event that it tells of was told. */
export async function insertNotice(tx: Tx, given: NewNotice): Promise<Notice | null> {
  // Two at once would take the same number.
  await sql`select pg_advisory_xact_lock(hashtext('messaging'), hashtext(${given.outageId}))`.execute(tx)
  const { rows } = await sql<Notice>`
    insert into messaging.notice (outage_id, kind, version, statement, state, release_at, event_id, actor, created_at)
    select ${given.outageId}, ${given.kind}, v.version, ${JSON.stringify(given.statement)}::jsonb || jsonb_build_object('version', v.version),
      'held', ${given.releaseAt}, ${given.eventId}, ${given.actor}, ${given.now}
    from (select coalesce(max(version), 0) + 1 as version from messaging.notice where outage_id = ${given.outageId}) v
    on conflict (event_id) do nothing returning ${columns}`.execute(tx)
  return rows[0] ?? null
}

export async function findNotice(db: Db | Tx, id: string): Promise<Notice | null> {
  const { rows } = await sql<Notice>`select ${columns} from messaging.notice where id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** The notices of an outage, the latest first. */
export async function noticesOf(db: Db | Tx, outageId: string): Promise<readonly Notice[]> {
  const { rows } = await sql<Notice>`
    select ${columns} from messaging.notice where outage_id = ${outageId} order by version desc`.execute(db)
  return rows
}

/** One that is due to go out by itself and nobody else holds. */
export async function lockDue(tx: Tx, now: Temporal.Instant): Promise<Notice | null> {
  const { rows } = await sql<Notice>`
    select ${columns} from messaging.notice where state = 'held' and release_at <= ${now}
    order by release_at, version limit 1 for update skip locked`.execute(tx)
  return rows[0] ?? null
}

export async function lockNotice(tx: Tx, id: string): Promise<Notice | null> {
  const { rows } = await sql<Notice>`select ${columns} from messaging.notice where id = ${id} for update`.execute(tx)
  return rows[0] ?? null
}

export async function markReleased(tx: Tx, id: string, now: Temporal.Instant): Promise<void> {
  await sql`update messaging.notice set state = 'released', released_at = ${now}, release_at = null where id = ${id}`.execute(
    tx,
  )
}

/** Whatever is held of an outage goes out no more. */
export async function cancelHeld(tx: Tx, outageId: string): Promise<number> {
  const { numAffectedRows } = await sql`
    update messaging.notice set state = 'cancelled', release_at = null where outage_id = ${outageId} and state = 'held'`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0n)
}

/** The notice that began the story of an outage, if anybody was told. */
export async function beginningOf(db: Db | Tx, outageId: string): Promise<Notice | null> {
  const { rows } = await sql<Notice>`
    select ${columns} from messaging.notice
    where outage_id = ${outageId} and kind in ('first', 'planned') and state = 'released' order by version limit 1`.execute(
    db,
  )
  return rows[0] ?? null
}

export async function markCancelled(tx: Tx, id: string): Promise<void> {
  await sql`update messaging.notice set state = 'cancelled', release_at = null where id = ${id}`.execute(tx)
}

/** How many messages of each notice have come how far. */
export async function countMessages(
  db: Db | Tx,
  notices: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Partial<Record<MessageState, number>>>>> {
  const { rows } = await sql<{ notice: string; counts: Partial<Record<MessageState, number>> }>`
    select notice_id as notice, jsonb_object_agg(state, n) as counts from (
      select notice_id, state, count(*)::int as n from messaging.message where notice_id = any(${[...notices]}::uuid[]) group by 1, 2) c
    group by 1`.execute(db)
  return new Map(rows.map(({ notice, counts }) => [notice, counts]))
}
