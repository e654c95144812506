import { addDays, addMonths, clip, firstOfMonth, type Interval, type IsoDate } from '@pulih/kernel'
import type { Facts } from './facts.ts'
import { wholeOf } from './measure.ts'
import type { Head, Scheme } from './vocabulary.ts'

/** What a head looks at: most look at interruptions, some have something to say without any. */
export type Subject = 'interruptions' | 'appointments' | 'activation'

export function subjectOf(head: Head): Subject {
  const text = JSON.stringify([head.gate, head.pays, head.benefit])
  if (text.includes('"measure":"appointments"')) return 'appointments'
  return text.includes('"measure":"activation-days"') ? 'activation' : 'interruptions'
}

interface Piece {
  readonly intervals: readonly Interval[]
  /** The day that picks the version of the law. */
  readonly day: IsoDate
  readonly anchor: IsoDate
  /** The facts without those that belong to another piece. */
  readonly facts?: Facts
}

interface PieceQuestion {
  readonly scheme: Scheme
  readonly subject: Subject
  /** The time that counts, and the whole interruptions of which it is a part. */
  readonly merged: readonly Interval[]
  readonly whole: readonly Interval[]
  readonly facts: Facts
  readonly changes: readonly IsoDate[]
}

/** Cuts the time that counts into what is judged at one go: events, periods, months, or stretches under one version of the law. */
export function pieces({ scheme, subject, merged, whole, facts, changes }: PieceQuestion): Piece[] {
  const { days, period } = facts
  if (subject === 'appointments') return appointmentPieces(facts)
  if (subject === 'activation') {
    const day = facts.activation?.promised
    return day === undefined ? [] : [{ intervals: [], day, anchor: period?.from ?? day }]
  }
  const found: Piece[] = []
  for (const intervals of scheme.per === 'event' ? eventsOf(merged, facts) : periodsOf(scheme, merged, facts)) {
    const [first] = intervals
    if (!first) continue
    const onset = days.dateAt(first.from)
    const anchor = scheme.per === 'billing-period' ? (period?.from ?? onset) : onset
    const origin = wholeOf(first, whole)
    if (scheme.versionBy === 'each-day')
      for (const cut of cutAtChanges(intervals, changes, facts)) found.push({ ...cut, anchor })
    else found.push({ intervals, day: versionDay(scheme, origin, facts, days.dateAt(origin.from)), anchor })
  }
  return found
}

/** Each appointment of the period by itself, under the law of its own day. */
function appointmentPieces(facts: Facts): Piece[] {
  const { appointments, days, period } = facts
  return appointments.flatMap(appointment => {
    const day = days.dateAt(appointment.at)
    if (period && (day < period.from || day >= period.to)) return []
    return [{ intervals: [], day, anchor: period?.from ?? day, facts: { ...facts, appointments: [appointment] } }]
  })
}

/** The day that picks the version of the law for an interruption. */
export function versionDay(scheme: Scheme, interruption: Interval, facts: Facts, onset: IsoDate): IsoDate {
  if (scheme.versionBy === 'period-start') return facts.period?.from ?? onset
  if (scheme.versionBy !== 'report') return onset
  const report = facts.reports.find(at => at >= interruption.from && at < interruption.to)
  return report === undefined ? onset : facts.days.dateAt(report)
}

/** Whole events; one belongs to the billing period in which it ends, so that it is paid once. */
function eventsOf(merged: readonly Interval[], { days, period }: Facts): Interval[][] {
  if (!period) return merged.map(event => [event])
  const from = days.day(period.from).from
  const to = days.day(period.to).from
  return merged.filter(event => event.to > from && event.to <= to).map(event => [event])
}

function periodsOf(scheme: Scheme, merged: readonly Interval[], facts: Facts): Interval[][] {
  const { days, period } = facts
  if (scheme.per === 'calendar-month') {
    const months = period ? monthsEndingIn(period) : monthsTouched(merged, days)
    return months.map(month => clip(merged, days.day(month).from, days.day(addMonths(month, 1)).from))
  }
  return [period ? clip(merged, days.day(period.from).from, days.day(period.to).from) : [...merged]]
}

/** A month is settled in the billing period in which it ends. */
function monthsEndingIn(period: { readonly from: IsoDate; readonly to: IsoDate }): IsoDate[] {
  const found: IsoDate[] = []
  for (let month = firstOfMonth(period.from); addMonths(month, 1) <= period.to; month = addMonths(month, 1)) {
    if (addMonths(month, 1) > period.from) found.push(month)
  }
  return found
}

function monthsTouched(merged: readonly Interval[], days: Facts['days']): IsoDate[] {
  const found = new Set<IsoDate>()
  for (const { from, to } of merged) {
    const last = firstOfMonth(days.dateAt(to - 1))
    for (let month = firstOfMonth(days.dateAt(from)); month <= last; month = addMonths(month, 1)) found.add(month)
  }
  return [...found].toSorted()
}

function cutAtChanges(
  intervals: readonly Interval[],
  changes: readonly IsoDate[],
  { days }: Facts,
): { intervals: Interval[]; day: IsoDate }[] {
  const first = days.dateAt((intervals[0] as Interval).from)
  const end = addDays(days.dateAt((intervals.at(-1) as Interval).to - 1), 1)
  const edges = [first, ...changes.filter(day => day > first && day < end), end]
  return edges.slice(0, -1).flatMap((day, index) => {
    const part = clip(intervals, days.day(day).from, days.day(edges[index + 1] as IsoDate).from)
    return part.length > 0 ? [{ intervals: part, day }] : []
  })
}
