import { describe, expect, test } from 'vitest'
import { availabilityOf, boundsFor, keeps, levelOfDay, runsOf } from './availability.ts'
import { sample } from '../sample.ts'
import { viewFor } from './view.ts'

const view = viewFor(sample, 'en')

describe('availability', () => {
  const day = (owed: number, lost: number) => ({ owed, lost })

  test('is what was there of what was owed, so that a day with more of it weighs more', () => {
    expect(availabilityOf([null, day(100, 0), day(300, 100)])).toEqual({ owed: 400, lost: 100 })
    expect(availabilityOf([null])).toBeNull()
  })

  test('is cut and never rounded up', () => {
    expect(view.available(day(100_000, 1))).toBe('99.99%')
    expect(view.available(day(100, 0))).toBe('100%')
    expect(view.available(day(10_000, 2))).toBe('99.98%')
  })

  test('is never all of it when anything was missing, and never less than nothing', () => {
    expect(view.available(day(7.8e12, 1))).toBe('99.99%')
    expect(view.available(day(10, 10))).toBe('0%')
    expect(view.available(day(0, 0))).toBe('100%')
    expect(levelOfDay(day(7.8e12, 1), boundsFor('0.995'))).toBe('worse')
  })

  test('has a digit more than the promise', () => {
    const strict = viewFor({ ...sample, page: { ...sample.page, promise: '0.9999' } }, 'en')
    expect(strict.available(day(1_000_000, 101))).toBe('99.989%')
    expect(strict.available(day(1_000_000, 100))).toBe('99.99%')
    expect(strict.available(day(1_000_000_000, 1))).toBe('99.999%')
    expect(strict.share(0.9999)).toBe('99.99%')
  })

  test('keeps a promise that it meets exactly', () => {
    expect(keeps(availabilityOf(Array.from({ length: 90 }, () => day(86_400, 432))) ?? day(1, 1), 0.995)).toBe(true)
    expect(keeps(day(10_000, 51), 0.995)).toBe(false)
  })

  test('of days is told by the promise, whatever it is', () => {
    const bounds = boundsFor('0.995')
    expect(
      [day(1000, 0), day(1000, 4), day(1000, 40), day(1000, 500), null].map(each => levelOfDay(each, bounds)),
    ).toEqual(['fine', 'worse', 'part', 'down', 'none'])
    expect(levelOfDay(day(100, 8), boundsFor('0.9'))).toBe('worse')
    expect(levelOfDay(day(100, 11), boundsFor('0.9'))).toBe('down')
    expect(levelOfDay(day(100, 0), boundsFor('1'))).toBe('fine')
  })

  test('puts days together that follow each other', () => {
    expect(runsOf([day(1, 0), day(1, 0), day(1, 1), null], boundsFor(null))).toEqual([
      { level: 'fine', from: 0, length: 2 },
      { level: 'down', from: 2, length: 1 },
      { level: 'none', from: 3, length: 1 },
    ])
  })
})

describe('times', () => {
  const { times } = view

  test('are local, and say the day only where it is another one', () => {
    expect(times.momentText('2026-11-22T08:12:00.000Z')).toBe('09:12')
    expect(times.momentText('2026-11-21T22:59:00.000Z')).toBe('Sat 21 Nov, 23:59')
    expect(times.momentText('2026-11-21T23:00:00.000Z')).toBe('00:00')
    expect(times.momentText('2027-01-01T08:00:00.000Z')).toContain('2027')
  })

  test('count months by the local calendar', () => {
    expect(times.monthKey('2026-10-31T22:59:00.000Z')).toBe('2026-10')
    expect(times.monthKey('2026-10-31T23:00:00.000Z')).toBe('2026-11')
  })

  test('tell durations by what has passed, also where the clocks change', () => {
    expect(times.duration('2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z')).toBe('1 hour')
    expect(times.duration('2026-11-22T08:00:00.000Z', '2026-11-22T08:00:20.000Z')).toBe('1 minute')
    expect(times.duration('2026-11-20T07:00:00.000Z', '2026-11-22T08:59:00.000Z')).toBe('2 days 1 hour')
    expect(viewFor(sample, 'pl').times.duration('2026-11-22T08:00:00.000Z', '2026-11-22T10:05:00.000Z')).toBe(
      '2 godziny 5 minut',
    )
  })
})
