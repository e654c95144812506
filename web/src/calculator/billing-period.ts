import { addDays, addMonths, isIsoDate, type IsoDate } from '@pulih/kernel'
import { dateOf, isLocalTime, withoutMark } from './local-time.ts'
import type { Draft } from './draft.ts'

export interface Period {
  readonly from: IsoDate
  readonly to: IsoDate
}

/** The billing period that is looked at; null if it does not matter, or nothing is known to choose one by. */
export function billingPeriodOf(draft: Draft): Period | null {
  const day = cycleDayOf(draft)
  if (day === null) return null
  if (draft.month !== '') return periodFrom(draft.month, day)
  const last = datesOf(draft).at(-1)
  return last === undefined ? null : periodAt(last, day)
}

/** The periods that the interruptions touch, and the one after: some rules settle a month in the bill that follows it. */
export function periodsToChoose(draft: Draft): readonly Period[] {
  const day = cycleDayOf(draft)
  const dates = datesOf(draft)
  const [first, last] = [dates[0], dates.at(-1)]
  if (day === null || first === undefined || last === undefined) return []
  const end = addMonths(periodAt(last, day).from, 1)
  const found: Period[] = []
  for (let from = periodAt(first, day).from; from <= end && found.length < 14; from = addMonths(from, 1))
    found.push({ from, to: addMonths(from, 1) })
  return found
}

/** The month before, so many times: when the bills were written that came before a period. */
export function periodsBefore(period: Period | null, count: number): readonly Period[] {
  const end = period?.from ?? '2000-01-01'
  return Array.from({ length: count }, (_, index) => ({
    from: addMonths(end, -index - 1),
    to: addMonths(end, -index),
  }))
}

export function cycleDayOf({ cycleDay }: Pick<Draft, 'cycleDay'>): number | null {
  return /^(?:[1-9]|1\d|2[0-8])$/.test(cycleDay) ? Number(cycleDay) : null
}

function periodFrom(month: string, day: number): Period {
  const from = `${month}-${String(day).padStart(2, '0')}`
  return { from, to: addMonths(from, 1) }
}

function periodAt(date: IsoDate, day: number): Period {
  const period = periodFrom(date.slice(0, 7), day)
  return date >= period.from ? period : periodFrom(addMonths(period.from, -1).slice(0, 7), day)
}

/** The days on which something happened, in order. */
function datesOf(draft: Draft): readonly IsoDate[] {
  const ends = draft.interruptions.flatMap(({ from, to }) => [
    ...(isLocalTime(from) ? [dateOf(from)] : []),
    ...(isLocalTime(to) ? [lastDayOf(to)] : []),
  ])
  const appointments = draft.appointments.flatMap(({ at }) => (isLocalTime(at) ? [dateOf(at)] : []))
  const activation = [draft.activation?.promised ?? '', draft.activation?.actual ?? ''].filter(isIsoDate)
  return [...ends, ...appointments, ...(ends.length + appointments.length === 0 ? activation : [])].toSorted()
}

/** An end at midnight belongs to the day before. */
function lastDayOf(to: string): IsoDate {
  const clock = withoutMark(to)
  return /T00:00(?::00)?$/.test(clock) ? addDays(dateOf(clock), -1) : dateOf(clock)
}
