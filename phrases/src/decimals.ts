import { ratio, round, type Ratio, type RoundingMode } from '@pulih/kernel'

export interface Decimal {
  /** Plain decimal digits, `1.966667`. */
  readonly text: string
  readonly exact: boolean
}

/** A fraction as a decimal with at least and at most so many digits behind the point; no float in between. */
export function decimalOf(value: Ratio, atLeast: number, atMost: number, mode: RoundingMode = 'half-away'): Decimal {
  const scale = 10n ** BigInt(atMost)
  const scaled = ratio(value.numerator * scale, value.denominator)
  const whole = round(scaled, mode)
  const sign = whole < 0n ? '-' : ''
  const digits = (whole < 0n ? -whole : whole).toString().padStart(atMost + 1, '0')
  const point = digits.length - atMost
  let decimals = digits.slice(point)
  while (decimals.length > atLeast && decimals.endsWith('0')) decimals = decimals.slice(0, -1)
  const text = `${sign}${digits.slice(0, point)}${decimals === '' ? '' : `.${decimals}`}`
  return { text, exact: scaled.denominator === 1n }
}
