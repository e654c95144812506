import {
  parseDuration,
  parseMinor,
  parseRatio,
  ratio,
  type IsoDate,
  type Ratio,
  type RoundingMode,
} from '@pulih/kernel'
import type {
  Amount,
  Base,
  Benefit,
  CalendarChoice,
  Clock,
  Comparison,
  DailyWindow,
  Denominator,
  Gate,
  Head,
  Limit,
  Measure,
  Parameter,
  Scheme,
  Span,
} from './vocabulary.ts'

/**
 * A scheme as it stood on one day, with every value read and every reference followed: what is left to do is to measure and
 * to calculate. All numbers that meet time are plain (whole seconds, counts); all that meet money are exact.
 */
export interface CompiledScheme {
  readonly scheme: Scheme
  readonly version: IsoDate
  readonly heads: readonly CompiledHead[]
  readonly floor: CompiledAmount | null
  readonly cap: CompiledAmount | null
  readonly rounding: { readonly mode: RoundingMode; readonly unit: bigint }
}

export interface CompiledHead {
  readonly head: Head
  readonly clock: CompiledClock | null
  readonly length: CompiledLimit | null
  readonly subscribersHit: CompiledLimit | null
  readonly sitesHit: CompiledLimit | null
  readonly planned: 'counts' | 'excluded' | { readonly noticeSeconds: number; readonly upToSeconds: number | null }
  readonly measures: readonly CompiledMeasure[]
  /** Indices of the measures whose value enters the arithmetic; the others are only compared. */
  readonly arithmetic: readonly number[]
  readonly gate: CompiledGate | null
  readonly automaticWhen: CompiledGate | null
  readonly pays: CompiledAmount | null
  readonly benefit: CompiledBenefit | null
  /** A value of the amount that the operator has not set: conditions can be judged, what is owed cannot. */
  readonly unset: string | null
  /** Room for what is measured, used again for every service. */
  readonly scratch: Float64Array
}

export interface CompiledLimit {
  readonly is: Comparison
  readonly than: number
}

export interface CompiledClock {
  readonly start: Clock['start']
  readonly free:
    | { readonly kind: 'time'; readonly seconds: number }
    | { readonly kind: 'calendar-days'; readonly days: number }
    | {
        readonly kind: 'working-days'
        readonly days: number
        readonly calendar: CalendarChoice
        readonly cutOff: string | null
      }
    | null
  readonly pausedBy: Clock['pausedBy']
}

/** A measure with its values read. `source` is what the explanation shows. */
export interface CompiledMeasure {
  readonly source: Measure
  readonly of: Span
  readonly seconds: number
  readonly less: number
  readonly plus: number
  readonly fraction: number
  readonly over: Denominator | null
  readonly window: DailyWindow | null
  readonly calendar: CalendarChoice | null
}

export type CompiledGate =
  | { readonly all: readonly CompiledGate[] }
  | { readonly any: readonly CompiledGate[] }
  | {
      readonly measure: number
      readonly is: Comparison
      readonly numerator: number
      readonly denominator: number
      readonly text: string
    }

export type CompiledAmount =
  | { readonly op: 'money'; readonly minor: Ratio }
  | { readonly op: 'share'; readonly base: Base; readonly share: Ratio }
  | { readonly op: 'times'; readonly of: CompiledAmount; readonly measure: number }
  | { readonly op: 'by'; readonly of: CompiledAmount; readonly factor: Ratio }
  | { readonly op: 'sum' | 'greatest' | 'least'; readonly of: readonly CompiledAmount[] }
  | { readonly op: 'tiers'; readonly measure: number; readonly rows: readonly CompiledTier[] }
  | {
      readonly op: 'steps'
      readonly measure: number
      readonly rows: readonly { readonly first: number; readonly each: CompiledAmount }[]
    }
  | { readonly op: 'rounded'; readonly of: CompiledAmount; readonly mode: RoundingMode; readonly unit: bigint }

export interface CompiledTier {
  readonly is: '>' | '>='
  readonly numerator: number
  readonly denominator: number
  readonly text: string
  readonly pays: CompiledAmount
}

export interface CompiledBenefit {
  readonly benefit: Benefit
  /** In hundredths of the unit, so that half a gigabyte can be said. */
  readonly hundredths: Ratio
  readonly measure: number | null
}

/** An operator-set value that nobody has set: the scheme applies, but its amount cannot be told. */
export class UnsetParameter extends Error {
  readonly parameter: string
  constructor(scheme: string, parameter: string) {
    super(`${scheme}: the operator must set the parameter "${parameter}"`)
    this.name = 'UnsetParameter'
    this.parameter = parameter
  }
}

/** A law asked for a day it does not know. This is a mistake in the rulebook, never a zero. */
export class UnknownVersion extends Error {
  constructor(scheme: string, parameter: string, day: IsoDate) {
    super(`${scheme}: the parameter "${parameter}" has no value on ${day}`)
    this.name = 'UnknownVersion'
  }
}

/** Operator-set values by parameter name, or by `scheme-id:name` where two schemes share a name. */
export type Overrides = Readonly<Record<string, string>>

/** The value of a parameter on a day. */
export function parameterOn(
  scheme: Scheme,
  name: string,
  parameter: Parameter,
  day: IsoDate,
  overrides: Overrides,
): string {
  if (parameter.setBy === 'operator') {
    const set = overrides[`${scheme.id}:${name}`] ?? overrides[name]
    if (set !== undefined) return set
    if (parameter.values.length === 0) throw new UnsetParameter(scheme.id, name)
  }
  const dated = parameter.values.findLast(value => value.from <= day)
  if (!dated || (dated.to !== undefined && day >= dated.to)) throw new UnknownVersion(scheme.id, name, day)
  return dated.value
}

/** The days on which something in the scheme changes; between two of them every day compiles alike. */
export function versionDays(scheme: Scheme): IsoDate[] {
  const days = new Set<IsoDate>([scheme.inForce.from])
  for (const parameter of Object.values(scheme.parameters)) for (const value of parameter.values) days.add(value.from)
  return [...days].toSorted()
}

/** Reads the scheme as of one day. Throws `UnsetParameter` or `UnknownVersion`. */
export function compileScheme(
  scheme: Scheme,
  day: IsoDate,
  currency: string,
  overrides: Overrides = {},
): CompiledScheme {
  const reader = new ValueReader(scheme, day, currency, overrides)
  const bounds = new MeasureList(reader)
  const floor = scheme.floor ? compileAmount(scheme.floor, reader, bounds) : null
  const cap = scheme.cap ? compileAmount(scheme.cap, reader, bounds) : null
  return {
    scheme,
    version: day,
    heads: scheme.heads.map(head => compileHead(head, reader)),
    floor,
    cap,
    rounding: { mode: scheme.rounding.mode, unit: roundingUnit(scheme.rounding.to, reader) },
  }
}

function compileHead(head: Head, reader: ValueReader): CompiledHead {
  const lenient = reader.lenient()
  const measures = new MeasureList(lenient)
  const pays = head.pays ? compileAmount(head.pays, lenient, measures) : null
  const benefit = head.benefit ? compileBenefit(head.benefit, lenient, measures) : null
  const unset = lenient.firstUnset()
  const arithmetic = [...measures.inArithmetic].toSorted((a, b) => a - b)
  const { planned } = head.counts
  return {
    head,
    clock: head.clock ? compileClock(head.clock, reader) : null,
    length: compileLimit(head.counts.length, value => reader.seconds(value)),
    subscribersHit: compileLimit(head.counts.subscribersHit, value => reader.count(value)),
    sitesHit: compileLimit(head.counts.sitesHit, value => reader.count(value)),
    planned:
      typeof planned === 'string'
        ? planned
        : {
            noticeSeconds: reader.seconds(planned.excludedWithNotice),
            upToSeconds: planned.upTo === undefined ? null : reader.seconds(planned.upTo),
          },
    gate: head.gate ? compileGate(head.gate, reader, measures) : null,
    automaticWhen: head.automaticWhen ? compileGate(head.automaticWhen, reader, measures) : null,
    pays,
    benefit,
    arithmetic,
    measures: measures.all,
    unset,
    scratch: new Float64Array(2 * measures.all.length),
  }
}

function compileLimit(limit: Limit | undefined, read: (value: string) => number): CompiledLimit | null {
  return limit ? { is: limit.is, than: read(limit.than) } : null
}

function compileClock(clock: Clock, reader: ValueReader): CompiledClock {
  return { start: clock.start, free: compileFreeTime(clock.free, reader), pausedBy: clock.pausedBy }
}

function compileFreeTime(free: Clock['free'], reader: ValueReader): CompiledClock['free'] {
  if (!free) return null
  if ('time' in free) return { kind: 'time', seconds: reader.seconds(free.time) }
  if ('calendarDays' in free) return { kind: 'calendar-days', days: reader.count(free.calendarDays) }
  return {
    kind: 'working-days',
    days: reader.count(free.workingDays),
    calendar: free.calendar,
    cutOff: free.cutOff ?? null,
  }
}

function compileBenefit(benefit: Benefit, reader: ValueReader, measures: MeasureList): CompiledBenefit {
  const quantity = reader.text(benefit.quantity)
  const hundredths = parseRatio(quantity)
  if (!hundredths) throw new TypeError(`"${quantity}" is no quantity`)
  return {
    benefit,
    hundredths: ratio(hundredths.numerator * 100n, hundredths.denominator),
    measure: benefit.times ? measures.add(benefit.times, true) : null,
  }
}

function compileGate(gate: Gate, reader: ValueReader, measures: MeasureList): CompiledGate {
  if ('all' in gate) return { all: gate.all.map(inner => compileGate(inner, reader, measures)) }
  if ('any' in gate) return { any: gate.any.map(inner => compileGate(inner, reader, measures)) }
  const text = reader.text(gate.than)
  return { measure: measures.add(gate.when, false), is: gate.is, ...reader.threshold(gate.when, gate.than), text }
}

function compileAmount(amount: Amount, reader: ValueReader, measures: MeasureList): CompiledAmount {
  const inner = (of: Amount) => compileAmount(of, reader, measures)
  if ('money' in amount) return { op: 'money', minor: ratio(reader.minor(amount.money)) }
  if ('share' in amount) return { op: 'share', base: amount.of, share: reader.ratio(amount.share) }
  if ('times' in amount) return { op: 'times', of: inner(amount.pay), measure: measures.add(amount.times, true) }
  if ('by' in amount) return { op: 'by', of: inner(amount.pay), factor: reader.ratio(amount.by) }
  if ('dividedBy' in amount) {
    const divisor = reader.ratio(amount.dividedBy)
    return { op: 'by', of: inner(amount.pay), factor: ratio(divisor.denominator, divisor.numerator) }
  }
  if ('sum' in amount) return { op: 'sum', of: amount.sum.map(inner) }
  if ('greatest' in amount) return { op: 'greatest', of: amount.greatest.map(inner) }
  if ('least' in amount) return { op: 'least', of: amount.least.map(inner) }
  if ('rounded' in amount)
    return { op: 'rounded', of: inner(amount.rounded), mode: amount.mode, unit: roundingUnit(amount.to, reader) }
  if ('steps' in amount) {
    const measure = measures.add(amount.steps, true)
    const rows = amount.rows.map(row => ({
      first: 'first' in row ? reader.count(row.first) : Infinity,
      each: inner(row.each),
    }))
    return { op: 'steps', measure, rows }
  }
  const measure = measures.add(amount.tiers, false)
  const rows = amount.rows.map(row => {
    const bound = 'above' in row ? row.above : row.atLeast
    const is = 'above' in row ? ('>' as const) : ('>=' as const)
    return { is, ...reader.threshold(amount.tiers, bound), text: reader.text(bound), pays: inner(row.pays) }
  })
  return { op: 'tiers', measure, rows }
}

function roundingUnit(to: string | undefined, reader: ValueReader): bigint {
  return to === undefined ? 1n : reader.minor(to)
}

/** Each different measure of a head once, in the order met. */
class MeasureList {
  readonly all: CompiledMeasure[] = []
  readonly inArithmetic = new Set<number>()
  readonly #reader: ValueReader
  readonly #known = new Map<string, number>()

  constructor(reader: ValueReader) {
    this.#reader = reader
  }

  add(measure: Measure, arithmetic: boolean): number {
    const key = JSON.stringify(measure)
    let index = this.#known.get(key)
    if (index === undefined) {
      index = this.all.push(compileMeasure(measure, this.#reader)) - 1
      this.#known.set(key, index)
    }
    if (arithmetic) this.inArithmetic.add(index)
    return index
  }
}

function compileMeasure(measure: Measure, reader: ValueReader): CompiledMeasure {
  const secondsOf = (value: string | undefined) => (value === undefined ? 0 : reader.seconds(value))
  const countOf = (value: string | undefined) => (value === undefined ? 0 : reader.count(value))
  const plain: CompiledMeasure = {
    source: measure,
    of:
      'of' in measure && measure.of !== undefined && measure.of !== 'month' && measure.of !== 'cycle'
        ? measure.of
        : 'interruption',
    seconds: 0,
    less: 0,
    plus: 0,
    fraction: 0,
    over: 'over' in measure && measure.over !== undefined ? measure.over : null,
    window: null,
    calendar: null,
  }
  switch (measure.measure) {
    case 'duration':
      return { ...plain, less: secondsOf(measure.less), window: measure.window ?? null }
    case 'calendar-days':
      return { ...plain, seconds: secondsOf(measure.time), plus: countOf(measure.plus), less: countOf(measure.less) }
    case 'working-days':
      return { ...plain, plus: countOf(measure.plus), calendar: measure.calendar }
    case 'blocks':
      return {
        ...plain,
        seconds: reader.seconds(measure.length),
        fraction: secondsOf(measure.fraction),
        less: secondsOf(measure.less),
      }
    case 'windows':
      return { ...plain, seconds: reader.seconds(measure.length), fraction: reader.seconds(measure.atLeast) }
    default:
      return plain
  }
}

/** What kind of value a measure is compared with. */
export function thresholdKind(measure: Measure): 'duration' | 'fraction' | 'count' {
  if (
    ('over' in measure && measure.over !== undefined) ||
    measure.measure === 'availability' ||
    measure.measure === 'shortfall'
  )
    return 'fraction'
  return measure.measure === 'duration' || measure.measure === 'longest-in-a-day' ? 'duration' : 'count'
}

class ValueReader {
  readonly #unset: string[] | null
  readonly #scheme: Scheme
  readonly #day: IsoDate
  readonly #currency: string
  readonly #overrides: Overrides

  constructor(scheme: Scheme, day: IsoDate, currency: string, overrides: Overrides, unset: string[] | null = null) {
    this.#unset = unset
    this.#scheme = scheme
    this.#day = day
    this.#currency = currency
    this.#overrides = overrides
  }

  /** Reads a value that the operator has not set as a stand-in for it, and remembers that it is unset. */
  lenient(): ValueReader {
    return new ValueReader(this.#scheme, this.#day, this.#currency, this.#overrides, [])
  }

  firstUnset(): string | null {
    return this.#unset?.[0] ?? null
  }

  text(value: string): string {
    if (!value.startsWith('$')) return value
    const name = value.slice(1)
    const parameter = this.#scheme.parameters[name]
    if (!parameter) throw new TypeError(`${this.#scheme.id}: there is no parameter "${name}"`)
    try {
      return parameterOn(this.#scheme, name, parameter, this.#day, this.#overrides)
    } catch (error) {
      if (!(error instanceof UnsetParameter) || !this.#unset) throw error
      this.#unset.push(name)
      return parameter.unit === 'duration' ? 'PT1H' : '1'
    }
  }

  seconds(value: string): number {
    return this.#read(value, parseDuration, 'duration')
  }

  count(value: string): number {
    return this.#read(value, text => (/^\d{1,9}$/.test(text) ? Number(text) : null), 'count')
  }

  ratio(value: string): Ratio {
    return this.#read(value, parseRatio, 'fraction')
  }

  minor(value: string): bigint {
    return this.#read(value, text => parseMinor(text, this.#currency), 'amount')
  }

  threshold(measure: Measure, value: string): { numerator: number; denominator: number } {
    const kind = thresholdKind(measure)
    if (kind === 'duration') return { numerator: this.seconds(value), denominator: 1 }
    if (kind === 'count') return { numerator: this.count(value), denominator: 1 }
    const { numerator, denominator } = this.ratio(value)
    return { numerator: Number(numerator), denominator: Number(denominator) }
  }

  #read<T>(value: string, parse: (text: string) => T | null, kind: string): T {
    const text = this.text(value)
    const parsed = parse(text)
    if (parsed === null) throw new TypeError(`${this.#scheme.id}: "${text}" is no ${kind}`)
    return parsed
  }
}
