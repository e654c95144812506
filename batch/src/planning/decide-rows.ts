import {
  figures,
  isNothing,
  stackingSteps,
  type Decision,
  type Figure,
  type HolidayCalendars,
  type Interruption,
  type Overrides,
  type Profile,
  type Provider,
  type Scheme,
} from '@pulih/engine'
import { greatestAmount } from '../limits.ts'
import type { AmountNode, StackingStep } from '../plan.ts'
import { benefitColumns, benefitName, quantityMinor } from './benefits.ts'
import { Decider, ProgramCache, type SchemeDecisions, type Segment } from './decisions.ts'
import { baseLookup, integerForm, widest } from './integer-form.ts'
import type { Period } from './period.ts'

/** What some services share: the interruptions, the billing period, and every word that a scheme may ask for. */
export interface ExposureRow {
  /** Indices into the interruptions of the question. */
  readonly interruptions: readonly number[]
  readonly profile: Profile
  readonly timeZone: string
  readonly period: Period
  readonly billCount: number
}

export interface RowsQuestion {
  readonly schemes: readonly Scheme[]
  readonly holidays: HolidayCalendars
  readonly provider: Provider
  readonly overrides: Overrides
  readonly currency: string
  readonly interruptions: readonly Interruption[]
  readonly rows: readonly ExposureRow[]
}

/** A form of arithmetic, numbered within its decided rows. */
export interface RowShape {
  readonly tree: AmountNode
  readonly slotCount: number
}

/** What one figure of one column amounts to: a shape and its whole numbers. */
export interface Filling {
  readonly shape: number
  readonly slots: readonly bigint[]
}

/** A scheme's money, or one of its benefits in kind. */
export interface RowColumn {
  readonly scheme: number
  /** The scheme's id; that of a benefit ends in `#data:GB`. */
  readonly id: string
  readonly benefit: { readonly kind: string; readonly unit: string } | null
}

/** What many rows have in common; null where nothing is owed. */
export interface RowLine {
  /** `[column]` */
  readonly fillings: readonly Readonly<Record<Figure, Filling | null>>[]
  /** `[scheme]`: what the scheme says under the recommended reading; null where it is not for such a service. */
  readonly outcomes: readonly (Pick<Decision, 'outcome' | 'reason' | 'automatic'> | null)[]
}

/** Rows decided: few lines serve many rows, and the arithmetic on the customer's money is all that is left to do. */
export interface DecidedRows {
  readonly columns: readonly RowColumn[]
  readonly shapes: readonly RowShape[]
  readonly lines: readonly RowLine[]
  /** Row → line. */
  readonly lineOf: Int32Array
  readonly stacking: readonly StackingStep[]
  /** The largest amount for which no product leaves 62 bits. */
  readonly largestBase: bigint
  readonly secondsDown: Float64Array
}

/**
 * Decides exposures that are given one by one, instead of every combination of outages, cycles and segments: what a database that
 * has grouped its services asks for.
 */
export function decideRows(question: RowsQuestion): DecidedRows {
  const { schemes, currency } = question
  const cache = new ProgramCache(currency, question.overrides)
  const decider = new Decider(question.holidays)
  const benefits = benefitColumns(schemes)
  const columns: RowColumn[] = [
    ...schemes.map(({ id }, scheme) => ({ scheme, id, benefit: null })),
    ...benefits.map(column => ({
      scheme: column.scheme,
      id: benefitName(schemes[column.scheme] as Scheme, column),
      benefit: { kind: column.kind, unit: column.unit },
    })),
  ]
  const fillings = new Fillings()
  const segments = new Map<string, Segment>()
  const interruptionsOf = new Map<string, readonly Interruption[]>()
  const known = new Map<string, number>()
  const lines: RowLine[] = []
  const lineOf = new Int32Array(question.rows.length)
  const secondsDown = new Float64Array(question.rows.length)

  question.rows.forEach((row, index) => {
    const segment = remembered(segments, JSON.stringify([row.profile, row.timeZone, row.billCount]), () => ({
      zone: row.timeZone,
      region: row.profile.region,
      kind: row.profile.kind,
      billCount: row.billCount,
      programs: schemes.map(scheme => cache.programs(scheme, row.profile, question.provider)),
    }))
    const interruptions = remembered(interruptionsOf, row.interruptions.join(), () =>
      row.interruptions.map(number => question.interruptions[number] as Interruption),
    )
    const facts = decider.facts(interruptions, row.period, segment)
    const decisions = segment.programs.map(programs => programs && decider.decide(programs, facts))
    secondsDown[index] = decider.secondsDown(facts)
    const key = fillings.keyOf(decisions, row.billCount)
    lineOf[index] = remembered(known, key, () => {
      const line: RowLine = {
        fillings: columns.map(({ scheme, benefit }, column) => {
          const decision = decisions[scheme] ?? null
          const head = benefit === null ? null : (benefits[column - schemes.length]?.head ?? '')
          return byFigure(figure => (decision ? fillings.of(decision[figure], row.billCount, head) : null))
        }),
        outcomes: decisions.map(decision => decision && decision.recommended),
      }
      return lines.push(line) - 1
    })
  })
  return {
    columns,
    shapes: fillings.shapes,
    lines,
    lineOf,
    stacking: stackingSteps(schemes),
    largestBase: fillings.largestBase(),
    secondsDown,
  }
}

function byFigure<Value>(make: (figure: Figure) => Value): Record<Figure, Value> {
  return { minimum: make('minimum'), recommended: make('recommended'), maximum: make('maximum') }
}

function remembered<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key)
  if (found !== undefined) return found
  const made = make()
  map.set(key, made)
  return made
}

/** Numbers decisions and shapes, and keeps the bound within which the arithmetic fits. */
class Fillings {
  readonly shapes: RowShape[] = []
  readonly #shapeNumbers = new Map<string, number>()
  readonly #decisions = new Map<Decision, number>()
  #factor = 1n
  #constant = 0n

  keyOf(decisions: readonly SchemeDecisions[], billCount: number): string {
    const number = (decision: Decision) => remembered(this.#decisions, decision, () => this.#decisions.size)
    return `${billCount} ${decisions.map(decision => (decision ? figures.map(figure => number(decision[figure])).join() : '-')).join(' ')}`
  }

  /** The money of a decision, or the quantity of one of its benefits in whole units. */
  of(decision: Decision, billCount: number, head: string | null): Filling | null {
    if (head !== null) {
      const due = decision.benefits.find(benefit => benefit.head === head)
      if (!due) return null
      return { shape: this.#shape('quantity', { op: 'slot', slot: 0 }, 1), slots: [quantityMinor(due, 1n)] }
    }
    if (isNothing(decision.formula)) return null
    const form = integerForm(decision.formula, baseLookup(billCount))
    if (form.factor > this.#factor) this.#factor = form.factor
    if (form.constant > this.#constant) this.#constant = form.constant
    return { shape: this.#shape(form.shape, form.tree, form.slots.length), slots: form.slots }
  }

  largestBase(): bigint {
    if (this.#constant > widest || this.#factor > widest)
      throw new RangeError('some scheme divides amounts into parts that are too fine; use rounder fractions')
    const fits = (widest - this.#constant) / this.#factor
    return fits < greatestAmount ? fits : greatestAmount
  }

  #shape(key: string, tree: AmountNode, slotCount: number): number {
    return remembered(this.#shapeNumbers, key, () => this.shapes.push({ tree, slotCount }) - 1)
  }
}
