import { add, compare, multiply, one, ratio, round, zero, type Ratio, type RoundingMode } from '@pulih/kernel'
import type { CompiledAmount, CompiledTier } from './compile.ts'
import type { Base, Comparison } from './vocabulary.ts'

/**
 * An amount once the calendar is decided: exact arithmetic over the customer's bases and nothing else. This closed form is
 * what the single decision evaluates, the kernel runs over columns and the SQL is printed from.
 */
export type Formula =
  | { readonly op: 'linear'; readonly constant: Ratio; readonly shares: readonly Share[] }
  | { readonly op: 'sum' | 'greatest' | 'least'; readonly of: readonly Formula[] }
  | { readonly op: 'scaled'; readonly of: Formula; readonly factor: Ratio }
  | { readonly op: 'rounded'; readonly of: Formula; readonly mode: RoundingMode; readonly unit: bigint }

export interface Share {
  readonly base: Base
  readonly ratio: Ratio
}

export const nothing: Formula = { op: 'linear', constant: zero, shares: [] }

export function isNothing(formula: Formula): boolean {
  return formula.op === 'linear' && formula.constant.numerator === 0n && formula.shares.length === 0
}

/** Builds the formula of an amount from what was measured: `measured[2i] / measured[2i + 1]`. */
export function formulaOf(amount: CompiledAmount, measured: Float64Array): Formula {
  const inner = (of: CompiledAmount) => formulaOf(of, measured)
  switch (amount.op) {
    case 'money':
      return linear(amount.minor, [])
    case 'share':
      return linear(zero, [{ base: amount.base, ratio: amount.share }])
    case 'by':
      return scale(inner(amount.of), amount.factor)
    case 'times':
      return scale(inner(amount.of), measuredRatio(measured, amount.measure))
    case 'sum':
      return sum(amount.of.map(inner))
    case 'greatest':
    case 'least':
      return pick(amount.op, amount.of.map(inner))
    case 'rounded':
      return rounded(inner(amount.of), amount.mode, amount.unit)
    case 'tiers': {
      const tier = tierReached(amount.rows, measured, amount.measure)
      return tier ? inner(tier.pays) : nothing
    }
    case 'steps': {
      const [units = 0] = [measured[2 * amount.measure]]
      return sum(spread(units, amount.rows).map(({ times, each }) => scale(inner(each), ratio(times))))
    }
  }
}

/** The last row whose bound is reached; the rows ascend. */
export function tierReached(
  rows: readonly CompiledTier[],
  measured: Float64Array,
  measure: number,
): CompiledTier | undefined {
  return rows.findLast(row => holds(measured, measure, row.is, row.numerator, row.denominator))
}

/** Compares exactly: a / b against c / d by cross multiplication of whole numbers. */
export function holds(
  measured: Float64Array,
  measure: number,
  is: Comparison,
  numerator: number,
  denominator: number,
): boolean {
  const left = (measured[2 * measure] as number) * denominator
  const right = numerator * (measured[2 * measure + 1] as number)
  if (!Number.isSafeInteger(left) || !Number.isSafeInteger(right))
    return holdsExactly(measured, measure, is, numerator, denominator)
  return is === '>' ? left > right : is === '>=' ? left >= right : is === '<' ? left < right : left <= right
}

function holdsExactly(
  measured: Float64Array,
  measure: number,
  is: Comparison,
  numerator: number,
  denominator: number,
): boolean {
  const order = compare(measuredRatio(measured, measure), ratio(numerator, denominator))
  return is === '>' ? order > 0 : is === '>=' ? order >= 0 : is === '<' ? order < 0 : order <= 0
}

export function measuredRatio(measured: Float64Array, measure: number): Ratio {
  return ratio(measured[2 * measure] ?? 0, measured[2 * measure + 1] ?? 1)
}

/** Shares so many units over the rows of a stepped amount: the first few, then the rest. */
export function spread<T>(
  units: number,
  rows: readonly { readonly first: number; readonly each: T }[],
): { times: number; each: T }[] {
  let left = units
  return rows.flatMap(({ first, each }) => {
    const times = Math.min(left, first)
    left -= times
    return times > 0 ? [{ times, each }] : []
  })
}

export function sum(formulas: readonly Formula[]): Formula {
  let constant = zero
  const shares = new Map<Base, Ratio>()
  const others: Formula[] = []
  for (const formula of formulas) {
    if (formula.op !== 'linear') {
      others.push(formula)
      continue
    }
    constant = add(constant, formula.constant)
    for (const share of formula.shares) shares.set(share.base, add(shares.get(share.base) ?? zero, share.ratio))
  }
  const flat = linear(
    constant,
    [...shares].map(([base, ratio]) => ({ base, ratio })),
  )
  if (others.length === 0) return flat
  const all = isNothing(flat) ? others : [...others, flat]
  return all.length === 1 ? (all[0] as Formula) : { op: 'sum', of: all }
}

/** The greatest or the least; equal branches are one branch, so that agreement shows. */
export function pick(op: 'greatest' | 'least', formulas: readonly Formula[]): Formula {
  const different = new Map(formulas.map(formula => [keyOf(formula), formula]))
  if (op === 'least' && formulas.some(isNothing)) return nothing
  const candidates = [...different.values()].filter(formula => op === 'least' || !isNothing(formula))
  if (candidates.length === 0) return nothing
  if (candidates.every(isConstant))
    return candidates.reduce((best, other) =>
      compare(other.constant, best.constant) > 0 === (op === 'greatest') ? other : best,
    )
  return candidates.length === 1 ? (candidates[0] as Formula) : { op, of: candidates }
}

function isConstant(formula: Formula): formula is Extract<Formula, { readonly op: 'linear' }> {
  return formula.op === 'linear' && formula.shares.length === 0
}

export function rounded(formula: Formula, mode: RoundingMode, unit: bigint): Formula {
  return isNothing(formula) ? nothing : { op: 'rounded', of: formula, mode, unit }
}

/** Multiplies by a factor that is never negative, so that it may move inside a greatest or a least. */
export function scale(formula: Formula, factor: Ratio): Formula {
  if (factor.numerator === 0n) return nothing
  if (compare(factor, one) === 0) return formula
  switch (formula.op) {
    case 'linear':
      return linear(
        multiply(formula.constant, factor),
        formula.shares.map(share => ({ base: share.base, ratio: multiply(share.ratio, factor) })),
      )
    case 'sum':
    case 'greatest':
    case 'least':
      return { op: formula.op, of: formula.of.map(inner => scale(inner, factor)) }
    case 'scaled':
      return { op: 'scaled', of: formula.of, factor: multiply(formula.factor, factor) }
    case 'rounded':
      return { op: 'scaled', of: formula, factor }
  }
}

/** The value in minor units for one customer's bases. */
export function evaluate(formula: Formula, bases: (base: Base) => Ratio): Ratio {
  switch (formula.op) {
    case 'linear':
      return formula.shares.reduce(
        (total, share) => add(total, multiply(bases(share.base), share.ratio)),
        formula.constant,
      )
    case 'sum':
      return formula.of.reduce((total, inner) => add(total, evaluate(inner, bases)), zero)
    case 'greatest':
      return formula.of.map(inner => evaluate(inner, bases)).reduce((a, b) => (compare(a, b) >= 0 ? a : b))
    case 'least':
      return formula.of.map(inner => evaluate(inner, bases)).reduce((a, b) => (compare(a, b) <= 0 ? a : b))
    case 'scaled':
      return multiply(evaluate(formula.of, bases), formula.factor)
    case 'rounded':
      return ratio(round(evaluate(formula.of, bases), formula.mode, formula.unit))
  }
}

/** A text that is equal for equal formulas. */
export function keyOf(formula: Formula): string {
  switch (formula.op) {
    case 'linear':
      return `${formula.constant.numerator}/${formula.constant.denominator}${formula.shares.map(s => `+${s.base}*${s.ratio.numerator}/${s.ratio.denominator}`).join('')}`
    case 'sum':
    case 'greatest':
    case 'least':
      return `${formula.op}(${formula.of.map(keyOf).join(',')})`
    case 'scaled':
      return `${keyOf(formula.of)}*${formula.factor.numerator}/${formula.factor.denominator}`
    case 'rounded':
      return `round-${formula.mode}-${formula.unit}(${keyOf(formula.of)})`
  }
}

/** The bases a formula asks for. */
export function basesOf(formula: Formula): Base[] {
  if (formula.op === 'linear') return formula.shares.map(share => share.base)
  if (formula.op === 'scaled' || formula.op === 'rounded') return basesOf(formula.of)
  return [...new Set(formula.of.flatMap(basesOf))]
}

function linear(constant: Ratio, shares: readonly Share[]): Formula {
  return { op: 'linear', constant, shares: shares.filter(share => share.ratio.numerator !== 0n) }
}
