import { describe, expect, test } from 'vitest'
import { componentsHit } from './components.ts'
import { placesHit } from './places-hit.ts'

const hit = (area: string, services: number) => ({ outage: 'o', area, kind: 'internet' as const, services, back: 0 })

describe('the areas of an outage', () => {
  test('are those of the services that it hit, and not of fewer than five', () => {
    expect(placesHit([], [hit('14.65', 4), hit('12.61', 5)], [])).toEqual(['12.61'])
  })

  test('become wider until there are five in them', () => {
    expect(placesHit([], [hit('14.65.WOLA', 3), hit('14.65.OCHOTA', 2), hit('14.10', 1)], [])).toEqual(['14.65'])
    expect(placesHit([], [hit('14.65.WOLA', 3), hit('14.10', 2)], [])).toEqual(['14'])
    expect(placesHit([], [hit('14.65.WOLA', 4)], [])).toEqual([])
  })

  test('that a person named become wider too', () => {
    expect(placesHit(['14.65.WOLA'], [hit('14.65.WOLA', 1), hit('14.65', 4)], [])).toEqual(['14.65'])
    expect(placesHit(['14.65'], [hit('14.65.WOLA', 4), hit('14.65.OCHOTA', 4)], [])).toEqual(['14.65'])
    expect(placesHit(['14.65'], [hit('14.65', 1)], [])).toEqual([])
  })

  test('are what is supposed only until somebody counted', () => {
    expect(placesHit([], [], ['14'])).toEqual(['14'])
    expect(placesHit([], [hit('14.65', 1)], ['14'])).toEqual([])
  })
})

test('an area in which fewer than five are hit is no component of an outage; the kind of service is', () => {
  const served = [
    { area: '14.65', kind: 'internet' as const, services: 100 },
    { area: '12.61', kind: 'internet' as const, services: 100 },
  ]
  expect(componentsHit([hit('14.65', 4), hit('12.61', 5)], served)).toEqual(['service-internet', 'area-12'])
})
