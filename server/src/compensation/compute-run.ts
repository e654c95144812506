import { sql } from 'kysely'
import { figures, type Profile, type Scheme } from '@pulih/engine'
import { assessmentSql, decideRows, type DecidedRows, type ExposureRow } from '@pulih/batch'
import { balanceIn, underWayIn } from '../ledger/index.ts'
import type { Platform, Tx, Work } from '../platform/index.ts'
import { systemActor } from '../platform/index.ts'
import { cancelAsAsked, isCancelAsked } from './cancel-computing.ts'
import { readFactMark } from './fact-mark.ts'
import { billSum, gatherFacts, type Gathered, type RunInterruption, type Wanted } from './gather-facts.ts'
import { gatherGranted, type Granted } from './granted-before.ts'
import { rulebook } from './operator.ts'
import { columnsOfRun, type RunColumn } from './run-column.ts'
import { seconds } from './run-periods.ts'
import { addStep, lockRun, noteStage, schemesOf, updateRun } from './run-store.ts'
import type { Run } from './run.ts'
import { summarize } from './summarize.ts'

/**
 * Assesses all affected services of a run: facts are grouped in the database into exposures, each is decided once by the engine, and
 * one statement multiplies the decisions out. All in one transaction: a worker that dies leaves the run as it was. Done twice, it
 * replaces what it did.
 */
export async function computeRun(platform: Platform, id: string): Promise<void> {
  try {
    await assess(platform, id)
  } catch (reason) {
    if (!(reason instanceof CancelAsked)) throw reason
  }
  // Also where the wish came when all was assessed already and only had to be kept.
  if (await isCancelAsked(platform.db, id))
    await platform.work(systemActor('compensation'), work => cancelAsAsked(work, id))
}

/** Ends the transaction of an assessment that somebody gives up, and with it all that it wrote. */
class CancelAsked extends Error {}

async function assess(platform: Platform, id: string): Promise<void> {
  const started = platform.clock.now()
  await platform.work(systemActor('compensation'), async work => {
    const run = await lockRun(work.tx, id)
    // Somebody else did it, or it was cancelled.
    if (run.status !== 'computing') return
    const stage = async (text: string) => {
      if (await isCancelAsked(platform.db, id)) throw new CancelAsked()
      await noteStage(platform.db, id, text, platform.clock.now())
    }
    await stage('gathering facts')
    const schemes = (await schemesOf(work.tx, run.rulebook)) as Scheme[]
    const wanted = wantedBy(schemes)
    // Before the facts: what changes while they are gathered makes another mark.
    const mark = await readFactMark(work.tx, run)
    const gathered = await gatherFacts(work.tx, run, wanted)
    await stage(`deciding for ${gathered.services} services`)
    await clearRun(work.tx, id)
    await keepInterruptions(work.tx, id, gathered.interruptions)
    const exposures = await exposuresOf(work.tx)
    const decided = decide(run, schemes, gathered, exposures)
    await keepLines(work.tx, id, decided)
    await keepExposures(work.tx, id, decided)
    await keepAssessed(work.tx, id)
    await keepHeld(work.tx, id)
    await stage('multiplying out')
    const granted = await gatherGranted(work.tx, run)
    await keepReversed(work.tx, id)
    const columns = columnsOfRun(schemes, decided, run.question.currency, granted)
    await keepCredits(work.tx, run, columns, decided, { wanted, granted, greatest: gathered.greatest })
    await stage('adding up')
    const { summary, due, paid, taken, inKind, credits } = await summarize(
      work.tx,
      run,
      columns,
      gathered,
      exposures.length,
    )
    if (await isCancelAsked(platform.db, id)) throw new CancelAsked()
    const computed = await updateRun(work.tx, id, {
      status: sql`'computed'`,
      failure: sql`null`,
      facts_digest: sql`${gathered.digest}`,
      fact_mark: sql`${JSON.stringify(mark)}::jsonb`,
      columns: sql`${JSON.stringify(columns)}::jsonb`,
      summary: sql`${JSON.stringify(summary)}::jsonb`,
      due: sql`${due}`,
      paid: sql`${paid}`,
      taken: sql`${taken}`,
      in_kind: sql`${inKind}`,
      credits: sql`${credits}`,
      computed_at: sql`${work.now}`,
      posted_up_to: sql`0`,
    })
    await addStep(work, id, 'computed')
    await work.emit('compensation.computed', `run:${id}`, { run: id, number: Number(run.number) })
    work.audit('compensation.computed', `run:${id}`, { digest: gathered.digest, due: due.toString(), credits })
    platform.log.info(
      { run: Number(computed.number), credits, seconds: started.until(platform.clock.now()).total('seconds') },
      `Run ${computed.number} is assessed and waits to be looked at.`,
    )
  })
}

/** Bills and top-ups are only gathered where some scheme asks for them. */
export function wantedBy(schemes: readonly Scheme[]): Wanted {
  const text = JSON.stringify(schemes)
  return { bills: /"(bills-(average|sum)-3|previous-bill)"/.test(text), topUps: text.includes('"top-ups-sum-3"') }
}

async function clearRun(tx: Tx, id: string): Promise<void> {
  for (const table of ['credit', 'held', 'assessed', 'line', 'exposure', 'interruption'])
    await sql`delete from ${sql.ref(`compensation.${table}`)} where run_id = ${id}`.execute(tx)
}

async function keepInterruptions(tx: Tx, id: string, interruptions: readonly RunInterruption[]): Promise<void> {
  const rows = interruptions.map(({ number, outage, from, to, cause, exclusion }) => ({
    number,
    outage_id: outage.id,
    outage_revision: outage.revision,
    from_at: from.toString(),
    to_at: to.toString(),
    extent: outage.extent,
    cause,
    technical_cause: outage.cause,
    planned: outage.planned,
    notice_seconds: outage.noticeSeconds,
    known_at: outage.knownAt?.toString() ?? null,
    delivered_ten_thousandths: outage.deliveredTenThousandths,
    subscribers_hit: outage.subscribersHit,
    sites_hit: outage.sitesHit,
    exclusion_id: exclusion,
  }))
  await sql`
    insert into compensation.interruption
    select ${id}::uuid, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(number int, outage_id uuid, outage_revision int, from_at timestamptz, to_at timestamptz,
      extent text, cause text, technical_cause text, planned boolean, notice_seconds int, known_at timestamptz, delivered_ten_thousandths int, subscribers_hit int, sites_hit int, exclusion_id uuid)`.execute(
    tx,
  )
}

interface ExposureFacts {
  readonly number: number
  readonly interruptions: readonly number[]
  readonly from: string
  readonly to: string
  readonly kind: Profile['kind']
  readonly customer: Profile['subscriber']
  readonly payment: Profile['payment']
  readonly region: string
  readonly remoteness: string
  readonly timeZone: string
  readonly billCount: number
}

/** What services have in common that rules ask for, numbered in the temporary table `run_exposure`. */
export async function exposuresOf(tx: Tx): Promise<ExposureFacts[]> {
  await sql`drop table if exists pg_temp.run_exposure`.execute(tx)
  await sql`
    create temporary table run_exposure on commit drop as
    select (row_number() over (order by period_from, class, bill_count) - 1)::int as number, null::int as line, * from (
      select class, period_from, bill_count, max(period_to) as period_to, count(*)::int as services from run_subject group by class, period_from, bill_count) g`.execute(
    tx,
  )
  await sql`analyze run_exposure`.execute(tx)
  const { rows } = await sql<ExposureFacts>`
    select e.number, t.numbers as interruptions, e.period_from as "from", e.period_to as "to", c.kind, c.customer, c.payment, c.region, c.remoteness, c.time_zone as "timeZone", e.bill_count as "billCount"
    from run_exposure e join run_class c using (class) join run_set t using (set) order by e.number`.execute(tx)
  return rows
}

export function decide(
  run: Pick<Run, 'question'>,
  schemes: readonly Scheme[],
  { interruptions }: Gathered,
  exposures: readonly ExposureFacts[],
): DecidedRows {
  return decideRows({
    schemes,
    holidays: rulebook().holidays,
    provider: { designated: run.question.designated, signatoryOf: run.question.signatoryOf },
    overrides: run.question.parameters,
    currency: run.question.currency,
    interruptions: interruptions.map(({ outage, from, to, cause }) => ({
      from: seconds(from),
      to: seconds(to),
      extent: outage.extent,
      cause,
      planned: outage.planned,
      noticeSeconds: outage.noticeSeconds,
      knownAt: outage.knownAt === null ? null : seconds(outage.knownAt),
      subscribersHit: outage.subscribersHit,
      sitesHit: outage.sitesHit,
      deliveredTenThousandths: outage.deliveredTenThousandths,
    })),
    rows: exposures.map((exposure): ExposureRow => ({
      interruptions: exposure.interruptions,
      profile: profileOf(exposure),
      timeZone: exposure.timeZone,
      period: { from: exposure.from, to: exposure.to },
      billCount: exposure.billCount,
    })),
  })
}

export function profileOf({
  kind,
  customer,
  payment,
  region,
  remoteness,
}: Pick<ExposureFacts, 'kind' | 'customer' | 'payment' | 'region' | 'remoteness'>): Profile {
  return {
    kind,
    subscriber: customer,
    payment,
    region: region === '' ? null : region,
    remoteness: remoteness === '' ? null : (remoteness as NonNullable<Profile['remoteness']>),
  }
}

/** For each line of arithmetic and column: outcome, and shape and whole numbers of each figure. */
export function lineRows({ lines, columns }: DecidedRows): readonly object[] {
  return lines.flatMap((line, number) =>
    columns.map(({ scheme }, column) => {
      const filling = line.fillings[column]
      const outcome = line.outcomes[scheme] ?? null
      return {
        line: number,
        col: column,
        outcome: outcome?.outcome ?? 'not-for-such-a-service',
        reason: outcome?.reason ?? null,
        ...Object.fromEntries(
          figures.flatMap(figure => [
            [`${figure}_shape`, filling?.[figure]?.shape ?? null],
            [`${figure}_slots`, (filling?.[figure]?.slots ?? []).map(slot => slot.toString())],
          ]),
        ),
      }
    }),
  )
}

async function keepLines(tx: Tx, id: string, decided: DecidedRows): Promise<void> {
  const rows = lineRows(decided)
  await sql`
    insert into compensation.line (run_id, line, col, minimum_shape, minimum_slots, recommended_shape, recommended_slots, maximum_shape, maximum_slots, outcome, reason)
    select ${id}::uuid, line, col, minimum_shape, minimum_slots, recommended_shape, recommended_slots, maximum_shape, maximum_slots, outcome, reason
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(line int, col smallint, minimum_shape smallint, minimum_slots bigint[], recommended_shape smallint, recommended_slots bigint[], maximum_shape smallint, maximum_slots bigint[], outcome text, reason text)`.execute(
    tx,
  )
  await sql`drop table if exists pg_temp.run_line`.execute(tx)
  await sql`create temporary table run_line on commit drop as select * from compensation.line where run_id = ${id}`.execute(
    tx,
  )
  await sql`analyze run_line`.execute(tx)
}

async function keepExposures(tx: Tx, id: string, { lineOf, secondsDown }: DecidedRows): Promise<void> {
  const decided = sql`unnest(${[...lineOf]}::int[], ${[...secondsDown]}::bigint[]) with ordinality as d(line, seconds, position)`
  await sql`update run_exposure e set line = d.line from ${decided} where e.number = d.position - 1`.execute(tx)
  await sql`
    insert into compensation.exposure (run_id, number, interruptions, period_from, period_to, kind, customer, payment, region, remoteness, time_zone, bill_count, services, line, seconds_down)
    select ${id}::uuid, e.number, t.numbers, e.period_from, e.period_to, c.kind, c.customer, c.payment, c.region, c.remoteness, c.time_zone, e.bill_count, e.services, d.line, d.seconds
    from run_exposure e join run_class c using (class) join run_set t using (set) join ${decided} on e.number = d.position - 1`.execute(
    tx,
  )
  await sql`analyze run_exposure`.execute(tx)
}

/** Written as they were gathered, in the order of services, which spares the index. */
async function keepAssessed(tx: Tx, id: string): Promise<void> {
  await sql`
    insert into compensation.assessed (run_id, service_id, period_from, exposure, line, monthly_fee, fee_before_discount, bills, top_ups, service_key, area, segment)
    select ${id}::uuid, s.service_id, s.period_from, e.number, e.line, s.monthly_fee, s.fee_before_discount, s.bills, s.top_ups, s.service_key, s.area, s.segment
    from run_subject s join run_exposure e using (class, period_from, bill_count)`.execute(tx)
}

/** About whom nothing could be said, so that a person can look. */
async function keepHeld(tx: Tx, id: string): Promise<void> {
  await sql`insert into compensation.held (run_id, reason, service_id, period_from) select distinct ${id}::uuid, reason, service_id, period_from from run_held`.execute(
    tx,
  )
}

/** What a person took back, which no run gives again by itself. */
async function keepReversed(tx: Tx, id: string): Promise<void> {
  await sql`insert into compensation.held (run_id, reason, service_id, period_from) select distinct ${id}::uuid, 'reversed-by-hand', service_id, period_from from run_net where reversed <> 0`.execute(
    tx,
  )
}

/**
 * Multiplies the decisions out and sets each amount against what the ledger already has under the same service, scheme and period, so
 * that a first run posts everything, and every later one the difference, once.
 */
async function keepCredits(
  tx: Tx,
  run: Run,
  columns: readonly RunColumn[],
  decided: DecidedRows,
  {
    wanted,
    granted,
    greatest,
  }: { readonly wanted: Wanted; readonly granted: readonly Granted[]; readonly greatest: bigint },
): Promise<void> {
  const bills = billSum(wanted).compile(tx).sql
  const services = (condition: string) => `(
    select s.service_id, s.period_from, e.line, s.monthly_fee, coalesce(s.fee_before_discount, 0) as fee_before_discount,
      ${bills} as bill_sum_3, ${wanted.bills ? 'coalesce(s.bills[1], 0)' : '0::bigint'} as previous_bill, s.top_ups as top_up_sum_3
    from run_subject s join run_exposure e using (class, period_from, bill_count) where ${condition})`
  const amount = `greatest(monthly_fee, fee_before_discount, top_ups, ${bills})`
  const assessment = (condition: string, wide: boolean) =>
    assessmentSql(decided, { services: services(condition), lines: 'run_line' }, wide)
  const fits = greatest <= decided.largestBase
  const fresh = fits
    ? assessment('true', false)
    : `select * from (${assessment(`${amount} <= ${decided.largestBase}`, false)}) n union all select * from (${assessment(`${amount} > ${decided.largestBase}`, true)}) w`
  const owed = sql`coalesce(f.${sql.ref(run.question.figure)}, 0)`
  // Of what is not owed any more a person may have taken back some: only what he left beyond what is owed is taken.
  const due = sql`
    case when ${owed} >= coalesce(n.net, 0) then ${owed} - coalesce(n.net, 0)
      else -greatest(coalesce(n.net, 0) + coalesce(n.reversed, 0) - ${owed}, 0) end`
  const named = JSON.stringify(columns.map(({ col, scheme, unit }) => ({ col, scheme, unit })))
  const before =
    granted.length > 0
      ? sql`full join (
          select n.service_id, n.period_from, k.col, n.net, n.reversed, n.revision, n.last
          from run_net n join jsonb_to_recordset(${named}::jsonb) as k(col smallint, scheme text, unit text) using (scheme, unit)
        ) n using (service_id, period_from, col)`
      : sql`cross join (select 0::bigint as net, 0::bigint as reversed, 0 as revision, null::bigint as last) n`
  await sql`
    insert into compensation.credit (run_id, service_id, period_from, col, minimum, recommended, maximum, net, due, last_revision, corrects)
    select ${run.id}::uuid, service_id, period_from, col, coalesce(f.minimum, 0), coalesce(f.recommended, 0), coalesce(f.maximum, 0), coalesce(n.net, 0), ${due}, coalesce(n.revision, 0), n.last
    from (${sql.raw(fresh)}) f ${before}
    order by service_id, period_from, col`.execute(tx)
  await leaveWhatIsUsed(tx, run, columns)
}

/** Data or minutes that were used, paid out or have lapsed cannot be taken back: of a benefit in kind only what is left of it is. */
async function leaveWhatIsUsed(tx: Tx, run: Run, columns: readonly RunColumn[]): Promise<void> {
  const inKind = columns.filter(({ unit }) => unit !== run.question.currency).map(({ col, unit }) => ({ col, unit }))
  if (inKind.length === 0) return
  const left = sql`${balanceIn(sql`c.service_id`, sql`k.unit`)} - ${underWayIn(sql`c.service_id`, sql`k.unit`)}`
  await sql`
    with taken as materialized (
      select c.service_id, c.period_from, c.col, -c.due as asked, ${left} as there,
        sum(-c.due) over (partition by c.service_id, k.unit order by c.period_from, c.col) as so_far
      from compensation.credit c join jsonb_to_recordset(${JSON.stringify(inKind)}::jsonb) as k(col smallint, unit text) using (col)
      where c.run_id = ${run.id} and c.due < 0
    )
    update compensation.credit c set due = -greatest(least(t.asked, t.there - (t.so_far - t.asked)), 0)
    from taken t
    where c.run_id = ${run.id} and (c.service_id, c.period_from, c.col) = (t.service_id, t.period_from, t.col) and t.so_far > t.there`.execute(
    tx,
  )
}

/** Queues the assessment again for a run whose worker died. */
export async function computeAgain(work: Work, id: string): Promise<void> {
  await work.enqueue('compensation.compute', { run: id }, { key: `compensation.compute:${id}` })
}
