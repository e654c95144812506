import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clip, intersect, subtract, totalSeconds, union, type Interval } from './intervals.ts'

/** One minute, second by second: slow, and too simple to be wrong. */
const seconds = Array.from({ length: 60 }, (_, second) => second)
const covers = (intervals: readonly Interval[], second: number) =>
  intervals.some(({ from, to }) => from <= second && second < to)
const picture = (intervals: readonly Interval[]) =>
  seconds.map(second => (covers(intervals, second) ? '#' : '.')).join('')
const drawn = (holds: (second: number) => boolean) => seconds.map(second => (holds(second) ? '#' : '.')).join('')

const anInterval = fc
  .tuple(fc.integer({ min: 0, max: 58 }), fc.integer({ min: 1, max: 20 }))
  .map(([from, length]) => ({ from, to: Math.min(60, from + length) }))
const someIntervals = fc.array(anInterval, { maxLength: 8 })
const runs = { seed: 13, numRuns: 500 }

/** In order, apart from each other, none empty. */
function expectTidy(intervals: readonly Interval[]): void {
  intervals.forEach(({ from, to }, index) => {
    expect(from).toBeLessThan(to)
    const next = intervals[index + 1]
    if (next) expect(to).toBeLessThanOrEqual(next.from)
  })
}

describe('intervals', () => {
  test('unite to what any of them covers, in any order and however often', () => {
    fc.assert(
      fc.property(someIntervals, fc.nat(), (intervals, turn) => {
        const united = union(intervals)
        const turned = [...intervals.slice(turn % 7), ...intervals.slice(0, turn % 7), ...intervals]

        expect(picture(united)).toBe(drawn(second => covers(intervals, second)))
        expect(union(turned)).toEqual(united)
        expect(union(united)).toEqual(united)
        for (const [index, { to }] of united.entries()) expect(to).toBeLessThan(united[index + 1]?.from ?? Infinity)
        expectTidy(united)
      }),
      runs,
    )
  })

  test('that touch become one, and nothing that does not touch does', () => {
    expect(
      union([
        { from: 10, to: 20 },
        { from: 0, to: 10 },
      ]),
    ).toEqual([{ from: 0, to: 20 }])
    expect(
      union([
        { from: 0, to: 10 },
        { from: 11, to: 20 },
      ]),
    ).toHaveLength(2)
    expect(union([])).toEqual([])
  })

  test('are clipped to a window', () => {
    fc.assert(
      fc.property(someIntervals, anInterval, (intervals, window) => {
        const clipped = clip(union(intervals), window.from, window.to)

        expect(picture(clipped)).toBe(drawn(second => covers(intervals, second) && covers([window], second)))
        expectTidy(clipped)
      }),
      runs,
    )
  })

  test('lose the holes that are taken out of them', () => {
    fc.assert(
      fc.property(someIntervals, someIntervals, (intervals, holes) => {
        const left = subtract(union(intervals), union(holes))

        expect(picture(left)).toBe(drawn(second => covers(intervals, second) && !covers(holes, second)))
        expectTidy(left)
      }),
      runs,
    )
  })

  test('meet where both cover', () => {
    fc.assert(
      fc.property(someIntervals, someIntervals, (a, b) => {
        const common = intersect(union(a), union(b))

        expect(picture(common)).toBe(drawn(second => covers(a, second) && covers(b, second)))
        expect(intersect(union(b), union(a))).toEqual(common)
        expectTidy(common)
      }),
      runs,
    )
  })

  test('add up: what two lists have together is their union and what they share', () => {
    fc.assert(
      fc.property(someIntervals, someIntervals, (a, b) => {
        const [one, other] = [union(a), union(b)]

        expect(totalSeconds(union([...a, ...b])) + totalSeconds(intersect(one, other))).toBe(
          totalSeconds(one) + totalSeconds(other),
        )
        expect(totalSeconds(subtract(one, other)) + totalSeconds(intersect(one, other))).toBe(totalSeconds(one))
        expect(totalSeconds(one)).toBe(seconds.filter(second => covers(a, second)).length)
      }),
      runs,
    )
  })

  test('are left as they were given', () => {
    const given = Object.freeze([Object.freeze({ from: 5, to: 9 }), Object.freeze({ from: 0, to: 6 })])

    expect(union(given)).toEqual([{ from: 0, to: 9 }])
    expect(given[0]).toEqual({ from: 5, to: 9 })
  })
})
