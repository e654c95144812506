import { figures, isNothing, type Decision } from '@pulih/engine'
import type { SchemeDecisions } from '../planning/decisions.ts'
import { baseLookup, integerForm, outgrows, type IntegerForm } from '../planning/integer-form.ts'
import { benefitHeads, quantityMinor } from '../planning/benefits.ts'
import type { OwnLayout } from '../own-facts.ts'
import { describedColumns } from '../run/exposure-table.ts'
import { mergeLacks, lacksNothing, shapeKey, type Lacks } from './lacks.ts'
import type { OwnData } from './own-data.ts'

/** What a scheme says of a row: the numbers for its slots, and the end of its line in the exposure table. */
export interface Answer {
  readonly number: number
  readonly decisions: NonNullable<SchemeDecisions>
  /** Nothing is owed and nobody needs to be told more than why. */
  readonly isSilent: boolean
  readonly places: Int32Array
  readonly values: readonly bigint[]
  readonly text: Uint8Array
}

/** Makes answers out of decisions, each once, and notes what the plan lacks for them. */
export class Answers {
  readonly #data: OwnData
  readonly #layout: OwnLayout
  /** By scheme and number of bills. */
  readonly #known = new Map<number, Map<Decision, Answer[]>>()
  /** By number. */
  readonly all: Answer[] = []
  lacks: Lacks = lacksNothing
  isLacking = false

  constructor(data: OwnData, layout: OwnLayout) {
    this.#data = data
    this.#layout = layout
  }

  of(scheme: number, billCount: number, decisions: NonNullable<SchemeDecisions>): Answer {
    const key = scheme * 4 + billCount
    let byDecision = this.#known.get(key)
    if (!byDecision) this.#known.set(key, (byDecision = new Map()))
    const { minimum, recommended, maximum } = decisions
    const known = byDecision.get(recommended)
    const found = known?.find(answer => answer.decisions.minimum === minimum && answer.decisions.maximum === maximum)
    if (found) return found
    const answer = this.#make(scheme, billCount, decisions)
    if (known) known.push(answer)
    else byDecision.set(recommended, [answer])
    return answer
  }

  /** Forgets the answers, not what is lacking. */
  forget(): void {
    this.#known.clear()
    this.all.length = 0
  }

  #make(scheme: number, billCount: number, decisions: NonNullable<SchemeDecisions>): Answer {
    const slots = new Map<number, bigint>()
    figures.forEach((figure, index) => {
      const { formula, benefits } = decisions[figure]
      const form = isNothing(formula) ? null : integerForm(formula, baseLookup(billCount))
      const first = form && this.#placeOf(scheme, index, form)
      if (form && first !== null) form.slots.forEach((value, slot) => slots.set(first + slot, value))
      for (const { column, due } of benefitHeads(this.#data.benefits, scheme, benefits)) {
        const place = this.#layout.offsets[this.#data.schemes.length + column]?.[index]?.[0]
        if (place !== undefined) slots.set(place, quantityMinor(due, 10n ** BigInt(this.#data.currencyDigits)))
      }
    })
    const text = Buffer.from(`,${describedColumns(decisions)}\n`)
    const answer: Answer = {
      number: this.all.length,
      decisions,
      isSilent: figures.every(figure => decisions[figure].outcome === 'not-owed'),
      places: Int32Array.from(slots.keys()),
      values: [...slots.values()],
      text,
    }
    this.all.push(answer)
    return answer
  }

  /** Where the slots of a form begin in a row's line; null if the plan has no place for it. */
  #placeOf(scheme: number, figure: number, form: IntegerForm): number | null {
    const shape = this.#data.shapes[scheme]?.[figure]?.indexOf(shapeKey(form.tree)) ?? -1
    const isWide = outgrows(form, this.#data.largestBase)
    if (shape < 0 || isWide) {
      const { factor, constant, tree, slots } = form
      this.isLacking = true
      this.lacks = mergeLacks([
        this.lacks,
        { shapes: [{ scheme, tree, slotCount: slots.length }], factor, constant, pairs: [] },
      ])
    }
    return shape < 0 ? null : (this.#layout.offsets[scheme]?.[figure]?.[shape] ?? null)
  }
}
