import { checkScheme, HolidayCalendars, thresholdKind, type Amount, type Scheme } from '@pulih/engine'
import { describe, expect, test } from 'vitest'
import { stepped } from './history.ts'
import {
  amountAs,
  amounts,
  boundAbove,
  bounds,
  measuredBy,
  measures,
  nameOf,
  newMeasure,
  unmeasured,
} from './shapes.ts'
import { at, drop, leavesOf, move, put } from './tree.ts'

const calendars = new HolidayCalendars([])
const [simple] = Object.values(
  import.meta.glob<Scheme>('../../../../../rulebooks/policies/daily-thirtieth.json', {
    eager: true,
    import: 'default',
  }),
) as [Scheme]

function mistakes(changes: Readonly<Record<string, unknown>>) {
  const policy = Object.entries(changes).reduce((all, [pointer, value]) => put(all, pointer, value), simple)
  return checkScheme(policy, calendars).filter(({ code }) => code !== 'unused-parameter' && code !== 'unknown-calendar')
}

describe('every word that can be chosen', () => {
  test.each(amounts)('makes an amount that the rules know: %s', name => {
    for (const old of [null, ...amounts.map(each => amountAs(each, null))]) {
      const amount = amountAs(name, old)

      expect(nameOf(amount)).toBe(name)
      expect(mistakes({ '/heads/0/pays': amount })).toEqual([])
    }
  })

  test.each(unmeasured)('may be a cap: %s', name => {
    expect(mistakes({ '/cap': amountAs(name, null) })).toEqual([])
  })

  test.each(measures)('makes a measure that the rules know, with bounds of its unit: %s', name => {
    const measure = name === 'working-days' ? { measure: name, calendar: 'pl' } : newMeasure(name)
    const amount = amountAs('tiers', null)
    if (!('tiers' in amount)) throw new Error('a table has tiers')
    const rows = measuredBy(amount.rows, amount.tiers, measure)

    expect(
      mistakes({
        '/heads/0/gate': { when: measure, is: '>=', than: bounds(measure)[0] },
        '/heads/0/pays': { tiers: measure, rows },
      }),
    ).toEqual([])
  })

  test('a row that is added has a bound above the last one', () => {
    for (const name of ['duration', 'availability', 'occurrences'] as const) {
      const measure = newMeasure(name)
      const last = bounds(measure).at(-1) ?? ''
      const rows = [last, boundAbove(last, thresholdKind(measure))].map(atLeast => ({ atLeast, pays: { money: '1' } }))

      expect(mistakes({ '/heads/0/pays': { tiers: measure, rows } }), `measure ${name}`).toEqual([])
    }
    expect(boundAbove('P2D', 'duration')).toBe('P4D')
  })

  test('keeps the share that was there', () => {
    const table = amountAs('tiers', { share: '1/30', of: 'previous-bill' })

    expect(amountAs('share', table)).toEqual({ share: '1/30', of: 'previous-bill' } satisfies Amount)
  })
})

describe('a place in a document', () => {
  const document = { a: [{ b: 1 }, { b: 2 }, { b: 3 }], 'c/d': 'e' }

  test('is read, replaced, removed and moved, and the old document stays', () => {
    expect(at(document, '/a/1/b')).toBe(2)
    expect(put(document, '/a/1/b', 5).a.map(({ b }) => b)).toEqual([1, 5, 3])
    expect(drop(document, '/a/0').a.map(({ b }) => b)).toEqual([2, 3])
    expect(move(document, '/a/2', -1).a.map(({ b }) => b)).toEqual([1, 3, 2])
    expect(move(document, '/a/2', 1)).toEqual(document)
    expect(put(document, '/x/y', 1)).toBe(document)
    expect(document.a.map(({ b }) => b)).toEqual([1, 2, 3])
  })

  test('is named as the checks name it', () => {
    expect(leavesOf(document)).toContain('/c~1d')
    expect(at(document, '/c~1d')).toBe('e')
  })
})

describe('what was done', () => {
  const start = { past: [], now: 0, future: [], place: '', time: 0 }
  const set = (to: number, place: string, time: number) => ({ to: () => to, place, time })

  test('is taken back and done again, and something else forgets what was taken back', () => {
    const done = [set(1, 'a', 0), set(2, 'b', 10)].reduce(stepped<number>, start)
    const back = stepped(done, 'undo')

    expect([done.now, back.now, stepped(back, 'redo').now]).toEqual([2, 1, 2])
    expect(stepped(stepped(back, set(9, 'c', 20)), 'redo').now).toBe(9)
    expect(stepped(start, 'undo')).toBe(start)
  })

  test('in one field without a pause is one step', () => {
    const typed = [set(1, 'a', 0), set(12, 'a', 300), set(123, 'a', 600), set(4, 'a', 5000)].reduce(
      stepped<number>,
      start,
    )

    expect(stepped(typed, 'undo').now).toBe(123)
    expect(stepped(stepped(typed, 'undo'), 'undo').now).toBe(0)
  })
})
