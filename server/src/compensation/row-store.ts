import { sql, type RawBuilder } from 'kysely'
import { unpaidAffected } from '../outages/index.ts'
import type { Db } from '../platform/index.ts'
import { serviceKeys } from '../subscribers/index.ts'
import { columnsOf, creditsInPlace, groupCondition } from './credit-store.ts'
import type { Run } from './run.ts'

/** Where a page before ended: the sort key of its last row. */
type After = readonly string[] | null

export interface ServiceFilter {
  readonly serviceId?: bigint | undefined
  readonly area?: string | undefined
  readonly segment?: string | undefined
  readonly scheme?: string | undefined
  readonly outcome?: string | undefined
  readonly reason?: string | undefined
  readonly exposure?: number | undefined
  readonly monthlyFee?: bigint | undefined
}

export interface ServiceRow {
  readonly serviceId: bigint
  readonly service: string
  readonly periodFrom: string
  readonly area: string | null
  readonly segment: string | null
  readonly monthlyFee: bigint
  readonly exposure: number
  readonly interruptions: number
  readonly seconds: bigint | null
}

/** What a run assessed. Outcomes are kept per line of arithmetic, which services share: few lines pick many services. */
export async function assessedServices(
  db: Db,
  run: Run,
  filter: ServiceFilter,
  after: After,
  limit: number,
): Promise<ServiceRow[]> {
  const conditions = [
    groupCondition(filter),
    await lineCondition(db, run, filter),
    filter.serviceId === undefined ? null : sql`a.service_id = ${filter.serviceId}`,
    filter.exposure === undefined ? null : sql`a.exposure = ${filter.exposure}`,
    filter.monthlyFee === undefined ? null : sql`a.monthly_fee = ${filter.monthlyFee}`,
    after === null ? null : sql`(a.service_id, a.period_from) > (${after[0]}::bigint, ${after[1]}::date)`,
  ].filter(condition => condition !== null)
  const { rows } = await sql<ServiceRow>`
    select a.service_id as "serviceId", a.service_key as service, a.period_from as "periodFrom", a.area, a.segment, a.monthly_fee as "monthlyFee", a.exposure,
      cardinality(e.interruptions) as interruptions, e.seconds_down as seconds
    from (
      select * from compensation.assessed a where a.run_id = ${run.id} and ${sql.join([sql`true`, ...conditions], sql` and `)}
      order by a.service_id, a.period_from limit ${limit}
    ) a join compensation.exposure e on e.run_id = a.run_id and e.number = a.exposure order by a.service_id, a.period_from`.execute(
    db,
  )
  return rows
}

async function lineCondition(
  db: Db,
  run: Run,
  { scheme, outcome, reason }: ServiceFilter,
): Promise<RawBuilder<unknown> | null> {
  if (scheme === undefined && outcome === undefined && reason === undefined) return null
  const columns = (await columnsOf(db, run.id)).filter(
    column => scheme === undefined || (column.scheme === scheme && column.unit === run.question.currency),
  )
  const { rows } = await sql<{ line: number }>`
    select distinct line from compensation.line where run_id = ${run.id} and col = any(${columns.map(({ col }) => col)}::int[])
      and (${outcome ?? null}::text is null or outcome = ${outcome ?? null}) and (${reason ?? null}::text is null or reason = ${reason ?? null})`.execute(
    db,
  )
  // Said like this, nobody looks through a million rows for none.
  return rows.length === 0 ? sql`false` : sql`a.line = any(${rows.map(({ line }) => line)}::int[])`
}

export interface UnpaidRow {
  readonly serviceId: bigint
  readonly service: string
  readonly outage: string | null
  readonly periodFrom: string | null
}

/** Who was hit and gets nothing: for want of evidence, from the outages themselves; for any other reason, as the run noted it. */
export async function unpaidServices(
  db: Db,
  run: string,
  reason: string,
  after: After,
  limit: number,
): Promise<UnpaidRow[]> {
  const evidence = /^evidence-(.+)$/.exec(reason)?.[1]
  const found =
    evidence === undefined
      ? sql`
        select service_id, null::uuid as outage_id, period_from, period_from::text as place from compensation.held
        where run_id = ${run} and reason = ${reason}`
      : sql`
        select service_id, outage_id, null::date as period_from, outage_id::text as place from ${unpaidAffected} u
        where evidence = ${evidence} and outage_id in (select outage_id from compensation.interruption where run_id = ${run})`
  const { rows } = await sql<UnpaidRow>`
    select f.service_id as "serviceId", s.key as service, f.outage_id as outage, f.period_from as "periodFrom" from (
      select * from (${found}) f where ${after === null ? sql`true` : sql`(service_id, place) > (${after[0]}::bigint, ${after[1]})`}
      order by service_id, place limit ${limit}
    ) f join ${serviceKeys} s on s.id = f.service_id order by f.service_id, f.place`.execute(db)
  return rows
}

export interface ChangeRow {
  readonly serviceId: bigint
  readonly service: string
  readonly periodFrom: string
  readonly col: number
  readonly before: bigint | null
  readonly now: bigint | null
}

/**
 * Row by row what the summary counts against the run before about the same: both lie in the same order and are merged. `places` says which
 * column of this run each of the other one is.
 */
export async function changedCredits(
  db: Db,
  run: Run,
  last: { readonly run: string; readonly places: readonly number[] },
  change: 'added' | 'removed' | 'changed' | undefined,
  after: After,
  limit: number,
): Promise<ChangeRow[]> {
  const side = (id: string, places: readonly number[] | null) => sql`
    select * from (
      ${creditsInPlace(id, run.question.figure, places)} and ${after === null ? sql`true` : sql`(service_id, period_from) >= (${after[0]}::bigint, ${after[1]}::date)`}
    ) c where ${after === null ? sql`true` : sql`(service_id, period_from, col) > (${after[0]}::bigint, ${after[1]}::date, ${after[2]}::int)`}`
  const which = {
    added: sql`b.service_id is null`,
    removed: sql`a.service_id is null`,
    changed: sql`a.amount <> b.amount`,
    any: sql`a.amount is distinct from b.amount`,
  }[change ?? 'any']
  const { rows } = await sql<ChangeRow>`
    select f.service_id as "serviceId", s.key as service, f.period_from as "periodFrom", f.col, f.before, f.now from (
      select service_id, period_from, col, b.amount as before, a.amount as now
      from (${side(run.id, null)}) a full join (${side(last.run, last.places)}) b using (service_id, period_from, col)
      where ${which} order by service_id, period_from, col limit ${limit}
    ) f join ${serviceKeys} s on s.id = f.service_id order by f.service_id, f.period_from, f.col`.execute(db)
  return rows
}

export interface InterruptionRow {
  readonly number: number
  readonly outage: string
  readonly outageRevision: number
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant
  readonly cause: string
  readonly technicalCause: string
  readonly planned: boolean
  readonly exclusion: string | null
}

export async function interruptionsOfRun(
  db: Db,
  run: string,
  after: number,
  limit: number,
): Promise<InterruptionRow[]> {
  const { rows } = await sql<InterruptionRow>`
    select number, outage_id as outage, outage_revision as "outageRevision", from_at as "from", to_at as "to", cause, technical_cause as "technicalCause", planned,
      exclusion_id as exclusion
    from compensation.interruption where run_id = ${run} and number > ${after} order by number limit ${limit}`.execute(
    db,
  )
  return rows
}

export interface StepRow {
  readonly id: bigint
  readonly at: Temporal.Instant
  readonly by: string
  readonly kind: string
  readonly note: string | null
}

export async function stepsOfRun(db: Db, run: string, before: string | null, limit: number): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`
    select id, at, actor as by, kind, note from compensation.step
    where run_id = ${run} and (${before}::bigint is null or id < ${before}::bigint) order by id desc limit ${limit}`.execute(
    db,
  )
  return rows
}
