import { brotliCompressSync } from 'node:zlib'
import { Ajv } from 'ajv'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Component, Picture, PublicOutage } from '../../picture.ts'
import { sample } from '../../sample.ts'
import { hostilePicture } from '../testing/hostile.ts'
import { v2Schemas } from '../testing/v2-schema.ts'
import { v2Files } from './index.ts'
import { indicatorOf } from './indicator.ts'
import type { V2Component, V2Incident, V2Maintenance } from './types.ts'

const ajv = new Ajv({ allErrors: true })
const validators = new Map(Object.entries(v2Schemas).map(([path, schema]) => [path, ajv.compile(schema)]))

const [outage] = sample.open as [PublicOutage]
const [work] = sample.planned as [PublicOutage]

describe('each file of the Statuspage API', () => {
  test('has exactly the documented fields', () => {
    expect(v2Files(sample).map(file => file.path)).toEqual([...validators.keys()])
    expect(mistakesOf(sample)).toEqual([])
  })

  test('has them whatever the texts, the groups and the states', () => {
    fc.assert(
      fc.property(anyPicture, picture => {
        expect(mistakesOf(picture)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('gives back the texts', () => {
    fc.assert(
      fc.property(hostilePicture, picture => {
        const { components, incidents, page } = read(picture, 'summary')
        expect(page.name).toBe(picture.page.name)
        expect(components.map(({ name }) => name)).toEqual(picture.components.map(({ name }) => name))
        expect(incidents.map(({ name }) => name)).toEqual(picture.open.map(({ title }) => title))
        expect(incidents[0]?.incident_updates.map(({ id }) => id)).toEqual(picture.open[0]?.updates.map(({ id }) => id))
      }),
      { numRuns: 60 },
    )
  })

  test('would be refused with a field more, less, or of another type', () => {
    const summary = validators.get('/api/v2/summary.json')
    const good = read(sample, 'summary')
    const { components } = good

    expect(summary?.(good)).toBe(true)
    expect(summary?.({ ...good, more: 1 })).toBe(false)
    expect(summary?.({ ...good, status: undefined })).toBe(false)
    expect(summary?.({ ...good, components: [{ ...components[0], position: '1' }] })).toBe(false)
    expect(summary?.({ ...good, components: [{ ...components[0], group: false }] })).toBe(false)
  })
})

describe('components', () => {
  test('stand in groups that name their children', () => {
    const { components } = read(sample, 'components')

    const shape = components.map(one => [one.id, one.group_id, one.position, one.group ? one.components : null])

    expect(shape).toEqual([
      ['area-warszawa', null, 1, ['area-wola', 'area-praga']],
      ['area-wola', 'area-warszawa', 1, null],
      ['area-praga', 'area-warszawa', 2, null],
      ['service-internet', null, 2, null],
      ['service-voice', null, 3, null],
    ])
  })

  test('name each other both ways, even in circles and in groups of groups', () => {
    fc.assert(
      fc.property(anyPicture, picture => {
        const { components } = read(picture, 'components')
        for (const component of components) {
          const children = components.filter(other => other.group_id === component.id).map(({ id }) => id)
          expect(component.group ? component.components : []).toEqual(children)
          if (component.group) expect(component.group_id).toBeNull()
        }
      }),
      { numRuns: 60 },
    )
  })

  test('begin on the day that it was where the page is', () => {
    const late = {
      ...sample,
      components: sample.components.map(one => ({ ...one, createdAt: '2026-01-01T23:30:00.000Z' })),
    }

    expect(read(late, 'components').components[0]?.start_date).toBe('2026-01-02')
  })

  test('of 200 areas take at most 8 KB on the way', () => {
    const body = bodyOf({ ...sample, components: twoHundred() }, 'summary')

    expect(body.length).toBeGreaterThan(60_000)
    expect(brotliCompressSync(body).length).toBeLessThanOrEqual(8 * 1024)
  })
})

describe('incidents', () => {
  test('are the fifty of late, and of those that are open none is left out', () => {
    const many = (count: number, given: Partial<PublicOutage>) =>
      Array.from({ length: count }, (_, index) => ({ ...outage, id: `${given.status} ${index}`, ...given }))
    const picture: Picture = {
      ...sample,
      open: many(70, { status: 'identified', createdAt: '2026-11-22T08:00:00.000Z' }),
      past: [
        ...many(70, { status: 'resolved', createdAt: '2026-11-01T08:00:00.000Z' }),
        ...many(70, { status: 'completed', planned: true }),
      ],
    }

    expect(read(picture, 'incidents').incidents).toHaveLength(50)
    expect(read(picture, 'incidents/unresolved').incidents).toHaveLength(70)
    expect(read(picture, 'scheduled-maintenances').scheduled_maintenances).toHaveLength(50)
  })

  test('end when service was restored, and say since when a repair was watched', () => {
    const watched: PublicOutage = {
      ...outage,
      status: 'monitoring',
      updates: [
        { id: 'u3', at: '2026-11-22T09:30:00.000Z', status: 'monitoring', text: { en: 'x' } },
        ...outage.updates,
      ],
    }
    const past = sample.past.map(one => ({ ...one, createdAt: one.startedAt }))
    const { incidents } = read({ ...sample, open: [watched], past }, 'incidents')

    expect(incidents.map(({ status, monitoring_at, resolved_at }) => [status, monitoring_at, resolved_at])).toEqual([
      ['monitoring', '2026-11-22T09:30:00.000Z', null],
      ['resolved', null, '2026-11-02T19:40:00.000Z'],
    ])
  })

  test('have an update before anybody said anything', () => {
    const { incidents } = read({ ...sample, open: [{ ...outage, updates: [] }] }, 'incidents/unresolved')

    expect(incidents[0]?.incident_updates.map(({ body }) => body)).toEqual(['Fibre cut near Wola'])
  })
})

test('planned work is upcoming until it begins, and what was called off is completed', () => {
  const picture: Picture = {
    ...sample,
    planned: [{ ...work, id: 'now', status: 'in_progress' }, work],
    past: [{ ...work, id: 'off', status: 'cancelled', until: null }],
  }
  const ids = (name: string) => read(picture, name).scheduled_maintenances.map(({ id, status }) => `${id} ${status}`)

  expect(ids('scheduled-maintenances/upcoming')).toEqual([`${work.id} scheduled`])
  expect(ids('scheduled-maintenances/active')).toEqual(['now in_progress'])
  expect(ids('scheduled-maintenances').toSorted()).toEqual([`${work.id} scheduled`, 'now in_progress', 'off completed'])
})

describe('the indicator', () => {
  const working = sample.components.map(component => ({ ...component, status: 'operational' as const }))
  const still: Picture = { ...sample, components: working, open: [], planned: [] }
  const down = (count: number) =>
    working.map((component, index) => (index < count ? { ...component, status: 'major_outage' as const } : component))

  test.each<[string, Picture, string]>([
    ['all works', still, 'none'],
    ['work is planned', { ...still, planned: [work] }, 'none'],
    ['work has begun', { ...still, planned: [{ ...work, status: 'in_progress' }] }, 'maintenance'],
    ['the worst outage counts', { ...still, open: [{ ...outage, impact: 'minor' }, outage] }, 'major'],
    [
      'a person said that it is small',
      { ...still, components: down(1), open: [{ ...outage, impact: 'minor' }] },
      'minor',
    ],
    ['one component is down', { ...still, components: down(1) }, 'major'],
    ['all are down', { ...still, components: down(5) }, 'critical'],
    ['there is nothing', { ...still, components: [] }, 'none'],
  ])('when %s', (_, picture, expected) => {
    expect(indicatorOf(picture)).toBe(expected)
  })
})

interface Summary {
  readonly page: { readonly name: string }
  readonly components: readonly V2Component[]
  readonly incidents: readonly V2Incident[]
  readonly scheduled_maintenances: readonly V2Maintenance[]
}

function read(picture: Picture, name: string): Summary {
  return JSON.parse(bodyOf(picture, name)) as Summary
}

function bodyOf(picture: Picture, name: string): string {
  return v2Files(picture).find(({ path }) => path === `/api/v2/${name}.json`)?.body ?? ''
}

function mistakesOf(picture: Picture): readonly string[] {
  return v2Files(picture).flatMap(({ path, body }) => {
    const validate = validators.get(path)
    validate?.(JSON.parse(body))
    return (validate?.errors ?? []).map(error => `${path}${error.instancePath} ${error.message}`)
  })
}

const anyPicture: fc.Arbitrary<Picture> = fc
  .record({
    picture: hostilePicture,
    groups: fc.array(fc.option(fc.nat(6)), { minLength: 5, maxLength: 5 }),
    statuses: fc.array(
      fc.constantFrom<PublicOutage['status'][]>(
        ...(['investigating', 'identified', 'monitoring', 'resolved'] as const),
        ...(['scheduled', 'in_progress', 'completed', 'cancelled'] as const),
      ),
      { minLength: 3, maxLength: 3 },
    ),
  })
  .map(({ picture, groups, statuses }) => {
    const restated = (outages: readonly PublicOutage[], index: number) =>
      outages.map(one => ({ ...one, status: statuses[index] ?? one.status, updates: index === 0 ? [] : one.updates }))
    return {
      ...picture,
      components: picture.components.map((component, index) => ({
        ...component,
        group: typeof groups[index] === 'number' ? (picture.components[groups[index]]?.id ?? 'nowhere') : null,
      })),
      open: restated(picture.open, 0),
      planned: restated(picture.planned, 1),
      past: restated(picture.past, 2),
    }
  })

/** Areas of an operator, with the ids and instants that a database gives: nothing in them repeats. */
function twoHundred(): Component[] {
  const [first] = sample.components as [Component]
  let seed = 1
  const random = () => (seed = (seed * 48_271) % 2_147_483_647)
  const hex = (digits: number) => Array.from({ length: digits }, () => ((random() >> 8) % 16).toString(16)).join('')
  const ids = Array.from({ length: 200 }, () => `0199a3c2-${hex(4)}-7${hex(3)}-9${hex(3)}-${hex(12)}`)
  const syllables = ['Wo', 'la', 'Pra', 'ga', 'Mo', 'ko', 'tów', 'Bie', 'la', 'ny', 'Ur', 'sus', 'Wil', 'Och', 'ota']
  const name = () => [0, 1, 2].map(() => syllables[random() % syllables.length]).join('')
  return ids.map((id, index) => ({
    ...first,
    id,
    name: name(),
    group: index % 10 === 0 ? null : (ids[index - (index % 10)] ?? null),
    status: random() % 9 === 0 ? 'partial_outage' : 'operational',
    updatedAt: new Date(1_763_000_000_000 + (random() % 800_000_000)).toISOString(),
  }))
}
