import { sql } from 'kysely'
import { answerCase } from '@pulih/engine'
import { formatMinor, parseMinor } from '@pulih/kernel'
import { loadRulebook } from '@pulih/rulebooks'
import type { Db } from '../../src/platform/index.ts'

/** Minor units by `service period scheme`. */
export type Money = ReadonlyMap<string, bigint>

interface Owed {
  readonly money: Money
  /** Services by `service period` about which nothing can be said there: they keep what they have. */
  readonly held: ReadonlySet<string>
}

interface Hit {
  readonly outage: string
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant
  readonly cause: string
  readonly subscribers: number
}

interface Service {
  readonly id: bigint
  readonly key: string
  readonly kind: string
  readonly customer: string
  readonly payment: string
  readonly cycleDay: number
  readonly currency: string
}

interface Terms {
  readonly service: bigint
  readonly from: string
  readonly fee: bigint
}

const zone = 'Europe/Warsaw'
const currency = 'PLN'
const book = loadRulebook()

/**
 * What each service is owed by the facts that are in the database, asked of the engine case by case. Nothing of compensation is
 * used for it: no run, no class, no period, no price that a run found.
 */
export async function owedByRules(db: Db): Promise<Owed> {
  const [services, hits, prices] = [await servicesIn(db), await hitsIn(db), await termsIn(db)]
  const money = new Map<string, bigint>()
  const held = new Set(await heldByHistory(db))
  for (const service of services) {
    const mine = hits.get(service.id) ?? []
    for (const period of periodsOf(service.cycleDay)) {
      const inside = mine.filter(hit => isBefore(hit.from, period.end) && !isBefore(hit.to, period.start))
      if (inside.length === 0) continue
      const name = `${service.key} ${period.from}`
      const first = inside.map(({ from }) => (isBefore(from, period.start) ? period.start : from)).toSorted(byTime)[0]
      const fee = feeOn(prices, service.id, dayOf(first ?? period.start))
      if (service.currency !== currency || fee === null) held.add(name)
      else for (const [scheme, amount] of amountsOf(service, mine, period, fee)) money.set(`${name} ${scheme}`, amount)
    }
  }
  return { money, held }
}

/** What runs have given each service, as the ledger has it. What a person reversed by hand stays reversed, and is no run's affair. */
export async function grantedByRuns(db: Db): Promise<Money> {
  const { rows } = await sql<{ name: string; amount: bigint }>`
    select t.service_key || ' ' || substr(t.basis, 8) || ' ' || t.scheme as name, sum(t.amount)::bigint as amount
    from ledger.transfer t where t.basis like 'period:%' and t.kind in ('credit', 'correction') and t.run_id is not null
    group by 1`.execute(db)
  return new Map(rows.map(({ name, amount }) => [name, amount]))
}

/** What of it is still there after reversals by hand. */
export async function leftOfGrants(db: Db): Promise<Money> {
  const { rows } = await sql<{ name: string; amount: bigint }>`
    select t.service_key || ' ' || substr(t.basis, 8) || ' ' || t.scheme as name, sum(t.amount)::bigint as amount
    from ledger.transfer t where t.basis like 'period:%' and t.kind in ('credit', 'correction', 'reversal') group by 1`.execute(
    db,
  )
  return new Map(rows.map(({ name, amount }) => [name, amount]))
}

function* amountsOf(service: Service, hits: readonly Hit[], period: Period, fee: bigint): Iterable<[string, bigint]> {
  const answer = answerCase(
    {
      case: `${service.key} ${period.from}`,
      jurisdiction: 'PL',
      subscriber: { type: service.customer, payment: service.payment },
      service: { kind: service.kind, timeZone: zone, monthlyFee: formatMinor(fee, currency), currency },
      billingPeriod: { from: period.from, to: period.to },
      interruptions: hits.map(({ from, to, cause, subscribers }) => ({
        from: from.toString(),
        to: to.toString(),
        extent: 'total',
        cause,
        planned: false,
        group: { subscribers },
      })),
    },
    book,
  )
  if (answer.benefits.length > 0) throw new Error('the rules give benefits in kind, which are not compared')
  for (const { scheme, reading, amount } of answer.lines)
    if (reading === 'recommended') yield [scheme, parseMinor(amount, currency) ?? 0n]
}

async function servicesIn(db: Db): Promise<readonly Service[]> {
  const { rows } = await sql<Service>`
    select s.id, s.key, s.kind, c.kind as customer, s.payment, s.cycle_day as "cycleDay", s.currency::text as currency
    from subscribers.service s join subscribers.customer c on c.id = s.customer_id order by s.id`.execute(db)
  return rows
}

/** By service, from outages that are over. A cause counts as the operator's own unless somebody relies on another one. */
async function hitsIn(db: Db): Promise<ReadonlyMap<bigint, readonly Hit[]>> {
  const { rows } = await sql<Hit & { service: bigint }>`
    select a.service_id as service, o.id as outage, coalesce(a.own_from, o.started_at) as "from", coalesce(a.own_to, o.restored_at) as "to",
      coalesce(
        (select e.cause from compensation.exclusion e where e.outage_id = o.id and e.service_id = a.service_id and e.withdrawn_at is null),
        (select e.cause from compensation.exclusion e where e.outage_id = o.id and e.service_id is null and e.withdrawn_at is null), o.cause) as cause,
      (select count(*)::int from outages.affected l where l.outage_id = o.id) as subscribers
    from outages.affected a join outages.outage o on o.id = a.outage_id
    where a.money and o.status in ('restored', 'closed') order by 3, 2`.execute(db)
  return Map.groupBy(
    rows.filter(({ from, to }) => isBefore(from, to)),
    ({ service }) => service,
  )
}

async function termsIn(db: Db): Promise<readonly Terms[]> {
  const { rows } = await sql<Terms>`
    select service_id as service, valid_from::text as "from", monthly_fee as fee from subscribers.terms order by valid_from desc`.execute(
    db,
  )
  return rows
}

/** What runs gave for a period and is still there. What a person has taken back whole is paid under no cycle. */
const left = sql`(
  select t.service_id, substr(t.basis, 8)::date as paid_from from ledger.transfer t where t.basis like 'period:%'
  group by t.service_id, t.basis, t.scheme, t.unit having sum(t.amount) <> 0)`

/**
 * Outages of services whose cycle was moved and of whose old credits nothing is left: to take back the last of them lets a run pay in
 * the new period, so that there must be one.
 */
export async function outagesFreedByHand(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct a.outage_id as id
    from subscribers.service s join outages.affected a on a.service_id = s.id
    where exists (
      select from ledger.transfer t
      where t.service_id = s.id and t.kind = 'reversal' and t.basis like 'period:%' and extract(day from substr(t.basis, 8)::date) <> s.cycle_day
        and not exists (select from ${left} p where p.service_id = t.service_id and p.paid_from = substr(t.basis, 8)::date))`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}

/** The terms of a day are the last that began by then, else the first that there are. */
function feeOn(terms: readonly Terms[], service: bigint, day: string): bigint | null {
  const mine = terms.filter(each => each.service === service)
  return (mine.find(({ from }) => from <= day) ?? mine.at(-1))?.fee ?? null
}

/**
 * Services that keep what they have for what was paid before: an outage that was paid for goes on again; or their billing cycle was
 * moved, and the period overlaps, or is, one under which they were paid.
 */
async function heldByHistory(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select s.key || ' ' || a.period_from as name
    from outages.outage o
    join compensation.interruption i on i.outage_id = o.id
    join compensation.run r on r.id = i.run_id and r.posted > 0
    join compensation.exposure e on e.run_id = r.id and i.number = any(e.interruptions)
    join compensation.assessed a on a.run_id = r.id and a.exposure = e.number
    join subscribers.service s on s.id = a.service_id
    where o.status in ('suspected', 'confirmed', 'partly-restored')
    union
    select s.key || ' ' || held.period_from
    from subscribers.service s
    join ${left} p on p.service_id = s.id
    cross join lateral (
      select p.paid_from as period_from
      union
      select d::date from generate_series(date '2026-01-01', date '2026-12-01', interval '1 month') m(first)
        cross join lateral (select m.first::date + (s.cycle_day - 1)) as n(d)
        where n.d < p.paid_from + interval '1 month' and p.paid_from < n.d + interval '1 month'
    ) held
    where extract(day from p.paid_from) <> s.cycle_day`.execute(db)
  return rows.map(({ name }) => name)
}

interface Period {
  readonly from: string
  readonly to: string
  readonly start: Temporal.Instant
  readonly end: Temporal.Instant
}

/** Billing periods in which anything of a scenario can lie. */
function periodsOf(cycleDay: number): readonly Period[] {
  const first = Temporal.PlainDate.from({ year: 2026, month: 7, day: cycleDay })
  return [0, 1, 2, 3].map(months => {
    const [from, to] = [first.add({ months }), first.add({ months: months + 1 })]
    return { from: from.toString(), to: to.toString(), start: startOf(from), end: startOf(to) }
  })
}

function startOf(day: Temporal.PlainDate): Temporal.Instant {
  return day.toZonedDateTime(zone).toInstant()
}

function dayOf(instant: Temporal.Instant): string {
  return instant.toZonedDateTimeISO(zone).toPlainDate().toString()
}

function byTime(one: Temporal.Instant, other: Temporal.Instant): number {
  return Temporal.Instant.compare(one, other)
}

function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return byTime(one, other) < 0
}
