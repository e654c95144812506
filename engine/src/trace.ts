import { formatRatio, totalSeconds, type EpochSeconds } from '@pulih/kernel'
import type { CompiledAmount, CompiledGate, CompiledHead, CompiledMeasure } from './compile.ts'
import { holds, isNothing, measuredRatio, tierReached, type Formula } from './formula.ts'
import { countedDays, type Scope } from './measure.ts'
import type { Citation } from './vocabulary.ts'

/** One step of a derivation: a message code with what it needs. Sentences are made elsewhere, in the reader's language. */
export interface Step {
  readonly code: string
  readonly values: Readonly<Record<string, string | number | readonly string[]>>
  readonly head?: string
  readonly cites?: readonly Citation[]
}

/** An instant as the customer's clock shows it. */
export function localTime(instant: EpochSeconds, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant * 1000)
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' })
}

/** The time a head looked at and where its clock stood. */
export function traceScope(steps: Step[], head: CompiledHead, scope: Scope): void {
  const { zone } = scope.facts.days
  const id = head.head.id
  for (const interval of scope.intervals) {
    const values = {
      from: localTime(interval.from, zone),
      to: localTime(interval.to, zone),
      seconds: interval.to - interval.from,
    }
    steps.push({ code: 'interruption-counted', values, head: id })
    if (!head.clock) continue
    const start = scope.clockStart(interval)
    if (start === null) {
      steps.push({ code: 'clock-not-started', values: { start: head.clock.start }, head: id })
    } else {
      const deadline = localTime(scope.deadline(start), zone)
      steps.push({
        code: 'clock-started',
        values: { start: head.clock.start, at: localTime(start, zone), deadline },
        head: id,
      })
    }
  }
  for (const pause of scope.pauses()) {
    steps.push({ code: 'clock-paused', values: { from: localTime(pause.from, zone) }, head: id })
  }
  if (scope.intervals.length > 1)
    steps.push({
      code: 'time-merged',
      values: { seconds: totalSeconds(scope.intervals), pieces: scope.intervals.length },
      head: id,
    })
}

/** What was measured, which bounds were reached and what follows. */
export function traceHead(
  steps: Step[],
  head: CompiledHead,
  scope: Scope,
  measured: Float64Array,
  settled: { readonly passed: boolean; readonly formula: Formula },
): void {
  const id = head.head.id
  const cites = head.head.cites
  head.measures.forEach((measure, index) => steps.push(measuredStep(measure, index, measured, scope, id)))
  if (head.gate) traceGate(steps, head.gate, head.measures, measured, id, cites)
  // An amount that rests on a value nobody has set would only mislead.
  if (!settled.passed || head.unset !== null) return
  if (head.pays) traceTiers(steps, head.pays, head.measures, measured, id, cites)
  if (head.pays === null && !head.benefit) steps.push({ code: 'right-without-amount', values: {}, head: id, cites })
  else if (head.pays && isNothing(settled.formula))
    steps.push({ code: 'nothing-to-count', values: {}, head: id, cites })
  else if (head.pays)
    steps.push({ code: 'formula', values: { formula: describeFormula(settled.formula) }, head: id, cites })
}

function measuredStep(
  measure: CompiledMeasure,
  index: number,
  measured: Float64Array,
  scope: Scope,
  head: string,
): Step {
  const { source } = measure
  const numerator = measured[2 * index] as number
  const denominator = measured[2 * index + 1] as number
  const dates = countedDays(measure, scope)
  return {
    code: 'measured',
    values: {
      measure: source.measure,
      of: measure.of,
      ...('which' in source ? { which: source.which } : {}),
      ...('each' in source ? { each: source.each, length: measure.seconds } : {}),
      ...(source.measure === 'calendar-days' && measure.seconds > 0 ? { time: measure.seconds } : {}),
      ...(measure.window ? { windowFrom: measure.window.from, windowTo: measure.window.to } : {}),
      ...(measure.less > 0 ? { less: measure.less } : {}),
      ...(measure.over ? { over: measure.over } : {}),
      value: numerator,
      outOf: denominator,
      ...(dates.length > 0 ? { dates } : {}),
    },
    head,
  }
}

function traceGate(
  steps: Step[],
  gate: CompiledGate,
  measures: readonly CompiledMeasure[],
  measured: Float64Array,
  head: string,
  cites: readonly Citation[],
): void {
  if ('all' in gate) return gate.all.forEach(inner => traceGate(steps, inner, measures, measured, head, cites))
  if ('any' in gate) return gate.any.forEach(inner => traceGate(steps, inner, measures, measured, head, cites))
  const passed = holds(measured, gate.measure, gate.is, gate.numerator, gate.denominator)
  steps.push({
    code: passed ? 'condition-met' : 'condition-not-met',
    values: {
      measure: measures[gate.measure]?.source.measure ?? '',
      value: measured[2 * gate.measure] as number,
      outOf: measured[2 * gate.measure + 1] as number,
      is: gate.is,
      limit: gate.text,
    },
    head,
    cites,
  })
}

function traceTiers(
  steps: Step[],
  amount: CompiledAmount,
  measures: readonly CompiledMeasure[],
  measured: Float64Array,
  head: string,
  cites: readonly Citation[],
): void {
  switch (amount.op) {
    case 'tiers': {
      const tier = tierReached(amount.rows, measured, amount.measure)
      const values = {
        measure: measures[amount.measure]?.source.measure ?? '',
        value: formatRatio(measuredRatio(measured, amount.measure)),
      }
      if (!tier)
        return void steps.push({
          code: 'below-first-tier',
          values: { ...values, limit: amount.rows[0]?.text ?? '' },
          head,
          cites,
        })
      steps.push({ code: 'tier-reached', values: { ...values, is: tier.is, limit: tier.text }, head, cites })
      return traceTiers(steps, tier.pays, measures, measured, head, cites)
    }
    case 'sum':
    case 'greatest':
    case 'least':
      return amount.of.forEach(inner => traceTiers(steps, inner, measures, measured, head, cites))
    case 'times':
    case 'by':
    case 'rounded':
      return traceTiers(steps, amount.of, measures, measured, head, cites)
    default:
  }
}

/**
 * A formula as arithmetic that anyone can redo: `round(monthly-fee × 2/30)`. Fixed amounts are in minor units.
 * It is a text of symbols, not of words, and so the same in every language.
 */
export function describeFormula(formula: Formula): string {
  switch (formula.op) {
    case 'linear': {
      const shares = formula.shares.map(({ base, ratio }) =>
        ratio.numerator === ratio.denominator ? base : `${base} × ${formatRatio(ratio)}`,
      )
      const parts = formula.constant.numerator === 0n ? shares : [...shares, formatRatio(formula.constant)]
      return parts.length === 0 ? '0' : parts.join(' + ')
    }
    case 'sum':
      return formula.of.map(describeFormula).join(' + ')
    case 'greatest':
      return `max(${formula.of.map(describeFormula).join(', ')})`
    case 'least':
      return `min(${formula.of.map(describeFormula).join(', ')})`
    case 'scaled':
      return `${describeFormula(formula.of)} × ${formatRatio(formula.factor)}`
    case 'rounded': {
      const name = formula.mode === 'up' ? 'ceil' : formula.mode === 'down' ? 'floor' : 'round'
      return formula.unit === 1n
        ? `${name}(${describeFormula(formula.of)})`
        : `${name}(${describeFormula(formula.of)}, to ${formula.unit})`
    }
  }
}
