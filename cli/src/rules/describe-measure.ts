import type { CalendarChoice, Gate, Measure, ParameterUnit } from '@pulih/engine'
import { measureLabel } from '@pulih/phrases'
import { comparedText, valueText, type Outline, type View } from './value-text.ts'

/** A measure as a noun: `started periods of 24 hours`. */
export function measureText(view: View, measure: Measure): string {
  const { words } = view
  const time = (value: string | undefined) => (value === undefined ? undefined : valueText(view, value, 'duration'))
  const count = (value: string | undefined) => (value === undefined ? undefined : valueText(view, value, 'count'))
  switch (measure.measure) {
    case 'duration':
      return measureLabel(words, { ...measure, less: time(measure.less) })
    case 'calendar-days':
      return measureLabel(words, {
        ...measure,
        time: time(measure.time),
        plus: count(measure.plus),
        less: count(measure.less),
      })
    case 'working-days':
      return `${measureLabel(words, { measure: measure.measure, of: measure.of, over: measure.over, plus: count(measure.plus) })} [${calendarText(view, measure.calendar)}]`
    case 'blocks':
      return measureLabel(words, {
        measure: measure.measure,
        of: measure.of,
        over: measure.over,
        each: measure.each,
        length: time(measure.length),
        rest: time(measure.fraction),
        less: time(measure.less),
      })
    case 'windows':
      return measureLabel(words, {
        measure: measure.measure,
        over: measure.over,
        length: time(measure.length),
        time: time(measure.atLeast),
      })
    case 'appointments':
      return measureLabel(words, {
        measure: measure.measure,
        outcomes: words.list(
          measure.outcomes.map(outcome => words.phrase(`appointment.${outcome}`)),
          'or',
        ),
      })
    case 'availability':
    case 'longest-in-a-day':
    case 'occurrences':
    case 'activation-days':
    case 'shortfall':
    case 'once':
      return measureLabel(words, measure)
  }
}

export function calendarText({ words }: View, calendar: CalendarChoice): string {
  return typeof calendar === 'string' ? calendar : words.phrase('calendar.by-region', { otherwise: calendar.otherwise })
}

/** What a measure is compared with, as the engine reads it. */
export function unitOf(measure: Measure): ParameterUnit {
  switch (measure.measure) {
    case 'availability':
    case 'shortfall':
      return 'fraction'
    case 'longest-in-a-day':
      return 'duration'
    case 'duration':
      return measure.over === undefined ? 'duration' : 'fraction'
    case 'calendar-days':
    case 'working-days':
    case 'blocks':
    case 'windows':
    case 'activation-days':
      return measure.over === undefined ? 'count' : 'fraction'
    case 'occurrences':
    case 'appointments':
    case 'once':
      return 'count'
  }
}

/** A condition on one line. */
export function gateText(view: View, gate: Gate): string {
  const joined = (gates: readonly Gate[], type: 'and' | 'or') =>
    view.words.list(
      gates.map(inner => ('when' in inner ? gateText(view, inner) : `(${gateText(view, inner)})`)),
      type,
    )
  if ('all' in gate) return joined(gate.all, 'and')
  if ('any' in gate) return joined(gate.any, 'or')
  return view.words.phrase('gate.leaf', {
    measure: measureText(view, gate.when),
    limit: comparedText(view, gate.is, gate.than, unitOf(gate.when)),
  })
}

/** A condition as an outline, so that nested ones stay readable. */
export function gateOutline(view: View, gate: Gate): Outline {
  if ('when' in gate) return { text: gateText(view, gate) }
  const inner = 'all' in gate ? gate.all : gate.any
  const [only] = inner
  if (inner.length === 1 && only) return gateOutline(view, only)
  return {
    text: view.words.phrase('all' in gate ? 'gate.all' : 'gate.any'),
    under: inner.map(each => gateOutline(view, each)),
  }
}
