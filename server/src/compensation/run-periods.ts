import { addMonths, LocalDays, type IsoDate } from '@pulih/kernel'

/** An interruption as far as periods are concerned. */
export interface Hit {
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant
  /** Whether the run is about it, or only looks at it because it lies in the same period. */
  readonly about: boolean
}

/** A billing period in which services lost something, and the day whose prices count in it: that of the first loss. */
export interface LossPeriod {
  readonly from: IsoDate
  readonly to: IsoDate
  readonly termsOn: IsoDate
  /** Whether an interruption that the run is about lies in it, too. */
  readonly about: boolean
}

/** The billing periods of a cycle that hits lie in: all, or the one that begins in a month (`2026-09`). */
export function lossPeriods(
  hits: readonly Hit[],
  cycleDay: number,
  local: LocalDays,
  month: string | null,
): LossPeriod[] {
  const dates = new Set<IsoDate>()
  if (month !== null) dates.add(dateOf(month, cycleDay))
  for (const hit of month === null ? hits : []) {
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
    return [{ from, to, termsOn: local.dateAt(first), about: inside.some(hit => hit.about) }]
  })
}

/** Whole seconds since 1970. */
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
