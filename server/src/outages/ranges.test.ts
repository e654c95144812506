import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSame, normal, without, type Range } from './ranges.ts'

const someRanges = fc.array(
  fc.tuple(fc.nat(40), fc.nat(6)).map(([first, more]): Range => ({ first, last: first + more })),
  { maxLength: 8 },
)

describe('ranges', () => {
  test('keep their numbers when they are made normal', () => {
    fc.assert(
      fc.property(someRanges, ranges => {
        expect(numbersIn(normal(ranges))).toEqual(numbersIn(ranges))
      }),
    )
  })

  test('lose exactly the numbers of the others', () => {
    fc.assert(
      fc.property(someRanges, someRanges, (ranges, others) => {
        const gone = new Set(numbersIn(others))

        expect(numbersIn(without(ranges, others))).toEqual(numbersIn(ranges).filter(number => !gone.has(number)))
      }),
    )
  })

  test('are the same when they hold the same numbers', () => {
    expect(
      isSame(
        [
          { first: 1, last: 3 },
          { first: 4, last: 5 },
        ],
        [{ first: 1, last: 5 }],
      ),
    ).toBe(true)
    expect(isSame([{ first: 1, last: 3 }], [{ first: 1, last: 4 }])).toBe(false)
  })
})

function numbersIn(ranges: readonly Range[]): number[] {
  const numbers = new Set<number>()
  for (const { first, last } of ranges) for (let number = first; number <= last; number++) numbers.add(number)
  return [...numbers].toSorted((a, b) => a - b)
}
