import { viewsOf } from './arena.ts'
import type { BatchPlan } from './plan.ts'
import type { ThreadReport } from './thread.ts'
import { areaLineBytes, type Work } from './work.ts'

export interface FigureSum {
  /** Minor units. */
  readonly total: bigint
  /** Rows with more than zero. */
  readonly count: number
}

export interface SchemeSum {
  /** Rows with any figure above zero. */
  readonly owed: number
  readonly minimum: FigureSum
  readonly recommended: FigureSum
  readonly maximum: FigureSum
}

export interface RunResult {
  readonly rows: { readonly read: number; readonly ok: number; readonly refused: number; readonly hit: number }
  /** How many of the refused rows repeat a service. */
  readonly duplicates: number
  /** By exposure; rows with facts of their own are in `ownServices` only. */
  readonly exposureServices: Float64Array
  /** `[exposure * schemes + scheme]`: services to which the scheme applies. */
  readonly exposureSchemeServices: Float64Array
  readonly ownServices: number
  /** Of rows with facts of their own: to how many each scheme applies, and their seconds without service. */
  readonly ownSchemeServices: Float64Array
  readonly ownSecondsDown: number
  /** In the order of the plan's schemes. */
  readonly schemes: readonly SchemeSum[]
  /** In the order of `areaNames`. */
  readonly areas: readonly { readonly services: number; readonly schemes: readonly SchemeSum[] }[]
  /** Services that outages list and no good row is about. */
  readonly unseenServices: readonly string[]
  /** Columns of the file that mean nothing to us. */
  readonly unknownColumns: readonly string[]
}

/** Adds up what the threads counted. */
export function mergeResult(
  plan: BatchPlan,
  work: Work,
  reports: readonly ThreadReport[],
  duplicates: number,
): RunResult {
  const views = viewsOf(work.memory)
  const count = (pick: (report: ThreadReport) => number): number =>
    reports.reduce((sum, report) => sum + pick(report), 0)
  const read = count(report => report.read)
  const ok = count(report => report.ok)

  const exposureServices = new Float64Array(plan.exposures + 1)
  const exposureSchemeServices = new Float64Array((plan.exposures + 1) * work.schemes)
  const { classes } = work.tables
  for (const { services } of work.regions) {
    for (let exposure = 0; exposure <= plan.exposures; exposure++) {
      for (let number = 0; number < classes.length; number++) {
        const count = views.u32[services / 4 + exposure * classes.length + number] ?? 0
        if (count === 0) continue
        exposureServices[exposure] = (exposureServices[exposure] ?? 0) + count
        for (let scheme = 0; scheme < work.schemes; scheme++) {
          if ((((classes[number] ?? 0) >>> scheme) & 1) === 0) continue
          const cell = exposure * work.schemes + scheme
          exposureSchemeServices[cell] = (exposureSchemeServices[cell] ?? 0) + count
        }
      }
    }
  }

  // The last line of the sums holds what has no area.
  const lines = Array.from({ length: work.areaCount + 1 }, (_, area) => areaLine(area))
  return {
    rows: { read, ok, refused: read - ok, hit: count(report => report.hit) },
    duplicates,
    exposureServices: exposureServices.subarray(0, plan.exposures),
    exposureSchemeServices: exposureSchemeServices.subarray(0, plan.exposures * work.schemes),
    ownServices: exposureServices[plan.exposures] ?? 0,
    ownSchemeServices: exposureSchemeServices.subarray(plan.exposures * work.schemes),
    ownSecondsDown: count(report => report.own?.secondsDown ?? 0),
    schemes: plan.schemes.map((_, scheme) => addSums(lines.map(line => line.schemes[scheme] ?? nothing))),
    areas: lines.slice(0, work.areaCount),
    unseenServices: (plan.listed?.services ?? []).filter(
      (_, number) => !reports.some(({ listed }) => listed?.seen[number]),
    ),
    unknownColumns: work.header.unknownColumns,
  }

  function areaLine(area: number): RunResult['areas'][number] {
    const words = areaLineBytes(work) / 8
    const of = (word: number): bigint =>
      work.regions.reduce((sum, { sums }) => sum + (views.u64[sums / 8 + area * words + word] ?? 0n), 0n)
    return {
      services: Number(of(0)),
      schemes: plan.schemes.map((_, scheme) => {
        const first = 1 + scheme * (1 + work.figures * 2)
        const figure = (number: number): FigureSum => {
          const cell = first + 1 + (work.figures === 1 ? 0 : number) * 2
          return { total: of(cell), count: Number(of(cell + 1)) }
        }
        return { owed: Number(of(first)), minimum: figure(0), recommended: figure(1), maximum: figure(2) }
      }),
    }
  }
}

const zero: FigureSum = { total: 0n, count: 0 }
const nothing: SchemeSum = { owed: 0, minimum: zero, recommended: zero, maximum: zero }

function addSums(sums: readonly SchemeSum[]): SchemeSum {
  const add = (a: FigureSum, b: FigureSum): FigureSum => ({ total: a.total + b.total, count: a.count + b.count })
  return sums.reduce(
    (sum, more) => ({
      owed: sum.owed + more.owed,
      minimum: add(sum.minimum, more.minimum),
      recommended: add(sum.recommended, more.recommended),
      maximum: add(sum.maximum, more.maximum),
    }),
    nothing,
  )
}
