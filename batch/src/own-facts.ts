import type { Lacks } from './own/lacks.ts'
import type { AmountNode, BatchPlan } from './plan.ts'
import { distinctShapes } from './tables.ts'

/** What is known of a row that has facts of its own. Numbers only, in one object that is used again for the next row. */
export interface OwnRow {
  /** Line of the file, the header being 1; the row's exposure is printed as `own-<line>`. */
  line: number
  /** Which outages hit the row; 0: none. */
  signature: number
  profile: number
  cycleDay: number
  /** Seconds since 1970, or NaN. */
  reportedAt: number
  restoredAt: number
  /** The exposure that the row would have without facts of its own, or -1. */
  exposure: number
}

/** `shared` uses the row's normal exposure, `none` gives it none, `own` uses the slots written. */
export type OwnVerdict = 'shared' | 'none' | 'own'

export interface OwnFacts {
  /**
   * Writes the row's slots at `slots[at + layout.offsets[scheme][figure][shape] + slot]`. They come filled with zeros, and ones where a
   * slot divides.
   */
  decide(row: OwnRow, slots: BigInt64Array, at: number): OwnVerdict
  /** How much text for the side file is waiting. */
  readonly waitingBytes: number
  /** The waiting text, which from then on waits no more; it holds until the next row is decided. */
  takeLines(): Uint8Array
  /** Asked once, after the last row of the thread. */
  report(): OwnReport
}

export interface OwnReport {
  /** Seconds without service of all rows that were given slots. */
  readonly secondsDown: number
  /** Set when some row's amount did not fit the plan: then no result of the run may be used. */
  readonly lacks: Lacks | null
}

/** Default export of the module that a run names: makes the object inside each thread. */
export type CreateOwnFacts = (data: unknown, layout: OwnLayout) => OwnFacts | Promise<OwnFacts>

/** Where each shape's slots begin in the line of a row. Shapes that are one object have one place; figures that agree too. */
export interface OwnLayout {
  readonly width: number
  readonly offsets: readonly (readonly (readonly number[])[])[]
  /** What the line holds before the hook writes. */
  readonly blank: readonly bigint[]
}

export function ownLayout(plan: BatchPlan): OwnLayout {
  const shapes = distinctShapes(plan)
  const starts = new Map<unknown, number>()
  const blank: bigint[] = []
  for (const { tree, slotCount } of shapes) {
    const line = new Array<bigint>(slotCount).fill(0n)
    for (const slot of divisors(tree)) line[slot] = 1n
    starts.set(shapes[starts.size], blank.length)
    blank.push(...line)
  }
  return {
    width: blank.length,
    blank,
    offsets: plan.schemes.map(({ minimum, recommended, maximum, figuresAgree }) =>
      (figuresAgree ? [recommended, recommended, recommended] : [minimum, recommended, maximum]).map(figure =>
        figure.shapes.map(shape => starts.get(shape) ?? 0),
      ),
    ),
  }
}

function divisors(node: AmountNode): number[] {
  switch (node.op) {
    case 'slot':
    case 'base':
      return []
    case 'scale':
      return divisors(node.of)
    case 'round':
      return [node.divisorSlot, ...divisors(node.of)]
    case 'sum':
    case 'max':
    case 'min':
      return node.of.flatMap(divisors)
  }
}
