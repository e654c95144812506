import { createHash } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import { LocalDays } from '@pulih/kernel'
import type { Cause } from '@pulih/engine'
import { moneyAffected, type AssessableOutage } from '../outages/index.ts'
import { assessableServices, billsBefore, termsFor, topUpsBefore } from '../subscribers/index.ts'
import type { Tx } from '../platform/index.ts'
import { assessedFor, runsThatPaidFor } from './earlier-runs.ts'
import { causeForMoney } from './external-cause.ts'
import { holdServices } from './hold-services.ts'
import { lossPeriods } from './run-periods.ts'
import { outagesOfRun } from './run-window.ts'
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
  /** Each once, in however many periods. */
  readonly services: number
  /** The largest amount of money among the facts, in minor units. */
  readonly greatest: bigint
}

/** Which customers' money facts the schemes ask for at all; what nobody asks for is not gathered. */
export interface Wanted {
  readonly bills: boolean
  readonly topUps: boolean
}

const tables = ['run_subject', 'run_earlier', 'run_period', 'run_service', 'run_class', 'run_set', 'run_key', 'run_hit']

/**
 * Gathers every fact that a run depends on into temporary tables of the transaction: `run_subject` has one row per service and billing
 * period, `run_class` what services have in common that rules ask for, `run_set` the sets of interruptions. The same facts give the
 * same digest.
 */
export async function gatherFacts(tx: Tx, run: Run, wanted: Wanted): Promise<Gathered> {
  await sql`select set_config('work_mem', '192MB', true), set_config('statement_timeout', '0', true)`.execute(tx)
  for (const table of tables) await sql`drop table if exists pg_temp.${sql.ref(table)}`.execute(tx)
  const { outages, window } = await outagesOfRun(tx, run)
  const paidBy = run.outageId === null ? [] : await runsThatPaidFor(tx, [run.outageId], run.id)
  await findServices(tx, hitsOf(run, outages, paidBy), run.question.timeZone)
  const interruptions = await readInterruptions(tx, outages)
  await findPeriods(tx, run, interruptions, paidBy)
  await describeSubjects(tx, run, wanted)
  await holdServices(tx, run, window)
  await sql`analyze run_subject`.execute(tx)
  const { rows } = await sql<{
    subjects: number
    services: number
    greatest: bigint | null
    sum: string | null
    classes: string | null
  }>`
    select count(*)::int as subjects, count(distinct service_id)::int as services, max(greatest(monthly_fee, fee_before_discount, top_ups, ${billSum(wanted)})) as greatest, sum(fact)::text as sum,
      (select encode(sha256(convert_to(string_agg(concat_ws(' ', c.*, array_to_string(s.numbers, ',')), E'\n' order by class), 'utf8')), 'hex')
        from run_class c join run_set s using (set)) as classes
    from run_subject`.execute(tx)
  const [counted] = rows
  const facts = interruptions.map(({ outage, from, to, cause, exclusion }) => [
    outage.id,
    outage.revision,
    from.toString(),
    to.toString(),
    cause,
    exclusion,
  ])
  const subjects = counted?.subjects ?? 0
  const digest = createHash('sha256')
    .update(JSON.stringify([facts, subjects, counted?.sum, counted?.classes]))
    .digest('hex')
  return { interruptions, digest, subjects, services: counted?.services ?? 0, greatest: counted?.greatest ?? 0n }
}

/** The sum of the bills of a row of `run_subject`. */
export function billSum({ bills }: Wanted): RawBuilder<unknown> {
  return bills ? sql`coalesce((select sum(b) from unnest(bills) b), 0)::bigint` : sql`0::bigint`
}

/**
 * Who was hit by what, on evidence good enough for money, and what rules may ask of the service. One statement, because one statement
 * sees one state of the database: a service whose outage or master data are changed meanwhile is in it as before or as after, and never
 * falls between two.
 */
async function findServices(tx: Tx, hits: RawBuilder<unknown>, timeZone: string): Promise<void> {
  await sql`
    create temporary table run_hit on commit drop as
    select h.outage_id, h.from_at, h.to_at, h.exclusion_id, s.service_id, s.kind, s.customer, s.payment, coalesce(s.region, '') as region, coalesce(s.remoteness, '') as remoteness,
      coalesce(s.time_zone, ${timeZone}) as time_zone, s.cycle_day, s.currency, s.service_key, s.area, s.segment
    from (${hits}) h join ${assessableServices} s on s.service_id = h.service_id`.execute(tx)
  await sql`analyze run_hit`.execute(tx)
  await groupServices(tx)
}

/**
 * Services that were hit by the same set of interruptions share everything that calendars decide; those of one class everything that
 * rules decide, but for their money.
 */
async function groupServices(tx: Tx): Promise<void> {
  for (const columns of [
    'run_key (number int, outage_id uuid, from_at timestamptz, to_at timestamptz, exclusion_id uuid)',
    'run_set (set int, numbers int[])',
    'run_class (class int, set int, kind text, customer text, payment text, region text, remoteness text, time_zone text, cycle_day smallint, currency text)',
    'run_service (service_id bigint, class int, service_key text, area text, segment text)',
  ])
    await sql`create temporary table ${sql.raw(columns)} on commit drop`.execute(tx)
  const key = sql.raw('outage_id, from_at, to_at, exclusion_id')
  const common = sql.raw('set, kind, customer, payment, region, remoteness, time_zone, cycle_day, currency')
  // How many sets and classes there will be cannot be foreseen: looping over one for each row of the other, or sorting by nine texts, is
  // never right here.
  await sql`select set_config('enable_nestloop', 'off', true), set_config('enable_sort', 'off', true)`.execute(tx)
  await sql`
    with key as materialized (
      select (row_number() over (order by ${key}) - 1)::int as number, * from (select distinct ${key} from run_hit) d),
    keys as (insert into run_key select * from key),
    signature as materialized (
      select service_id, array_agg(number order by number) as numbers from run_hit join key using (${key}) group by service_id),
    same as materialized (
      select (row_number() over (order by numbers) - 1)::int as set, numbers from (select distinct numbers from signature) d),
    sets as (insert into run_set select * from same),
    -- A service stands in as many rows as it has interruptions: that of the first is taken.
    placed as materialized (select service_id, set, numbers[1] as number from signature join same using (numbers)),
    class as materialized (
      select (row_number() over (order by ${common}) - 1)::int as class, *
      from (select distinct ${common} from run_hit join key using (${key}) join placed using (service_id, number)) d),
    classes as (insert into run_class select * from class)
    insert into run_service
    select service_id, class, service_key, area, segment
    from run_hit join key using (${key}) join placed using (service_id, number) join class using (${common}) order by service_id`.execute(
    tx,
  )
  await sql`select set_config('enable_nestloop', 'on', true), set_config('enable_sort', 'on', true)`.execute(tx)
  for (const table of ['run_key', 'run_set', 'run_class']) await sql`analyze ${sql.ref(table)}`.execute(tx)
}

/** Relation `service_id, outage_id, from_at, to_at, exclusion_id`, with the exclusion that somebody relies on. */
function hitsOf(run: Run, outages: readonly AssessableOutage[], paidBy: readonly string[]): RawBuilder<unknown> {
  const ids = outages.map(outage => outage.id)
  const hits = (condition: RawBuilder<unknown>) => sql`
    select a.service_id, a.outage_id, a.from_at, a.to_at, coalesce(own.id, whole.id, '00000000-0000-0000-0000-000000000000'::uuid) as exclusion_id
    from ${moneyAffected} a
    left join compensation.exclusion whole on whole.outage_id = a.outage_id and whole.service_id is null and whole.withdrawn_at is null
    left join compensation.exclusion own on own.outage_id = a.outage_id and own.service_id = a.service_id and own.withdrawn_at is null
    where ${condition}`
  if (run.outageId === null) return hits(sql`a.outage_id = any(${ids}::uuid[])`)
  const others = ids.filter(id => id !== run.outageId)
  const own = hits(sql`a.outage_id = ${ids.find(id => id === run.outageId) ?? null}::uuid`)
  // Most outages have their periods for themselves.
  if (others.length === 0) return own
  return sql`${own} union all ${hits(sql`
    a.outage_id = any(${others}::uuid[]) and a.service_id in (
      select service_id from ${moneyAffected} x where x.outage_id = ${run.outageId}
      union select service_id from (${assessedFor([run.outageId], paidBy)}) e)`)}`
}

async function readInterruptions(tx: Tx, outages: readonly AssessableOutage[]): Promise<RunInterruption[]> {
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

/** Writes the billing periods of each class into `run_period`, and those for which the run's outage was paid before into `run_earlier`. */
async function findPeriods(
  tx: Tx,
  run: Run,
  interruptions: readonly RunInterruption[],
  paidBy: readonly string[],
): Promise<void> {
  const { rows: classes } = await sql<{
    class: number
    set: number
    numbers: readonly number[]
    cycleDay: number
    timeZone: string
  }>`
    select class, set, numbers, cycle_day as "cycleDay", time_zone as "timeZone" from run_class join run_set using (set) order by class`.execute(
    tx,
  )
  const days = new Map<string, LocalDays>()
  const known = new Map<string, ReturnType<typeof lossPeriods>>()
  const periods = classes.flatMap(({ class: number, set, numbers, cycleDay, timeZone }) => {
    const name = `${set} ${cycleDay} ${timeZone}`
    const local = days.get(timeZone) ?? new LocalDays(timeZone)
    days.set(timeZone, local)
    const hits = () =>
      numbers
        .map(each => interruptions[each] as RunInterruption)
        .map(({ from, to, outage }) => ({ from, to, about: run.outageId === null || outage.id === run.outageId }))
    const found = known.get(name) ?? lossPeriods(hits(), cycleDay, local, run.month)
    known.set(name, found)
    return found.map(period => ({ number, ...period }))
  })
  await sql`
    create temporary table run_period on commit drop as
    select * from unnest(${periods.map(({ number }) => number)}::int[], ${periods.map(({ from }) => from)}::date[], ${periods.map(({ to }) => to)}::date[],
      ${periods.map(({ termsOn }) => termsOn)}::date[], ${periods.map(({ about }) => about)}::boolean[]) as c(class, period_from, period_to, terms_on, about)`.execute(
    tx,
  )
  await sql`analyze run_period`.execute(tx)
  await sql`create temporary table run_earlier (service_id bigint, period_from date) on commit drop`.execute(tx)
  if (run.outageId === null || paidBy.length === 0) return
  await sql`insert into run_earlier select distinct service_id, period_from from (${assessedFor([run.outageId], paidBy)}) e`.execute(
    tx,
  )
  await sql`analyze run_earlier`.execute(tx)
}

/**
 * One row per service and period, in their order, with the amounts that the rules may ask for as they were on the day of the first loss;
 * without a fee where there was no price, or one in another currency.
 */
async function describeSubjects(tx: Tx, run: Run, wanted: Wanted): Promise<void> {
  const bills = wanted.bills ? billsBefore(sql`s.service_id`, sql`c.period_from`) : sql`null::bigint[]`
  const topUps = wanted.topUps ? topUpsBefore(sql`s.service_id`, sql`c.period_from`) : sql`0::bigint`
  await sql`
    create temporary table run_subject on commit drop as
    select *, coalesce(cardinality(bills), 0)::smallint as bill_count,
      hash_record_extended(row(service_id, service_key, area, segment, class, period_from, monthly_fee, fee_before_discount, bills, top_ups), 0) as fact
    from (
      select s.service_id, s.class, c.period_from, c.period_to, case when k.currency = ${run.question.currency} then p.monthly_fee end as monthly_fee, p.fee_before_discount, ${bills} as bills, ${topUps} as top_ups, s.service_key, s.area, s.segment
      from run_service s
      join run_period c using (class)
      join run_class k using (class)
      left join ${termsFor(sql`s.service_id`, sql`c.terms_on`)} p on true
      -- Where the outage is no more, what else was paid for with it is still owed.
      where c.about or exists (select from run_earlier e where e.service_id = s.service_id and e.period_from = c.period_from)
      -- A fence, behind which no bill is looked up twice.
      offset 0
    ) d`.execute(tx)
}
