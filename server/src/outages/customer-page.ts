import type { listCustomerOutages, QueryOf, ReplyOf } from '@pulih/contracts'
import { sql } from 'kysely'
import { page, problem, readCursor, type Db } from '../platform/index.ts'
import { holderByKey, servicesAs } from '../subscribers/index.ts'
import { numberText } from './store.ts'

type View = ReplyOf<typeof listCustomerOutages>
type Line = Omit<View['items'][number], 'number' | 'startedAt' | 'restoredAt'> & {
  readonly number: bigint
  readonly startedAt: Temporal.Instant
  readonly restoredAt: Temporal.Instant | null
}

const mostServices = 50

/** What staff may know of the outages of a customer, also of those that are only suspected. */
export async function customerOutagePage(
  db: Db,
  key: string,
  { limit = 50, cursor }: QueryOf<typeof listCustomerOutages>,
): Promise<View> {
  const customer = await holderByKey(db, key)
  if (!customer) throw problem('subscribers.customer-not-found', { customer: key })
  const [startedAt, id] = readCursor(cursor, 2) ?? [null, null]
  const { rows } = await sql<Line>`
    with hit as materialized (
      select a.outage_id, s.key, a.evidence, a.money, a.own_from, a.own_to
      from ${servicesAs('s')} join outages.affected a on a.service_id = s.id where s.customer_id = ${customer.id}),
    found as (
      select o.id, o.number, o.title, o.status, o.planned, o.started_at, o.restored_at from outages.outage o
      where o.id in (select outage_id from hit)
        and (${startedAt}::timestamptz is null or (o.started_at, o.id) < (${startedAt}::timestamptz, ${id}::uuid))
      order by o.started_at desc, o.id desc limit ${limit + 1})
    select f.id as outage, f.number, f.title, f.status, f.planned, f.started_at as "startedAt", f.restored_at as "restoredAt",
      (select count(*)::int from hit h where h.outage_id = f.id) as "servicesInAll",
      (select jsonb_agg(jsonb_build_object('service', h.key, 'from', ${isoOf(sql`coalesce(h.own_from, f.started_at)`)},
          'to', ${isoOf(sql`coalesce(h.own_to, f.restored_at)`)}, 'evidence', h.evidence, 'money', h.money) order by h.key)
        from (select * from hit m where m.outage_id = f.id order by m.key limit ${mostServices}) h) as services
    from found f order by f.started_at desc, f.id desc`.execute(db)
  return page(
    rows,
    limit,
    row => [row.startedAt.toString(), row.outage],
    row => ({
      ...row,
      number: numberText(row.number),
      startedAt: row.startedAt.toString(),
      restoredAt: row.restoredAt?.toString() ?? null,
    }),
  )
}

function isoOf(instant: ReturnType<typeof sql>): ReturnType<typeof sql> {
  return sql`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
}
