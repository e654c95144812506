/** An exact fraction, always reduced, with a positive denominator. Money is divided only through these. */
export interface Ratio {
  readonly numerator: bigint
  readonly denominator: bigint
}

export const zero: Ratio = { numerator: 0n, denominator: 1n }
export const one: Ratio = { numerator: 1n, denominator: 1n }

/** Makes a reduced fraction. Throws a RangeError on a zero denominator. */
export function ratio(numerator: bigint | number, denominator: bigint | number = 1n): Ratio {
  let top = BigInt(numerator)
  let bottom = BigInt(denominator)
  if (bottom === 0n) throw new RangeError('a ratio needs a denominator other than zero')
  if (bottom < 0n) [top, bottom] = [-top, -bottom]
  const shared = greatestCommonDivisor(top < 0n ? -top : top, bottom)
  return { numerator: top / shared, denominator: bottom / shared }
}

/** Reads `3`, `0.995`, `1/30` or `20%`. Returns null for anything else. */
export function parseRatio(text: string): Ratio | null {
  const fraction = /^(\d{1,15})\/(\d{1,15})$/.exec(text)
  if (fraction) {
    const [, top = '', bottom = ''] = fraction
    return BigInt(bottom) === 0n ? null : ratio(BigInt(top), BigInt(bottom))
  }
  const decimal = /^(\d{1,15})(?:\.(\d{1,12}))?(%?)$/.exec(text)
  if (!decimal) return null
  const [, whole = '', decimals = '', percent = ''] = decimal
  const scale = 10n ** BigInt(decimals.length) * (percent ? 100n : 1n)
  return ratio(BigInt(whole + decimals), scale)
}

export function add(a: Ratio, b: Ratio): Ratio {
  return ratio(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
}

export function multiply(a: Ratio, b: Ratio): Ratio {
  return ratio(a.numerator * b.numerator, a.denominator * b.denominator)
}

export function divide(a: Ratio, b: Ratio): Ratio {
  return ratio(a.numerator * b.denominator, a.denominator * b.numerator)
}

/** Negative, zero or positive, as for sorting. */
export function compare(a: Ratio, b: Ratio): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export function formatRatio(value: Ratio): string {
  return value.denominator === 1n ? `${value.numerator}` : `${value.numerator}/${value.denominator}`
}

/** How a whole number is made out of a fraction. `half-away` rounds a tie away from zero. */
export type RoundingMode = 'half-away' | 'half-even' | 'up' | 'down'
export const roundingModes: readonly RoundingMode[] = ['half-away', 'half-even', 'up', 'down']

/** Rounds to the nearest multiple of `unit`; `up` and `down` mean away from and towards zero, so that a correction mirrors its credit. */
export function round(value: Ratio, mode: RoundingMode, unit = 1n): bigint {
  const negative = value.numerator < 0n
  const top = negative ? -value.numerator : value.numerator
  const bottom = value.denominator * unit
  const whole = top / bottom
  const rest = top % bottom
  const units = whole + (roundsUp(mode, whole, rest, bottom) ? 1n : 0n)
  return (negative ? -units : units) * unit
}

function roundsUp(mode: RoundingMode, whole: bigint, rest: bigint, bottom: bigint): boolean {
  switch (mode) {
    case 'down':
      return false
    case 'up':
      return rest > 0n
    case 'half-away':
      return rest * 2n >= bottom
    case 'half-even':
      return rest * 2n > bottom || (rest * 2n === bottom && whole % 2n === 1n)
  }
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b]
  return a === 0n ? 1n : a
}
