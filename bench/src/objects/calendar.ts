export const zone = 'Europe/Warsaw'

/** Seconds since 1970 at every local midnight from 1 October to 1 December 2025; worked out once, so that no row asks a calendar. */
export const midnights: readonly number[] = Array.from(
  { length: 62 },
  (_, index) =>
    Temporal.PlainDate.from('2025-10-01').add({ days: index }).toZonedDateTime(zone).epochMilliseconds / 1000,
)

const octoberDays = 31

export interface Interval {
  readonly start: number
  readonly end: number
}

/** The billing period that begins on the cycle day of October and ends before that of November. */
export function billingPeriod(cycleDay: number): Interval {
  const start = midnights[cycleDay - 1]
  const end = midnights[octoberDays + cycleDay - 1]
  if (start === undefined || end === undefined) throw new Error(`cycle day ${cycleDay} is not one of 1 to 28`)
  return { start, end }
}

/** Index of the local day in which a second lies. */
export function dayOf(second: number): number {
  const first = midnights[0] ?? 0
  let day = Math.floor((second - first) / 86_400)
  // A 25-hour day puts the guess at most one day too far.
  while ((midnights[day] ?? 0) > second) day -= 1
  return day
}
