import type { Cause, Extent } from '@pulih/engine'
import { sql } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'
import { readOutage } from './store.ts'

/** What an assessment knows of an outage that is over. */
export interface AssessableOutage {
  readonly id: string
  readonly revision: number
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant
  readonly extent: Extent
  readonly cause: Cause
  readonly planned: boolean
  /** How long before the start planned work was announced; null: not at all, or not known. */
  readonly noticeSeconds: number | null
  readonly knownAt: Temporal.Instant | null
  /** As somebody counted them; otherwise the services that were matched. */
  readonly subscribersHit: number | null
  readonly sitesHit: number | null
  readonly deliveredTenThousandths: number
}

type Which = { readonly ids: readonly string[] } | { readonly from: Temporal.Instant; readonly to: Temporal.Instant }

/** Outages that are over and whose services have been worked out: by id, or all that overlap a time. Retracted ones are none. */
export async function assessableOutages(db: Db | Tx, which: Which): Promise<AssessableOutage[]> {
  const wanted =
    'ids' in which
      ? sql`o.id = any(${which.ids}::uuid[])`
      : sql`o.started_at < ${which.to} and o.restored_at > ${which.from}`
  const { rows } = await sql<AssessableOutage>`
    select o.id, o.revision, o.started_at as "from", o.restored_at as "to", o.extent, o.cause, o.planned,
      -- Announced after the start is not announced.
      nullif(greatest(0, floor(extract(epoch from o.started_at - o.noticed_at))), 0)::integer as "noticeSeconds",
      o.known_at as "knownAt", coalesce(o.subscribers_hit, m.services) as "subscribersHit", o.sites_hit as "sitesHit",
      coalesce((o.delivered_share * 10000)::integer, 0) as "deliveredTenThousandths"
    from outages.outage o
    join lateral (select m.services from outages.matching m where m.outage_id = o.id and m.frozen order by m.id desc limit 1) m on true
    where o.status in ('restored', 'closed') and ${wanted} order by o.started_at, o.id`.execute(db)
  return rows
}

/** The latest outages that are over, or those that are named, with when they were. */
export async function lastAssessable(
  db: Db | Tx,
  ids: readonly string[] | null,
  limit: number,
): Promise<Pick<AssessableOutage, 'id' | 'from' | 'to'>[]> {
  const { rows } = await sql<Pick<AssessableOutage, 'id' | 'from' | 'to'>>`
    select o.id, o.started_at as "from", o.restored_at as "to" from outages.outage o
    where o.status in ('restored', 'closed') and (${ids}::uuid[] is null or o.id = any(${ids}::uuid[]))
      and exists (select from outages.matching m where m.outage_id = o.id and m.frozen and m.money > 0)
    order by o.started_at desc, o.id limit ${limit}`.execute(db)
  return rows
}

/** Services on evidence good enough for money, each with its own interval: outage_id, service_id, from_at, to_at. */
export const moneyAffected = sql`(
  select a.outage_id, a.service_id, coalesce(a.own_from, o.started_at) as from_at, coalesce(a.own_to, o.restored_at) as to_at
  from outages.affected a join outages.outage o on o.id = a.outage_id
  where a.money and o.status in ('restored', 'closed') and coalesce(a.own_to, o.restored_at) > coalesce(a.own_from, o.started_at))`

/** Services that were hit and get no money: outage_id, service_id, evidence. They are told, and may appeal. */
export const unpaidAffected = sql`(
  select a.outage_id, a.service_id, a.evidence::text as evidence
  from outages.affected a join outages.outage o on o.id = a.outage_id where not a.money and o.status in ('restored', 'closed'))`

/** The last matching of each outage, whose list of services stays as it is until there is another one. */
export async function matchingMarks(db: Db | Tx, ids: readonly string[]): Promise<{ id: string; matching: bigint }[]> {
  const { rows } = await sql<{ id: string; matching: bigint }>`
    select outage_id as id, max(id) as matching from outages.matching where outage_id = any(${ids}::uuid[]) group by outage_id order by outage_id`.execute(
    db,
  )
  return rows
}

/** Outages that go on, or are thought to, and those that were merged into one of them. */
export async function openOutages(db: Db | Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive open as (
      select id from outages.outage where status in ('suspected', 'confirmed', 'partly-restored')
      union select o.id from outages.outage o join open on o.merged_into = open.id
    ) select id from open order by id`.execute(db)
  return rows.map(({ id }) => id)
}

export async function isRetracted(db: Db | Tx, id: string): Promise<boolean> {
  const { rows } = await sql`select from outages.outage where id = ${id} and status = 'retracted'`.execute(db)
  return rows.length > 0
}

/** How people call it. */
export async function outageNumber(db: Db | Tx, id: string): Promise<string> {
  return (await readOutage(db, id)).number
}

export async function outageExists(db: Db | Tx, id: string): Promise<boolean> {
  const { rows } = await sql`select from outages.outage where id = ${id}`.execute(db)
  return rows.length > 0
}
