import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Harness } from '../../test/harness.ts'
import type { Context } from '../platform/index.ts'
import { contains } from './geometry.ts'
import {
  dominatorAncestors,
  elementsByKey,
  elementsInPolygon,
  failedRanges,
  importParts,
  network,
  networkImports,
  pathToRoot,
} from './index.ts'
import { imported, importHarness, rejectedOf } from './testing/importing.ts'

let h: Harness
beforeAll(async () => {
  const imports = importParts(networkImports)
  const routes: Context['routes'] = app => {
    network.routes?.(app)
    imports.routes(app)
  }
  h = await importHarness([{ ...network, ...imports, routes }])
})

async function put(element: string, parents: readonly string[], more: object = {}) {
  const before = await h.as('operations').get(`/elements/${element}`)
  const headers = typeof before.headers['etag'] === 'string' ? { 'if-match': before.headers['etag'] } : {}
  return h.as('operations').put(`/elements/${element}`, { parents, ...more }, headers)
}

/** Keys of all elements that are down when some have failed, by the ranges. */
async function down(failed: readonly string[]): Promise<string[]> {
  const ids = (await elementsByKey(h.db, failed)).map(({ id }) => id)
  const ranges = await failedRanges(h.db, ids)
  const { rows } = await sql<{
    key: string
    position: number
  }>`select key, position from network.element where position is not null order by key`.execute(h.db)
  return rows
    .filter(({ position }) => ranges.some(({ from, to }) => position >= from && position <= to))
    .map(({ key }) => key)
}

describe('what is down', () => {
  test('is, for any failures at once in any network, what no longer reaches the top', async () => {
    const networks = fc.sample(
      fc.array(fc.array(fc.nat(1_000_000), { maxLength: 3 }), { minLength: 8, maxLength: 26 }),
      { numRuns: 12, seed: 5 },
    )
    for (const [number, lists] of networks.entries()) {
      const name = (element: number) => `n${number}-${String(element).padStart(2, '0')}`
      const parents = lists.map((list, element) =>
        element === 0 ? [] : [...new Set(list.map(value => value % element))],
      )
      const lines = parents.map((list, element) => `${name(element)},${list.map(name).join('|')}`)
      // Children before parents: the order of the file must not matter.
      const reply = await imported(h, 'elements', ['element,parents', ...lines.toReversed()])
      expect(reply).toMatchObject({ status: 'done', added: lines.length, rejected: 0 })

      for (const failed of fc.sample(fc.uniqueArray(fc.nat(lists.length - 1), { minLength: 1, maxLength: 5 }), {
        numRuns: 12,
        seed: number,
      }))
        expect(await down(failed.map(name)), `${lines.join(' ')} without ${failed.map(name).join(' ')}`).toEqual(
          downByReach(parents, failed).map(name),
        )
    }
  })

  test('follows elements that are added, moved and retired by hand', async () => {
    await put('a', [])
    await put('b', [])
    await put('a1', ['a'])
    await put('ab', ['a', 'b'])
    await put('ab1', ['ab'])
    expect(await down(['a'])).toEqual(['a', 'a1'])
    expect(await down(['a', 'b'])).toEqual(['a', 'a1', 'ab', 'ab1', 'b'])
    const [range] = (
      await failedRanges(
        h.db,
        (await elementsByKey(h.db, ['a', 'b'])).map(({ id }) => id),
      )
    ).filter(({ evidence }) => evidence === 'redundant')
    expect(range?.element).toBe((await elementsByKey(h.db, ['ab']))[0]?.id)

    await put('ab', ['b'])
    expect(await down(['b'])).toEqual(['ab', 'ab1', 'b'])

    await put('ab', ['a', 'b'])
    expect((await put('b', [], { retired: true })).body).toMatchObject({ code: 'network.still-feeds' })
    await put('ab', ['a'])
    await put('b', [], { retired: true })
    expect(await down(['a'])).toEqual(['a', 'a1', 'ab', 'ab1'])
    expect((await put('late', ['b'])).body).toMatchObject({ code: 'network.unknown-parent' })
    expect((await put('a', ['ab1'])).body).toMatchObject({ code: 'network.circle' })
    expect(await down(['a'])).toEqual(['a', 'a1', 'ab', 'ab1'])
  })

  test('adding a leaf moves nobody else', async () => {
    const places = () =>
      sql`select key, position, last from network.element where key <> 'a2' order by key`.execute(h.db)
    const before = await places()

    await put('a2', ['a'])

    expect((await places()).rows).toEqual(before.rows)
    expect(await down(['a'])).toContain('a2')
  })
})

describe('a network file', () => {
  test('keeps circles out, and what hangs on refused elements, with reasons', async () => {
    const reply = await imported(h, 'elements', [
      'element,parents',
      'r,',
      'x,z',
      'y,x',
      'z,y',
      'below,z',
      'lost,nowhere',
      'lower,lost',
      'fine,r',
      'twice,r',
      'twice,',
      'self,self',
    ])

    expect(reply).toMatchObject({ status: 'done', added: 3, rejected: 8 })
    const told = (await rejectedOf(h, reply.id)).map(line => line.replaceAll('"', ''))
    expect(told.filter(line => line.includes('would hang on itself')).map(line => line.split(',')[1])).toEqual([
      '3',
      '4',
      '5',
      '12',
    ])
    expect(told.filter(line => line.includes('is not there')).map(line => line.split(',')[1])).toEqual(['7', '8', '6'])
  })

  test('cannot close a circle through elements that are there already', async () => {
    await imported(h, 'elements', ['element,parents', 'up,', 'middle,up', 'low,middle'])

    const reply = await imported(h, 'elements', ['element,parents', 'up,low'])

    expect(reply).toMatchObject({ added: 0, changed: 0, rejected: 1 })
    expect(await down(['up'])).toEqual(['low', 'middle', 'up'])
  })

  test('gives an element without an area that of its parent', async () => {
    await imported(h, 'elements', ['element,parents,area', 'province,,32', 'child,province,', 'grandchild,child,'])

    const { body } = await h.as('viewer').get('/elements?area=32')
    expect(body.items.map(({ element }: { element: string }) => element)).toEqual(['child', 'grandchild', 'province'])
  })
})

describe('an element', () => {
  test('is shown with its path, and knows who could have silenced it', async () => {
    const { body } = await h.as('viewer').get('/elements/grandchild')
    expect(body.path.map(({ element }: { element: string }) => element)).toEqual(['child', 'province'])

    const [child, grandchild] = await elementsByKey(h.db, ['child', 'grandchild'])
    if (!child || !grandchild) throw new Error('they were imported')
    expect((await pathToRoot(h.db, grandchild.id)).map(({ key }) => key)).toEqual(['child', 'province'])
    const ancestry = await dominatorAncestors(h.db, [child.id, grandchild.id])
    expect(ancestry.filter(({ covers }) => covers === 2).map(({ element, distance }) => [element, distance])).toEqual([
      [child.id, 0],
      [child.id, 1],
      [grandchild.id, 1],
      [grandchild.id, 2],
    ])
  })

  test('is changed from its present version only', async () => {
    expect((await h.as('operations').put('/elements/child', { parents: ['province'] })).status).toBe(428)
    expect(
      (await h.as('operations').put('/elements/child', { parents: ['province'] }, { 'if-match': '"99"' })).status,
    ).toBe(412)
    expect((await h.as('viewer').put('/elements/new', { parents: [] })).status).toBe(403)
    expect((await h.as('viewer').get('/elements/unknown')).body).toMatchObject({ code: 'network.element-not-found' })
  })
})

describe('areas', () => {
  const square = {
    type: 'Polygon',
    coordinates: [
      [
        [20, 52],
        [21, 52],
        [21, 53],
        [20, 53],
        [20, 52],
      ],
      [
        [20.4, 52.4],
        [20.6, 52.4],
        [20.6, 52.6],
        [20.4, 52.6],
        [20.4, 52.4],
      ],
    ],
  } as const

  test('come with their borders from GeoJSON, and from a table without', async () => {
    const feature = (area: string, geometry: unknown) => ({
      type: 'Feature',
      properties: { area, name: `Area ${area}` },
      geometry,
    })
    const geo = {
      type: 'FeatureCollection',
      features: [feature('14', square), feature('15', { type: 'Point', coordinates: [1, 2] })],
    }

    const reply = await imported(h, 'areas', JSON.stringify(geo), { media: 'application/geo+json' })
    await imported(h, 'areas', ['area,name', '14.65,Warszawa', '140,Elsewhere'])

    expect(reply).toMatchObject({ status: 'done', added: 1, rejected: 1 })
    const { body } = await h.as('viewer').get('/areas?within=14&geometry=true')
    expect(body.items).toMatchObject([
      { area: '14', box: [20, 52, 21, 53], geometry: square },
      { area: '14.65', name: 'Warszawa', box: null },
    ])
  })

  test('hold what lies inside their borders and outside their holes', async () => {
    await imported(h, 'elements', [
      'element,parents,longitude,latitude',
      'inside,,20.2,52.2',
      'in-hole,,20.5,52.5',
      'outside,,21.5,52.2',
    ])

    const inside = await elementsInPolygon(h.db, square)

    expect(inside).toEqual((await elementsByKey(h.db, ['inside'])).map(({ id }) => id))
    expect(contains({ type: 'MultiPolygon', coordinates: [square.coordinates] }, 20.5, 52.5)).toBe(false)
  })
})

/** By plain search: an element works if it has not failed and is a root or has a parent that works. */
function downByReach(parents: readonly (readonly number[])[], failed: readonly number[]): number[] {
  const alive: boolean[] = []
  // Parents have lower numbers than their children.
  parents.forEach((list, element) =>
    alive.push(!failed.includes(element) && (list.length === 0 || list.some(parent => alive[parent]))),
  )
  return [...alive.keys()].filter(element => alive[element] === false)
}
