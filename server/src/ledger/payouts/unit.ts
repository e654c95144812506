import { currencyDigits, formatMinor, isCurrency } from '@pulih/kernel'

/** What a unit is to a biller: money, or a quantity of something. */
export type UnitKind = 'monetary' | 'data' | 'voice' | 'sms' | 'other'

export function unitKind(unit: string): UnitKind {
  if (isCurrency(unit)) return 'monetary'
  const [what = ''] = unit.split(':')
  return what === 'data' || what === 'voice' || what === 'sms' ? what : 'other'
}

/** What stands beside a number: `PLN`, or the `MB` of `data:MB`. */
export function unitSymbol(unit: string): string {
  return isCurrency(unit) ? unit : (unit.split(':')[1] ?? unit)
}

/** An amount with all the digits of its unit; benefits are whole. */
export function formatAmount(amount: bigint, unit: string): string {
  return isCurrency(unit) ? formatMinor(amount, unit) : amount.toString()
}

/** Reads a decimal, whatever its trailing zeros; null if it is no amount of this unit, or below zero. */
export function readAmount(text: string, unit: string): bigint | null {
  const match = /^(\d{1,18})(?:\.(\d{1,18}))?$/.exec(text)
  if (!match) return null
  const [, whole = '', decimals = ''] = match
  const digits = isCurrency(unit) ? currencyDigits(unit) : 0
  if (/[^0]/.test(decimals.slice(digits))) return null
  return BigInt(whole + decimals.slice(0, digits).padEnd(digits, '0'))
}

/** Reads what a biller says of a credit of ours: some write it as a negative charge. */
export function readBooked(text: string, unit: string): bigint | null {
  return readAmount(text.replace(/^-/, ''), unit)
}
