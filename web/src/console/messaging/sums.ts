/** Exact decimals added up as they are, without rounding: `0.1` and `0.2` make `0.3`. */
export function sumOfDecimals(amounts: readonly string[]): string {
  const places = Math.max(0, ...amounts.map(amount => (amount.split('.')[1] ?? '').length))
  const sum = amounts.reduce((total, amount) => total + inUnits(amount, places), 0n)
  const digits = (sum < 0n ? -sum : sum).toString().padStart(places + 1, '0')
  const whole = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
  return sum < 0n ? `-${whole}` : whole
}

function inUnits(amount: string, places: number): bigint {
  const [whole = '0', fraction = ''] = amount.split('.')
  return BigInt(`${whole}${fraction.padEnd(places, '0')}`)
}
