import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { signLink } from '../status-host/keys.ts'
import { readSnapshot } from '../status-host/snapshot.ts'
import { lookUpIn } from '../status-host/look-up.ts'
import { currentSnapshot } from '../status-host/manifest.ts'
import { numberForm } from '../status-host/numbers.ts'
import { pageKeys } from './key.ts'
import { aPage, type PageHarness } from './testing/a-page.ts'

let h: PageHarness
beforeAll(async () => {
  h = await aPage()
  await h.sweep()
  await h.runJobs()
})

async function declared(facts: Readonly<Record<string, unknown>> = {}): Promise<{ id: string; number: string }> {
  const { status, body } = await h.as('operations').post('/outages/declare', {
    title: 'Fibre cut',
    cause: 'fibre-cut',
    extent: 'total',
    severity: 'major',
    startedAt: h.clock.now().subtract({ minutes: 40 }).toString(),
    scope: { areas: ['14'] },
    ...facts,
  })
  expect({ status, body }).toMatchObject({ status: 201 })
  await h.runJobs()
  return body
}

const lookUp = () => {
  const snapshot = readSnapshot(h.folder, currentSnapshot(h.folder) ?? '', null)
  return lookUpIn(snapshot, pageKeys(h.platform.config))
}

describe('the public page', () => {
  test('shows areas and kinds of service before anything has happened', () => {
    const { components, open, page } = h.picture()
    expect(open).toEqual([])
    expect(components.map(({ id, name, status }) => [id, name, status])).toEqual([
      ['service-internet', 'Internet', 'operational'],
      ['service-tv', 'Television', 'operational'],
      ['area-12', 'Małopolskie', 'operational'],
      ['area-14', 'Mazowieckie', 'operational'],
    ])
    expect(page.languages[0]).toBe('en')
    expect(h.file('index.html')).toContain('Everything works.')
  })

  test('tells of an outage from its confirmation to its end, and of its money', async () => {
    const { id, number } = await declared({
      publicCause: 'A digger cut a cable',
      etr: h.clock.now().add({ hours: 1 }).toString(),
    })
    const [open] = h.picture().open
    expect(open).toMatchObject({
      number,
      status: 'identified',
      cause: 'A digger cut a cable',
      services: 30,
      areas: [{ key: '14', name: 'Mazowieckie', geometry: { type: 'Polygon' } }],
      compensation: 'not-yet-known',
    })
    expect(h.picture().components.find(one => one.id === 'area-14')?.status).toBe('major_outage')
    expect(h.file('api/v2/summary.json')).toContain('Fibre cut')
    expect(h.file(`cap/${number}.xml`)).toContain('<alert')

    await h.as('communications').post(`/outages/${id}/timeline`, { text: 'We splice it.', public: true })
    await h.as('communications').post(`/outages/${id}/timeline`, { text: 'Ask Jan for the key.', public: false })
    await h.runJobs()
    expect(h.picture().open[0]?.updates).toMatchObject([{ status: 'identified', text: { en: 'We splice it.' } }])
    expect(h.file('index.html')).not.toContain('Ask Jan')

    h.clock.advance({ minutes: 20 })
    await h.as('operations').post(`/outages/${id}/restore`, { restoredAt: h.clock.now().toString() })
    await h.runJobs()
    expect(h.picture().open[0]?.status).toBe('monitoring')
    h.clock.advance({ minutes: 20 })
    await h.sweep()
    expect(h.picture().open).toEqual([])
    expect(h.picture().past[0]).toMatchObject({ number, status: 'resolved', compensation: 'being-assessed' })
    const days = h.picture().components.find(one => one.id === 'area-14')?.days ?? []
    // An hour without all services, of the 11 hours and 40 minutes of this local day so far.
    expect(days.at(-1)).toEqual({ owed: 30 * 700 * 60, lost: 30 * 60 * 60 })
    expect(days.at(-2)).toBeNull()
  })

  test('grows its revision with news and not with time', async () => {
    const before = h.revision()
    const asOf = h.picture().asOf
    h.clock.advance({ minutes: 2 })
    await h.sweep()
    expect(h.revision()).toBe(before)
    expect(h.picture().asOf > asOf).toBe(true)

    await declared({ title: 'Something else', scope: { areas: ['12'] } })
    expect(h.revision()).toBeGreaterThan(before)
  })

  test('says nothing exact of few: no number below twenty', () => {
    expect(h.picture().open.find(({ title }) => title === 'Something else')?.services).toBeNull()
  })

  test('tells of planned work, and that it was called off', async () => {
    const { id } = await declared({
      title: 'New software',
      cause: 'planned-work',
      planned: true,
      startedAt: h.clock.now().add({ hours: 30 }).toString(),
      etr: h.clock.now().add({ hours: 34 }).toString(),
    })
    expect(h.picture().planned[0]).toMatchObject({ title: 'New software', status: 'scheduled' })
    expect(h.file('maintenance.ics')).toContain('STATUS:CONFIRMED')
    await h.as('operations').post(`/outages/${id}/retract`, { reason: 'The supplier is late' })
    await h.runJobs()
    expect(h.picture().planned).toEqual([])
    expect(h.file('maintenance.ics')).toContain('STATUS:CANCELLED')
  })

  test('keeps hostile titles, causes and statements from being more than text', async () => {
    const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>]]>${'x'.repeat(100)}`
    const { id } = await declared({ title: evil, publicCause: evil })
    await h.as('communications').post(`/outages/${id}/timeline`, { text: `${evil}\u202e`, public: true })
    await h.runJobs()
    for (const file of ['index.html', 'pl/index.html', 'history/index.html']) {
      expect(h.file(file)).not.toContain('<script>alert')
      expect(h.file(file)).not.toContain('<img src=x')
    }
    expect(JSON.parse(h.file('api/v2/summary.json')).incidents[0].name).toContain('<script>')
    await h.as('operations').post(`/outages/${id}/retract`, { reason: 'It was none' })
    await h.runJobs()
  })

  test('holds nothing of anybody: no name, no address, no number of a service', async () => {
    await declared({ title: 'Everywhere', scope: { areas: ['14', '12'] } })
    await h.runJobs()
    const files = readdirSync(h.folder, { recursive: true, withFileTypes: true }).filter(
      entry =>
        entry.isFile() && !/\.(br|gz)$/.test(entry.name) && !['key', 'leaflet.js', 'leaflet.css'].includes(entry.name),
    )
    expect(files.length).toBeGreaterThan(50)
    for (const { parentPath, name } of files)
      expect(readFileSync(join(parentPath, name), 'utf8'), `file ${name}`).not.toMatch(
        /Rzekomy|Bajkowa|\bs-\d+\b|\bc-\d+\b/,
      )
  })
})

describe('looking oneself up', () => {
  test('finds a service that is hit by its number and something of its street, and no other', async () => {
    expect(lookUp().ask('S-20')).toMatchObject({ kind: 'hit' })
    expect(lookUp().ask('Bajkowa 20, 00-838 Warszawa')).toMatchObject({ kind: 'some', concern: 'outage' })
    expect(lookUp().ask('mazowieckie')).toMatchObject({ kind: 'some' })
    expect(lookUp().ask('s-99')).toEqual({ kind: 'clear' })
  })

  test('no longer finds it once it works again', async () => {
    const { body } = await h.as('operations').get('/outages?status=confirmed')
    for (const { id } of body.items)
      await h.as('operations').post(`/outages/${id}/restore`, { restoredAt: h.clock.now().toString() })
    await h.runJobs()
    expect(lookUp().ask('s-20')).toEqual({ kind: 'clear' })
  })

  test('works by a link that staff with access to customers sign', async () => {
    const { status, body } = await h.as('care').post('/statuspage/links', { service: 's-20', days: 2 })
    const keys = pageKeys(h.platform.config)
    const expires = h.clock.now().add({ hours: 48 })
    expect({ status, url: body.url }).toEqual({
      status: 201,
      url: `http://localhost:8081/me/${signLink(keys, keys.hash(numberForm('s-20')), expires)}`,
    })
    expect((await h.as('care').post('/statuspage/links', { service: 'none' })).body.code).toBe(
      'statuspage.unknown-service',
    )
    expect((await h.as('viewer').post('/statuspage/links', { service: 's-20' })).status).toBe(403)
  })
})

describe('the history of another page', () => {
  const incident = (id: string, changes: object = {}) => ({
    id,
    name: `Outage ${id}`,
    status: 'resolved',
    impact: 'major',
    created_at: '2026-08-01T10:00:00Z',
    updated_at: '2026-08-01T12:00:00Z',
    resolved_at: '2026-08-01T12:00:00Z',
    incident_updates: [],
    ...changes,
  })
  const take = async (body: object) => (await h.as('admin').post('/statuspage/history', body)).body

  test('is looked at first, taken once, and shown', async () => {
    const incidents = [
      incident('a'),
      incident('b'),
      incident('c', { status: 'investigating', resolved_at: null }),
      { id: 'd' },
    ]
    expect(await take({ incidents, dryRun: true })).toMatchObject({ added: 2, changed: 0, open: 1 })
    expect(await take({ incidents })).toMatchObject({ added: 2, changed: 0, unchanged: 0, open: 1 })
    expect(await take({ incidents })).toMatchObject({ added: 0, changed: 0, unchanged: 2, open: 1 })
    expect(await take({ incidents: [incident('a', { name: 'Another name' })] })).toMatchObject({ added: 0, changed: 1 })
    const { mistakes } = await take({ incidents })
    expect(mistakes[0]).toMatchObject({
      pointer: expect.stringContaining('/incidents/3'),
      says: expect.stringMatching(/.{10}/),
    })

    h.clock.advance({ minutes: 2 })
    await h.sweep()
    expect(h.picture().past.map(({ title }) => title)).toContain('Outage b')
    expect(h.file('history/index.html')).toContain('August 2026')
  })
})

describe('publication', () => {
  test('by many at once is one after the other, and never half', async () => {
    const { publish } = await import('./publish.ts')
    await Promise.all(Array.from({ length: 6 }, () => publish(h.platform, async () => new Map())))
    expect(h.picture().revision).toBe(h.revision())
    expect(h.file('index.html')).toContain(`data-revision="${h.revision()}"`)
  })

  test('goes on after a copy of the database was brought back: readers are never told an old revision', async () => {
    const { publish } = await import('./publish.ts')
    const { sql } = await import('kysely')
    const before = h.revision()
    await sql`update statuspage.publication set revision = 1, digest = ''`.execute(h.db)
    await publish(h.platform, async () => new Map())
    expect(h.revision()).toBeGreaterThan(before)
    await setTimeout(1)
  })
})
