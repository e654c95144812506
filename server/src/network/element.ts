/** A part of the network, as the rest of the house knows it. */
export interface Element {
  readonly id: bigint
  readonly key: string
  readonly kind: string | null
  readonly name: string | null
  readonly area: string | null
  readonly longitude: number | null
  readonly latitude: number | null
  /** Its interval: alone, it cuts off what begins inside. Null once it is retired. */
  readonly position: number | null
  readonly last: number | null
  readonly retiredAt: Temporal.Instant | null
  readonly revision: number
  /** Others hang on it. */
  readonly feeds: boolean
}

/** Elements whose positions lie between two numbers are without service, and why: one failed element, or all of several paths. */
export interface FailedRange {
  readonly from: number
  readonly to: number
  readonly evidence: 'topology' | 'redundant'
  /** The element on top of the range. */
  readonly element: bigint
}

/** Leaves out ranges inside others. Intervals of a tree lie inside one another or apart, never across. */
export function outermost(ranges: readonly FailedRange[]): FailedRange[] {
  const sorted = ranges.toSorted((a, b) => a.from - b.from || b.to - a.to)
  const kept: FailedRange[] = []
  for (const range of sorted) {
    const before = kept.at(-1)
    if (before === undefined || range.from > before.to) kept.push(range)
  }
  return kept
}
