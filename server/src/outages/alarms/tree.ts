/** Elements in the order of their positions, as the network numbers them, each column on its own. */
export interface TreeColumns {
  readonly positions: ArrayLike<number>
  /** The last position below the element; positions may have gaps. */
  readonly lasts: ArrayLike<number>
  readonly monitored: Uint8Array
  readonly endpoint: Uint8Array
}

/**
 * The tree of dominators in pre-order, as plain columns. Elements are numbered from 0 without gaps: the element i, failing alone, cuts
 * off exactly the elements from i to last[i].
 */
export interface Tree {
  readonly last: Int32Array
  /** The dominator right above; -1 at the top. */
  readonly above: Int32Array
  /** Whether silence of this element means that it is well. */
  readonly monitored: Uint8Array
  /** Whether it serves a single customer, so that its alarm alone is no outage. */
  readonly endpoint: Uint8Array
  /** Elements with several parents, which work as long as one parent works. */
  readonly parents: ReadonlyMap<number, readonly number[]>
}

export function treeOf({ positions, lasts, monitored, endpoint }: TreeColumns, parents: Tree['parents']): Tree {
  const size = positions.length
  const last = new Int32Array(size)
  const above = new Int32Array(size).fill(-1)
  const open: number[] = []
  const closeBefore = (position: number, index: number): void => {
    for (let top = open.at(-1); top !== undefined && (lasts[top] ?? 0) < position; top = open.at(-1)) {
      last[top] = index - 1
      open.pop()
    }
  }
  // In pre-order the innermost interval that is still open is the dominator right above.
  for (let index = 0; index < size; index++) {
    closeBefore(positions[index] ?? 0, index)
    above[index] = open.at(-1) ?? -1
    open.push(index)
  }
  closeBefore(Infinity, size)
  return { last, above, monitored, endpoint, parents }
}

/** Whether the element is this one or below it. */
export function isWithin(tree: Tree, position: number, of: number): boolean {
  return position >= of && position <= endOf(tree, of)
}

export function endOf({ last }: Tree, position: number): number {
  return last[position] ?? position
}

export function sizeOf(tree: Tree, position: number): number {
  return endOf(tree, position) - position + 1
}
