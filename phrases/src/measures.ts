import { parseDuration } from '@pulih/kernel'
import type { Words } from './words.ts'

/** What a measure is called; every detail already in words. */
export interface MeasureParts {
  readonly measure: string
  readonly of?: string | undefined
  readonly which?: string | undefined
  readonly each?: string | undefined
  readonly over?: string | undefined
  readonly length?: string | undefined
  readonly time?: string | undefined
  readonly less?: string | undefined
  readonly plus?: string | undefined
  readonly rest?: string | undefined
  readonly window?: { readonly from: string; readonly to: string } | undefined
  readonly outcomes?: string | undefined
}

/** The measure as a noun: `calendar days with more than 4 hours without service`. */
export function measureLabel(words: Words, parts: MeasureParts): string {
  const details = [
    ...(parts.measure !== 'duration' && parts.of !== undefined && ['longest', 'pending', 'overdue'].includes(parts.of)
      ? [words.word('span', parts.of)]
      : []),
    ...(parts.window ? [words.phrase('measure-detail.window', parts.window)] : []),
    ...(parts.less === undefined ? [] : [words.phrase('measure-detail.less', { less: parts.less })]),
    ...(parts.plus === undefined ? [] : [words.phrase('measure-detail.plus', { plus: parts.plus })]),
    ...(parts.rest === undefined ? [] : [words.phrase('measure-detail.rest', { time: parts.rest })]),
    ...(parts.over === undefined
      ? []
      : [words.phrase('measure-detail.over', { denominator: words.word('denominator', parts.over) })]),
  ]
  const name = measureName(words, parts)
  return details.length === 0 ? name : `${name} (${details.join(', ')})`
}

function measureName(words: Words, { measure, of, which, each, length, time, outcomes }: MeasureParts): string {
  switch (measure) {
    case 'duration':
    case 'availability':
      return words.word(`measure.${measure}`, of ?? 'interruption')
    case 'calendar-days':
      if (which === 'with-more-than' || which === 'with-at-least')
        return words.phrase(`measure.calendar-days.${which}`, { time: time ?? '' })
      return which === undefined
        ? words.phrase('measure.short.calendar-days')
        : words.word('measure.calendar-days', which)
    case 'blocks':
      if (each !== 'full' && each !== 'started' && each !== 'full-or-fraction-above')
        return words.phrase('measure.short.blocks')
      return words.phrase(`measure.blocks.${each}`, { length: length ?? '' })
    case 'windows':
      return length !== undefined && time !== undefined
        ? words.phrase('measure.windows', { length, time })
        : words.phrase('measure.windows-plain')
    case 'appointments':
      return outcomes === undefined
        ? words.phrase('measure.appointments')
        : words.phrase('measure.appointments-with', { outcomes })
    default:
      return words.word('measure', measure)
  }
}

/** What came out: time as time, shares as percentages, everything else as a number. */
export function measureValue(words: Words, measure: string, value: number, outOf: number): string {
  if (measure === 'availability' || measure === 'shortfall')
    return outOf === 0 ? words.number(value) : words.percent(value, outOf)
  const isTime = measure === 'duration' || measure === 'longest-in-a-day'
  const say = (amount: number) => (isTime ? words.duration(amount) : words.number(amount))
  return outOf === 1 ? say(value) : words.phrase('value.out-of', { value: say(value), total: say(outOf) })
}

/** The value of a threshold: a duration, a share or a count, told apart by how it is written. */
export function limitText(words: Words, measure: string, text: string): string {
  const seconds = parseDuration(text)
  if (seconds !== null) return words.duration(seconds)
  if (measure === 'availability' || measure === 'shortfall' || /[/%.]/.test(text)) return words.fraction(text)
  return /^\d+$/.test(text) ? words.number(text) : text
}

/** `more than 12 hours` */
export function comparison(words: Words, is: string, limit: string): string {
  switch (is) {
    case '>':
    case '>=':
    case '<':
    case '<=':
      return words.phrase(`comparison.${is}`, { limit })
    default:
      return `${is} ${limit}`
  }
}
