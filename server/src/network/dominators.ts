import { at, increase } from './typed-array.ts'

/**
 * Who cuts off whom. Elements are numbers 0…count-1; element `child` hangs on `parents[starts[child]…starts[child + 1] - 1]` and works
 * while one of them works. Those without a parent hang on a root that never fails.
 */
export interface Graph {
  readonly count: number
  readonly starts: Int32Array
  readonly parents: Int32Array
}

/** Stands for the root above all elements that have no parent. */
export const aboveAll = -1

export interface Dominators {
  /** Every element after all its parents. */
  readonly order: Int32Array
  /** The nearest element whose failure alone cuts this one off, or `aboveAll`. */
  readonly dominator: Int32Array
}

/** Puts parents before children. Elements in a circle, and all that hang on them, are not in the answer. */
export function topologicalOrder({ count, starts, parents }: Graph): Int32Array {
  const children = reversed({ count, starts, parents })
  const waiting = new Int32Array(count)
  const order = new Int32Array(count)
  let known = 0
  for (let element = 0; element < count; element++) {
    waiting[element] = at(starts, element + 1) - at(starts, element)
    if (waiting[element] === 0) order[known++] = element
  }
  for (let next = 0; next < known; next++) {
    const parent = at(order, next)
    for (let link = at(children.starts, parent); link < at(children.starts, parent + 1); link++) {
      const child = at(children.targets, link)
      if (increase(waiting, child, -1) === 0) order[known++] = child
    }
  }
  return order.subarray(0, known)
}

/** Elements that are part of a circle, without those that only hang below one. */
export function inCircles(graph: Graph): Int32Array {
  const order = topologicalOrder(graph)
  const left = new Uint8Array(graph.count).fill(1)
  for (const element of order) left[element] = 0
  const children = new Int32Array(graph.count)
  for (let child = 0; child < graph.count; child++) {
    if (left[child] === 0) continue
    for (let link = at(graph.starts, child); link < at(graph.starts, child + 1); link++)
      increase(children, at(graph.parents, link), 1)
  }
  // Whoever feeds nobody that is left closes no circle; taking it away may free its parents in turn.
  const loose: number[] = []
  for (let element = 0; element < graph.count; element++)
    if (left[element] === 1 && children[element] === 0) loose.push(element)
  for (let child = loose.pop(); child !== undefined; child = loose.pop()) {
    left[child] = 0
    for (let link = at(graph.starts, child); link < at(graph.starts, child + 1); link++) {
      const parent = at(graph.parents, link)
      if (increase(children, parent, -1) === 0 && left[parent] === 1) loose.push(parent)
    }
  }
  return Int32Array.from(left.keys().filter(element => left[element] === 1))
}

/**
 * In a graph without circles the dominator of an element is the nearest common ancestor of its parents in the tree of dominators
 * so far, so one pass in topological order is enough. `jump` makes each climb logarithmic, however deep a chain is
 * (skew-binary ancestors, Myers 1983, https://doi.org/10.1016/0020-0190(83)90106-0).
 */
export function dominatorsOf(graph: Graph): Dominators {
  const { count, starts, parents } = graph
  const order = topologicalOrder(graph)
  const dominator = new Int32Array(count).fill(aboveAll)
  // Places are shifted by one, so that the root above all is place 0.
  const up = new Int32Array(count + 1)
  const jump = new Int32Array(count + 1)
  const depth = new Int32Array(count + 1)

  const meet = (one: number, other: number): number => {
    let [a, b] = at(depth, one) >= at(depth, other) ? [one, other] : [other, one]
    while (at(depth, a) > at(depth, b)) a = at(depth, at(jump, a)) >= at(depth, b) ? at(jump, a) : at(up, a)
    while (a !== b) {
      const apart = at(jump, a) !== at(jump, b)
      a = apart ? at(jump, a) : at(up, a)
      b = apart ? at(jump, b) : at(up, b)
    }
    return a
  }

  for (const element of order) {
    const first = at(starts, element)
    const end = at(starts, element + 1)
    let above = first === end ? 0 : at(parents, first) + 1
    for (let link = first + 1; link < end; link++) above = meet(above, at(parents, link) + 1)
    const place = element + 1
    up[place] = above
    depth[place] = at(depth, above) + 1
    const skip = at(jump, above)
    jump[place] =
      at(depth, above) - at(depth, skip) === at(depth, skip) - at(depth, at(jump, skip)) ? at(jump, skip) : above
    dominator[element] = above - 1
  }
  return { order, dominator }
}

function reversed({ count, starts, parents }: Graph): { starts: Int32Array; targets: Int32Array } {
  const firsts = new Int32Array(count + 2)
  for (const parent of parents) increase(firsts, parent + 2, 1)
  for (let element = 2; element < firsts.length; element++) increase(firsts, element, at(firsts, element - 1))
  const targets = new Int32Array(parents.length)
  for (let child = 0; child < count; child++)
    for (let link = at(starts, child); link < at(starts, child + 1); link++)
      targets[increase(firsts, at(parents, link) + 1, 1) - 1] = child
  return { starts: firsts.subarray(0, count + 1), targets }
}
