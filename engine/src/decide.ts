import { intersect, ratio, union, type Interval, type IsoDate, type Ratio } from '@pulih/kernel'
import {
  compileScheme,
  UnsetParameter,
  versionDays,
  type CompiledGate,
  type CompiledHead,
  type CompiledScheme,
  type Overrides,
} from './compile.ts'
import type { Facts, Interruption } from './facts.ts'
import { exclusion, joinedTooLate, tooShortOrLong } from './exclusion.ts'
import { UnknownHoliday } from './holidays.ts'
import {
  formulaOf,
  holds,
  keyOf,
  measuredRatio,
  nothing,
  isNothing,
  pick,
  rounded,
  sum,
  tierReached,
  type Formula,
} from './formula.ts'
import { measureInto, Scope, wholeOf } from './measure.ts'
import { pieces, subjectOf, versionDay, type Subject } from './pieces.ts'
import { localTime, traceHead, traceScope, type Step } from './trace.ts'
import type { Benefit, Head, Scheme } from './vocabulary.ts'

export type Outcome = 'owed' | 'not-owed' | 'right-without-amount' | 'undetermined'

/** What a scheme says of one service's time, before anybody's money is looked at. */
export interface Decision {
  readonly outcome: Outcome
  /** In a word, why nothing is owed; the trace has the details. */
  readonly reason: 'no-condition-met' | 'nothing-to-count' | 'parameter-not-set' | 'holiday-unknown' | null
  /** Rounded as the scheme rounds; `nothing` unless owed. */
  readonly formula: Formula
  /** The formula's key: equal keys, equal formulas. */
  readonly key: string
  readonly benefits: readonly BenefitDue[]
  readonly automatic: boolean
  /** What is missing when the outcome is undetermined: the parameter that the operator must set, or the day that no calendar knows. */
  readonly unset: string | null
}

export interface BenefitDue {
  readonly head: string
  readonly benefit: Benefit
  readonly hundredths: Ratio
}

interface Merged {
  readonly counted: readonly Interruption[]
  readonly merged: readonly Interval[]
}

/** What one head yields for one scope of one service, and what decides how parts are put together. */
interface Part {
  readonly head: number
  readonly settled: Settled
  readonly compiled: CompiledScheme
  /** Equal for parts of one event. */
  readonly event: number
}

/** What one head yields for one scope; the same for every scope that measures alike. */
interface Settled {
  readonly id: number
  readonly passed: boolean
  readonly formula: Formula
  readonly benefit: Ratio | null
  readonly automatic: boolean
}

/**
 * One scheme under one figure, ready to decide any number of services. Versions are compiled when first needed and answers
 * for equal measurements are remembered, which is what makes a million exposures cheap; nothing remembered changes an answer.
 */
export class SchemeProgram {
  readonly scheme: Scheme
  readonly currency: string
  readonly #overrides: Overrides
  readonly #versionDays: readonly IsoDate[]
  /** Version days and the day on which the scheme ends: where `each-day` cuts time. */
  readonly #changes: readonly IsoDate[]
  readonly #versionOn = new Map<IsoDate, CompiledScheme | UnsetParameter | null>()
  readonly #compiled = new Map<IsoDate, CompiledScheme | UnsetParameter>()
  readonly #settled = new Map<CompiledHead, Map<string, Settled>>()
  readonly #decisions = new Map<string, Decision>()
  /** By head: what many services share is merged once for each version of the law. */
  readonly #mergedOf: readonly WeakMap<readonly Interruption[], Map<string, Merged>>[]
  readonly #subjects: readonly Subject[]
  #nextId = 0

  constructor(scheme: Scheme, currency: string, overrides: Overrides = {}) {
    this.scheme = scheme
    this.currency = currency
    this.#overrides = overrides
    this.#versionDays = versionDays(scheme)
    this.#changes =
      scheme.inForce.to === null ? this.#versionDays : [...this.#versionDays, scheme.inForce.to].toSorted()
    this.#mergedOf = scheme.heads.map(() => new WeakMap())
    this.#subjects = scheme.heads.map(subjectOf)
  }

  /** The scheme as it stood on a day; the parameter that is missing if the operator has not set it; null when not in force. */
  versionOn(day: IsoDate): CompiledScheme | UnsetParameter | null {
    let version = this.#versionOn.get(day)
    if (version === undefined) this.#versionOn.set(day, (version = this.#findVersion(day)))
    return version
  }

  #findVersion(day: IsoDate): CompiledScheme | UnsetParameter | null {
    const { inForce } = this.scheme
    if (day < inForce.from || (inForce.to !== null && day >= inForce.to)) return null
    const change = this.#versionDays.findLast(candidate => candidate <= day) ?? inForce.from
    const since = change < inForce.from ? inForce.from : change
    let compiled = this.#compiled.get(since)
    if (!compiled) {
      try {
        compiled = compileScheme(this.scheme, since, this.currency, this.#overrides)
      } catch (error) {
        if (!(error instanceof UnsetParameter)) throw error
        compiled = error
      }
      this.#compiled.set(since, compiled)
    }
    return compiled
  }

  /** Decides one service. With `trace`, every step is written down; the decision is the same. */
  decide(facts: Facts, trace?: Step[]): Decision {
    try {
      return this.#decide(facts, trace)
    } catch (error) {
      if (!(error instanceof UnknownHoliday)) throw error
      trace?.push({ code: 'holiday-unknown', values: { calendar: error.calendar, day: error.day } })
      return this.#undetermined('holiday-unknown', `${error.calendar} ${error.day}`)
    }
  }

  #decide(facts: Facts, trace?: Step[]): Decision {
    const { scheme } = this
    const settled: Part[] = []
    for (let head = 0; head < scheme.heads.length; head++) {
      for (const { scope, compiled } of this.#scopes(head, facts, trace)) {
        if (compiled instanceof UnsetParameter) {
          trace?.push({ code: 'parameter-not-set', values: { parameter: compiled.parameter } })
          return this.#undetermined('parameter-not-set', compiled.parameter)
        }
        const part = this.#settle(compiled, head, scope, trace)
        const unset = compiled.heads[head]?.unset
        if (part.passed && unset) {
          trace?.push({ code: 'parameter-not-set', values: { parameter: unset } })
          return this.#undetermined('parameter-not-set', unset)
        }
        if (part.passed) settled.push({ head, settled: part, compiled, event: this.#eventOf(scope) })
      }
    }
    // Equal parts give equal decisions, and there are far fewer of these than of services.
    const name = settled.length === 1 ? String(settled[0]?.settled.id) : nameOf(settled)
    let decision = this.#decisions.get(name)
    if (!decision) this.#decisions.set(name, (decision = this.#together(settled)))
    return decision
  }

  /** The events of a scheme are bounded one by one; everything else together. */
  #eventOf(scope: Scope): number {
    const [first] = scope.intervals
    const isByEvent = this.scheme.per === 'event' && this.scheme.versionBy !== 'each-day'
    return isByEvent && first ? wholeOf(first, scope.whole).from : 0
  }

  /** Adds up what the heads yield, event by event, and rounds once. */
  #together(parts: readonly Part[]): Decision {
    const { scheme } = this
    const benefits: BenefitDue[] = []
    let automatic = true
    let right = false
    for (const { head, settled } of parts) {
      const { id, pays, benefit } = scheme.heads[head] as Head
      if (pays === null && !benefit) right = true
      const pieces =
        settled.benefit !== null && settled.benefit.numerator > 0n && benefit
          ? [{ head: id, benefit, hundredths: settled.benefit }]
          : []
      benefits.push(...pieces)
      if (!isNothing(settled.formula) || pieces.length > 0) automatic &&= settled.automatic
    }
    const events = Map.groupBy(parts, part => part.event)
    const total = sum([...events.values()].map(event => bounded(event[0]?.compiled, this.#combine(event))))
    const { rounding } = parts[0]?.compiled ?? {}
    const formula = rounding ? rounded(total, rounding.mode, rounding.unit) : total
    const outcome: Outcome =
      !isNothing(formula) || benefits.length > 0 ? 'owed' : right ? 'right-without-amount' : 'not-owed'
    const reason = outcome !== 'not-owed' ? null : parts.length > 0 ? 'nothing-to-count' : 'no-condition-met'
    return { outcome, reason, formula, key: keyOf(formula), benefits: mergeBenefits(benefits), automatic, unset: null }
  }

  #combine(parts: readonly Part[]): Formula {
    const byHead = [...Map.groupBy(parts, part => part.head).values()]
    const due = byHead
      .map(ofHead => sum(ofHead.map(part => part.settled.formula)))
      .filter(formula => !isNothing(formula))
    if (due.length === 0) return nothing
    return this.scheme.combine === 'greatest' ? pick('greatest', due) : sum(due)
  }

  #undetermined(reason: 'parameter-not-set' | 'holiday-unknown', unset: string): Decision {
    const name = `?${reason} ${unset}`
    let decision = this.#decisions.get(name)
    if (!decision) {
      decision = { outcome: 'undetermined', reason, formula: nothing, key: '', benefits: [], automatic: false, unset }
      this.#decisions.set(name, decision)
    }
    return decision
  }

  /** What a head looks at: each event, or the period, or the month that ends in the period; cut at changes of law if the scheme says so. */
  #scopes(
    headIndex: number,
    facts: Facts,
    trace?: Step[],
  ): { scope: Scope; compiled: CompiledScheme | UnsetParameter }[] {
    const { scheme } = this
    const head = scheme.heads[headIndex] as Head
    const { counted, merged: whole } = this.#merged(headIndex, facts, trace)
    const merged = head.counts.allServices && facts.allServicesDown ? intersect(whole, facts.allServicesDown) : whole
    const subject = this.#subjects[headIndex] ?? 'interruptions'

    const scopes: { scope: Scope; compiled: CompiledScheme | UnsetParameter }[] = []
    for (const piece of pieces({ scheme, subject, merged, whole, facts, changes: this.#changes })) {
      const compiled = this.versionOn(piece.day)
      if (compiled === null) trace?.push(this.#notInForce(piece.day))
      else {
        const clock = compiled instanceof UnsetParameter ? null : (compiled.heads[headIndex] as CompiledHead).clock
        const { intervals, anchor } = piece
        scopes.push({
          scope: new Scope({ facts: piece.facts ?? facts, intervals, whole, interruptions: counted, clock, anchor }),
          compiled,
        })
      }
    }
    return scopes
  }

  /** The interruptions that count under a head, and their union; worked out once for all services that share them. */
  #merged(headIndex: number, facts: Facts, trace?: Step[]): Merged {
    const { scheme } = this
    const isShared = !trace && facts.since === null && (scheme.versionBy !== 'report' || facts.reports.length === 0)
    if (!isShared) return this.#mergeAnew(headIndex, facts, trace)
    const version = scheme.versionBy === 'period-start' ? (facts.period?.from ?? '') : ''
    const memo = this.#mergedOf[headIndex] as WeakMap<readonly Interruption[], Map<string, Merged>>
    let byVersion = memo.get(facts.interruptions)
    if (!byVersion) memo.set(facts.interruptions, (byVersion = new Map()))
    let merged = byVersion.get(version)
    if (!merged) byVersion.set(version, (merged = this.#mergeAnew(headIndex, facts)))
    return merged
  }

  /** Each interruption is judged by the law of its own onset, or of the day that the scheme names. */
  #mergeAnew(headIndex: number, facts: Facts, trace?: Step[]): Merged {
    const head = this.scheme.heads[headIndex] as Head
    const counted: Interruption[] = []
    for (const interruption of facts.interruptions) {
      const reason = this.#exclusion(headIndex, facts, interruption) ?? joinedTooLate(this.scheme, facts, interruption)
      if (reason === null) counted.push(interruption)
      else if (trace) {
        const { zone } = facts.days
        trace.push({
          ...reason,
          values: { ...reason.values, from: localTime(interruption.from, zone), to: localTime(interruption.to, zone) },
          head: head.id,
        })
      }
    }
    const merged = union(counted).filter(interval => {
      const compiled = this.#versionFor(interval, facts)
      const reason = compiled && tooShortOrLong(compiled.heads[headIndex], interval)
      if (reason && trace) {
        const { zone } = facts.days
        const values = { ...reason.values, from: localTime(interval.from, zone), to: localTime(interval.to, zone) }
        trace.push({ ...reason, values, head: head.id })
      }
      return !reason
    })
    return { counted, merged }
  }

  #exclusion(headIndex: number, facts: Facts, interruption: Interruption): Step | null {
    const { scheme } = this
    const day = versionDay(scheme, interruption, facts, facts.days.dateAt(interruption.from))
    if (this.versionOn(day) === null && scheme.versionBy !== 'each-day') return this.#notInForce(day)
    const compiled = this.#versionFor(interruption, facts)
    return exclusion(scheme.heads[headIndex] as Head, compiled?.heads[headIndex] ?? null, interruption)
  }

  /** The scheme in the version that judges an interruption; null if there is none, or a value is not set. */
  #versionFor(interruption: Interval, facts: Facts): CompiledScheme | null {
    const day = versionDay(this.scheme, interruption, facts, facts.days.dateAt(interruption.from))
    const compiled = this.versionOn(day)
    return compiled instanceof UnsetParameter ? null : compiled
  }

  #notInForce(day: IsoDate): Step {
    return {
      code: 'not-in-force',
      values: { day, inForceFrom: this.scheme.inForce.from, inForceTo: this.scheme.inForce.to ?? '' },
    }
  }

  #settle(compiled: CompiledScheme, headIndex: number, scope: Scope, trace?: Step[]): Settled {
    const head = compiled.heads[headIndex] as CompiledHead
    const measured = head.scratch
    measureInto(measured, head.measures, scope)
    const key = settledKey(head, measured)
    let known = this.#settled.get(head)
    if (!known) this.#settled.set(head, (known = new Map()))
    let settled = known.get(key)
    if (!settled) {
      settled = this.#settleAnew(head, measured)
      known.set(key, settled)
      // Amounts by the second differ for nearly every exposure: forget before memory grows without bound.
      if (known.size > 200_000) known.clear()
    }
    if (trace) {
      traceScope(trace, head, scope)
      // With a single head, floor and cap belong to the arithmetic that is shown.
      const formula = this.scheme.heads.length === 1 ? bounded(compiled, settled.formula) : settled.formula
      traceHead(trace, head, scope, measured, { passed: settled.passed, formula })
    }
    return settled
  }

  #settleAnew(head: CompiledHead, measured: Float64Array): Settled {
    const passed = head.gate === null || gateHolds(head.gate, measured)
    const id = this.#nextId++
    if (!passed) return { id, passed, formula: nothing, benefit: null, automatic: false }
    const automatic = head.automaticWhen ? gateHolds(head.automaticWhen, measured) : head.head.duty === 'automatic'
    const formula = head.pays ? formulaOf(head.pays, measured) : nothing
    const benefit = head.benefit
      ? scaleRatio(
          head.benefit.hundredths,
          head.benefit.measure === null ? ratio(1n) : measuredRatio(measured, head.benefit.measure),
        )
      : null
    return { id, passed, formula, benefit, automatic }
  }
}

/** Raised to the floor and cut at the cap. Both hold no measures, so that they are the same for every event. */
function bounded(compiled: CompiledScheme | undefined, formula: Formula): Formula {
  if (!compiled || isNothing(formula)) return formula
  const raised = compiled.floor ? pick('greatest', [formula, formulaOf(compiled.floor, noMeasures)]) : formula
  return compiled.cap ? pick('least', [raised, formulaOf(compiled.cap, noMeasures)]) : raised
}

const noMeasures = new Float64Array(0)

/** Names parts by what they are and which of them belong to one event. */
function nameOf(parts: readonly Part[]): string {
  let name = ''
  let event: number | undefined
  for (const part of parts) {
    if (part.event !== event)
      name += `@${(event = part.event) === 0 ? '' : parts.findIndex(other => other.event === event)}`
    name += `,${part.settled.id}`
  }
  return name
}

export function gateHolds(gate: CompiledGate, measured: Float64Array): boolean {
  if ('all' in gate) return gate.all.every(inner => gateHolds(inner, measured))
  if ('any' in gate) return gate.any.some(inner => gateHolds(inner, measured))
  return holds(measured, gate.measure, gate.is, gate.numerator, gate.denominator)
}

/** Equal keys mean equal answers: what is only compared enters with the comparison's result, the rest with its value. */
function settledKey(head: CompiledHead, measured: Float64Array): string {
  let key = head.gate === null || gateHolds(head.gate, measured) ? 'p' : 'f'
  if (key === 'f') return key
  if (head.automaticWhen) key += gateHolds(head.automaticWhen, measured) ? 'a' : 'c'
  for (const index of head.arithmetic) key += `|${measured[2 * index]}/${measured[2 * index + 1]}`
  if (head.pays) key += tierKey(head.pays, measured)
  return key
}

function tierKey(amount: CompiledHead['pays'] & object, measured: Float64Array): string {
  switch (amount.op) {
    case 'tiers': {
      const tier = tierReached(amount.rows, measured, amount.measure)
      return tier ? `t${amount.rows.indexOf(tier)}${tierKey(tier.pays, measured)}` : 't-'
    }
    case 'sum':
    case 'greatest':
    case 'least':
      return amount.of.map(inner => tierKey(inner, measured)).join('')
    case 'times':
    case 'by':
    case 'rounded':
      return tierKey(amount.of, measured)
    case 'steps':
      return amount.rows.map(row => tierKey(row.each, measured)).join('')
    case 'money':
    case 'share':
      return ''
  }
}

function scaleRatio(value: Ratio, factor: Ratio): Ratio {
  return ratio(value.numerator * factor.numerator, value.denominator * factor.denominator)
}

function mergeBenefits(benefits: readonly BenefitDue[]): BenefitDue[] {
  const merged = new Map<string, BenefitDue>()
  for (const due of benefits) {
    const before = merged.get(due.head)
    const hundredths = before
      ? ratio(
          before.hundredths.numerator * due.hundredths.denominator +
            due.hundredths.numerator * before.hundredths.denominator,
          before.hundredths.denominator * due.hundredths.denominator,
        )
      : due.hundredths
    merged.set(due.head, { ...due, hundredths })
  }
  return [...merged.values()]
}
