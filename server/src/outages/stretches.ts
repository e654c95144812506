import { earlier, isBefore, later } from './outage.ts'
import { isSame, normal, without, type Range } from './ranges.ts'

/** Positions that were cut off, and how. */
export interface FailedRange extends Range {
  readonly evidence: 'topology' | 'redundant'
}

/** One element that did not work, from then until then; null: still. */
export interface Failure {
  readonly element: bigint
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant | null
}

/** Positions below something that worked again before what is above it. */
export interface Return extends Range {
  readonly at: Temporal.Instant
}

/** Positions with one evidence and one interval. */
export interface Stretch extends FailedRange {
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant | null
}

export interface Failures {
  readonly own: readonly Failure[]
  /** Elements of other outages, which are down for reasons of their own. */
  readonly others: readonly Failure[]
  readonly returns: readonly Return[]
}

/** What a set of failed elements cuts off, protected paths left out. */
export type RangesOf = (elements: readonly bigint[]) => Promise<readonly FailedRange[]>

/**
 * Which positions an outage cuts off, and when. Time is sliced where any element failed or came back; in each slice the outage answers for
 * what its own elements cut off, and for what they cut off only together with the elements of other outages. That is how both
 * outages answer for a line whose two paths they took, and for as long only as both were down.
 */
export async function stretchesOf({ own, others, returns }: Failures, rangesOf: RangesOf): Promise<Stretch[]> {
  if (own.length === 0) return []
  const asked = new Map<string, Promise<readonly FailedRange[]>>()
  const ask: RangesOf = elements => {
    const name = elements.toSorted((a, b) => (a < b ? -1 : 1)).join()
    const answer = asked.get(name) ?? (elements.length === 0 ? Promise.resolve([]) : rangesOf(elements))
    asked.set(name, answer)
    return answer
  }
  const near = (await isEntangled(own.map(idOf), others.map(idOf), ask)) ? others : []
  const pieces: Stretch[] = []
  for (const { from, to } of slicesOf(own, near)) {
    const down = (failure: Failure) =>
      !isBefore(from, failure.from) && (failure.to === null || isBefore(from, failure.to))
    const [mine, theirs] = [own.filter(down).map(idOf), near.filter(down).map(idOf)]
    if (mine.length === 0) continue
    const alone = await ask(mine)
    pieces.push(...alone.map(range => ({ ...range, from, to })))
    if (theirs.length === 0) continue
    const together = without(await ask([...new Set([...mine, ...theirs])]), [...alone, ...(await ask(theirs))])
    pieces.push(...together.map(range => ({ ...range, evidence: 'redundant' as const, from, to })))
  }
  return joinPieces(pieces, returns)
}

/** Whether some elements together with others cut off more than each of both alone. */
export async function isEntangled(some: readonly bigint[], others: readonly bigint[], ask: RangesOf): Promise<boolean> {
  if (some.length === 0 || others.length === 0) return false
  const together = await ask([...new Set([...some, ...others])])
  return !isSame(together, [...(await ask(some)), ...(await ask(others))])
}

function idOf({ element }: Failure): bigint {
  return element
}

interface Slice {
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant | null
}

/** The time in which own elements were down, cut wherever an element fails or comes back. */
function slicesOf(own: readonly Failure[], others: readonly Failure[]): Slice[] {
  const start = own.map(failure => failure.from).reduce(earlier)
  const end = own.reduce<Temporal.Instant | null>(
    (end, failure) => (end === null || failure.to === null ? null : later(end, failure.to)),
    own[0]?.to ?? null,
  )
  const inside = (instant: Temporal.Instant | null): instant is Temporal.Instant =>
    instant !== null && isBefore(start, instant) && (end === null || isBefore(instant, end))
  const cuts = [...own, ...others].flatMap(failure => [failure.from, failure.to]).filter(inside)
  const instants = [start, ...cuts].toSorted((a, b) => Temporal.Instant.compare(a, b))
  const distinct = instants.filter((instant, at) => at === 0 || !instant.equals(instants[at - 1] ?? start))
  return distinct.map((from, at) => ({ from, to: distinct[at + 1] ?? end }))
}

/** One interval for each position: touching slices become one, and of several that do not touch the longest stands. */
function joinPieces(pieces: readonly Stretch[], returns: readonly Return[]): Stretch[] {
  const edges = [...pieces, ...returns].flatMap(({ first, last }) => [first, last + 1])
  const bounds = [...new Set(edges)].toSorted((a, b) => a - b)
  const starting = Map.groupBy(pieces, piece => piece.first)
  let active: Stretch[] = []
  const stretches: Stretch[] = []
  bounds.forEach((first, at) => {
    const next = bounds[at + 1]
    active = [...active.filter(piece => piece.last >= first), ...(starting.get(first) ?? [])]
    if (next === undefined || active.length === 0) return
    const range = { first, last: next - 1 }
    const stretch = endedBy(longest(range, active), returns)
    if (stretch === null) return
    const before = stretches.at(-1)
    if (before && before.last + 1 === first && isAlike(before, stretch))
      stretches[stretches.length - 1] = { ...before, last: range.last }
    else stretches.push(stretch)
  })
  return stretches
}

function longest(range: Range, pieces: readonly Stretch[]): Stretch {
  const joined: Stretch[] = []
  for (const { from, to, evidence } of pieces.toSorted((a, b) => Temporal.Instant.compare(a.from, b.from))) {
    const before = joined.at(-1)
    if (before && (before.to === null || !isBefore(before.to, from)))
      joined[joined.length - 1] = {
        ...before,
        to: before.to === null || to === null ? null : later(before.to, to),
        evidence: before.evidence === 'topology' ? 'topology' : evidence,
      }
    else joined.push({ ...range, from, to, evidence })
  }
  return joined.reduce((best, piece) => (lengthOf(piece) > lengthOf(best) ? piece : best))
}

function lengthOf({ from, to }: Stretch): bigint {
  return to === null ? 1n << 100n : to.epochNanoseconds - from.epochNanoseconds
}

function endedBy(stretch: Stretch, returns: readonly Return[]): Stretch | null {
  const ends = returns.filter(({ first, last }) => first <= stretch.first && stretch.last <= last).map(({ at }) => at)
  const to = [...ends, ...(stretch.to === null ? [] : [stretch.to])].reduce<Temporal.Instant | null>(
    (end, at) => (end === null ? at : earlier(end, at)),
    null,
  )
  return to !== null && !isBefore(stretch.from, to) ? null : { ...stretch, to }
}

function isAlike(a: Stretch, b: Stretch): boolean {
  return (
    a.evidence === b.evidence &&
    a.from.equals(b.from) &&
    (a.to === null ? b.to === null : b.to !== null && a.to.equals(b.to))
  )
}

/** The positions of some stretches, for counting. */
export function positionsOf(stretches: readonly FailedRange[], evidence: FailedRange['evidence']): Range[] {
  return normal(stretches.filter(stretch => stretch.evidence === evidence))
}
