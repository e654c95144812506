import { sql, type RawBuilder } from 'kysely'
import { elementsAs, inArea, type FailedRange } from '../network/index.ts'
import type { Db } from '../platform/index.ts'
import { startsWith } from './customer-store.ts'
import { rangesAs, termsOn } from './relations.ts'

export interface Service {
  readonly id: bigint
  readonly key: string
  readonly customer: string
  readonly kind: 'internet' | 'voice' | 'mobile' | 'tv' | 'hosting' | 'leased-line' | 'electricity'
  readonly element: string | null
  readonly area: string | null
  readonly region: string | null
  readonly remoteness: string | null
  readonly timeZone: string | null
  readonly payment: 'postpaid' | 'prepaid'
  readonly cycleDay: number
  readonly segment: string | null
  readonly login: string | null
  readonly since: string | null
  readonly until: string | null
  readonly currency: string
}

export interface Terms {
  readonly validFrom: string
  readonly plan: string | null
  readonly monthlyFee: bigint
  readonly feeBeforeDiscount: bigint | null
}

export interface History {
  readonly terms: readonly Terms[]
  readonly bills: readonly { from: string; to: string; amount: bigint; key: string | null; seenCredit: bigint | null }[]
  readonly topUps: readonly { on: string; amount: bigint }[]
  readonly sessions: readonly {
    id: string
    nas: string | null
    startedAt: Temporal.Instant
    stoppedAt: Temporal.Instant | null
    heardAt: Temporal.Instant
    terminateCause: string | null
  }[]
}

const columns = sql`
  s.id, s.key, c.key as customer, s.kind, e.key as element, s.area, s.region, s.remoteness, s.time_zone as "timeZone", s.payment, s.cycle_day as "cycleDay",
  s.segment, s.login, s.since, s.until, s.currency`
const joined = sql`subscribers.service s join subscribers.customer c on c.id = s.customer_id left join ${elementsAs('e')} on e.id = s.element_id`

export interface ServiceFilter {
  readonly customerId: bigint | undefined
  readonly kind: string | undefined
  readonly segment: string | undefined
  readonly area: string | undefined
  readonly ranges: readonly FailedRange[] | undefined
  readonly search: string | undefined
}

/** Sorted by key, after a key. */
export async function listServices(
  db: Db,
  filter: ServiceFilter,
  after: string | null,
  limit: number,
): Promise<Service[]> {
  const wanted: RawBuilder<unknown>[] = [sql`true`]
  if (filter.customerId !== undefined) wanted.push(sql`s.customer_id = ${filter.customerId}`)
  if (filter.kind !== undefined) wanted.push(sql`s.kind = ${filter.kind}`)
  if (filter.segment !== undefined) wanted.push(sql`s.segment = ${filter.segment}`)
  if (filter.area !== undefined) wanted.push(inArea(sql`s.area`, filter.area))
  if (filter.ranges !== undefined) wanted.push(inRanges(filter.ranges))
  if (filter.search !== undefined) wanted.push(startsWith(sql`s.key`, filter.search))
  if (after !== null) wanted.push(sql`s.key > ${after}`)
  const { rows } = await sql<Service>`
    select ${columns} from ${joined} where ${sql.join(wanted, sql` and `)} order by s.key limit ${limit}`.execute(db)
  return rows
}

/**
 * A few ranges are written out, so that their width is known when it is decided whether to look them up or to go through all services
 * in the order of their keys.
 */
function inRanges(ranges: readonly FailedRange[]): RawBuilder<unknown> {
  if (ranges.length === 0) return sql`false`
  if (ranges.length > 20)
    return sql`exists (select from ${rangesAs(ranges, 'r')} where s.position between r.first and r.last)`
  return sql`(${sql.join(
    ranges.map(({ from, to }) => sql`s.position between ${from} and ${to}`),
    sql` or `,
  )})`
}

/** The services with these keys; unknown keys are missing in the answer. */
export async function servicesByKey(db: Db, keys: readonly string[]): Promise<Service[]> {
  const { rows } =
    await sql<Service>`select ${columns} from ${joined} where s.key = any(${keys}::text[]) order by s.id`.execute(db)
  return rows
}

export async function serviceByKey(db: Db, key: string): Promise<Service | null> {
  const [service] = await servicesByKey(db, [key])
  return service ?? null
}

/** The terms of one service in force on a day. */
export async function termsOf(db: Db, id: bigint, day: string): Promise<Terms | undefined> {
  const { rows } = await sql<Terms>`
    select valid_from as "validFrom", plan, monthly_fee as "monthlyFee", fee_before_discount as "feeBeforeDiscount"
    from ${termsOn(sql`${day}::date`)} t where service_id = ${id}`.execute(db)
  return rows[0]
}

/** What is known of the past of one service, the newest first. */
export async function historyOf(db: Db, id: bigint, limit: number): Promise<History> {
  const [terms, bills, topUps, sessions] = await Promise.all([
    sql<Terms>`
      select valid_from as "validFrom", plan, monthly_fee as "monthlyFee", fee_before_discount as "feeBeforeDiscount"
      from subscribers.terms where service_id = ${id} order by valid_from desc limit ${limit}`.execute(db),
    sql<History['bills'][number]>`
      select period_from as "from", period_to as "to", amount, key, seen_credit as "seenCredit"
      from subscribers.bill where service_id = ${id} order by period_from desc limit ${limit}`.execute(db),
    sql<History['topUps'][number]>`
      select at as "on", amount from subscribers.top_up where service_id = ${id} order by at desc, key limit ${limit}`.execute(
      db,
    ),
    sql<History['sessions'][number]>`
      select id, host(nas) as nas, started_at as "startedAt", stopped_at as "stoppedAt", updated_at as "heardAt", terminate_cause as "terminateCause"
      from subscribers.session where service_id = ${id} order by started_at desc, id limit ${limit}`.execute(db),
  ])
  return { terms: terms.rows, bills: bills.rows, topUps: topUps.rows, sessions: sessions.rows }
}
