/** Neighbouring numbers, both ends included: elements by their position, and the services that hang on them. */
export interface Range {
  readonly first: number
  readonly last: number
}

/** The same numbers in rising ranges that neither overlap nor touch. */
export function normal(ranges: readonly Range[]): Range[] {
  const joined: Range[] = []
  for (const range of ranges.toSorted((a, b) => a.first - b.first)) {
    const before = joined.at(-1)
    if (before && range.first <= before.last + 1)
      joined[joined.length - 1] = { first: before.first, last: Math.max(before.last, range.last) }
    else joined.push({ first: range.first, last: range.last })
  }
  return joined
}

/** What is in some ranges and not in others. */
export function without(ranges: readonly Range[], others: readonly Range[]): Range[] {
  const gone = normal(others)
  const left: Range[] = []
  let at = 0
  for (const { first, last } of normal(ranges)) {
    let from = first
    while (at < gone.length && (gone[at]?.last ?? 0) < from) at++
    for (let next = at; next < gone.length; next++) {
      const hole = gone[next]
      if (!hole || hole.first > last) break
      if (hole.first > from) left.push({ first: from, last: hole.first - 1 })
      from = Math.max(from, hole.last + 1)
    }
    if (from <= last) left.push({ first: from, last })
  }
  return left
}

export function isSame(a: readonly Range[], b: readonly Range[]): boolean {
  const [x, y] = [normal(a), normal(b)]
  return x.length === y.length && x.every((range, at) => range.first === y[at]?.first && range.last === y[at]?.last)
}
