import type { KnownOutage } from './evidence.ts'
import { isWithin, type Tree } from './tree.ts'

/** What an outage names once a cut is known. */
export interface Naming {
  /** Elements that outages named so far and that lie below a root: consequences, of which the outage no longer speaks. */
  readonly leaves: readonly Leaving[]
  /** The elements after which the outage is called from now on, the roots of the cut first; none: as before. */
  readonly names: readonly number[]
}

export interface Leaving {
  /** The outage that named it, which may be one that is absorbed. */
  readonly outage: string
  readonly root: number
}

interface FoundRoots {
  readonly roots: readonly number[]
  readonly isCovered: (position: number) => boolean
}

/**
 * What leaves an outage when its root is found higher up, and what it is called then. Only what lies below one root leaves: the outage
 * covers the same as before, so nobody is counted otherwise than he was. What only several roots cut off together stays named, because
 * without its name its customers would seem to have had a second path. Below a part that was said to work again an element
 * was named because it failed once more, and stays too.
 */
export function nameOutage(
  tree: Tree,
  cut: FoundRoots,
  standing: KnownOutage,
  absorbed: readonly KnownOutage[],
  adds: readonly number[],
): Naming {
  const all = [standing, ...absorbed]
  // A part whose root has failed again is none any more.
  const parts = all.flatMap(outage => outage.parts).filter(({ position }) => !adds.includes(position))
  const isBelow = (root: number) => cut.roots.some(top => top !== root && isWithin(tree, root, top))
  const failedAgain = (root: number) =>
    parts.some(({ position }) => position !== root && isWithin(tree, root, position))
  const goes = (outage: KnownOutage, root: number) => outage.byAlarms && isBelow(root) && !failedAgain(root)
  const leaves = all.flatMap(outage =>
    outage.roots.filter(root => goes(outage, root)).map(root => ({ outage: outage.id, root })),
  )
  const kept = all.flatMap(outage => outage.roots.filter(root => !goes(outage, root)))
  const after = topmost(tree, [...kept, ...adds])
  const isAsBefore = leaves.length === 0 && after.join() === topmost(tree, standing.roots).join()
  const elsewhere = after.filter(root => !cut.isCovered(root))
  return { leaves, names: isAsBefore ? [] : [...after.filter(root => cut.roots.includes(root)), ...elsewhere] }
}

/** Without what lies below another one, each once, in the order of the tree. */
function topmost(tree: Tree, roots: readonly number[]): number[] {
  const found: number[] = []
  for (const root of roots.toSorted((a, b) => a - b)) {
    const above = found.at(-1)
    if (above === undefined || !isWithin(tree, root, above)) found.push(root)
  }
  return found
}
