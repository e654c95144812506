import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCsv } from './csv-file.ts'
import { generateOperator, type OperatorId } from './generate-operator.ts'

const root = mkdtempSync(join(tmpdir(), 'pulih-platform-'))
afterAll(() => rmSync(root, { recursive: true }))

interface Element {
  readonly kind: string
  readonly parents: readonly string[]
}

async function table<const Columns extends readonly string[]>(
  folder: string,
  name: string,
  columns: Columns,
): Promise<{ readonly [At in keyof Columns]: string }[]> {
  return Array.fromAsync(readCsv(join(folder, name), columns))
}

describe.each<[OperatorId, string]>([
  ['id-telco', '+620'],
  ['pl-isp', '+480'],
])('the files of %s for the platform', (operator, telephone) => {
  const folder = join(root, operator)
  const elements = new Map<string, Element>()
  beforeAll(async () => {
    await generateOperator({ operator, services: 40_000, seed: 7, out: folder })
    const rows = await table(folder, 'elements.csv', ['element', 'kind', 'parents'])
    for (const [id, kind, parents] of rows)
      elements.set(id, { kind, parents: parents === '' ? [] : parents.split('|') })
  })

  test('name the elements of the tree, whose parent is the first of each', async () => {
    const tree = await table(folder, 'network.csv', ['element', 'parent'])

    expect(tree).toEqual([...elements].map(([id, { parents }]) => [id, parents[0] ?? '']))
  })

  test('have second parents for a believable share, all of them known, and nothing that feeds itself', () => {
    const levels = ['core', 'pop', 'olt site cpe', 'pon sector']
    const levelOf = (id: string): number => levels.findIndex(kinds => kinds.includes(elements.get(id)?.kind ?? '?'))
    const share = (kind: string): number => {
      const all = [...elements.values()].filter(element => element.kind === kind)
      return all.filter(({ parents }) => parents.length > 1).length / all.length
    }

    for (const [id, { kind, parents }] of elements) {
      expect(new Set(parents).size).toBe(parents.length)
      for (const parent of parents) {
        expect(elements.has(parent)).toBe(true)
        if (kind === 'core') expect(elements.get(parent)?.parents).toEqual([])
        else expect(levelOf(parent)).toBeLessThan(levelOf(id))
      }
    }
    expect(share('olt')).toBeGreaterThan(0.15)
    expect(share('olt')).toBeLessThan(0.35)
    expect(share('cpe')).toBeGreaterThan(0.3)
    expect(share('cpe')).toBeLessThan(0.6)
    expect(share('pon') + share('sector')).toBe(0)
  })

  test('have a customer for each service, of its kind, with a name and one preferred way to be reached', async () => {
    const customers = await table(folder, 'customers.csv', ['customer', 'kind', 'segment', 'name', 'language'])
    const known = new Map(customers.map(([customer, ...rest]) => [customer, rest]))
    const contacts = await table(folder, 'contacts.csv', ['customer', 'channel', 'address', 'preferred'])
    const services = await table(folder, 'services.csv', ['customer_id', 'customer', 'segment', 'element'])

    expect(known.size).toBe(customers.length)
    for (const [id, kind, segment] of services) expect(known.get(id)?.slice(0, 2)).toEqual([kind, segment])
    expect(new Set(services.map(([id]) => id)).size).toBe(known.size)
    expect(customers.length).toBeLessThan(services.length * 0.8)
    for (const [, , , name] of customers) expect(name).not.toBe('')
    const preferred = contacts.filter(([, , , isPreferred]) => isPreferred === 'true')
    expect(preferred.map(([customer]) => customer)).toEqual(customers.map(([customer]) => customer))
    expect(new Set(contacts.map(([customer, channel]) => `${customer} ${channel}`)).size).toBe(contacts.length)
  })

  test('keep the services of a household on one element', async () => {
    const services = await table(folder, 'services.csv', ['customer_id', 'element'])
    const elementsOf = Map.groupBy(services, ([customer]) => customer)

    for (const held of elementsOf.values()) expect(new Set(held.map(([, element]) => element)).size).toBe(1)
  })

  test('reach nobody: reserved names for mail, numbers that cannot be dialled', async () => {
    for (const [channel, address] of await table(folder, 'contacts.csv', ['channel', 'address'])) {
      if (channel === 'email') expect(address).toMatch(/^[a-z]+\.[a-z]+\.\d+@example\.(com|net)$/)
      else if (channel === 'letter') expect(address).not.toBe('')
      else expect(address.startsWith(telephone)).toBe(true)
    }
  })

  test('have consents that end after they began, and begin with the oldest service', async () => {
    const services = await table(folder, 'services.csv', ['customer_id', 'since'])
    const since = new Map<string, string>()
    for (const [customer, day] of services) {
      const before = since.get(customer)
      if (before === undefined || day < before) since.set(customer, day)
    }
    const consents = await table(folder, 'consents.csv', ['customer', 'granted_at', 'withdrawn_at'])

    expect(consents.some(([, , withdrawn]) => withdrawn !== '')).toBe(true)
    for (const [customer, granted, withdrawn] of consents) {
      expect(granted.slice(0, 10)).toBe(since.get(customer))
      if (withdrawn !== '') expect(granted < withdrawn).toBe(true)
    }
  })

  test('have services that began before their first bill, and sign in where there is a line', async () => {
    const services = await table(folder, 'services.csv', ['service', 'kind', 'since', 'login'])
    const since = new Map(services.map(([service, , day]) => [service, day]))
    const bills = await table(folder, 'bills.csv', ['service', 'from'])

    for (const [service, from] of bills) expect((since.get(service) ?? '9') <= from).toBe(true)
    for (const [, kind, day, login] of services) {
      expect(day).toMatch(/^20\d\d-\d\d-\d\d$/)
      expect(day <= '2026-09-01').toBe(true)
      expect(login !== '').toBe(kind === 'internet' || kind === 'leased-line')
    }
    const logins = services.map(([, , , login]) => login).filter(login => login !== '')
    expect(new Set(logins).size).toBe(logins.length)
  })

  test('have shapes of all areas that do not overlap', async () => {
    const { features } = JSON.parse(readFileSync(join(folder, 'areas.geojson'), 'utf8')) as {
      readonly features: readonly {
        readonly id: string
        readonly properties: { readonly kind: string }
        readonly geometry: { readonly type: string; readonly coordinates: [number, number][][] }
      }[]
    }
    const areas = await table(folder, 'areas.csv', ['area'])

    expect(features.map(({ id }) => id).toSorted()).toEqual(areas.map(([area]) => area).toSorted())
    const shapes = features.filter(({ geometry }) => geometry.type === 'Polygon').map(({ geometry }) => geometry)
    for (const { coordinates } of shapes) {
      const ring = coordinates[0] ?? []
      expect(ring.length).toBeGreaterThanOrEqual(4)
      expect(ring.at(-1)).toEqual(ring[0])
      expect(twiceTheSurface(ring)).toBeGreaterThan(0)
    }
    // The middle of a convex shape lies in it and in no other.
    for (const { coordinates } of shapes.slice(0, 60)) {
      const middle = middleOf(coordinates[0] ?? [])
      expect(shapes.filter(shape => holds(shape.coordinates[0] ?? [], middle))).toHaveLength(1)
    }
  })
})

test('all files have the same bytes for the same seed', async () => {
  const runs = await Promise.all(
    ['one', 'other'].map(name =>
      generateOperator({ operator: 'pl-isp', services: 3000, seed: 9, out: join(root, name) }),
    ),
  )

  const [one, other] = runs.map(({ files }) =>
    files.map(({ name, path }) => [name, createHash('sha256').update(readFileSync(path)).digest('hex')]),
  )
  expect(one).toEqual(other)
  expect(one?.map(([name]) => name)).toEqual([
    'areas.csv',
    'network.csv',
    'elements.csv',
    'plans.csv',
    'services.csv',
    'bills.csv',
    'top-ups.csv',
    'customers.csv',
    'contacts.csv',
    'consents.csv',
    'areas.geojson',
    'operator.json',
  ])
})

type Point = readonly [number, number]

function cross([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
}

function sides(ring: readonly Point[]): (readonly [Point, Point])[] {
  return ring.slice(1).map((point, at) => [ring[at] ?? point, point])
}

/** Positive for a ring that runs anticlockwise. */
function twiceTheSurface(ring: readonly Point[]): number {
  return sides(ring).reduce((sum, [[ax, ay], [bx, by]]) => sum + ax * by - bx * ay, 0)
}

function middleOf(ring: readonly Point[]): Point {
  const corners = ring.slice(1)
  const mean = (of: (point: Point) => number): number =>
    corners.reduce((sum, point) => sum + of(point), 0) / corners.length
  return [mean(([x]) => x), mean(([, y]) => y)]
}

function holds(ring: readonly Point[], point: Point): boolean {
  return sides(ring).every(([a, b]) => cross(a, b, point) >= 0)
}
