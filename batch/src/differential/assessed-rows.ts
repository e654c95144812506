import { figures, HolidayCalendars, type Figure, type Profile } from '@pulih/engine'
import { parseMinor } from '@pulih/kernel'
import { baseColumns, type BaseColumn } from '../plan.ts'
import { decideRows, type DecidedRows, type ExposureRow } from '../planning/decide-rows.ts'
import type { Planned } from '../planning/make-plan.ts'
import { periodOf } from '../planning/period.ts'
import { assessmentSql } from '../sql/assessment.ts'
import { quoted } from '../sql/dialect.ts'
import { hitsOf } from './as-case.ts'
import { keyOf, type Outcome } from './back-ends.ts'
import type { Database } from './database.ts'
import type { World, WorldService } from './world.ts'

/** One service of a run as the platform's tables have it: its exposure, and the amounts that a scheme may take a share of. */
interface Assessed {
  readonly service: number
  readonly exposure: number
  readonly bases: Readonly<Record<BaseColumn, bigint>>
}

/**
 * The way of the platform: exposures are decided one by one, and one statement multiplies them out over the rows of PostgreSQL, with
 * numbers of any size where 62 bits may be left. It is given who was hit and which lines of the file an import would have `refused`,
 * for both are known before a run begins. `tamper` breaks what was decided, to see that it shows.
 */
export async function runAssessment(
  { outages }: Pick<Planned, 'outages'>,
  world: World,
  refused: ReadonlySet<string>,
  database: Database,
  tamper: (decided: DecidedRows) => DecidedRows = decided => decided,
): Promise<Outcome> {
  const { rows, assessed } = exposuresOf(world, refused)
  const decided = tamper(
    decideRows({
      ...world,
      holidays: new HolidayCalendars(world.calendars),
      interruptions: outages.map(({ interruption }) => interruption),
      rows,
    }),
  )
  const owed = await multiplyOut(decided, assessed, database)
  const due = new Map(
    owed.flatMap(({ service, col, minimum, recommended, maximum }) => {
      const column = decided.columns[col]
      const id = world.services[service]?.fields['service'] ?? ''
      // Benefits in kind are no money.
      return column?.benefit === null ? [[keyOf(id, column.id), { minimum, recommended, maximum }] as const] : []
    }),
  )
  return { due, refused, left: new Set() }
}

/** Services with the same interruptions, period and words share an exposure, as they do where the database groups them. */
function exposuresOf(world: World, refused: ReadonlySet<string>): { rows: ExposureRow[]; assessed: Assessed[] } {
  const rows: ExposureRow[] = []
  const known = new Map<string, number>()
  const assessed = world.services.flatMap((service, index) => {
    const { fields, bills } = service
    const interruptions = hitsOf(world, service)
    if (interruptions.length === 0 || refused.has(fields['service'] ?? '')) return []
    const row: ExposureRow = {
      interruptions,
      profile: profileOf(service),
      timeZone: fields['time_zone'] || world.timeZone,
      period: periodOf(world.month, Number(fields['cycle_day'] || 1)),
      billCount: bills.length,
    }
    const exposure = known.getOrInsertComputed(JSON.stringify(row), () => rows.push(row) - 1)
    return [{ service: index, exposure, bases: basesOf(service, world.currency) }]
  })
  return { rows, assessed }
}

function profileOf({ fields }: WorldService): Profile {
  return {
    kind: fields['kind'] as Profile['kind'],
    subscriber: (fields['customer'] || 'consumer') as Profile['subscriber'],
    payment: (fields['payment'] || 'postpaid') as Profile['payment'],
    region: fields['region'] || null,
    remoteness: (fields['remoteness'] || null) as Profile['remoteness'],
  }
}

/** Minor units; what a customer does not have is zero. */
function basesOf({ fields, bills }: WorldService, currency: string): Readonly<Record<BaseColumn, bigint>> {
  const minor = (text: string | undefined) => (text ? (parseMinor(text, currency) ?? -1n) : 0n)
  return {
    monthly_fee: minor(fields['monthly_fee']),
    fee_before_discount: minor(fields['fee_before_discount']),
    bill_sum_3: bills.reduce((sum, bill) => sum + minor(bill), 0n),
    previous_bill: minor(bills.at(-1)),
    top_up_sum_3: minor(fields['top_up_sum_3']),
  }
}

interface Owed extends Readonly<Record<Figure, bigint>> {
  readonly service: number
  readonly col: number
}

async function multiplyOut(
  decided: DecidedRows,
  assessed: readonly Assessed[],
  database: Database,
): Promise<readonly Owed[]> {
  try {
    await database.run(
      `create temporary table run_line as select * from jsonb_to_recordset(${lineRows(decided)}) as r(${lineColumns})`,
    )
    await database.run(
      `create temporary table run_assessed as select * from jsonb_to_recordset(${assessedRows(decided, assessed)}) as r(service_id integer, period_from date, line integer, ${baseColumns.map(name => `${name} bigint`).join(', ')})`,
    )
    const among = (condition: string, wide: boolean) =>
      assessmentSql(
        decided,
        {
          services: `(select * from run_assessed where greatest(${baseColumns.join(', ')}) ${condition})`,
          lines: 'run_line',
        },
        wide,
      )
    // Numbers of any size are right for every row; one in two gets them, so that both ways are seen at work.
    const narrow = among(`<= ${decided.largestBase} and service_id % 2 = 0`, false)
    const wide = among(`> ${decided.largestBase} or service_id % 2 = 1`, true)
    const rows = await database.run(`select * from (${narrow}) n union all select * from (${wide}) w`)
    return rows.map(([service, , col, minimum, recommended, maximum]) => ({
      service: Number(service),
      col: Number(col),
      minimum: BigInt(minimum ?? -1),
      recommended: BigInt(recommended ?? -1),
      maximum: BigInt(maximum ?? -1),
    }))
  } finally {
    await database.run('drop table if exists pg_temp.run_line, pg_temp.run_assessed')
  }
}

const lineColumns = [
  'line integer',
  'col smallint',
  ...figures.flatMap(figure => [`${figure}_shape smallint`, `${figure}_slots bigint[]`]),
].join(', ')

function lineRows({ lines, columns }: DecidedRows): string {
  return document(
    lines.flatMap(({ fillings }, line) =>
      columns.map((_, col) => ({
        line,
        col,
        ...Object.fromEntries(
          figures.flatMap(figure => {
            const { shape = null, slots = [] } = fillings[col]?.[figure] ?? {}
            return [
              [`${figure}_shape`, shape],
              [`${figure}_slots`, slots.map(String)],
            ]
          }),
        ),
      })),
    ),
  )
}

function assessedRows({ lineOf }: DecidedRows, assessed: readonly Assessed[]): string {
  return document(
    assessed.map(({ service, exposure, bases }) => ({
      service_id: service,
      period_from: null,
      line: lineOf[exposure],
      ...Object.fromEntries(baseColumns.map(name => [name, String(bases[name])])),
    })),
  )
}

function document(rows: readonly object[]): string {
  return `${quoted(JSON.stringify(rows))}::jsonb`
}
