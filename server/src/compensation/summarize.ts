import { sql } from 'kysely'
import type { RunSummaryView } from '@pulih/contracts'
import { unpaidAffected } from '../outages/index.ts'
import type { Tx } from '../platform/index.ts'
import { amountText } from '../ledger/index.ts'
import { columnsOf, creditsInPlace } from './credit-store.ts'
import type { Gathered } from './gather-facts.ts'
import { alignColumns, type RunColumn } from './run-column.ts'
import type { Run } from './run.ts'

export interface Summarized {
  readonly summary: RunSummaryView
  /** Of money, in minor units: what the run gives on balance, what it gives, and what it takes back. */
  readonly due: bigint
  readonly paid: bigint
  readonly taken: bigint
  /** Whether it gives or takes anything that is not money. */
  readonly inKind: boolean
  readonly credits: number
}

interface ColumnSum {
  readonly col: number
  readonly services: number
  readonly credits: number
  readonly minimum: bigint
  readonly recommended: bigint
  readonly maximum: bigint
  readonly due: bigint
  readonly paid: bigint
  readonly taken: bigint
}

/** Everything that a person looks at before approving, out of what was kept, not out of what was intended. */
export async function summarize(
  tx: Tx,
  run: Run,
  columns: readonly RunColumn[],
  { interruptions, subjects, services }: Gathered,
  exposures: number,
): Promise<Summarized> {
  const { currency } = run.question
  const money = (minor: bigint) => amountText(minor, currency)
  const { rows: sums } = await sql<ColumnSum>`
    select col, count(*) filter (where ${sql.ref(run.question.figure)} > 0)::int as services, count(*) filter (where due <> 0)::int as credits, sum(minimum)::bigint as minimum, sum(recommended)::bigint as recommended, sum(maximum)::bigint as maximum, sum(due)::bigint as due,
      coalesce(sum(due) filter (where due > 0), 0)::bigint as paid, coalesce(-sum(due) filter (where due < 0), 0)::bigint as taken
    from compensation.credit where run_id = ${run.id} group by col order by col`.execute(tx)
  const inMoney = columns.filter(column => column.unit === currency).map(column => column.col)
  const goodwill = columns.filter(column => column.given).map(column => column.col)
  const total = (which: (col: number) => boolean) => {
    const add = (pick: (sum: ColumnSum) => bigint) =>
      money(sums.filter(sum => inMoney.includes(sum.col) && which(sum.col)).reduce((all, sum) => all + pick(sum), 0n))
    return {
      minimum: add(sum => sum.minimum),
      recommended: add(sum => sum.recommended),
      maximum: add(sum => sum.maximum),
    }
  }
  const ofMoney = (pick: (sum: ColumnSum) => bigint) =>
    sums.filter(sum => inMoney.includes(sum.col)).reduce((all, sum) => all + pick(sum), 0n)
  const due = ofMoney(sum => sum.due)
  const credits = sums.reduce((all, sum) => all + sum.credits, 0)
  await addUp(tx, run, inMoney)
  const groups = await grouped(tx)
  const summary: RunSummaryView = {
    services,
    assessments: subjects,
    exposures,
    credits,
    due: money(due),
    owed: total(col => !goodwill.includes(col)),
    goodwill: total(col => goodwill.includes(col)),
    schemes: sums.flatMap(sum => {
      const column = columns[sum.col]
      if (!column) return []
      const text = (minor: bigint) => amountText(minor, column.unit)
      return [
        {
          scheme: column.scheme,
          status: column.status,
          unit: column.unit,
          services: sum.services,
          minimum: text(sum.minimum),
          recommended: text(sum.recommended),
          maximum: text(sum.maximum),
          due: text(sum.due),
        },
      ]
    }),
    areas: groups.flatMap(({ area, services, due: sum }) =>
      area === null ? [] : [{ area, services, due: money(sum) }],
    ),
    segments: groups.flatMap(({ segment, services, due: sum }) =>
      segment === null ? [] : [{ segment, services, due: money(sum) }],
    ),
    top: (await top(tx)).map(row => ({ ...row, due: money(row.due) })),
    notPaid: await notPaid(
      tx,
      interruptions.map(each => each.outage.id),
    ),
    notOwed: await notOwed(tx, run, columns),
    lastRun: await comparedWithLast(tx, run, columns),
    fairness: await fairness(tx, run, columns),
  }
  return {
    summary,
    due,
    paid: ofMoney(sum => sum.paid),
    taken: ofMoney(sum => sum.taken),
    inKind: sums.some(sum => !inMoney.includes(sum.col) && sum.credits > 0),
    credits,
  }
}

/** What each service gets in money, in a temporary table: areas, segments and the greatest sums are read out of it. */
async function addUp(tx: Tx, run: Run, cols: readonly number[]): Promise<void> {
  await sql`drop table if exists pg_temp.run_due`.execute(tx)
  await sql`
    create temporary table run_due on commit drop as
    select c.service_id, c.period_from, c.due, coalesce(s.area, '') as area, coalesce(s.segment, '') as segment from (
      select service_id, period_from, sum(due)::bigint as due from compensation.credit where run_id = ${run.id} and col = any(${cols}::int[]) and due <> 0 group by service_id, period_from
    ) c left join run_subject s using (service_id, period_from)`.execute(tx)
}

interface Group {
  readonly area: string | null
  readonly segment: string | null
  readonly services: number
  readonly due: bigint
}

/** By area and by segment in one pass; of each the 200 with the greatest sums. */
async function grouped(tx: Tx): Promise<Group[]> {
  const { rows } = await sql<Group>`
    select area, segment, services, due from (
      select *, row_number() over (partition by area is null order by due desc, area, segment) as place from (
        select area, segment, count(*)::int as services, sum(due)::bigint as due from (
          select service_id, area, segment, sum(due) as due from run_due group by service_id, area, segment
        ) s group by grouping sets ((area), (segment))
      ) g
    ) p where place <= 200 order by due desc, area, segment`.execute(tx)
  return rows
}

async function top(tx: Tx): Promise<{ service: string; periodFrom: string; due: bigint }[]> {
  const { rows } = await sql<{ service: string; periodFrom: string; due: bigint }>`
    select a.service_key as service, t.period_from as "periodFrom", t.due
    from (select * from run_due order by due desc, service_id limit 20) t join run_subject a using (service_id, period_from) order by t.due desc, t.service_id`.execute(
    tx,
  )
  return rows
}

/** Who was hit and gets nothing by this run, by reason. They are told, and can appeal. */
async function notPaid(tx: Tx, outages: readonly string[]): Promise<{ reason: string; services: number }[]> {
  const { rows } = await sql<{ reason: string; services: number }>`
    select 'evidence-' || evidence as reason, count(distinct service_id)::int as services from ${unpaidAffected} u where outage_id = any(${[...new Set(outages)]}::uuid[]) group by evidence
    union all
    select reason, count(distinct service_id)::int from run_held group by reason
    union all
    select 'reversed-by-hand', count(distinct service_id)::int from run_net where reversed <> 0 having count(*) > 0
    order by 1`.execute(tx)
  return rows
}

async function notOwed(tx: Tx, run: Run, columns: readonly RunColumn[]): Promise<RunSummaryView['notOwed']> {
  const { rows } = await sql<{ col: number; outcome: string; reason: string | null; services: number }>`
    select l.col, l.outcome, l.reason, sum(e.services)::int as services
    from compensation.exposure e join compensation.line l on l.run_id = e.run_id and l.line = e.line
    where e.run_id = ${run.id} and l.outcome <> 'owed' group by 1, 2, 3 order by 1, services desc limit 200`.execute(tx)
  return rows.flatMap(({ col, outcome, reason, services }) => {
    const column = columns[col]
    return column && column.unit === run.question.currency
      ? [{ scheme: column.scheme, outcome, reason: reason ?? '', services }]
      : []
  })
}

/** What is different from the run before about the same. */
async function comparedWithLast(tx: Tx, run: Run, columns: readonly RunColumn[]): Promise<RunSummaryView['lastRun']> {
  const { rows } = await sql<{ id: string; number: bigint; status: string; due: bigint | null }>`
    select id, number, status, due from compensation.run
    where number < ${run.number} and kind = ${run.kind} and month is not distinct from ${run.month} and outage_id is not distinct from ${run.outageId} and computed_at is not null and status <> 'cancelled'
    order by number desc limit 1`.execute(tx)
  const [last] = rows
  if (!last) return null
  const { places } = alignColumns(columns, await columnsOf(tx, last.id))
  const { rows: differences } = await sql<{ added: number; removed: number; changed: number }>`
    select count(*) filter (where b.service_id is null)::int as added, count(*) filter (where a.service_id is null)::int as removed,
      count(*) filter (where a.amount <> b.amount)::int as changed
    from (${creditsInPlace(run.id, run.question.figure)}) a
    full join (${creditsInPlace(last.id, run.question.figure, places)}) b using (service_id, period_from, col)`.execute(
    tx,
  )
  const { added, removed, changed } = differences[0] ?? { added: 0, removed: 0, changed: 0 }
  return {
    run: last.id,
    number: Number(last.number),
    status: last.status,
    due: amountText(last.due ?? 0n, run.question.currency),
    added,
    removed,
    changed,
  }
}

/**
 * Equal cases, equal amounts: services with the same exposure and the same bases are a group, in which every scheme must give one
 * amount. Proved over what was kept and will be posted, not over how it was calculated.
 */
async function fairness(tx: Tx, run: Run, columns: readonly RunColumn[]): Promise<RunSummaryView['fairness']> {
  const figure = sql.ref(run.question.figure)
  const alike = sql.raw('exposure, monthly_fee, before, bills, top_ups')
  const { rows } = await sql<{
    groups: number
    services: number
    breaches: { col: number; exposure: number; fee: string; services: number; least: string; most: string }[] | null
  }>`
    with subject as (
      select s.service_id, s.period_from, e.number as exposure, s.monthly_fee, coalesce(s.fee_before_discount, -1) as before, coalesce(s.bills, '{}') as bills, s.top_ups
      from run_subject s join run_exposure e using (class, period_from, bill_count)
    ),
    alike as materialized (select ${alike}, count(*) as services from subject group by ${alike}),
    given as (
      select ${alike}, c.col, count(*) as given, min(c.${figure}) as least, max(c.${figure}) as most
      from compensation.credit c join subject using (service_id, period_from) where c.run_id = ${run.id} group by ${alike}, c.col
    ),
    breach as (
      -- Who is alike and has no credit got nothing.
      select g.col, g.exposure, g.monthly_fee::text as fee, a.services, case when g.given < a.services then least(g.least, 0) else g.least end::text as least, g.most::text
      from given g join alike a using (${alike}) where g.least <> g.most or (g.given < a.services and g.most <> 0)
    )
    select (select count(*)::int from alike) * ${columns.length}::int as groups, (select coalesce(sum(services), 0)::int from alike) as services,
      (select jsonb_agg(b) from (select * from breach order by services desc limit 100) b) as breaches`.execute(tx)
  const found = rows[0]
  return {
    groups: found?.groups ?? 0,
    services: found?.services ?? 0,
    breaches: (found?.breaches ?? []).map(breach => {
      const column = columns[breach.col]
      const text = (minor: string) => amountText(BigInt(minor), column?.unit ?? run.question.currency)
      return {
        scheme: column?.scheme ?? '',
        exposure: breach.exposure,
        monthlyFee: amountText(BigInt(breach.fee), run.question.currency),
        services: breach.services,
        least: text(breach.least),
        most: text(breach.most),
      }
    }),
  }
}
