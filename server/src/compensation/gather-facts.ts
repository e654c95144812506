import { createHash } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import { addMonths, LocalDays, type IsoDate } from '@pulih/kernel'
import type { Cause } from '@pulih/engine'
import { assessableOutages, moneyAffected, type AssessableOutage } from '../outages/index.ts'
import { assessableServices, billsBefore, termsFor, topUpsBefore } from '../subscribers/index.ts'
import type { Tx } from '../platform/index.ts'
import { causeForMoney } from './external-cause.ts'
import type { Run } from './run.ts'

/** One interruption as the rules see it; several services share it. */
export interface RunInterruption {
  readonly number: number
  readonly outage: AssessableOutage
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant
  readonly cause: Cause
  readonly exclusion: string | null
}

export interface Gathered {
  readonly interruptions: readonly RunInterruption[]
  /** Equal as long as no fact that an amount depends on has changed. */
  readonly digest: string
  readonly subjects: number
  /** Services that were hit and have no price that was in force. */
  readonly withoutTerms: number
}

/** Which customers' money facts the schemes ask for at all; what nobody asks for is not gathered. */
export interface Wanted {
  readonly bills: boolean
  readonly topUps: boolean
}

/**
 * Gathers every fact that a run depends on into temporary tables of the transaction: `run_subject` has one row per service and billing
 * period, `run_scope` every service and period whose earlier credits the run answers for. The same facts give the same digest.
 */
export async function gatherFacts(tx: Tx, run: Run, wanted: Wanted): Promise<Gathered> {
  for (const table of [
    'run_subject',
    'run_scope',
    'run_combination',
    'run_service',
    'run_set',
    'run_signature',
    'run_hit',
    'run_key',
  ])
    await sql`drop table if exists pg_temp.${sql.ref(table)}`.execute(tx)
  const outages = await assessableOutages(tx, await windowOf(tx, run))
  await findHits(tx, run, outages)
  const interruptions = await numberInterruptions(tx, outages)
  await groupBySets(tx, run)
  await combine(tx, run, interruptions)
  const withoutTerms = await describeSubjects(tx, run, wanted)
  const { rows } = await sql<{ subjects: number; sum: string | null; sets: string | null }>`
    select count(*)::int as subjects, sum(hashtextextended(s::text, 0))::text as sum,
      (select encode(sha256(string_agg(set_text, ',' order by set)::bytea), 'hex') from run_set) as sets
    from (
      select service_id, service_key, period_from, set, kind, customer, payment, region, remoteness, time_zone, area, segment, monthly_fee, fee_before_discount, bills, top_ups from run_subject
    ) s`.execute(tx)
  const facts = interruptions.map(({ outage, from, to, cause, exclusion }) => [
    outage.id,
    outage.revision,
    from.toString(),
    to.toString(),
    cause,
    exclusion,
  ])
  const digest = createHash('sha256')
    .update(JSON.stringify([facts, rows[0]]))
    .digest('hex')
  return { interruptions, digest, subjects: rows[0]?.subjects ?? 0, withoutTerms }
}

/** Everything that can lie in a billing period that the run is about, with a day to spare for time zones. */
async function windowOf(tx: Tx, run: Run): Promise<{ from: Temporal.Instant; to: Temporal.Instant }> {
  if (run.month !== null) {
    const first: IsoDate = `${run.month}-01`
    return { from: startOf(first).subtract({ hours: 24 }), to: startOf(addMonths(first, 2)).add({ hours: 24 }) }
  }
  const all = await assessableOutages(tx, { ids: [run.outageId ?? ''] })
  const [outage] = all
  const days = 32 * 24
  // A retracted outage has no interruption any more; what was paid for it lies in the periods of its earlier runs.
  const { rows } = await sql<{ first: string | null; last: string | null }>`
    select min(a.period_from) as first, max(a.period_from) as last from compensation.assessed a join compensation.run r on r.id = a.run_id
    where r.outage_id = ${run.outageId} and r.posted > 0`.execute(tx)
  const starts = [outage?.from, rows[0]?.first ? startOf(rows[0].first) : undefined].filter(
    start => start !== undefined,
  )
  const ends = [outage?.to, rows[0]?.last ? startOf(addMonths(rows[0].last, 1)) : undefined].filter(
    end => end !== undefined,
  )
  const fallback = run.createdAt
  const from = starts.toSorted((a, b) => Temporal.Instant.compare(a, b))[0] ?? fallback
  const to = ends.toSorted((a, b) => Temporal.Instant.compare(a, b)).at(-1) ?? fallback
  return { from: from.subtract({ hours: days }), to: to.add({ hours: days }) }
}

function startOf(date: IsoDate): Temporal.Instant {
  return Temporal.Instant.from(`${date}T00:00:00Z`)
}

/** Who was hit by what, on evidence good enough for money, with the exclusion that somebody relies on. */
async function findHits(tx: Tx, run: Run, outages: readonly AssessableOutage[]): Promise<void> {
  const ids = outages.map(outage => outage.id)
  const mine =
    run.outageId === null
      ? sql`true`
      : sql`a.service_id in (
          select service_id from ${moneyAffected} x where x.outage_id = ${run.outageId}
          union select p.service_id from compensation.assessed p join compensation.run r on r.id = p.run_id where r.outage_id = ${run.outageId} and r.posted > 0)`
  await sql`
    create temporary table run_hit on commit drop as
    select a.service_id, a.outage_id, a.from_at, a.to_at, coalesce(own.id, whole.id, ${noExclusion}) as exclusion_id
    from ${moneyAffected} a
    left join compensation.exclusion whole on whole.outage_id = a.outage_id and whole.service_id is null and whole.withdrawn_at is null
    left join compensation.exclusion own on own.outage_id = a.outage_id and own.service_id = a.service_id and own.withdrawn_at is null
    where a.outage_id = any(${ids}::uuid[]) and ${mine}`.execute(tx)
  await sql`analyze run_hit`.execute(tx)
}

const noExclusion = sql`'00000000-0000-0000-0000-000000000000'::uuid`

async function numberInterruptions(tx: Tx, outages: readonly AssessableOutage[]): Promise<RunInterruption[]> {
  await sql`
    create temporary table run_key on commit drop as
    select (row_number() over (order by outage_id, from_at, to_at, exclusion_id) - 1)::int as number, *
    from (select distinct outage_id, from_at, to_at, exclusion_id from run_hit) d`.execute(tx)
  await sql`analyze run_key`.execute(tx)
  const { rows } = await sql<{
    number: number
    outage_id: string
    from_at: Temporal.Instant
    to_at: Temporal.Instant
    exclusion: string | null
    relied_on: Cause | null
  }>`
    select k.number, k.outage_id, k.from_at, k.to_at, e.id as exclusion, e.cause as relied_on
    from run_key k left join compensation.exclusion e on e.id = k.exclusion_id order by k.number`.execute(tx)
  const byId = new Map(outages.map(outage => [outage.id, outage]))
  return rows.map(row => {
    const outage = byId.get(row.outage_id)
    if (!outage) throw new Error(`the outage ${row.outage_id} is not among those of the run`)
    return {
      number: row.number,
      outage,
      from: row.from_at,
      to: row.to_at,
      cause: causeForMoney(outage.cause, row.relied_on),
      exclusion: row.exclusion,
    }
  })
}

/** Services that were hit by the same set of interruptions share everything that calendars decide. */
async function groupBySets(tx: Tx, { question }: Run): Promise<void> {
  await sql`
    create temporary table run_signature on commit drop as
    select service_id, array_agg(k.number order by k.number) as numbers
    from run_hit h join run_key k using (outage_id, from_at, to_at, exclusion_id) group by service_id`.execute(tx)
  await sql`analyze run_signature`.execute(tx)
  await sql`
    create temporary table run_set on commit drop as
    select (row_number() over (order by numbers) - 1)::int as set, numbers, array_to_string(numbers, ' ') as set_text from (select distinct numbers from run_signature) d`.execute(
    tx,
  )
  await sql`analyze run_set`.execute(tx)
  await sql`
    create temporary table run_service on commit drop as
    select s.service_id, s.service_key, t.set, s.kind, s.customer, s.payment, coalesce(s.region, '') as region, coalesce(s.remoteness, '') as remoteness,
      coalesce(s.time_zone, ${question.timeZone}) as time_zone, s.area, s.segment, s.cycle_day, s.currency
    from run_signature g join run_set t using (numbers) join ${assessableServices} s on s.service_id = g.service_id`.execute(
    tx,
  )
  await sql`analyze run_service`.execute(tx)
}

interface Combination {
  readonly set: number
  readonly numbers: readonly number[]
  readonly cycleDay: number
  readonly timeZone: string
}

/** Which billing periods a set of interruptions lies in, for each cycle and zone that occur, and the day whose prices count. */
async function combine(tx: Tx, run: Run, interruptions: readonly RunInterruption[]): Promise<void> {
  const { rows } = await sql<Combination>`
    select c.set, t.numbers, c.cycle_day as "cycleDay", c.time_zone as "timeZone" from (select distinct set, cycle_day, time_zone from run_service) c join run_set t using (set)`.execute(
    tx,
  )
  const days = new Map<string, LocalDays>()
  const combinations = rows.flatMap(combination => {
    let local = days.get(combination.timeZone)
    if (!local) days.set(combination.timeZone, (local = new LocalDays(combination.timeZone)))
    return periodsOf(combination, run, interruptions, local)
  })
  await sql`
    create temporary table run_combination on commit drop as
    select * from jsonb_to_recordset(${JSON.stringify(combinations)}::jsonb) as c(set int, cycle_day smallint, time_zone text, period_from date, period_to date, terms_on date)`.execute(
    tx,
  )
  await sql`analyze run_combination`.execute(tx)
}

function periodsOf(
  { set, numbers, cycleDay, timeZone }: Combination,
  run: Run,
  interruptions: readonly RunInterruption[],
  local: LocalDays,
): object[] {
  const hits = numbers.map(number => interruptions[number] as RunInterruption)
  const about = run.outageId === null ? hits : hits.filter(hit => hit.outage.id === run.outageId)
  const dates = new Set<IsoDate>()
  if (run.month !== null) dates.add(dateOf(run.month, cycleDay))
  for (const hit of run.month === null ? about : []) {
    const last = local.dateAt(seconds(hit.to))
    for (let from = periodHolding(local.dateAt(seconds(hit.from)), cycleDay); from <= last; from = addMonths(from, 1))
      dates.add(from)
  }
  return [...dates].flatMap(from => {
    const to = addMonths(from, 1)
    const bounds = { from: local.day(from).from, to: local.day(to).from }
    const inside = hits.filter(hit => seconds(hit.from) < bounds.to && seconds(hit.to) >= bounds.from)
    if (inside.length === 0) return []
    const first = Math.max(bounds.from, Math.min(...inside.map(hit => seconds(hit.from))))
    return [
      {
        set,
        cycle_day: cycleDay,
        time_zone: timeZone,
        period_from: from,
        period_to: to,
        terms_on: local.dateAt(first),
      },
    ]
  })
}

export function seconds(instant: Temporal.Instant): number {
  return Math.floor(instant.epochMilliseconds / 1000)
}

function dateOf(month: string, day: number): IsoDate {
  return `${month}-${String(day).padStart(2, '0')}`
}

function periodHolding(date: IsoDate, cycleDay: number): IsoDate {
  const from = dateOf(date.slice(0, 7), cycleDay)
  return from <= date ? from : addMonths(from, -1)
}

/**
 * One row per service and period with the words and amounts that the rules may ask for, as they were on the day of the first loss.
 * Returns how many have no price in the run's currency.
 */
async function describeSubjects(tx: Tx, run: Run, wanted: Wanted): Promise<number> {
  const bills: RawBuilder<unknown> = wanted.bills
    ? billsBefore(sql`s.service_id`, sql`c.period_from`)
    : sql`null::bigint[]`
  const topUps: RawBuilder<unknown> = wanted.topUps
    ? topUpsBefore(sql`s.service_id`, sql`c.period_from`)
    : sql`0::bigint`
  await sql`
    create temporary table run_subject on commit drop as
    select s.service_id, s.service_key, c.period_from, c.period_to, s.set, s.kind, s.customer, s.payment, s.region, s.remoteness, s.time_zone, s.area, s.segment,
      case when s.currency = ${run.question.currency} then p.monthly_fee end as monthly_fee, p.fee_before_discount, ${bills} as bills, ${topUps} as top_ups
    from run_service s
    join run_combination c using (set, cycle_day, time_zone)
    left join ${termsFor(sql`s.service_id`, sql`c.terms_on`)} p on true`.execute(tx)
  const { numAffectedRows } = await sql`delete from run_subject where monthly_fee is null`.execute(tx)
  await sql`analyze run_subject`.execute(tx)
  if (run.outageId !== null) {
    await sql`
      create temporary table run_scope on commit drop as
      select service_id, period_from from run_subject
      union select p.service_id, p.period_from from compensation.assessed p join compensation.run r on r.id = p.run_id where r.outage_id = ${run.outageId} and r.posted > 0`.execute(
      tx,
    )
    await sql`analyze run_scope`.execute(tx)
  }
  return Number(numAffectedRows ?? 0n)
}
