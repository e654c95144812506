import type { Cause, Extent } from '@pulih/engine'
import { sql } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'

/** An outage that is over, with everything that a rule may ask about it. */
export interface AssessableOutage {
  readonly id: string
  readonly revision: number
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant
  readonly extent: Extent
  readonly cause: Cause
  readonly planned: boolean
  /** How long before its start planned work was announced. */
  readonly noticeSeconds: number | null
  readonly knownAt: Temporal.Instant | null
  readonly deliveredTenThousandths: number
  readonly subscribersHit: number | null
  readonly sitesHit: number | null
}

export type OutageChoice =
  | { readonly from: Temporal.Instant; readonly to: Temporal.Instant }
  | { readonly ids: readonly string[] }

/** Outages that are over and were not retracted: those that overlap a window, or those that are named. In the order of their ids. */
export async function assessableOutages(db: Db | Tx, choice: OutageChoice): Promise<AssessableOutage[]> {
  const which = 'ids' in choice ? sql`id = any(${choice.ids}::uuid[])` : sql`started_at < ${choice.to} and restored_at > ${choice.from}`
  const { rows } = await sql<AssessableOutage>`
    select id, revision, started_at as "from", restored_at as "to", extent, cause, planned,
      case when noticed_at is null or noticed_at > started_at then null else floor(extract(epoch from started_at - noticed_at))::int end as "noticeSeconds",
      known_at as "knownAt", coalesce(round(delivered_share * 10000), 0)::int as "deliveredTenThousandths", subscribers_hit as "subscribersHit", sites_hit as "sitesHit"
    from outages.outage where status in ('restored', 'closed') and ${which} order by id`.execute(db)
  return rows
}

/** Who was hit on evidence good enough for money, and when: outage_id, service_id, from_at, to_at. */
export const moneyAffected = sql`(
  select a.outage_id, a.service_id, coalesce(a.own_from, o.started_at) as from_at, coalesce(a.own_to, o.restored_at) as to_at
  from outages.affected a join outages.outage o on o.id = a.outage_id
  where a.money and o.status in ('restored', 'closed') and coalesce(a.own_to, o.restored_at) > coalesce(a.own_from, o.started_at))`

/** Who was hit on other evidence: outage_id, service_id, evidence. */
export const unpaidAffected = sql`(
  select a.outage_id, a.service_id, a.evidence from outages.affected a join outages.outage o on o.id = a.outage_id
  where not a.money and o.status in ('restored', 'closed'))`

export async function outageExists(db: Db | Tx, id: string): Promise<boolean> {
  const { rows } = await sql`select from outages.outage where id = ${id}`.execute(db)
  return rows.length > 0
}
