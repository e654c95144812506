import type { Header } from './header.ts'
import type { BatchPlan } from './plan.ts'

/** One look-up for columns that stand side by side in the file: their words, joined as they are there, tell their share of the profile. */
export interface JoinedColumns {
  readonly column: number
  readonly lastColumn: number
  readonly words: readonly string[]
  readonly numbers: readonly number[]
  /** Which columns of the plan it replaces. */
  readonly parts: readonly number[]
}

/** More words than this would no longer stay in the nearest cache. */
const mostWords = 512

/** The weight of each profile column: mixed radix, the first column slowest. */
export function profileWeights({ profileColumns }: BatchPlan): number[] {
  return profileColumns.map((_, at) =>
    profileColumns.slice(at + 1).reduce((product, later) => product * later.values.length, 1),
  )
}

/** Finds the profile columns that neighbour each other. A column that takes any word cannot be joined. */
export function joinColumns(plan: BatchPlan, header: Header): JoinedColumns[] {
  const separator = String.fromCharCode(header.separator)
  const weights = profileWeights(plan)
  const candidates = plan.profileColumns
    .map(({ values, fallback, open }, part) => {
      const weight = weights[part] ?? 0
      const words = values.map((text, value) => ({ text, number: value * weight }))
      if (fallback >= 0 && !values.includes('')) words.push({ text: '', number: fallback * weight })
      return { part, column: header.profile[part] ?? -1, words, joins: !open && !values.join('').includes(separator) }
    })
    .filter(({ column, joins }) => column >= 0 && joins)
    .toSorted((a, b) => a.column - b.column)

  const joined: JoinedColumns[] = []
  for (let first = 0; first < candidates.length;) {
    const group = candidates.slice(first, first + 1)
    let words = group[0]?.words ?? []
    for (let next = candidates[first + 1]; next; next = candidates[first + group.length]) {
      const { column, words: more } = next
      if (column !== (group.at(-1)?.column ?? 0) + 1 || words.length * more.length > mostWords) break
      words = words.flatMap(a => more.map(b => ({ text: a.text + separator + b.text, number: a.number + b.number })))
      group.push(next)
    }
    if (group.length > 1) {
      joined.push({
        column: group[0]?.column ?? 0,
        lastColumn: group.at(-1)?.column ?? 0,
        words: words.map(({ text }) => text),
        numbers: words.map(({ number }) => number),
        parts: group.map(({ part }) => part),
      })
    }
    first += group.length
  }
  return joined
}
