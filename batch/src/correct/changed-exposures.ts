import { figures, type Decision } from '@pulih/engine'
import type { Planned } from '../planning/make-plan.ts'
import type { BatchPlan } from '../plan.ts'

/** A plan that knows only some exposures of another. */
export interface PartPlan {
  readonly plan: BatchPlan
  /** The number that each exposure has in the whole plan. */
  readonly numbers: readonly number[]
  /** The outages of each of its signatures, as indices. */
  readonly sets: readonly (readonly number[])[]
}

/** Two plans for the same places that give an exposure only to what they decide differently. */
export interface Changes {
  readonly before: PartPlan
  readonly after: PartPlan
  /** Places where at least one service may get another amount. */
  readonly places: readonly string[]
}

export interface ChangeQuestion {
  readonly before: Planned
  readonly after: Planned
  readonly places: readonly string[]
  /** The signatures that each of the places has in the two plans. */
  readonly signedBefore: Int32Array
  readonly signedAfter: Int32Array
  /** Rows say themselves when service was restored or reported: what a decision for all others says, says nothing of these. */
  readonly hasOwnRows: boolean
}

const cycleDays = 28

/**
 * Leaves out of both plans everything on which they agree, so that a service gets a line only if its decision changed, and places
 * without such a service need not be read.
 */
export function changesOnly({ before, after, places, signedBefore, signedAfter, hasOwnRows }: ChangeQuestion): Changes {
  const { signed, pairs } = pairUp(signedBefore, signedAfter)
  const was = new Selection(
    before,
    pairs.map(([signature]) => signature),
  )
  const is = new Selection(
    after,
    pairs.map(([, signature]) => signature),
  )
  // A row with facts of its own may have them on one side only, and on the other what all have.
  const differ = !hasOwnRows && hasSameSegments(before.plan, after.plan) ? comparing(before, after) : null
  const isLive = Uint8Array.from(pairs, ([one, other], pair) => {
    if (!differ) return was.keepAll(one, pair) + is.keepAll(other, pair) > 0 || (hasOwnRows && pair > 0) ? 1 : 0
    let live = 0
    for (let cell = 0; cell < was.cells; cell++) {
      if (!differ(was.exposureAt(one, cell), is.exposureAt(other, cell))) continue
      was.keep(one, cell, pair)
      is.keep(other, cell, pair)
      live = 1
    }
    return live
  })
  const live = [...signed.keys()].filter(place => isLive[signed[place] ?? 0] === 1)
  const names = live.map(place => places[place] ?? '')
  const pairOf = Int32Array.from(live, place => signed[place] ?? 0)
  return { before: was.partPlan(names, pairOf), after: is.partPlan(names, pairOf), places: names }
}

/** Numbers the different pairs of signatures that places have; 0 is hit by nothing, as everywhere. */
function pairUp(one: Int32Array, other: Int32Array): { signed: Int32Array; pairs: [number, number][] } {
  const known = new Map([['0,0', 0]])
  const pairs: [number, number][] = [[0, 0]]
  const signed = Int32Array.from(one, (first, place) => {
    const second = other[place] ?? 0
    const key = `${first},${second}`
    let pair = known.get(key)
    if (pair === undefined) known.set(key, (pair = pairs.push([first, second]) - 1))
    return pair
  })
  return { signed, pairs }
}

/** Whether the kind of a service matters, and with it how profiles are grouped, depends on the outages. */
function hasSameSegments(one: BatchPlan, other: BatchPlan): boolean {
  return (
    one.segments === other.segments &&
    one.profileSegment.every((segment, profile) => segment === other.profileSegment[profile])
  )
}

/** The exposures of a plan that are kept, numbered anew; pairs take the place of signatures. */
class Selection {
  readonly cells: number
  readonly #plan: BatchPlan
  readonly #sets: PartPlan['sets']
  readonly #exposureOf: Int32Array
  readonly #numbers: number[] = []
  readonly #known = new Map<number, number>()

  /** `signatures` are those of the pairs on this side. */
  constructor({ plan, signatures: { sets } }: Planned, signatures: readonly number[]) {
    this.#plan = plan
    this.#sets = signatures.map(signature => sets[signature] ?? [])
    this.cells = cycleDays * plan.segments
    this.#exposureOf = new Int32Array(signatures.length * this.cells).fill(-1)
  }

  exposureAt(signature: number, cell: number): number {
    return this.#plan.exposureOf[signature * this.cells + cell] ?? -1
  }

  keep(signature: number, cell: number, pair: number): void {
    const exposure = this.exposureAt(signature, cell)
    if (exposure < 0) return
    let number = this.#known.get(exposure)
    if (number === undefined) this.#known.set(exposure, (number = this.#numbers.push(exposure) - 1))
    this.#exposureOf[pair * this.cells + cell] = number
  }

  /** Returns how many exposures there were to keep. */
  keepAll(signature: number, pair: number): number {
    let kept = 0
    for (let cell = 0; cell < this.cells; cell++) {
      if (this.exposureAt(signature, cell) >= 0) kept++
      this.keep(signature, cell, pair)
    }
    return kept
  }

  partPlan(names: readonly string[], pairOf: Int32Array): PartPlan {
    const plan = this.#plan
    const nowhere = new Int32Array(0)
    const place = plan.elements
      ? {
          elements: names,
          elementSignature: pairOf,
          areas: null,
          areaSignature: nowhere,
          elementArea: new Int32Array(names.length),
        }
      : { elements: null, elementSignature: nowhere, areas: names, areaSignature: pairOf, elementArea: nowhere }
    const part: BatchPlan = {
      ...plan,
      ...place,
      areaNames: [''],
      exposureOf: this.#exposureOf,
      exposures: this.#numbers.length,
      lineOf: Int32Array.from(this.#numbers, exposure => plan.lineOf[exposure] ?? 0),
    }
    return { plan: part, numbers: this.#numbers, sets: this.#sets }
  }
}

function remember<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): Value {
  map.set(key, value)
  return value
}

/** Compares an exposure of the first plan with one of the second; -1 is a service that is not hit. */
function comparing(before: Planned, after: Planned): (one: number, other: number) => boolean {
  const known = new Map<string, number>([['', 0]])
  const numbered = ({ distinct }: Planned) =>
    Int32Array.from(distinct, decision => {
      const text = meaningOf(decision)
      return known.get(text) ?? remember(known, text, known.size)
    })
  const [was, is] = [numbered(before), numbered(after)]
  const schemes = before.schemes.length
  return (one, other) => {
    for (const figure of figures) {
      for (let scheme = 0; scheme < schemes; scheme++) {
        const first = one < 0 ? -1 : (before.decisions[figure][one * schemes + scheme] ?? -1)
        const second = other < 0 ? -1 : (after.decisions[figure][other * schemes + scheme] ?? -1)
        if ((was[first] ?? 0) !== (is[second] ?? 0)) return true
      }
    }
    return false
  }
}

/** Equal texts, equal amounts for whatever fee; empty for nothing. */
function meaningOf({ outcome, key, benefits }: Decision): string {
  if (outcome !== 'owed') return ''
  return [
    key,
    ...benefits.map(
      ({ head, benefit, hundredths }) =>
        `${head} ${benefit.kind} ${benefit.unit} ${hundredths.numerator}/${hundredths.denominator}`,
    ),
  ].join('|')
}
