import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'

/** What an assessment may know of services, as relations: service_id, service_key, kind, customer and the other words of a case. */
export const assessableServices = sql`(
  select s.id as service_id, s.key as service_key, s.kind, c.kind as customer, s.payment, s.region, s.remoteness, s.time_zone, s.area,
    coalesce(s.segment, c.segment) as segment, s.cycle_day, s.currency::text as currency
  from subscribers.service s join subscribers.customer c on c.id = s.customer_id)`

/** Prices with the days on which they were in force, half open; the first one also stands for the days before it. */
export const terms = sql`(
  select service_id, monthly_fee, fee_before_discount,
    case when lag(valid_from) over history is null then '-infinity'::date else valid_from end as valid_from,
    coalesce(lead(valid_from) over history, 'infinity'::date) as valid_to
  from subscribers.terms window history as (partition by service_id order by valid_from))`

/** Up to three bills whose periods ended by a day, newest first: bigint[] in minor units. */
export function billsBefore(service: RawBuilder<unknown>, day: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`array(select b.amount from subscribers.bill b where b.service_id = ${service} and b.period_to <= ${day} order by b.period_from desc limit 3)`
}

/** What was topped up in the three months before a day, in minor units. */
export function topUpsBefore(service: RawBuilder<unknown>, day: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`coalesce((select sum(t.amount) from subscribers.top_up t where t.service_id = ${service} and t.at >= ${day} - interval '3 months' and t.at < ${day}), 0)::bigint`
}

/** Ids and keys of services: id, key. */
export const serviceKeys = sql`(select id, key from subscribers.service)`

export async function serviceByKey(db: Db | Tx, key: string): Promise<{ id: bigint; key: string; currency: string } | null> {
  const { rows } = await sql<{ id: bigint; key: string; currency: string }>`select id, key, currency::text as currency from subscribers.service where key = ${key}`.execute(db)
  return rows[0] ?? null
}
