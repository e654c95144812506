import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aboveAll, dominatorsOf, inCircles, topologicalOrder, type Graph } from './dominators.ts'
import { numberElements, type Numbering } from './numbering.ts'

describe('the tree of dominators', () => {
  test('has, for each element, exactly those inside its interval that its failure alone cuts off', () => {
    fc.assert(
      fc.property(randomGraph(), graph => {
        const tree = dominatorsOf(graph)
        const { position, last } = numberElements(tree)
        for (let failed = 0; failed < graph.count; failed++) {
          const inside = [...position.keys()].filter(
            e => position[e]! >= position[failed]! && position[e]! <= last[failed]!,
          )
          expect(inside).toEqual(downByReach(graph, [failed]))
        }
      }),
      { numRuns: 300 },
    )
  })

  test('takes a chain of a million elements in its stride', () => {
    const count = 1_000_000
    const graph = graphOf(
      Array.from({ length: count }, (_, element) => (element < 2 ? [] : [element - 1, element - 2])),
    )

    expect(dominatorsOf(graph).dominator.at(-1)).toBe(aboveAll)
  })
})

describe('circles', () => {
  test('are found without what only hangs below them', () => {
    const graph = graphOf([[], [0, 3], [1], [2], [3], [0]])

    expect([...inCircles(graph)]).toEqual([1, 2, 3])
    expect([...topologicalOrder(graph)]).toEqual([0, 5])
  })
})

describe('numbering', () => {
  test('keeps every place when nothing changed, and gives new leaves the room that was left', () => {
    const small = graphOf([[], [0], [0], [1], [1], [2]])
    const before = numberElements(dominatorsOf(small))
    const former = formerOf(small, before, 1)
    const larger = graphOf([[], [0], [0], [1], [1], [2], [1]])

    const after = numberElements(dominatorsOf(larger), former)

    expect([...after.position].slice(0, 6)).toEqual([...before.position])
    expect([...after.last].slice(0, 6)).toEqual([...before.last])
  })

  test('stays right after any change of the graph', () => {
    fc.assert(
      fc.property(randomGraph(), randomGraph(), (first, second) => {
        const before = numberElements(dominatorsOf(first))
        const former = formerOf(first, before, Math.max(0, second.count - first.count))
        const tree = dominatorsOf(second)

        const after = numberElements(tree, former)

        for (let failed = 0; failed < second.count; failed++) {
          const inside = [...after.position.keys()].filter(
            e => after.position[e]! >= after.position[failed]! && after.position[e]! <= after.last[failed]!,
          )
          expect(inside).toEqual(downByReach(second, [failed]))
        }
        expect(new Set(after.position).size).toBe(second.count)
      }),
      { numRuns: 300 },
    )
  })
})

function formerOf(graph: Graph, { position, last }: Numbering, added: number) {
  const extended = (values: Int32Array) => Int32Array.from([...values, ...new Array<number>(added).fill(0)])
  return { position: extended(position), last: extended(last), dominator: extended(dominatorsOf(graph).dominator) }
}

function graphOf(parents: readonly (readonly number[])[]): Graph {
  const starts = new Int32Array(parents.length + 1)
  parents.forEach((list, element) => (starts[element + 1] = starts[element]! + list.length))
  return { count: parents.length, starts, parents: Int32Array.from(parents.flat()) }
}

function randomGraph(): fc.Arbitrary<Graph> {
  return fc
    .array(fc.array(fc.nat(1_000_000), { maxLength: 3 }), { minLength: 1, maxLength: 14 })
    .map(lists =>
      graphOf(lists.map((list, element) => (element === 0 ? [] : [...new Set(list.map(n => n % element))]))),
    )
}

/** Everything that no longer reaches the top once some elements failed, by plain search. */
function downByReach({ count, starts, parents }: Graph, failed: readonly number[]): number[] {
  const alive = new Set<number>()
  for (let changed = true; changed;) {
    changed = false
    for (let element = 0; element < count; element++) {
      if (alive.has(element) || failed.includes(element)) continue
      const feeding = [...parents.subarray(starts[element], starts[element + 1])]
      if (feeding.length > 0 && !feeding.some(parent => alive.has(parent))) continue
      alive.add(element)
      changed = true
    }
  }
  return [...Array(count).keys()].filter(element => !alive.has(element))
}
