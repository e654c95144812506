import { isKey, type Key } from './catalogue.ts'
import { comparison, limitText, measureLabel, measureValue, type MeasureParts } from './measures.ts'
import type { PhraseValues } from './phrase.ts'
import type { Words } from './words.ts'

/** One step of a derivation, as the engine writes it down. */
export interface StepFacts {
  readonly code: string
  readonly values: Readonly<Record<string, string | number | readonly string[]>>
}

/** The sentence for one step. `label` replaces the short name of what a condition looks at. */
export function describeStep(words: Words, step: StepFacts, label?: string): string {
  const { key, values } = messageOf(words, step, label)
  return isKey(key) ? words.phrase(key, values) : `${step.code} ${JSON.stringify(step.values)}`
}

/** What was measured, by its full name. */
export function measuredLabel(words: Words, step: StepFacts): string {
  return measureLabel(words, measuredParts(words, step))
}

export function periodText(words: Words, from: string, to: string | null): string {
  return to === null || to === ''
    ? words.phrase('period.from', { from: words.date(from) })
    : words.phrase('period.from-to', { from: words.date(from), to: words.date(to) })
}

function messageOf(words: Words, step: StepFacts, label: string | undefined): { key: string; values: PhraseValues } {
  const { code } = step
  const text = (name: string) => textOf(step, name)
  const number = (name: string) => Number(text(name))
  const key = `step.${code}` satisfies string
  const when = timeOf(words, step)
  const measure = text('measure')
  const name = label ?? measureLabel(words, { measure })

  switch (code) {
    case 'extent-not-covered':
      return { key, values: { ...when, extent: words.word('extent', text('extent')) } }
    case 'cause-excluded':
    case 'cause-not-covered':
      return {
        key,
        values: { ...when, cause: words.word('cause', text('cause')), proof: words.word('proof', text('proof')) },
      }
    case 'planned-work-announced':
      return { key, values: { ...when, notice: words.duration(number('noticeSeconds')) } }
    case 'interruption-too-short':
      return {
        key,
        values: {
          ...when,
          length: words.duration(number('seconds')),
          limit: comparison(words, text('is'), words.duration(number('limit'))),
        },
      }
    case 'event-too-small': {
      const found = text('found') === 'unknown' ? words.phrase('region.unknown') : words.number(number('found'))
      return { key, values: { ...when, what: text('what'), found, limit: words.number(number('limit')) } }
    }
    case 'joined-after-onset':
      return { key, values: { ...when, since: words.date(text('since')) } }
    case 'not-in-force': {
      const values = {
        ...when,
        day: words.date(text('day')),
        period: periodText(words, text('inForceFrom'), text('inForceTo')),
      }
      return { key: when.when === '' ? key : 'step.not-in-force-then', values }
    }
    case 'clock-started':
      return { key: `${key}.${text('start')}`, values: { at: words.instant(text('at')) } }
    case 'clock-paused':
      return { key, values: { at: words.instant(text('from')) } }
    case 'time-merged':
      return { key, values: { pieces: number('pieces'), length: words.duration(number('seconds')) } }
    case 'measured': {
      const value = measureValue(words, measure, number('value'), number('outOf'))
      return { key, values: { what: words.sentence(measuredLabel(words, step)), value } }
    }
    case 'condition-met':
    case 'condition-not-met': {
      const value = measureValue(words, measure, number('value'), number('outOf'))
      return {
        key,
        values: {
          what: words.sentence(name),
          value,
          limit: comparison(words, text('is'), limitText(words, measure, text('limit'))),
        },
      }
    }
    case 'tier-reached':
    case 'below-first-tier': {
      const limit = limitText(words, measure, text('limit'))
      return {
        key,
        values: {
          what: name,
          value: tierValue(words, measure, text('value')),
          limit: code === 'tier-reached' ? comparison(words, text('is'), limit) : limit,
        },
      }
    }
    case 'service-not-covered':
    case 'subscriber-not-covered':
    case 'payment-not-covered':
    case 'remoteness-not-covered':
    case 'region-not-covered':
    case 'other-currency':
      return { key, values: coverage(words, step) }
    case 'holiday-unknown':
      return { key, values: { calendar: text('calendar'), day: words.date(text('day')) } }
    case 'short-history':
      return { key, values: { base: words.word('base', text('base')) } }
    default:
      return { key, values: { ...plainValues(step), ...when } }
  }
}

function measuredParts(words: Words, step: StepFacts): MeasureParts {
  const text = (name: string) => (step.values[name] === undefined ? undefined : textOf(step, name))
  const time = (name: string) =>
    step.values[name] === undefined ? undefined : words.duration(Number(textOf(step, name)))
  const measure = textOf(step, 'measure')
  const less =
    step.values['less'] === undefined
      ? undefined
      : measure === 'calendar-days'
        ? words.number(textOf(step, 'less'))
        : time('less')
  const [from, to] = [text('windowFrom'), text('windowTo')]
  return {
    measure,
    of: text('of'),
    which: text('which'),
    each: text('each'),
    over: text('over'),
    length: time('length'),
    time: time('time'),
    less,
    window: from !== undefined && to !== undefined ? { from, to } : undefined,
  }
}

/** Tier steps write their value as a reduced fraction. */
function tierValue(words: Words, measure: string, text: string): string {
  const [numerator = '', denominator] = text.split('/')
  if (denominator === undefined) return measureValue(words, measure, Number(numerator), 1)
  return measure === 'availability' || measure === 'shortfall'
    ? words.percent(Number(numerator), Number(denominator))
    : text
}

const lists: Readonly<Record<string, string>> = {
  'service-not-covered': 'kind',
  'subscriber-not-covered': 'subscriber',
  'payment-not-covered': 'payment',
  'remoteness-not-covered': 'remoteness',
  'region-not-covered': 'region',
}

function coverage(words: Words, step: StepFacts): PhraseValues {
  const covered = step.values['covered']
  const list = lists[step.code] ?? ''
  const items = Array.isArray(covered) ? covered.map(String) : [String(covered)]
  return {
    found: words.word(list, textOf(step, 'found')),
    covered: words.list(
      items.map(item => words.word(list, item)),
      'or',
    ),
  }
}

/** The interruption that a step is about, if it is about one. */
function timeOf(words: Words, step: StepFacts): { when: string; length: string } {
  const [from, to] = [step.values['from'], step.values['to']]
  if (typeof from !== 'string' || typeof to !== 'string') return { when: '', length: '' }
  const seconds = Temporal.Instant.from(to).since(Temporal.Instant.from(from)).total('seconds')
  return { when: words.between(from, to), length: words.duration(seconds) }
}

function plainValues(step: StepFacts): PhraseValues {
  return Object.fromEntries(
    Object.entries(step.values).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]),
  )
}

function textOf(step: StepFacts, name: string): string {
  const value = step.values[name]
  return value === undefined ? '' : String(value)
}

/** The keys under which a step code may be found. */
export function stepKeys(code: string): Key[] {
  const starts = ['onset', 'report', 'known', 'earlier-of-known-and-report']
  return [`step.${code}`, ...starts.map(start => `step.${code}.${start}`)].filter(isKey)
}
