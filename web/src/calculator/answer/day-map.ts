import { addDays, LocalDays, parseInstant, weekday, type IsoDate, type Interval } from '@pulih/kernel'
import type { Answer, Case } from '@pulih/engine'

/** The days of a case as a calendar shows them: what failed when, and which days count. */
export interface DayMap {
  readonly weeks: readonly (readonly (Day | null)[])[]
  /** The scheme under which days are marked as counting; null if none counts days. */
  readonly countedBy: string | null
  readonly hasDegraded: boolean
  readonly marks: ReadonlySet<Mark['kind']>
  readonly hasPeriod: boolean
  readonly hasOutside: boolean
  readonly isCut: boolean
}

export interface Day {
  readonly date: IsoDate
  readonly isInPeriod: boolean
  readonly spans: readonly Span[]
  readonly marks: readonly Mark[]
  readonly secondsTotal: number
  readonly secondsDegraded: number
  readonly counts: boolean
}

/** A part of a day, in thousandths of its real length: 23, 24 or 25 hours. */
export interface Span {
  readonly from: number
  readonly to: number
  readonly isDegraded: boolean
}

export interface Mark {
  readonly kind: 'report' | 'deadline'
  readonly at: number
}

const mostDays = 70

/** Null when the case has no interruption to draw. */
export function dayMapOf(question: Case, answer: Answer): DayMap | null {
  const zone = question.service?.timeZone
  const outs = (question.interruptions ?? []).map(each => ({
    from: parseInstant(each.from) ?? 0,
    to: parseInstant(each.to) ?? 0,
    isDegraded: each.extent === 'degraded',
  }))
  if (zone === undefined || outs.length === 0) return null
  const days = new LocalDays(zone)
  const period = question.billingPeriod
  const touched = outs.flatMap(({ from, to }) => [days.dateAt(from), days.dateAt(to - 1)])
  const all = [...touched, ...(period ? [period.from, addDays(period.to, -1)] : [])].toSorted()
  const first = mondayOf(all[0] ?? '2000-01-01')
  const last = addDays(mondayOf(all.at(-1) ?? first), 6)
  const counting = countingLine(answer)
  const counted = new Set(counting?.dates)
  const marks = marksOf(question, answer)

  const shown: (Day | null)[] = []
  for (let date = first; date <= last && shown.length < mostDays; date = addDays(date, 1)) {
    const isInPeriod = period !== undefined && date >= period.from && date < period.to
    const row = days.day(date)
    const part = (at: number) => Math.round(((at - row.from) / (row.to - row.from)) * 1000)
    const here = outs.flatMap(({ isDegraded, ...out }) => {
      const cut = overlap(out, row)
      return cut ? [{ isDegraded, ...cut }] : []
    })
    const isShown = isInPeriod || here.length > 0 || period === undefined
    shown.push(
      isShown
        ? {
            date,
            isInPeriod,
            spans: here.map(({ from, to, isDegraded }) => ({ from: part(from), to: part(to), isDegraded })),
            marks: marks.flatMap(({ kind, at }) => (at >= row.from && at < row.to ? [{ kind, at: part(at) }] : [])),
            secondsTotal: seconds(here.filter(each => !each.isDegraded)),
            secondsDegraded: seconds(here.filter(each => each.isDegraded)),
            counts: counted.has(date),
          }
        : null,
    )
  }
  const flat = shown.flatMap(day => day ?? [])
  return {
    weeks: Array.from({ length: Math.ceil(shown.length / 7) }, (_, week) => shown.slice(week * 7, week * 7 + 7)),
    countedBy: counting?.scheme ?? null,
    hasDegraded: outs.some(each => each.isDegraded),
    marks: new Set(flat.flatMap(day => day.marks.map(mark => mark.kind))),
    hasPeriod: period !== undefined,
    hasOutside: period !== undefined && flat.some(day => !day.isInPeriod),
    isCut: last >= addDays(first, mostDays),
  }
}

function mondayOf(date: IsoDate): IsoDate {
  return addDays(date, 1 - weekday(date))
}

function overlap(a: Interval, b: Interval): Interval | null {
  const [from, to] = [Math.max(a.from, b.from), Math.min(a.to, b.to)]
  return from < to ? { from, to } : null
}

/** Time that two interruptions share is one time. */
function seconds(intervals: readonly Interval[]): number {
  let [sum, end] = [0, -Infinity]
  for (const { from, to } of intervals.toSorted((a, b) => a.from - b.from)) {
    sum += Math.max(0, to - Math.max(from, end))
    end = Math.max(end, to)
  }
  return sum
}

/** The rule that pays by counted days. What is only kind marks no days where something is owed. */
function countingLine(answer: Answer): { readonly scheme: string; readonly dates: readonly string[] } | null {
  const paying = answer.lines.filter(line => line.reading === 'recommended' && /[1-9]/.test(line.amount))
  const owed = paying.filter(line => line.outcome === 'owed')
  for (const line of owed.length > 0 ? owed : paying) {
    const dates = line.units.flatMap(({ values }) =>
      Array.isArray(values['dates']) ? values['dates'].map(String) : [],
    )
    if (dates.length > 0) return { scheme: line.scheme, dates }
  }
  return null
}

/** Reports, and where a rule's free time ends. */
function marksOf(question: Case, answer: Answer): Mark[] {
  const reports = (question.reports ?? []).map(({ at }) => ({ kind: 'report' as const, at: parseInstant(at) ?? 0 }))
  const deadlines = answer.lines
    .filter(line => line.reading === 'recommended')
    .flatMap(line => line.because)
    .filter(({ code, values }) => code === 'clock-started' && values['deadline'] !== values['at'])
    .map(({ values }) => ({ kind: 'deadline' as const, at: parseInstant(String(values['deadline'])) ?? 0 }))
  return [...reports, ...deadlines]
}
