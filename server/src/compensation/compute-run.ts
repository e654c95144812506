import { sql } from 'kysely'
import { figures, type Profile, type Scheme } from '@pulih/engine'
import { assessmentSql, decideRows, type DecidedRows, type ExposureRow } from '@pulih/batch'
import { netOf } from '../ledger/index.ts'
import type { Platform, Tx, Work } from '../platform/index.ts'
import { systemActor } from '../platform/index.ts'
import { gatherFacts, seconds, type Gathered, type RunInterruption, type Wanted } from './gather-facts.ts'
import { rulebook } from './operator.ts'
import { columnsOfRun, type RunColumn } from './run-column.ts'
import { addStep, lockRun, noteStage, schemesOf, updateRun } from './run-store.ts'
import type { Run } from './run.ts'
import { summarize } from './summarize.ts'

/**
 * Assesses all affected services of a run: facts are grouped in the database into exposures, each is decided once by the engine, and
 * one statement multiplies the decisions out. All in one transaction: a worker that dies leaves the run as it was. Done twice, it
 * replaces what it did.
 */
export async function computeRun(platform: Platform, id: string): Promise<void> {
  const started = platform.clock.now()
  await platform.work(systemActor('compensation'), async work => {
    const run = await lockRun(work.tx, id)
    // Somebody else did it, or it was cancelled.
    if (run.status !== 'computing') return
    const stage = (text: string) => noteStage(platform.db, id, text, platform.clock.now())
    await stage('gathering facts')
    await work.tx.executeQuery(
      sql`select set_config('work_mem', '192MB', true), set_config('statement_timeout', '0', true)`.compile(work.tx),
    )
    const schemes = (await schemesOf(work.tx, run.rulebook)) as Scheme[]
    const gathered = await gatherFacts(work.tx, run, wantedBy(schemes))
    await stage(`deciding for ${gathered.subjects} services`)
    await clearRun(work.tx, id)
    await keepInterruptions(work.tx, id, gathered.interruptions)
    const exposures = await numberExposures(work.tx, id)
    const decided = decide(run, schemes, gathered, exposures)
    await keepLines(work.tx, id, decided)
    await keepAssessed(work.tx, id)
    await stage('multiplying out')
    const columns = columnsOfRun(schemes, decided, run.question.currency)
    await keepCredits(work.tx, run, schemes, columns, decided)
    await stage('adding up')
    const { summary, due, credits } = await summarize(work.tx, run, columns, gathered)
    const computed = await updateRun(work.tx, id, {
      status: sql`'computed'`,
      failure: sql`null`,
      facts_digest: sql`${gathered.digest}`,
      columns: sql`${JSON.stringify(columns)}::jsonb`,
      summary: sql`${JSON.stringify(summary)}::jsonb`,
      due: sql`${due}`,
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
  for (const table of ['credit', 'assessed', 'line', 'exposure', 'interruption'])
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

const grouping = sql.raw('set, period_from, kind, customer, payment, region, remoteness, time_zone')
const billCount = sql.raw('coalesce(cardinality(bills), 0)')

async function numberExposures(tx: Tx, id: string): Promise<ExposureFacts[]> {
  const { rows } = await sql<ExposureFacts>`
    insert into compensation.exposure (run_id, number, interruptions, period_from, period_to, kind, customer, payment, region, remoteness, time_zone, bill_count, services)
    select ${id}::uuid, row_number() over (order by period_from, set, kind, customer, payment, region, remoteness, time_zone, bill_count) - 1, t.numbers, period_from, period_to, kind, customer, payment, region, remoteness, time_zone, bill_count, services
    from (select ${grouping}, max(period_to) as period_to, ${billCount} as bill_count, count(*) as services from run_subject group by ${grouping}, ${billCount}) g
    join run_set t using (set)
    returning number, interruptions, period_from as "from", period_to as "to", kind, customer, payment, region, remoteness, time_zone as "timeZone", bill_count as "billCount"`.execute(
    tx,
  )
  return rows.toSorted((a, b) => a.number - b.number)
}

function decide(
  run: Run,
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

/** The lines, and which line each exposure has. */
async function keepLines(tx: Tx, id: string, { lines, lineOf, columns, secondsDown }: DecidedRows): Promise<void> {
  const rows = lines.flatMap((line, number) =>
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
  await sql`
    update compensation.exposure e set line = l.line, seconds_down = l.seconds
    from unnest(${[...lineOf]}::int[], ${[...secondsDown]}::bigint[]) with ordinality as l(line, seconds, position)
    where e.run_id = ${id} and e.number = l.position - 1`.execute(tx)
}

/** Also as a temporary table, whose statistics are its own: a new run is a stranger to those of the large tables. */
async function keepAssessed(tx: Tx, id: string): Promise<void> {
  await sql`drop table if exists pg_temp.run_assessed`.execute(tx)
  await sql`
    create temporary table run_assessed on commit drop as
    select s.service_id, s.period_from, e.number as exposure, e.line, s.monthly_fee, s.fee_before_discount, s.bills, s.top_ups, s.service_key, s.area, s.segment
    from run_subject s
    join run_set t using (set)
    join (select * from compensation.exposure where run_id = ${id} offset 0) e on e.interruptions = t.numbers and e.period_from = s.period_from and e.kind = s.kind and e.customer = s.customer
      and e.payment = s.payment and e.region = s.region and e.remoteness = s.remoteness and e.time_zone = s.time_zone and e.bill_count = coalesce(cardinality(s.bills), 0)
    order by s.service_id, s.period_from`.execute(tx)
  await sql`analyze run_assessed`.execute(tx)
  await sql`
    insert into compensation.assessed (run_id, service_id, period_from, exposure, line, monthly_fee, fee_before_discount, bills, top_ups, service_key, area, segment)
    select ${id}::uuid, service_id, period_from, exposure, line, monthly_fee, fee_before_discount, bills, top_ups, service_key, area, segment from run_assessed`.execute(
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
  schemes: readonly Scheme[],
  columns: readonly RunColumn[],
  decided: DecidedRows,
): Promise<void> {
  const wanted = wantedBy(schemes)
  const bills = wanted.bills ? 'coalesce((select sum(b) from unnest(bills) b), 0)::bigint' : '0::bigint'
  const greatest = `greatest(monthly_fee, fee_before_discount, top_ups, ${bills})`
  const services = (condition: string) => `(
    select service_id, period_from, line, monthly_fee, coalesce(fee_before_discount, 0) as fee_before_discount,
      ${bills} as bill_sum_3, ${wanted.bills ? 'coalesce(bills[1], 0)' : '0::bigint'} as previous_bill, top_ups as top_up_sum_3
    from run_assessed where ${condition})`
  const narrow = assessmentSql(decided, {
    services: services(`${greatest} <= ${decided.largestBase}`),
    lines: 'run_line',
  })
  const wide = assessmentSql(
    decided,
    { services: services(`${greatest} > ${decided.largestBase}`), lines: 'run_line' },
    true,
  )
  const { rows } = await sql<{
    wide: boolean
  }>`select exists (select from run_assessed where ${sql.raw(greatest)} > ${decided.largestBase}) as wide`.execute(tx)
  const fresh = rows[0]?.wide === true ? `select * from (${narrow}) n union all select * from (${wide}) w` : narrow
  const paid = sql.ref(run.question.figure)
  const granted = await gatherGranted(tx, run, columns)
  const before =
    granted > 0
      ? sql`full join run_net n using (service_id, period_from, col)`
      : sql`cross join (select 0::bigint as net, 0 as revision, null::bigint as last) n`
  await sql`
    insert into compensation.credit (run_id, service_id, period_from, col, minimum, recommended, maximum, net, due, last_revision, corrects)
    select ${run.id}::uuid, service_id, period_from, col, coalesce(f.minimum, 0), coalesce(f.recommended, 0), coalesce(f.maximum, 0), coalesce(n.net, 0), coalesce(f.${paid}, 0) - coalesce(n.net, 0), coalesce(n.revision, 0), n.last
    from (${sql.raw(fresh)}) f ${before}
    order by service_id, period_from, col`.execute(tx)
}

/** What was granted before under the schemes of the run, in the periods that it answers for. Returns how many there are. */
async function gatherGranted(tx: Tx, run: Run, columns: readonly RunColumn[]): Promise<number> {
  const named = JSON.stringify(columns.map(({ col, scheme, unit }) => ({ col, scheme, unit })))
  const among =
    run.month === null
      ? sql`select x.service_id, 'period:' || x.period_from::text as basis, c.scheme, c.unit from run_scope x cross join jsonb_to_recordset(${named}::jsonb) as c(scheme text, unit text)`
      : undefined
  const inMonth =
    run.month === null ? sql`true` : sql`n.basis between ${`period:${run.month}-01`} and ${`period:${run.month}-31`}`
  await sql`drop table if exists pg_temp.run_net`.execute(tx)
  await sql`
    create temporary table run_net on commit drop as
    select n.service_id, substr(n.basis, 8)::date as period_from, c.col, n.amount as net, n.revision, n.transfer as last
    from (select * from ${netOf(among)}) n join jsonb_to_recordset(${named}::jsonb) as c(col smallint, scheme text, unit text) using (scheme, unit)
    where n.basis like 'period:%' and ${inMonth}`.execute(tx)
  await sql`analyze run_net`.execute(tx)
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from run_net`.execute(tx)
  return rows[0]?.n ?? 0
}

/** Queues the assessment again for a run whose worker died. */
export async function computeAgain(work: Work, id: string): Promise<void> {
  await work.enqueue('compensation.compute', { run: id }, { key: `compensation.compute:${id}` })
}
