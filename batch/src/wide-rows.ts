import type { Amounts } from './amounts.ts'
import type { Views } from './arena.ts'
import type { AmountNode } from './plan.ts'
import type { Region } from './region.ts'
import type { Tables } from './tables.ts'

/** Rows whose bases are too wide for the kernel: they are few, and calculated one by one with whole numbers of any length. */
export interface WideRows {
  /** The numbers of such rows among the hit ones. */
  find(hits: number): number[]
  /** Overwrites the amounts of a row, in order, before anything is stacked. */
  calculate(row: number): void
}

/** What the columns hold; more is owed to nobody. */
const widestAmount = 2n ** 62n

export function wideRows(
  views: Views,
  amounts: Amounts,
  tables: Tables,
  region: Region,
  largestBase: bigint,
): WideRows {
  const largestHigh = Number(largestBase >> 32n)
  const largestLow = Number(largestBase & 0xffffffffn)

  return { find, calculate }

  function find(hits: number): number[] {
    const rows = new Set<number>()
    for (const column of region.hitBases) {
      // In halves, because a bigint for each row would cost more than all the rest.
      for (let row = 0, at = column / 4; row < hits; row++, at += 2) {
        const high = views.u32[at + 1] ?? 0
        if (high > largestHigh || (high === largestHigh && (views.u32[at] ?? 0) > largestLow)) rows.add(row)
      }
    }
    return [...rows]
  }

  function calculate(row: number): void {
    const mask = views.u32[region.hitMasks / 4 + row] ?? 0
    const line = (views.u32[region.hitSlots / 4 + row] ?? 0) / 8
    for (const [scheme, { figures, isOrdered }] of amounts.schemes.entries()) {
      const sums = figures.map(program => {
        if (((mask >>> scheme) & 1) === 0) return 0n
        return program.reduce(
          (sum, { tree, shape }) => sum + evaluate(tree, row, line + (tables.shapeOffsets[shape] ?? 0)),
          0n,
        )
      })
      const [least = 0n, , greatest = 0n] = isOrdered ? sums.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)) : sums
      for (const [figure, sum] of sums.entries()) {
        const amount = !isOrdered ? sum : figure === 0 ? least : figure === 2 ? greatest : sum
        if (amount >= widestAmount)
          throw new RangeError(`an amount of ${amount} minor units does not fit into the results`)
        views.i64[(region.amounts[scheme]?.[figure] ?? 0) / 8 + row] = amount
      }
    }
  }

  function evaluate(node: AmountNode, row: number, slots: number): bigint {
    switch (node.op) {
      case 'base':
        return views.i64[(region.hitBases[amounts.bases.indexOf(node.base)] ?? 0) / 8 + row] ?? 0n
      case 'slot':
        return slotAt(slots, node.slot)
      case 'scale':
        return evaluate(node.of, row, slots) * slotAt(slots, node.slot)
      case 'round':
        return roundTo(evaluate(node.of, row, slots), slotAt(slots, node.divisorSlot), node)
      case 'sum':
        return node.of.reduce((sum, part) => sum + evaluate(part, row, slots), 0n)
      case 'max':
      case 'min': {
        const values = node.of.map(part => evaluate(part, row, slots))
        return values.reduce((a, b) => (a > b === (node.op === 'max') ? a : b), values[0] ?? 0n)
      }
    }
  }

  function slotAt(slots: number, slot: number): bigint {
    return views.i64[slots + slot] ?? 0n
  }
}

/** The kernel's only division, for numbers of any length. */
function roundTo(
  value: bigint,
  divisor: bigint,
  { mode, unit }: Extract<AmountNode, { readonly op: 'round' }>,
): bigint {
  const step = divisor * BigInt(unit)
  const down = value / step
  const twice = 2n * (value - down * step)
  const isMore = {
    'half-away': twice >= step,
    'half-even': twice > step || (twice === step && down % 2n === 1n),
    up: twice > 0n,
    down: false,
  }[mode]
  return (down + (isMore ? 1n : 0n)) * BigInt(unit)
}
