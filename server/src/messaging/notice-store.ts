import type { MessageState, NoticeKind, Statement } from '@pulih/notices'
import { sql } from 'kysely'
import { storyOf } from '../outages/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import type { Notice, NoticeAlone } from './notice.ts'
import type { Unsaid } from './sayable.ts'

const columns = sql`id, outage_id as "outageId", kind, version, statement, state, release_at as "releaseAt", actor, created_at as "createdAt", released_at as "releasedAt", revision, unsaid`

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
  await lockNotices(tx, given.outageId)
  const { rows } = await sql<Notice>`
    insert into messaging.notice (outage_id, kind, version, statement, state, release_at, event_id, actor, created_at)
    select ${given.outageId}, ${given.kind}, v.version, ${JSON.stringify(given.statement)}::jsonb || jsonb_build_object('version', v.version),
      'held', ${given.releaseAt}, ${given.eventId}, ${given.actor}, ${given.now}
    from (select coalesce(max(version), 0) + 1 as version from messaging.notice where outage_id = ${given.outageId}) v
    on conflict (event_id) do nothing returning ${columns}`.execute(tx)
  return rows[0] ?? null
}

/** Lets nobody else make a notice of this outage before the transaction ends. */
export async function lockNotices(tx: Tx, outageId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('messaging'), hashtext(${outageId}))`.execute(tx)
}

export async function findNotice(db: Db | Tx, id: string): Promise<NoticeAlone | null> {
  const { rows } = await sql<NoticeAlone>`select ${columns} from messaging.notice where id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** One of those of an outage, as {@link noticesOf} has them. */
export async function findNoticeOf(db: Db | Tx, outageId: string, id: string): Promise<NoticeAlone | null> {
  const { rows } = await sql<NoticeAlone>`
    select ${columns} from messaging.notice
    where id = ${id} and (outage_id = ${outageId} or outage_ids @> array[${outageId}]::uuid[])`.execute(db)
  return rows[0] ?? null
}

/** More than these nobody looks through. */
const mostNotices = 500

/** The latest notices of an outage, those of credits that were given for it among them, the latest first. */
export async function noticesOf(db: Db | Tx, outageId: string): Promise<readonly NoticeAlone[]> {
  const { rows } = await sql<NoticeAlone>`
    select ${columns} from messaging.notice where outage_id = ${outageId} or outage_ids @> array[${outageId}]::uuid[]
    order by created_at desc, version desc limit ${mostNotices}`.execute(db)
  return rows
}

/** One that is due to go out by itself, besides those that could not. */
export async function findDue(db: Db, now: Temporal.Instant, besides: readonly string[]): Promise<Notice | null> {
  const { rows } = await sql<Notice>`
    select ${columns} from messaging.notice
    where state = 'held' and release_at <= ${now} and outage_id is not null and id <> all(${[...besides]}::uuid[])
    order by release_at, version limit 1`.execute(db)
  return rows[0] ?? null
}

/** One that is about an outage, until the transaction ends: those of credits go out at once, and nothing is done about them. */
export async function lockNotice(tx: Tx, id: string): Promise<Notice | null> {
  const about = await sql<{ outage: string }>`
    select outage_id as outage from messaging.notice where id = ${id} and outage_id is not null`.execute(tx)
  const [found] = about.rows
  if (found === undefined) return null
  // All who change what is said of an outage take this lock first, and a row after it.
  await lockNotices(tx, found.outage)
  const { rows } = await sql<Notice>`select ${columns} from messaging.notice where id = ${id} for update`.execute(tx)
  return rows[0] ?? null
}

export async function markReleased(tx: Tx, id: string, now: Temporal.Instant): Promise<void> {
  await sql`update messaging.notice set state = 'released', released_at = ${now}, release_at = null, unsaid = null where id = ${id}`.execute(
    tx,
  )
}

/** Notes what kept it back when it was due; it is tried again. False where that was noted. */
export async function noteUnsaid(tx: Tx, id: string, unsaid: Unsaid): Promise<boolean> {
  const given = JSON.stringify(unsaid)
  const { numAffectedRows } = await sql`
    update messaging.notice set unsaid = ${given}::jsonb
    where id = ${id} and state = 'held' and unsaid is distinct from ${given}::jsonb`.execute(tx)
  return (numAffectedRows ?? 0n) > 0n
}

/** Goes out no more by itself: whoever works on it says when. */
export async function markPaused(tx: Tx, id: string): Promise<void> {
  await sql`update messaging.notice set release_at = null where id = ${id}`.execute(tx)
}

/** Whether what happened is told, or waits to be. */
export async function isHeard(tx: Tx, event: bigint): Promise<boolean> {
  const { rows } = await sql`select from messaging.notice where event_id = ${event}`.execute(tx)
  return rows.length > 0
}

/** Whatever is held of an outage, or whatever of a kind, goes out no more; that it was none is said whatever is heard late. */
export async function cancelHeld(tx: Tx, outageId: string, kind: NoticeKind | null = null): Promise<number> {
  const { numAffectedRows } = await sql`
    update messaging.notice set state = 'cancelled', release_at = null, unsaid = null where outage_id = ${outageId} and state = 'held' and kind <> 'retracted' and kind = coalesce(${kind}, kind)`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0n)
}

/** Whether the beginning of an outage's story is told, or waits to be. */
export async function isBegun(tx: Tx, outageId: string): Promise<boolean> {
  const { rows } = await sql`
    select from messaging.notice where outage_id = ${outageId} and kind in ('first', 'planned') and state <> 'cancelled' limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

/** What a held notice says, as it is now. */
export async function setStatement(tx: Tx, id: string, statement: Statement): Promise<void> {
  await sql`update messaging.notice set statement = ${JSON.stringify(statement)}::jsonb where id = ${id}`.execute(tx)
}

/** What was told last of whether an outage is over: that it, or a part of it, is, or that it is not after all. */
export async function lastTurnOf(tx: Tx, outageId: string): Promise<Notice | null> {
  const { rows } = await sql<Notice>`
    select ${columns} from messaging.notice
    where outage_id = ${outageId} and kind in ('restored', 'reopened') and state = 'released' order by version desc limit 1`.execute(
    tx,
  )
  return rows[0] ?? null
}

/** Puts the operator's own words of a held notice in the place of those that it had. */
export async function setWords(tx: Tx, id: string, words: Statement['words']): Promise<void> {
  await sql`
    update messaging.notice set statement = jsonb_set(statement, '{words}', ${JSON.stringify(words)}::jsonb), revision = revision + 1
    where id = ${id}`.execute(tx)
}

/** What the messages of notices have cost so far, by the prices of now. */
export async function costOf(
  db: Db | Tx,
  notices: readonly string[],
): Promise<readonly { readonly notice: string; readonly amount: string; readonly currency: string }[]> {
  const { rows } = await sql<{ notice: string; amount: string; currency: string }>`
    select m.notice_id as notice, trim_scale(sum(m.parts * c.price))::text as amount, c.currency
    from messaging.message m join messaging.channel c on c.kind = m.channel and c.price is not null
    where m.notice_id = any(${[...notices]}::uuid[]) and m.parts is not null and m.state in ('sent', 'delivered', 'read', 'doubtful')
    group by 1, 3 order by 1, 3`.execute(db)
  return rows
}

/** When an estimate was told last, at the beginning or later. */
export async function lastEstimateAt(tx: Tx, outageId: string): Promise<Temporal.Instant | null> {
  const { rows } = await sql<{ at: Temporal.Instant | null }>`
    select max(released_at) as at from messaging.notice
    where outage_id = ${outageId} and state = 'released' and kind in ('first', 'etr')`.execute(tx)
  return rows[0]?.at ?? null
}

/** Whether there is a beginning of an outage's own, whatever became of it. */
export async function hasBeginning(tx: Tx, outageId: string): Promise<boolean> {
  const { rows } = await sql`
    select from messaging.notice where outage_id = ${outageId} and kind in ('first', 'planned') limit 1`.execute(tx)
  return rows.length > 0
}

/** Whether anybody was told of an outage, or of one that was merged into it. */
export async function isTold(db: Db | Tx, outageId: string): Promise<boolean> {
  const { rows } = await sql`
    select from messaging.notice
    where outage_id in ${storyOf(outageId)} and kind in ('first', 'planned') and state = 'released' limit 1`.execute(db)
  return rows.length > 0
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
  await sql`update messaging.notice set state = 'cancelled', release_at = null, unsaid = null where id = ${id}`.execute(
    tx,
  )
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
