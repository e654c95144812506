import { aboveAll, type Dominators } from './dominators.ts'
import { at, increase } from './typed-array.ts'

/** The pre-order interval of each element in the tree of dominators. An element alone cuts off exactly what begins inside its interval. */
export interface Numbering {
  readonly position: Int32Array
  readonly last: Int32Array
}

/** What was there before, so that as little as possible moves. 0 stands for an element that has no place yet. */
export interface FormerNumbering extends Numbering {
  /** As indexes; `aboveAll` for the top. Elements that are new may hold anything. */
  readonly dominator: Int32Array
}

/** Beyond this all are numbered afresh, well before 32 bits are used up. */
const highestPosition = 2_000_000_000

/**
 * Gives every element an interval inside that of its dominator, with room for more. An element keeps its interval if it keeps its
 * dominator and what is new below it still fits; whoever does not fit moves with all that is below it.
 */
export function numberElements(tree: Dominators, former?: FormerNumbering): Numbering {
  const numbering = former ? keepPlaces(tree, former) : undefined
  return numbering ?? keepPlaces(tree, nowhere(tree.dominator.length)) ?? fail()
}

function keepPlaces({ order, dominator }: Dominators, former: FormerNumbering): Numbering | undefined {
  const count = dominator.length
  // One place more, for the root above all, which has no interval of its own.
  const whole = new Int32Array(count)
  const below = new Int32Array(count + 1)
  const children = new Int32Array(count + 1)
  const newBelow = new Int32Array(count + 1)
  const end = new Int32Array(count + 1)
  const moves = new Uint8Array(count)
  const aboveOf = (element: number): number => (dominator[element] === aboveAll ? count : at(dominator, element))

  // From below: how much room each one needs, and whether it has it where it is.
  for (let index = order.length - 1; index >= 0; index--) {
    const element = at(order, index)
    const above = aboveOf(element)
    const position = at(former.position, element)
    const last = at(former.last, element)
    whole[element] = 1 + at(below, element) + slack(at(children, element))
    increase(below, above, at(whole, element))
    increase(children, above, 1)
    const known = position > 0 && former.dominator[element] === dominator[element]
    if (known && last - Math.max(at(end, element), position) >= at(newBelow, element)) {
      end[above] = Math.max(at(end, above), last)
    } else {
      moves[element] = 1
      increase(newBelow, above, at(whole, element))
    }
  }

  // From above: whoever moves, or hangs on somebody who does, gets the next free place of its dominator.
  const position = new Int32Array(count)
  const last = new Int32Array(count)
  const next = new Int32Array(count + 1)
  if (at(end, count) + at(newBelow, count) > highestPosition) return undefined
  next[count] = at(end, count) + 1
  for (const element of order) {
    const above = aboveOf(element)
    if (above !== count && moves[above] === 1) moves[element] = 1
    if (moves[element] === 1) {
      position[element] = at(next, above)
      increase(next, above, at(whole, element))
      last[element] = at(next, above) - 1
      next[element] = at(position, element) + 1
    } else {
      position[element] = at(former.position, element)
      last[element] = at(former.last, element)
      next[element] = Math.max(at(end, element), at(position, element)) + 1
    }
  }
  return { position, last }
}

/** Room that is left for later children: a quarter more than there are, and none below the last elements, of which there are many. */
function slack(children: number): number {
  return children === 0 ? 0 : 4 + (children >>> 2)
}

function nowhere(count: number): FormerNumbering {
  return { position: new Int32Array(count), last: new Int32Array(count), dominator: new Int32Array(count) }
}

function fail(): never {
  throw new RangeError('the network has more elements than there are positions')
}
