import { describe, expect, test } from 'vitest'
import { availabilityOf, boundsFor, keeps, levelOfDay, runsOf } from './availability.ts'
import { sample } from '../sample.ts'
import { viewFor } from './view.ts'

const view = viewFor(sample, 'en')

describe('availability', () => {
  test('is the mean of the days that are known', () => {
    expect(availabilityOf([null, 1, 0.5])).toBe(0.75)
    expect(availabilityOf([null])).toBeNull()
  })

  test('is cut and never rounded up', () => {
    expect(view.share(0.99999)).toBe('99.99%')
    expect(view.share(1)).toBe('100%')
    expect(view.share(0.9998)).toBe('99.98%')
  })

  test('keeps a promise that it meets exactly', () => {
    expect(keeps(availabilityOf(Array.from({ length: 90 }, () => 0.995)) ?? 0, 0.995)).toBe(true)
    expect(keeps(0.9949, 0.995)).toBe(false)
  })

  test('of days is told by the promise, whatever it is', () => {
    const bounds = boundsFor('0.995')
    expect([1, 0.996, 0.96, 0.5, null].map(day => levelOfDay(day, bounds))).toEqual([
      'fine',
      'worse',
      'part',
      'down',
      'none',
    ])
    expect(levelOfDay(0.92, boundsFor('0.9'))).toBe('worse')
    expect(levelOfDay(0.89, boundsFor('0.9'))).toBe('down')
    expect(levelOfDay(1, boundsFor('1'))).toBe('fine')
  })

  test('puts days together that follow each other', () => {
    expect(runsOf([1, 1, 0, null], boundsFor(null))).toEqual([
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
