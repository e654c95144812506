import { describe, expect, test } from 'vitest'
import { componentsHit } from './components.ts'
import { placesHit, stillHit } from './places-hit.ts'

const hit = (area: string, services: number) => ({ outage: 'o', area, kind: 'internet' as const, services, back: 0 })

const served = [
  { area: '14.65', kind: 'internet' as const, services: 100 },
  { area: '12.61', kind: 'internet' as const, services: 100 },
  { area: '12.61.HOUSE', kind: 'internet' as const, services: 2 },
]
type Hits = Parameters<typeof placesHit>[0]['hits']
const places = (named: readonly string[], hits: Hits, supposed: readonly string[] = []) =>
  placesHit({ named, hits, supposed, served })

describe('the areas of an outage', () => {
  test('are those of the services that it hit, and not of fewer than five', () => {
    expect(places([], [hit('14.65', 4), hit('12.61', 5)])).toEqual(['12.61'])
  })

  test('become wider until there are five in them', () => {
    expect(places([], [hit('14.65.WOLA', 3), hit('14.65.OCHOTA', 2), hit('14.10', 1)])).toEqual(['14.65'])
    expect(places([], [hit('14.65.WOLA', 3), hit('14.10', 2)])).toEqual(['14'])
    expect(places([], [hit('14.65.WOLA', 4)])).toEqual([])
  })

  test('that a person named become wider too', () => {
    expect(places(['14.65.WOLA'], [hit('14.65.WOLA', 1), hit('14.65', 4)])).toEqual(['14.65'])
    expect(places(['14.65'], [hit('14.65.WOLA', 4), hit('14.65.OCHOTA', 4)])).toEqual(['14.65'])
    expect(places(['14.65'], [hit('14.65', 1)])).toEqual([])
  })

  test('are what is supposed only until somebody counted', () => {
    expect(places([], null, ['14'])).toEqual(['14'])
    expect(places([], [hit('14.65', 1)], ['14'])).toEqual([])
    expect(places([], [], ['14'])).toEqual([])
    expect(places(['14.65'], [], ['14'])).toEqual([])
  })

  test('are none in which there are not even five, before somebody counted', () => {
    expect(places(['12.61.HOUSE'], null)).toEqual(['12.61'])
    expect(places([], null, ['30'])).toEqual([])
  })

  test('are not told any more when but a few are left, and again when it is over', () => {
    const five = [{ ...hit('14.65', 5), back: 4 }]
    const restoredAt = Temporal.Instant.from('2026-09-15T09:00:00Z')
    expect(places(['14.65'], stillHit({ restoredAt: null }, five))).toEqual([])
    expect(places(['14.65'], stillHit({ restoredAt }, five))).toEqual(['14.65'])
  })
})

test('an area in which fewer than five are hit is no component of an outage; the kind of service is', () => {
  expect(componentsHit([hit('14.65', 4), hit('12.61', 5)], served)).toEqual(['service-internet', 'area-12'])
})
