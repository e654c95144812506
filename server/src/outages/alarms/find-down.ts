import { endOf, sizeOf, type Tree } from './tree.ts'

export interface Threshold {
  /** How much below an element must be silent before the element itself is suspected. */
  readonly share: number
  readonly minimumAlarms: number
}

export interface Down {
  /** The topmost elements that are down, in pre-order: none lies under another. */
  readonly roots: readonly number[]
  /** How many alarmed elements each element has in its interval. */
  readonly alarmed: Uint32Array
}

/**
 * Which elements must have failed, so that what is alarmed would be alarmed. From below upwards, each element is judged by its own
 * alarm or, when it has none, by its branches:
 *
 * - Its own alarm says that it is unreachable: then it is down, whatever is said below. Devices behind a dead one often raise no
 *   alarm at all, because monitoring cannot ask them any more.
 * - Otherwise it is suspected when nearly all of its branches are. Nearly, because of a thousand alarms some are always lost. All of
 *   two branches at least, because a single branch is explained just as well one level below, and the lower explanation claims less.
 *   Climbing on ends by itself: one level higher there are branches that are well, and the share falls.
 *
 * A branch counts by the logarithm of its size: a port without customers must not outweigh sixty customers, and a branch with a
 * thousand customers must not outvote a small one that is well.
 * More alarms can only put more elements down, never fewer. That is why the order in which they arrive does not matter in the end.
 */
export function findDown(
  tree: Tree,
  unreachable: Uint8Array,
  expected: Uint8Array,
  { share, minimumAlarms }: Threshold,
): Down {
  const size = tree.last.length
  const weight = new Float64Array(size)
  const lost = new Float64Array(size)
  const branches = new Uint32Array(size)
  const alarmed = new Uint32Array(size)
  const down = new Uint8Array(size)
  for (let position = size - 1; position >= 0; position--) {
    // Under planned work both alarm and silence are as they should be, and neither is evidence.
    if (at(expected, position) === 1) continue
    const own = at(unreachable, position) === 1
    const known = at(weight, position) > 0
    const state = own ? 1 : known ? at(lost, position) / at(weight, position) : 0
    alarmed[position] = at(alarmed, position) + (own ? 1 : 0)
    const suspected = at(alarmed, position) >= minimumAlarms && at(branches, position) >= 2 && state >= share
    down[position] = own || suspected ? 1 : 0
    const above = at(tree.above, position)
    const speaks = own || known || at(tree.monitored, position) === 1
    if (above < 0 || !speaks) continue
    const counts = 1 + Math.log2(sizeOf(tree, position))
    weight[above] = at(weight, above) + counts
    lost[above] = at(lost, above) + counts * state
    alarmed[above] = at(alarmed, above) + at(alarmed, position)
    branches[above] = at(branches, above) + (at(alarmed, position) > 0 ? 1 : 0)
  }
  const roots: number[] = []
  for (let position = 0; position < size; position++) {
    if (at(down, position) === 0) continue
    roots.push(position)
    position = endOf(tree, position)
  }
  return { roots, alarmed }
}

function at(column: { readonly [index: number]: number }, index: number): number {
  return column[index] ?? 0
}
