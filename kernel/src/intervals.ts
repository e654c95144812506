/** Seconds since 1970-01-01T00:00Z, a whole number. The engine's time has a resolution of one second. */
export type EpochSeconds = number

/** Half open: `from` is the first second inside, `to` the first one after. Never empty. */
export interface Interval {
  readonly from: EpochSeconds
  readonly to: EpochSeconds
}

/** Merges overlapping and touching intervals; the order of the input does not matter. */
export function union(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.toSorted((a, b) => a.from - b.from)
  const merged: { from: number; to: number }[] = []
  for (const { from, to } of sorted) {
    const last = merged.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else merged.push({ from, to })
  }
  return merged
}

/** The parts of `intervals` inside [from, to). */
export function clip(intervals: readonly Interval[], from: EpochSeconds, to: EpochSeconds): Interval[] {
  const inside: Interval[] = []
  for (const interval of intervals) {
    const start = Math.max(interval.from, from)
    const end = Math.min(interval.to, to)
    if (start < end) inside.push({ from: start, to: end })
  }
  return inside
}

/** The parts of `intervals` outside `holes`; both sorted and disjoint. */
export function subtract(intervals: readonly Interval[], holes: readonly Interval[]): Interval[] {
  if (holes.length === 0) return [...intervals]
  const left: Interval[] = []
  for (const interval of intervals) {
    let from = interval.from
    for (const hole of holes) {
      if (hole.to <= from) continue
      if (hole.from >= interval.to) break
      if (hole.from > from) left.push({ from, to: hole.from })
      from = Math.max(from, hole.to)
    }
    if (from < interval.to) left.push({ from, to: interval.to })
  }
  return left
}

/** The parts common to both lists; both sorted and disjoint. */
export function intersect(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const common: Interval[] = []
  let left = 0
  let right = 0
  while (left < a.length && right < b.length) {
    const first = a[left] as Interval
    const second = b[right] as Interval
    const from = Math.max(first.from, second.from)
    const to = Math.min(first.to, second.to)
    if (from < to) common.push({ from, to })
    if (first.to < second.to) left++
    else right++
  }
  return common
}

export function totalSeconds(intervals: readonly Interval[]): number {
  let sum = 0
  for (const { from, to } of intervals) sum += to - from
  return sum
}
