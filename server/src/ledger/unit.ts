import { formatMinor, isCurrency, parseMinor } from '@pulih/kernel'

/** Minor units as a decimal with the digits of the currency; benefits as they are. */
export function amountText(amount: bigint, unit: string): string {
  return isCurrency(unit) ? formatMinor(amount, unit) : amount.toString()
}

/** Null if the text is no amount of this unit. */
export function readAmount(text: string, unit: string): bigint | null {
  if (isCurrency(unit)) return parseMinor(text, unit)
  return /^\d{1,15}$/.test(text) ? BigInt(text) : null
}
