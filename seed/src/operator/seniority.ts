import type { BillingPeriod } from './billing.ts'

/** Since when services exist, as days before the day for which the files are made. */
export interface Seniority {
  prepaid(number: number): number
  postpaid(number: number, cycleDay: number, bills: number): number
  /** The date so many days before. */
  dayOf(before: number): string
}

/** The first customers came about eleven years ago. */
const longest = 4000

/** Identifiers are given in the order of joining: the later the number the younger the service, and bills begin when it does. */
export function seniority(asOf: string, periods: readonly (readonly BillingPeriod[])[], services: number): Seniority {
  const today = Temporal.PlainDate.from(asOf)
  const before = (day: string | undefined): number =>
    Temporal.PlainDate.from(day ?? asOf).until(today, { largestUnit: 'days' }).days
  const threeMonths = before(today.subtract({ months: 3 }).toString())
  const firstDays = periods.map(list => [before(list[2]?.to), ...list.toReversed().map(({ from }) => before(from))])
  const dates = Array.from({ length: longest + 200 }, (_, days) => today.subtract({ days }).toString())
  const older = (number: number): number => Math.floor(((services - number) * longest) / services)

  return {
    prepaid: number => threeMonths + older(number),
    postpaid: (number, cycleDay, bills) => (firstDays[cycleDay]?.[bills] ?? 0) + (bills === 3 ? older(number) : 0),
    dayOf: days => dates[days] ?? asOf,
  }
}
