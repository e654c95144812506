import type { KnownOutage } from './evidence.ts'
import { isWithin, sizeOf, type Tree } from './tree.ts'

/** What open outages cover: everything below their roots, except what is said to work again. */
export interface Cover {
  readonly covers: (outage: KnownOutage, position: number) => boolean
  /** The outage with the closest root above; of several with the same root the oldest. */
  readonly nearest: (position: number, isPossible: (outage: KnownOutage) => boolean) => KnownOutage | null
}

/** Takes outages in the order of their age. Those that are over cover nothing. */
export function createCover(tree: Tree, outages: readonly KnownOutage[]): Cover {
  const open = outages.filter(outage => outage.restoredAt === null)
  const roots = open
    .flatMap(outage => outage.roots.map(root => ({ root, outage })))
    .toSorted((a, b) => sizeOf(tree, a.root) - sizeOf(tree, b.root))
  const covers: Cover['covers'] = (outage, position) =>
    outage.roots.some(root => isWithin(tree, position, root)) &&
    !outage.parts.some(part => isWithin(tree, position, part.position))
  return {
    covers,
    nearest: (position, isPossible) =>
      roots.find(({ root, outage }) => isWithin(tree, position, root) && covers(outage, position) && isPossible(outage))
        ?.outage ?? null,
  }
}
