import type { Figure } from '@pulih/engine'
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../platform/index.ts'
import type { RunColumn } from './run-column.ts'
import { serviceKeys } from '../subscribers/index.ts'

export interface CreditRow {
  readonly serviceId: bigint
  readonly service: string
  readonly periodFrom: string
  readonly col: number
  readonly scheme: string
  readonly unit: string
  readonly minimum: bigint
  readonly recommended: bigint
  readonly maximum: bigint
  readonly net: bigint
  readonly due: bigint
}

const selected = sql`
  c.service_id as "serviceId", s.key as service, c.period_from as "periodFrom", c.col, c.minimum, c.recommended, c.maximum, c.net, c.due
  from compensation.credit c join ${serviceKeys} s on s.id = c.service_id`

type Stored = Omit<CreditRow, 'scheme' | 'unit'>

export async function creditsFor(db: Db, run: string, serviceId: bigint, periodFrom: string): Promise<CreditRow[]> {
  const { rows } =
    await sql<Stored>`select ${selected} where c.run_id = ${run} and c.service_id = ${serviceId} and c.period_from = ${periodFrom} order by c.col`.execute(
      db,
    )
  return named(rows, await columnsOf(db, run))
}

export interface CreditFilter {
  readonly serviceId?: bigint | undefined
  readonly onlyDue?: boolean | undefined
  readonly scheme?: string | undefined
  /** `-`: without one. */
  readonly area?: string | undefined
  readonly segment?: string | undefined
}

export async function listCredits(
  db: Db,
  run: string,
  filter: CreditFilter,
  after: readonly string[] | null,
  limit: number,
): Promise<CreditRow[]> {
  const columns = await columnsOf(db, run)
  const cols = columns.filter(column => column.scheme === filter.scheme).map(column => column.col)
  const group = groupCondition(filter)
  const conditions = [
    filter.scheme === undefined ? null : cols.length === 0 ? sql`false` : sql`c.col = any(${cols}::int[])`,
    group === null
      ? null
      : sql`exists (select from compensation.assessed a where a.run_id = c.run_id and a.service_id = c.service_id and a.period_from = c.period_from and ${group})`,
    filter.serviceId === undefined ? null : sql`c.service_id = ${filter.serviceId}`,
    filter.onlyDue === true ? sql`c.due <> 0` : null,
    after === null
      ? null
      : sql`(c.service_id, c.period_from, c.col) > (${after[0]}::bigint, ${after[1]}::date, ${after[2]}::int)`,
  ].filter(condition => condition !== null)
  const { rows } = await sql<Stored>`
    select ${selected} where c.run_id = ${run} and ${sql.join([sql`true`, ...conditions], sql` and `)} order by c.service_id, c.period_from, c.col limit ${limit}`.execute(
    db,
  )
  return named(rows, columns)
}

/** Of `compensation.assessed a`: the area or segment, as the summary of a run groups services. */
export function groupCondition({ area, segment }: Pick<CreditFilter, 'area' | 'segment'>): RawBuilder<unknown> | null {
  const is = (column: string, wanted: string) =>
    sql`coalesce(${sql.ref(`a.${column}`)}, '') = ${wanted === '-' ? '' : wanted}`
  const conditions = [
    ...(area === undefined ? [] : [is('area', area)]),
    ...(segment === undefined ? [] : [is('segment', segment)]),
  ]
  return conditions.length === 0 ? null : sql.join(conditions, sql` and `)
}

/** A million rows without holding them. */
export async function* allCredits(db: Db, run: string): AsyncGenerator<CreditRow[]> {
  let after: readonly string[] | null = null
  for (;;) {
    const rows: CreditRow[] = await listCredits(db, run, {}, after, 10_000)
    const last = rows.at(-1)
    if (!last) return
    yield rows
    after = [last.serviceId.toString(), last.periodFrom, last.col.toString()]
  }
}

/** One figure of each credit of a run; `places` renames its columns, so that two runs can be laid side by side. */
export function creditsInPlace(
  run: string,
  figure: Figure,
  places: readonly number[] | null = null,
): RawBuilder<unknown> {
  const moved = places !== null && places.some((place, col) => place !== col)
  const col = moved ? sql`(${[...places]}::int[])[col + 1]` : sql`col::int`
  return sql`select service_id, period_from, ${col} as col, ${sql.ref(figure)} as amount from compensation.credit where run_id = ${run}`
}

export async function columnsOf(db: Db, run: string): Promise<readonly RunColumn[]> {
  const { rows } = await sql<{
    columns: RunColumn[] | null
  }>`select columns from compensation.run where id = ${run}`.execute(db)
  return rows[0]?.columns ?? []
}

function named(rows: readonly Stored[], columns: readonly RunColumn[]): CreditRow[] {
  return rows.map(row => ({ ...row, scheme: columns[row.col]?.scheme ?? '', unit: columns[row.col]?.unit ?? '' }))
}
