/** Money is a whole number of the currency's minor unit (ISO 4217): 60.00 EUR is 6000n, 500 JPY is 500n. */
export interface Money {
  readonly minor: bigint
  readonly currency: string
}

const withoutMinorUnit = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ')
const withThreeDigits = 'BHD IQD JOD KWD LYD OMR TND'.split(' ')
const withFourDigits = 'CLF UYW'.split(' ')

/** ISO 4217's code for "no currency": stands where an amount has none of its own. Two digits, as most have. */
export const noCurrency = 'XXX'

/** Digits behind the decimal point, ISO 4217:2015 (the rupiah formally has two, although no coin shows them). */
export function currencyDigits(currency: string): number {
  if (withoutMinorUnit.includes(currency)) return 0
  if (withThreeDigits.includes(currency)) return 3
  if (withFourDigits.includes(currency)) return 4
  return 2
}

export function isCurrency(text: string): boolean {
  return /^[A-Z]{3}$/.test(text)
}

/** Reads a decimal such as `60`, `60.5` or `60.00` into minor units; null if it is no amount of this currency. */
export function parseMinor(text: string, currency: string): bigint | null {
  const match = /^(\d{1,15})(?:\.(\d{1,12}))?$/.exec(text)
  if (!match) return null
  const [, whole = '', decimals = ''] = match
  const digits = currencyDigits(currency)
  if (/[^0]/.test(decimals.slice(digits))) return null
  return BigInt(whole + decimals.slice(0, digits).padEnd(digits, '0'))
}

/** Writes minor units as a plain decimal with all the currency's digits: 400n EUR is `4.00`. */
export function formatMinor(minor: bigint, currency: string): string {
  const digits = currencyDigits(currency)
  const sign = minor < 0n ? '-' : ''
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0')
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}
