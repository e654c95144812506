import type { Formula } from '@pulih/engine'
import type { Ratio } from '@pulih/kernel'
import { shapeKey } from '../own/lacks.ts'
import { baseColumns, type AmountNode, type BaseColumn } from '../plan.ts'

/** A formula as the kernel and the SQL run it: a tree over slots, and the whole numbers that go into them. */
export interface IntegerForm {
  readonly tree: AmountNode
  readonly slots: readonly bigint[]
  /** Equal for formulas that differ only in their numbers. */
  readonly shape: string
  /** The value is at most `factor × largest base + constant` before the last division: what must fit into 63 bits. */
  readonly factor: bigint
  readonly constant: bigint
}

/** Products of the kernel stay below this, so that a sum of two still fits into 63 bits. */
export const widest = 2n ** 62n

/** True if the numbers on the way may not fit for a base of this size. */
export function outgrows({ factor, constant }: Pick<IntegerForm, 'factor' | 'constant'>, base: bigint): boolean {
  return factor * base + constant > widest
}

/** How a base of the vocabulary is found in the services file, for a customer with so many bills. */
export type BaseLookup = (base: string) => {
  readonly column: BaseColumn
  readonly divisor: bigint
  /** The base is never less than this column. */
  readonly atLeast?: BaseColumn
}

export function baseLookup(billCount: number): BaseLookup {
  return base => {
    switch (base) {
      case 'monthly-fee':
        return { column: 'monthly_fee', divisor: 1n }
      case 'fee-before-discount':
        // An empty field reads as zero, and a list price is never below the fee that is paid.
        return { column: 'fee_before_discount', divisor: 1n, atLeast: 'monthly_fee' }
      case 'bills-average-3':
        return billCount === 0
          ? { column: 'monthly_fee', divisor: 1n }
          : { column: 'bill_sum_3', divisor: BigInt(billCount) }
      case 'bills-sum-3':
        return { column: 'bill_sum_3', divisor: 1n }
      case 'previous-bill':
        return billCount === 0 ? { column: 'monthly_fee', divisor: 1n } : { column: 'previous_bill', divisor: 1n }
      case 'top-ups-sum-3':
        return { column: 'top_up_sum_3', divisor: 1n }
      default:
        throw new RangeError(`there is no base "${base}"`)
    }
  }
}

/**
 * Brings a formula onto common denominators, so that everything before the one division is whole numbers. The result is exact:
 * no slot is ever rounded.
 */
export function integerForm(formula: Formula, lookup: BaseLookup): IntegerForm {
  const slots: bigint[] = []
  const put = (value: bigint): number => slots.push(value) - 1
  const { tree, factor, constant } = numerators(formula, 1n, lookup, put)
  return { tree, slots, shape: shapeKey(tree), factor, constant }
}

interface Bounded {
  readonly tree: AmountNode
  readonly factor: bigint
  readonly constant: bigint
}

/** The formula times `denominator`, which must clear every fraction outside inner roundings. */
function numerators(
  formula: Formula,
  denominator: bigint,
  lookup: BaseLookup,
  put: (value: bigint) => number,
): Bounded {
  const inner = (of: Formula) => numerators(of, denominator, lookup, put)
  switch (formula.op) {
    case 'linear': {
      const terms: Bounded[] = formula.shares.map(({ base, ratio }) => {
        const { column, divisor, atLeast } = lookup(base)
        const own: AmountNode = { op: 'base', base: column }
        const of: AmountNode = atLeast ? { op: 'max', of: [own, { op: 'base', base: atLeast }] } : own
        const factor = whole({ numerator: ratio.numerator, denominator: ratio.denominator * divisor }, denominator)
        return { tree: { op: 'scale', of, slot: put(factor) }, factor, constant: 0n }
      })
      if (formula.constant.numerator !== 0n || terms.length === 0) {
        const constant = whole(formula.constant, denominator)
        terms.push({ tree: { op: 'slot', slot: put(constant) }, factor: 0n, constant })
      }
      return terms.length === 1 ? (terms[0] as Bounded) : together('sum', terms)
    }
    case 'sum':
      return together('sum', formula.of.map(inner))
    case 'greatest':
      return together('max', formula.of.map(inner))
    case 'least':
      return together('min', formula.of.map(inner))
    case 'scaled': {
      const rounded = numerators(formula.of, 1n, lookup, put)
      const times = whole(formula.factor, denominator)
      return {
        tree: { op: 'scale', of: rounded.tree, slot: put(times) },
        factor: rounded.factor * times,
        constant: rounded.constant * times,
      }
    }
    case 'rounded': {
      const own = commonDenominator(formula.of, lookup)
      const of = numerators(formula.of, own, lookup, put)
      const tree: AmountNode = {
        op: 'round',
        of: of.tree,
        divisorSlot: put(own),
        mode: formula.mode,
        unit: Number(formula.unit),
      }
      // The bound is that of the numerator: the widest number on the way.
      const bounded = { tree, factor: of.factor, constant: of.constant + own * formula.unit }
      return denominator === 1n
        ? bounded
        : {
            ...bounded,
            tree: { op: 'scale', of: tree, slot: put(denominator) },
            factor: of.factor * denominator,
            constant: bounded.constant * denominator,
          }
    }
  }
}

function together(op: 'sum' | 'max' | 'min', parts: readonly Bounded[]): Bounded {
  const add = (pick: (part: Bounded) => bigint) => parts.reduce((total, part) => total + pick(part), 0n)
  return {
    tree: { op, of: parts.map(part => part.tree) },
    factor: add(part => part.factor),
    constant: add(part => part.constant),
  }
}

function commonDenominator(formula: Formula, lookup: BaseLookup): bigint {
  switch (formula.op) {
    case 'linear':
      return formula.shares.reduce(
        (all, { base, ratio }) => lcm(all, reduced(ratio.numerator, ratio.denominator * lookup(base).divisor)),
        formula.constant.denominator,
      )
    case 'sum':
    case 'greatest':
    case 'least':
      return formula.of.reduce((all, of) => lcm(all, commonDenominator(of, lookup)), 1n)
    case 'scaled':
      return formula.factor.denominator
    case 'rounded':
      return 1n
  }
}

function whole({ numerator, denominator }: Ratio, times: bigint): bigint {
  const product = numerator * times
  if (product % denominator !== 0n) throw new RangeError('the common denominator does not clear this fraction')
  return product / denominator
}

function reduced(numerator: bigint, denominator: bigint): bigint {
  return denominator / gcd(numerator, denominator)
}

function lcm(a: bigint, b: bigint): bigint {
  return (a / gcd(a, b)) * b
}

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b]
  return a === 0n ? 1n : a
}

/** The columns a tree reads. */
export function columnsOf(tree: AmountNode): BaseColumn[] {
  switch (tree.op) {
    case 'slot':
      return []
    case 'base':
      return [tree.base]
    case 'scale':
    case 'round':
      return columnsOf(tree.of)
    case 'sum':
    case 'max':
    case 'min':
      return baseColumns.filter(column => tree.of.some(inner => columnsOf(inner).includes(column)))
  }
}
