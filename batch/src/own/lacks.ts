import type { AmountNode } from '../plan.ts'

/** The form of an amount that a row with facts of its own has and for which the plan keeps no slots. */
export interface LackingShape {
  readonly scheme: number
  readonly tree: AmountNode
  readonly slotCount: number
}

/** What a plan must have besides what it was asked for: shapes, room for wider numbers before the last division, sets of outages. */
export interface Lacks {
  readonly shapes: readonly LackingShape[]
  /** The numerators are at most `factor × largest base + constant`. */
  readonly factor: bigint
  readonly constant: bigint
  /** Signatures of a place and of a list of services that some row has together. */
  readonly pairs: readonly (readonly [place: number, list: number])[]
}

export const lacksNothing: Lacks = { shapes: [], factor: 1n, constant: 0n, pairs: [] }

/** Some row does not fit the plan. The run must be done again with a plan that has what is listed here. */
export class PlanLacks extends Error {
  readonly lacks: Lacks

  constructor(lacks: Lacks) {
    super('some services need amounts or sets of outages that the plan does not have')
    this.name = 'PlanLacks'
    this.lacks = lacks
  }
}

export function mergeLacks(all: readonly Lacks[]): Lacks {
  const shapes = new Map(
    all.flatMap(lacks => lacks.shapes.map(shape => [`${shape.scheme} ${shapeKey(shape.tree)}`, shape])),
  )
  const pairs = new Map(all.flatMap(lacks => lacks.pairs.map(pair => [pair.join(' '), pair])))
  const most = (pick: (lacks: Lacks) => bigint) =>
    all.reduce((most, lacks) => (pick(lacks) > most ? pick(lacks) : most), 0n)
  return {
    shapes: [...shapes.values()],
    factor: most(lacks => lacks.factor),
    constant: most(lacks => lacks.constant),
    pairs: [...pairs.values()],
  }
}

/** Equal for trees that differ only in their numbers. */
export function shapeKey(tree: AmountNode): string {
  return JSON.stringify(tree)
}
