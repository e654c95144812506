import {
  addDays,
  firstOfMonth,
  addMonths,
  dayNumber,
  intersect,
  subtract,
  totalSeconds,
  type EpochSeconds,
  type Interval,
  type IsoDate,
  type LocalDays,
} from '@pulih/kernel'
import type { CompiledClock, CompiledMeasure } from './compile.ts'
import type { Facts, Interruption } from './facts.ts'
import { calendarFor } from './holidays.ts'
import type { AppointmentOutcome, CalendarChoice, DailyWindow, Denominator, Span } from './vocabulary.ts'

export type ScopeParts = Pick<Scope, 'facts' | 'intervals' | 'whole' | 'interruptions' | 'clock' | 'anchor'>

/**
 * The time that one head of compensation looks at: one event, or what falls into one period. Spans that not every measure
 * needs are worked out when first asked for.
 */
export class Scope {
  readonly facts: Facts
  readonly intervals: readonly Interval[]
  /** The service's whole interruptions, of which `intervals` may be parts: clocks start with the whole. */
  readonly whole: readonly Interval[]
  /** The interruptions behind the intervals, for knowledge and degree. */
  readonly interruptions: readonly Interruption[]
  readonly clock: CompiledClock | null
  /** Day that names the month for denominators. */
  readonly anchor: IsoDate
  #pending: readonly Interval[] | undefined
  #overdue: readonly Interval[] | undefined

  constructor({ facts, intervals, whole, interruptions, clock, anchor }: ScopeParts) {
    this.facts = facts
    this.intervals = intervals
    this.whole = whole
    this.interruptions = interruptions
    this.clock = clock
    this.anchor = anchor
  }

  span(of: Span): readonly Interval[] {
    switch (of) {
      case 'interruption':
        return this.intervals
      case 'longest':
        return longest(this.intervals)
      case 'pending':
        return (this.#pending ??= this.#from(start => start))
      case 'overdue':
        return (this.#overdue ??= this.#from(start => this.deadline(start)))
    }
  }

  /** When the clock began for an interruption; null if the fact that starts it is missing. */
  clockStart(part: Interval): EpochSeconds | null {
    const start = this.clock?.start ?? 'onset'
    const interval = wholeOf(part, this.whole)
    if (start === 'onset') return interval.from
    const report =
      start === 'known' ? undefined : this.facts.reports.find(at => at >= interval.from && at < interval.to)
    const known = start === 'report' ? undefined : this.#knownAt(interval)
    if (report === undefined) return known ?? null
    return known === undefined ? report : Math.min(report, known)
  }

  /** The end of the free time. Days are local calendar days; the day of the start is day 0. */
  deadline(start: EpochSeconds): EpochSeconds {
    const free = this.clock?.free
    if (!free) return start
    if (free.kind === 'time') return start + free.seconds
    const { days } = this.facts
    const first = days.dateAt(start)
    if (free.kind === 'calendar-days') return days.day(addDays(first, free.days + 1)).from
    const isWorking = (date: IsoDate) => this.isWorkingDay(free.calendar, date)
    let date = first
    // A report after the cut-off, or on a day off, counts as made on the next working day.
    if (free.cutOff !== null && (!isWorking(date) || start > days.at(date, free.cutOff))) {
      do date = addDays(date, 1)
      while (!isWorking(date))
    }
    for (let left = free.days; left > 0;) {
      date = addDays(date, 1)
      if (isWorking(date) && !this.#isPaused(days.day(date))) left--
    }
    return days.day(addDays(date, 1)).from
  }

  isWorkingDay(choice: CalendarChoice, date: IsoDate): boolean {
    return this.facts.holidays.isWorkingDay(calendarFor(choice, this.facts.region), date)
  }

  /** From an appointment that the customer let fail to the next one, or to the end. */
  pauses(): Interval[] {
    const outcomes = this.clock?.pausedBy
    if (!outcomes) return []
    const { appointments } = this.facts
    return appointments.flatMap(({ at, outcome }) => {
      if (!outcomes.includes(outcome)) return []
      const next = appointments.find(other => other.at > at && !outcomes.includes(other.outcome))
      return [{ from: at, to: next?.at ?? Number.MAX_SAFE_INTEGER }]
    })
  }

  #isPaused(day: Interval): boolean {
    return this.pauses().some(pause => pause.from < day.to && pause.to > day.from)
  }

  #knownAt(interval: Interval): EpochSeconds | undefined {
    let first: EpochSeconds | undefined
    for (const { from, to, knownAt } of this.interruptions) {
      if (knownAt === null || from >= interval.to || to <= interval.from) continue
      const inside = Math.max(knownAt, interval.from)
      if (inside < interval.to && (first === undefined || inside < first)) first = inside
    }
    return first
  }

  #from(begin: (start: EpochSeconds) => EpochSeconds): readonly Interval[] {
    const spans: Interval[] = []
    for (const interval of this.intervals) {
      const start = this.clockStart(interval)
      if (start === null) continue
      const from = Math.max(begin(start), interval.from)
      if (from < interval.to) spans.push({ from, to: interval.to })
    }
    return subtract(spans, this.pauses())
  }
}

/** The whole interruption of which a period, or the failure of all services, shows a part. */
export function wholeOf(part: Interval, whole: readonly Interval[]): Interval {
  return whole.find(({ from, to }) => from <= part.from && part.from < to) ?? part
}

/**
 * Measures a scope. The answer is a fraction of plain whole numbers, `out[2i] / out[2i + 1]`, so that a million exposures cost
 * no objects; seconds and days stay far below 2^53.
 */
export function measureInto(out: Float64Array, measures: readonly CompiledMeasure[], scope: Scope): void {
  for (let index = 0; index < measures.length; index++) {
    const measure = measures[index] as CompiledMeasure
    out[2 * index] = numeratorOf(measure, scope)
    out[2 * index + 1] = denominatorOf(measure, scope)
  }
}

function numeratorOf(measure: CompiledMeasure, scope: Scope): number {
  const { source } = measure
  const { days } = scope.facts
  switch (source.measure) {
    case 'duration': {
      const time = scope.span(measure.of)
      const counted = measure.window ? intersect(time, windowsOf(time, measure.window, days)) : time
      return Math.max(0, totalSeconds(counted) - measure.less)
    }
    case 'longest-in-a-day':
      return longestInADay(scope.intervals, days)
    case 'availability':
      // An event can be longer than the period it is compared with; nobody is available for less than no time.
      return Math.max(0, denominatorOf(measure, scope) - totalSeconds(scope.intervals))
    case 'calendar-days': {
      const touched = countDays(scope.span(measure.of), days, dayTest(source.which, measure.seconds))
      const counted = Math.max(0, touched - measure.less)
      return scope.intervals.length > 0 ? counted + measure.plus : 0
    }
    case 'working-days': {
      const calendar = measure.calendar as CalendarChoice
      const counted = countDays(scope.span(measure.of), days, (row, _) => scope.isWorkingDay(calendar, row.date))
      return scope.intervals.length > 0 ? counted + measure.plus : 0
    }
    case 'blocks':
      return blocks(
        Math.max(0, totalSeconds(scope.span(measure.of)) - measure.less),
        measure.seconds,
        source.each,
        measure.fraction,
      )
    case 'windows':
      return windows(scope.intervals, measure.seconds, measure.fraction)
    case 'occurrences':
      return scope.intervals.length
    case 'appointments':
      return appointmentsIn(scope.facts, source.outcomes)
    case 'activation-days':
      return activationDays(scope.facts)
    case 'shortfall':
      return shortfall(scope)
    case 'once':
      return 1
  }
}

function denominatorOf(measure: CompiledMeasure, scope: Scope): number {
  const { source } = measure
  if (source.measure === 'availability') return secondsOf(source.of, scope)
  if (source.measure === 'shortfall') return 10000 * Math.max(1, totalSeconds(scope.intervals))
  if (measure.over === null) return 1
  return source.measure === 'duration' ? secondsOf(measure.over, scope) : daysOf(measure.over, scope)
}

function secondsOf(denominator: Denominator, scope: Scope): number {
  if (denominator === 'thirty-days') return 30 * 86400
  const { from, to } = denominated(denominator, scope)
  const { days } = scope.facts
  return days.day(to).from - days.day(from).from
}

function daysOf(denominator: Denominator, scope: Scope): number {
  if (denominator === 'thirty-days') return 30
  const { from, to } = denominated(denominator, scope)
  return dayNumber(to) - dayNumber(from)
}

/** Without a billing period, the calendar month stands in for it. */
function denominated(denominator: 'month' | 'cycle', scope: Scope): { from: IsoDate; to: IsoDate } {
  const { period } = scope.facts
  if (denominator === 'cycle' && period) return period
  const from = firstOfMonth(scope.anchor)
  return monthAfter(from)
}

const months = new Map<IsoDate, { from: IsoDate; to: IsoDate }>()

function monthAfter(from: IsoDate): { from: IsoDate; to: IsoDate } {
  let month = months.get(from)
  if (!month) months.set(from, (month = { from, to: addMonths(from, 1) }))
  return month
}

export function longest(intervals: readonly Interval[]): readonly Interval[] {
  let best: Interval | undefined
  for (const interval of intervals) if (!best || interval.to - interval.from > best.to - best.from) best = interval
  return best ? [best] : []
}

type DayTest = (row: { readonly date: IsoDate; readonly from: number; readonly to: number }, seconds: number) => boolean

function dayTest(which: 'touched' | 'whole' | 'with-more-than' | 'with-at-least', time: number): DayTest {
  switch (which) {
    case 'touched':
      return () => true
    case 'whole':
      return (row, seconds) => seconds === row.to - row.from
    case 'with-more-than':
      return (_, seconds) => seconds > time
    case 'with-at-least':
      return (_, seconds) => seconds >= time
  }
}

/** Counts local days by the interrupted time inside them; two interruptions on one day are one day. */
function countDays(intervals: readonly Interval[], days: LocalDays, test: DayTest): number {
  let counted = 0
  daysWith(intervals, days, (row, seconds) => {
    if (test(row, seconds)) counted++
  })
  return counted
}

/** Calls `visit` once for each local day with interrupted time, and that time in seconds. */
export function daysWith(
  intervals: readonly Interval[],
  days: LocalDays,
  visit: (row: { readonly date: IsoDate; readonly from: number; readonly to: number }, seconds: number) => void,
): void {
  let open: { readonly date: IsoDate; readonly from: number; readonly to: number } | undefined
  let seconds = 0
  for (const interval of intervals) {
    days.eachDay(interval, (row, part) => {
      if (open === row) seconds += part
      else {
        if (open) visit(open, seconds)
        open = row
        seconds = part
      }
    })
  }
  if (open) visit(open, seconds)
}

/** The counting test of a measure of days, for whoever lists the days in an explanation. */
export function countedDays(measure: CompiledMeasure, scope: Scope): IsoDate[] {
  const { source } = measure
  const dates: IsoDate[] = []
  const test: DayTest | null =
    source.measure === 'calendar-days'
      ? dayTest(source.which, measure.seconds)
      : source.measure === 'working-days'
        ? row => scope.isWorkingDay(source.calendar, row.date)
        : null
  if (test)
    daysWith(scope.span(measure.of), scope.facts.days, (row, seconds) => test(row, seconds) && dates.push(row.date))
  return dates
}

function longestInADay(intervals: readonly Interval[], days: LocalDays): number {
  let most = 0
  daysWith(intervals, days, (_, seconds) => {
    most = Math.max(most, seconds)
  })
  return most
}

function blocks(
  seconds: number,
  length: number,
  each: 'full' | 'started' | 'full-or-fraction-above',
  fraction: number,
): number {
  const full = Math.floor(seconds / length)
  const rest = seconds - full * length
  if (each === 'full') return full
  return full + (rest > (each === 'started' ? 0 : fraction) ? 1 : 0)
}

/** Windows of `length` follow each other from each onset; one counts if it holds `atLeast` seconds of the interruption. */
function windows(intervals: readonly Interval[], length: number, atLeast: number): number {
  let counted = 0
  for (const { from, to } of intervals) {
    const full = Math.floor((to - from) / length)
    counted += full + (to - from - full * length >= atLeast ? 1 : 0)
  }
  return counted
}

function windowsOf(intervals: readonly Interval[], window: DailyWindow, days: LocalDays): Interval[] {
  const open: Interval[] = []
  daysWith(intervals, days, row => {
    const from = days.at(row.date, window.from)
    const to = window.to === '24:00' ? row.to : days.at(row.date, window.to)
    if (from < to) open.push({ from, to })
  })
  return open
}

function appointmentsIn(facts: Facts, outcomes: readonly AppointmentOutcome[]): number {
  const { period, days } = facts
  return facts.appointments.filter(({ at, outcome }) => {
    if (!outcomes.includes(outcome)) return false
    const date = days.dateAt(at)
    return !period || (date >= period.from && date < period.to)
  }).length
}

/** Days of delay inside the billing period, so that a delay over two periods is paid once in each. */
function activationDays({ activation, period }: Facts): number {
  if (!activation) return 0
  const end = activation.actual ?? period?.to ?? activation.promised
  const from = period && period.from > activation.promised ? period.from : activation.promised
  const to = period && period.to < end ? period.to : end
  return Math.max(0, dayNumber(to) - dayNumber(from))
}

/** What did not arrive, weighted by time. Where interruptions overlap, the worst of them counts. */
function shortfall({ intervals, interruptions }: Scope): number {
  let missing = 0
  for (const interval of intervals) {
    const inside = interruptions.filter(({ from, to }) => from < interval.to && to > interval.from)
    const edges = new Set([interval.from, interval.to])
    for (const { from, to } of inside) edges.add(Math.max(from, interval.from)).add(Math.min(to, interval.to))
    const sorted = [...edges].toSorted((a, b) => a - b)
    sorted.slice(1).forEach((to, index) => {
      const from = sorted[index] as number
      const worst = inside
        .filter(each => each.from <= from && each.to >= to)
        .map(each => 10000 - each.deliveredTenThousandths)
      missing += (to - from) * Math.max(0, ...worst)
    })
  }
  return missing
}
