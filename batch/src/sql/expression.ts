import type { AmountNode, BaseColumn } from '../plan.ts'
import { divisionOf, type Arithmetic } from './dialect.ts'

/** Where the numbers of an amount stand. */
export interface Columns {
  slot(slot: number): string
  base(base: BaseColumn): string
}

/** An amount as SQL: whole numbers of type bigint, `+`, `*`, greatest, least and division of numbers that are never negative. */
export function expressionOf(node: AmountNode, columns: Columns, dialect: Arithmetic): string {
  const inner = (of: AmountNode) => expressionOf(of, columns, dialect)
  switch (node.op) {
    case 'slot':
      return columns.slot(node.slot)
    case 'base':
      return columns.base(node.base)
    case 'scale':
      return `${inner(node.of)} * ${columns.slot(node.slot)}`
    case 'sum':
      return node.of.length === 0 ? '0' : `(${node.of.map(inner).join(' + ')})`
    case 'max':
      return among('greatest', node.of.map(inner))
    case 'min':
      return among('least', node.of.map(inner))
    case 'round': {
      const divisor = columns.slot(node.divisorSlot)
      return roundedTo(node, inner(node.of), node.unit === 1 ? divisor : `(${divisor} * ${node.unit})`, dialect)
    }
  }
}

function among(word: string, parts: readonly string[]): string {
  // Spark wants two at least.
  if (parts.length === 1) return parts.join('')
  return parts.length === 0 ? '0' : `${word}(${parts.join(', ')})`
}

type Round = Extract<AmountNode, { readonly op: 'round' }>

/**
 * To the nearest multiple of the unit by adding before the division. Nothing is doubled, so that the sum of dividend and divisor,
 * which the plan proves to fit into 62 bits, is the largest number on the way.
 */
function roundedTo({ mode, unit }: Round, dividend: string, divisor: string, dialect: Arithmetic): string {
  const divide = divisionOf(dialect)
  const units = (() => {
    switch (mode) {
      case 'down':
        return divide(dividend, divisor)
      case 'up':
        return divide(`(${dividend} + ${divisor} - 1)`, divisor)
      case 'half-away':
        return divide(`(${dividend} + ${divide(divisor, '2')})`, divisor)
      case 'half-even': {
        // Half of the divisor less one unit is added, so that a tie goes down; an odd whole part puts the unit back. A tie needs
        // an even divisor, and an odd one must not be disturbed.
        const isOdd = `(${divide(dividend, divisor)} % 2)`
        return divide(`(${dividend} + ${divide(`(${divisor} - 1)`, '2')} + ${isOdd} * ((${divisor} + 1) % 2))`, divisor)
      }
    }
  })()
  return unit === 1 ? units : `(${units} * ${unit})`
}

/** An amount as a person reads it, for the comments: `round(half-away, n1 × monthly_fee / n2)`. */
export function describeTree(node: AmountNode): string {
  const list = (of: readonly AmountNode[], between: string) => of.map(describeTree).join(between)
  switch (node.op) {
    case 'slot':
      return `n${node.slot + 1}`
    case 'base':
      return node.base
    case 'scale':
      return `${describeTree(node.of)} * n${node.slot + 1}`
    case 'sum':
      return `(${list(node.of, ' + ')})`
    case 'max':
      return `greatest(${list(node.of, ', ')})`
    case 'min':
      return `least(${list(node.of, ', ')})`
    case 'round':
      return `round(${describeTree(node.of)} / n${node.divisorSlot + 1}, ${node.mode}${node.unit === 1 ? '' : ` to ${node.unit}`})`
  }
}
