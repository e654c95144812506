import { below } from '../workload/random.ts'

/** The value below which this share of all values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN
}

/** One of a list, by chance. */
export function pick<Item>(items: readonly Item[], random: () => number): Item {
  const item = items[below(random, items.length)]
  if (item === undefined) throw new Error('there is nothing to pick from')
  return item
}
