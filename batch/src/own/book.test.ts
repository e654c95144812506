import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Book, type ViewFacts } from './book.ts'

/** The answer of a steady scheme: how many of the limits more time has passed; breaks may set it back. */
function answerAt(breaks: readonly number[], limits: readonly number[], cut: number): number {
  const stretch = breaks.filter(at => at < cut).length
  const start = breaks[stretch - 1] ?? 0
  const moves = stretch > 0 && stretch < breaks.length
  return (stretch % 3) * 10 + (moves ? limits.filter(limit => cut - start > limit).length : 0)
}

describe('the book of answers', () => {
  test('always says what was decided, and asks for less and less', () => {
    const cuts = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 200 })
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 2, maxLength: 6 })
    const limits = fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 5 })
    fc.assert(
      fc.property(times, limits, cuts, fc.boolean(), (unsorted, limits, cuts, isSteady) => {
        const breaks = unsorted.toSorted((a, b) => a - b)
        let asked = 0
        const book = new Book((_, scheme, cut) => {
          asked++
          return scheme * 100 + answerAt(breaks, limits, cut)
        })
        const place = book.add(0, { ...facts, breaks, steady: [isSteady, true] })

        for (const cut of cuts) {
          book.secondsUntil(place, cut)
          for (const scheme of [0, 1])
            expect(book.answer(place, scheme, cut)).toBe(scheme * 100 + answerAt(breaks, limits, cut))
        }
        const before = asked
        for (const cut of cuts) {
          book.secondsUntil(place, cut)
          for (const scheme of [0, 1]) book.answer(place, scheme, cut)
        }
        expect(asked - before).toBe(isSteady ? 0 : cuts.length)
      }),
      { numRuns: 500 },
    )
  })

  test('knows the time without service inside the period up to any second', () => {
    const merged = [
      { from: 10, to: 30 },
      { from: 50, to: 80 },
    ]
    const book = new Book(() => 0)
    const place = book.add(7, { ...facts, breaks: [10, 20, 30, 50, 70, 80], merged, period: { from: 20, to: 70 } })

    const seconds = [0, 10, 15, 20, 21, 30, 40, 51, 70, 75, 80, 100].map(cut => book.secondsUntil(place, cut))

    expect(seconds).toEqual([0, 0, 0, 0, 1, 10, 10, 11, 30, 30, 30, 30])
    expect(book.view(place)).toBe(7)
    expect(book.secondsUntil(place, Infinity)).toBe(30)
  })
})

const facts: ViewFacts = { breaks: [], lastTo: 400, merged: [], period: { from: 0, to: 400 }, steady: [true] }
