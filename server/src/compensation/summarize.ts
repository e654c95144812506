import { sql } from 'kysely'
import type { RunSummaryView } from '@pulih/contracts'
import { unpaidAffected } from '../outages/index.ts'
import type { Tx } from '../platform/index.ts'
import { amountText } from '../ledger/index.ts'
import type { Gathered } from './gather-facts.ts'
import type { RunColumn } from './run-column.ts'
import type { Run } from './run.ts'

export interface Summarized {
  readonly summary: RunSummaryView
  /** Of money, in minor units. */
  readonly due: bigint
  readonly credits: number
}

interface ColumnSum {
  readonly col: number
  readonly services: number
  readonly minimum: bigint
  readonly recommended: bigint
  readonly maximum: bigint
  readonly due: bigint
}

/** Everything that a person looks at before approving, out of what was kept, not out of what was intended. */
export async function summarize(
  tx: Tx,
  run: Run,
  columns: readonly RunColumn[],
  { interruptions, subjects, withoutTerms }: Gathered,
): Promise<Summarized> {
  const { currency } = run.question
  const money = (minor: bigint) => amountText(minor, currency)
  const { rows: sums } = await sql<ColumnSum>`
    select col, count(*) filter (where ${sql.ref(run.question.figure)} > 0)::int as services, sum(minimum)::bigint as minimum, sum(recommended)::bigint as recommended, sum(maximum)::bigint as maximum, sum(due)::bigint as due
    from compensation.credit where run_id = ${run.id} group by col order by col`.execute(tx)
  const inMoney = columns.filter(column => column.unit === currency).map(column => column.col)
  const goodwill = columns.filter(column => column.status === 'goodwill').map(column => column.col)
  const total = (which: (col: number) => boolean) => {
    const add = (pick: (sum: ColumnSum) => bigint) =>
      money(sums.filter(sum => inMoney.includes(sum.col) && which(sum.col)).reduce((all, sum) => all + pick(sum), 0n))
    return {
      minimum: add(sum => sum.minimum),
      recommended: add(sum => sum.recommended),
      maximum: add(sum => sum.maximum),
    }
  }
  const due = sums.filter(sum => inMoney.includes(sum.col)).reduce((all, sum) => all + sum.due, 0n)
  const { rows: counted } = await sql<{ credits: number; exposures: number }>`
    select (select count(*)::int from compensation.credit where run_id = ${run.id} and due <> 0) as credits, (select count(*)::int from compensation.exposure where run_id = ${run.id}) as exposures`.execute(
    tx,
  )
  const credits = counted[0]?.credits ?? 0
  await addUp(tx, run, inMoney)
  const groups = await grouped(tx)
  const summary: RunSummaryView = {
    services: subjects,
    exposures: counted[0]?.exposures ?? 0,
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
      withoutTerms,
    ),
    notOwed: await notOwed(tx, run, columns),
    lastRun: await comparedWithLast(tx, run),
    fairness: await fairness(tx, run, columns),
  }
  return { summary, due, credits }
}

/** What each service gets in money, in a temporary table: areas, segments and the greatest sums are read out of it. */
async function addUp(tx: Tx, run: Run, cols: readonly number[]): Promise<void> {
  await sql`drop table if exists pg_temp.run_due`.execute(tx)
  await sql`
    create temporary table run_due on commit drop as
    select service_id, period_from, sum(due)::bigint as due from compensation.credit where run_id = ${run.id} and col = any(${cols}::int[]) and due <> 0 group by service_id, period_from`.execute(
    tx,
  )
  await sql`analyze run_due`.execute(tx)
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
          select d.service_id, coalesce(a.area, '') as area, coalesce(a.segment, '') as segment, sum(d.due) as due
          from run_due d join run_assessed a using (service_id, period_from) group by 1, 2, 3
        ) s group by grouping sets ((area), (segment))
      ) g
    ) p where place <= 200 order by due desc, area, segment`.execute(tx)
  return rows
}

async function top(tx: Tx): Promise<{ service: string; periodFrom: string; due: bigint }[]> {
  const { rows } = await sql<{ service: string; periodFrom: string; due: bigint }>`
    select a.service_key as service, t.period_from as "periodFrom", t.due
    from (select * from run_due order by due desc, service_id limit 20) t join run_assessed a using (service_id, period_from) order by t.due desc, t.service_id`.execute(
    tx,
  )
  return rows
}

/** Who was hit and is not assessed, by reason. They are told, and can appeal. */
async function notPaid(
  tx: Tx,
  outages: readonly string[],
  withoutTerms: number,
): Promise<{ reason: string; services: number }[]> {
  const { rows } = await sql<{ reason: string; services: number }>`
    select 'evidence-' || evidence as reason, count(distinct service_id)::int as services from ${unpaidAffected} u where outage_id = any(${[...new Set(outages)]}::uuid[]) group by evidence order by 1`.execute(
    tx,
  )
  return withoutTerms > 0 ? [...rows, { reason: 'no-price-or-other-currency', services: withoutTerms }] : rows
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
async function comparedWithLast(tx: Tx, run: Run): Promise<RunSummaryView['lastRun']> {
  const { rows } = await sql<{ id: string; number: bigint; status: string; due: bigint | null }>`
    select id, number, status, due from compensation.run
    where number < ${run.number} and kind = ${run.kind} and month is not distinct from ${run.month} and outage_id is not distinct from ${run.outageId} and computed_at is not null and status <> 'cancelled'
    order by number desc limit 1`.execute(tx)
  const [last] = rows
  if (!last) return null
  const { rows: differences } = await sql<{ added: number; removed: number; changed: number }>`
    select count(*) filter (where b.service_id is null)::int as added, count(*) filter (where a.service_id is null)::int as removed,
      count(*) filter (where a.amount <> b.amount)::int as changed
    from (select service_id, period_from, col, ${sql.ref(run.question.figure)} as amount from compensation.credit where run_id = ${run.id}) a
    full join (select service_id, period_from, col, ${sql.ref(run.question.figure)} as amount from compensation.credit where run_id = ${last.id}) b using (service_id, period_from, col)`.execute(
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
  const { rows } = await sql<{
    groups: number
    services: number
    breaches: { col: number; exposure: number; fee: string; services: number; least: string; most: string }[] | null
  }>`
    with grouped as (
      select a.exposure, a.monthly_fee, k.col, count(*) as services, min(coalesce(c.${figure}, 0)) as least, max(coalesce(c.${figure}, 0)) as most
      from run_assessed a
      cross join unnest(${columns.map(column => column.col)}::int[]) as k(col)
      left join compensation.credit c on c.run_id = ${run.id} and c.service_id = a.service_id and c.period_from = a.period_from and c.col = k.col
      group by a.exposure, a.monthly_fee, a.fee_before_discount, a.bills, a.top_ups, k.col
    )
    select count(*)::int as groups, coalesce(sum(services) filter (where col = 0), 0)::int as services,
      (select jsonb_agg(b) from (select col, exposure, monthly_fee::text as fee, services, least::text, most::text from grouped where least <> most order by services desc limit 100) b) as breaches
    from grouped`.execute(tx)
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
