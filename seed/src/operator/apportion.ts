/**
 * Splits a whole number in proportion to whole-number weights by largest remainders, so that the parts add up exactly. Equal
 * remainders go to the earlier part.
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  if (sum <= 0) throw new RangeError('Nothing to apportion to')

  const parts = weights.map((weight, index) => {
    const product = total * weight
    if (!Number.isSafeInteger(product)) throw new RangeError(`${total} services are too many for exact shares`)
    const remainder = product % sum
    return { index, remainder, size: (product - remainder) / sum }
  })

  const left = total - parts.reduce((a, part) => a + part.size, 0)
  const byRemainder = parts.toSorted((a, b) => b.remainder - a.remainder || a.index - b.index)
  for (const part of byRemainder.slice(0, left)) part.size += 1
  return parts.map(part => part.size)
}
