import { createHash } from 'node:crypto'
import type { AmountNode, AmountShape, FigurePlan } from '../plan.ts'

/** A form of arithmetic under a name that depends on nothing but itself, so that facts and statements made apart agree. */
export interface NamedShape {
  readonly name: string
  readonly tree: AmountNode
  readonly slotCount: number
}

/** The shape where nothing is owed. */
export const noShape = 'none'
/** The shape of a figure that is the recommended one once more. */
export const sameShape = 'same'

export function nameShape({ tree, slotCount }: Pick<AmountShape, 'tree' | 'slotCount'>): NamedShape {
  const name = createHash('sha256').update(JSON.stringify(tree)).digest('hex').slice(0, 12)
  return { name, tree, slotCount }
}

/** What one line of the plan has under a figure; null where nothing is owed. */
export interface Filled {
  readonly shape: string
  readonly slots: readonly bigint[]
}

/** Finds the one shape that a line has, for there every other one holds zeros and divisors of one. */
export function filledReader({ shapes }: FigurePlan): (line: number) => Filled | null {
  const named = shapes.map(shape => {
    const divisors = new Set(divisorSlots(shape.tree))
    const blank = Array.from({ length: shape.slotCount }, (_, slot) => (divisors.has(slot) ? 1n : 0n))
    return { ...nameShape(shape), slots: shape.slots, blank }
  })
  return line => {
    const filled: Filled[] = []
    for (const { name, slots, slotCount, blank } of named) {
      const start = line * slotCount
      if (blank.some((value, slot) => slots[start + slot] !== value))
        filled.push({ shape: name, slots: [...slots.subarray(start, start + slotCount)] })
    }
    if (filled.length > 1) throw new Error(`line ${line} has ${filled.length} shapes at once`)
    return filled[0] ?? null
  }
}

function divisorSlots(tree: AmountNode): number[] {
  switch (tree.op) {
    case 'slot':
    case 'base':
      return []
    case 'scale':
      return divisorSlots(tree.of)
    case 'round':
      return [tree.divisorSlot, ...divisorSlots(tree.of)]
    case 'sum':
    case 'max':
    case 'min':
      return tree.of.flatMap(divisorSlots)
  }
}
