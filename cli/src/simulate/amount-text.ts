/** How exact decimal texts are shown to people; none of them ever becomes a number. */

export function count(number: number): string {
  return number.toLocaleString('en-GB')
}

/** Amounts of one row with grouped digits. Decimals go only if none of them has any. */
export function money(amounts: readonly string[]): string[] {
  const whole = amounts.every(amount => /^-?\d+(\.0*)?$/.test(amount))
  return amounts.map(amount => grouped(whole ? amount.replace(/\.0*$/, '') : amount))
}

/** To whole units, half away from zero: for a picture, where cents say nothing. */
export function roughly(amount: string): string {
  const [whole = '0', decimals = ''] = amount.split('.')
  return grouped((BigInt(whole) + (decimals >= '5' ? 1n : 0n)).toString())
}

/** `0.8312` is 83.1 %, cut and not rounded, so that only all is 100 %. */
export function percent(share: string): string {
  const tenThousandths = BigInt(share.replace('.', ''))
  return `${tenThousandths / 100n}.${(tenThousandths % 100n) / 10n} %`
}

function grouped(amount: string): string {
  const [whole = '', decimals] = amount.split('.')
  const groups = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',')
  return decimals === undefined ? groups : `${groups}.${decimals}`
}
