import type { Down } from './find-down.ts'
import { endOf, isWithin, type Tree } from './tree.ts'

/** Elements that failed together, and everything that they cut off together. */
export interface Group {
  readonly roots: readonly number[]
}

export interface Grouped {
  readonly groups: readonly Group[]
  /** Which group cuts off the element at a position; -1: none. */
  readonly groupAt: Int32Array
}

/**
 * Independent cuts are groups of their own. An element with several parents belongs to the cut when all of its parents do; if they
 * were cut by different roots, these are one cut, because neither of them alone explains it. It takes an alarm behind that element to
 * say so: with two paths down and no alarm behind them there is a third path that the books do not know.
 */
export function groupRoots(tree: Tree, { roots, alarmed }: Down): Grouped {
  const label = new Int32Array(tree.last.length).fill(-1)
  const kept = new Set(roots)
  const sameAs = roots.map((_, index) => index)
  const find = (index: number): number => {
    const next = sameAs[index] ?? index
    return next === index ? index : find(next)
  }
  const join = (one: number, other: number): void => {
    const [low, high] = [find(one), find(other)].toSorted((a, b) => a - b)
    if (low !== undefined && high !== undefined) sameAs[high] = low
  }
  const cover = (position: number, group: number): void => {
    for (let each = position; each <= endOf(tree, position); each++) {
      const before = label[each] ?? -1
      if (before >= 0) join(before, group)
      label[each] = group
    }
  }

  const redundant = [...tree.parents].filter(([position]) => (alarmed[position] ?? 0) > 0).toSorted(([a], [b]) => a - b)
  const spread = (): void => {
    for (let grew = true; grew;) {
      grew = false
      for (const [position, parents] of redundant) {
        if ((label[position] ?? -1) >= 0) continue
        const groups = parents.map(parent => label[parent] ?? -1)
        const [first] = groups
        if (first === undefined || groups.includes(-1)) continue
        for (const group of groups) join(first, group)
        cover(position, first)
        // What lies behind it is a consequence and no cause.
        for (const root of kept) if (isWithin(tree, root, position)) kept.delete(root)
        grew = true
      }
    }
  }

  roots.forEach((root, index) => {
    if (!tree.parents.has(root)) cover(root, index)
  })
  spread()
  // In a ring each element is the parent of the next: the first of them that nothing else explains is a cause, the others follow.
  roots.forEach((root, index) => {
    if (!tree.parents.has(root) || (label[root] ?? -1) >= 0) return
    cover(root, index)
    spread()
  })

  const numbers = new Map<number, number>()
  const members: number[][] = []
  roots.forEach((root, index) => {
    if (!kept.has(root)) return
    const found = find(index)
    const number = numbers.get(found) ?? members.push([]) - 1
    numbers.set(found, number)
    members[number]?.push(root)
  })
  const groupAt = label.map(group => (group < 0 ? -1 : (numbers.get(find(group)) ?? -1)))
  return { groups: members.map(each => ({ roots: each })), groupAt }
}
