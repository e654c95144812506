import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { aPage, type PageHarness } from './testing/a-page.ts'
import { publish } from './publish.ts'
import { outageStages } from '../compensation/index.ts'

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

const restored = async (id: string) => {
  await h.as('operations').post(`/outages/${id}/restore`, { restoredAt: h.clock.now().toString() })
  await h.runJobs()
}
const published = () => publish(h.platform, outageStages)
const component = (id: string) => h.picture().components.find(one => one.id === id)
const today = (id: string) => component(id)?.days.at(-1)

describe('what the page says', () => {
  test('tells each statement in the languages in which it was written, and says which one it is', async () => {
    const { id, number } = await declared({ title: 'Statements' })
    await h
      .as('communications')
      .post(`/outages/${id}/timeline`, { text: 'Sedang diperbaiki.', language: 'id', public: true })
    await h.as('communications').post(`/outages/${id}/timeline`, {
      text: 'Spawamy kabel.',
      language: 'pl',
      translations: { en: 'We splice the cable.' },
      public: true,
    })
    await h.runJobs()
    const { updates } = h.picture().open.find(one => one.number === number) ?? { updates: [] }
    expect(updates.map(({ text }) => text)).toEqual([
      { pl: 'Spawamy kabel.', en: 'We splice the cable.' },
      { id: 'Sedang diperbaiki.' },
    ])
    const page = h.file(`pl/outages/${number}/index.html`)
    expect(page).toMatch(/<p dir="auto" >\s*Spawamy kabel\./)
    expect(page).toMatch(/W języku indonezyjskim<\/p>\s*<p dir="auto" lang="id">\s*Sedang diperbaiki\./)
    expect(h.file('pl/history.atom')).toContain('&lt;p lang="id" dir="auto"&gt;Sedang')
    expect(h.file('pl/history.rss')).toContain('&lt;p lang="id" dir="auto"&gt;Sedang')
    expect(h.file(`cap/${number}.xml`)).toContain('Spawamy kabel.')
    expect(h.file('api/v2/summary.json')).toContain('(In Indonesian)\\nSedang diperbaiki.')
    await h.as('operations').post(`/outages/${id}/retract`, { reason: 'It was none' })
    await h.runJobs()
  })
})

describe('availability', () => {
  test('counts services that two outages hit once, each from when it failed until it worked again', async () => {
    const first = await declared({ title: 'One' })
    const second = await declared({ title: 'Two' })
    // Thirty services are hit by both, for forty minutes so far.
    expect(today('area-14')?.lost).toBe(30 * 40 * 60)
    expect(component('area-14')?.status).toBe('major_outage')
    // One of them came back early, in both.
    await sql`update outages.affected set own_to = ${h.clock.now().subtract({ minutes: 30 })}
      where service_id = (select id from subscribers.service where key = 's-20')`.execute(h.db)
    const { measureOutage, countLostTime } = await import('./measure-outage.ts')
    for (const { id } of [first, second]) await measureOutage(h.platform, id)
    await countLostTime(h.platform)
    h.clock.advance({ minutes: 10 })
    await published()
    expect(today('area-14')?.lost).toBe(29 * 50 * 60 + 10 * 60)
    await restored(first.id)
    await restored(second.id)
  })

  test('of today is that of the hours that have passed, of days that nobody watched not known', async () => {
    await sql`insert into outages.outage (source, status, title, cause, extent, severity, planned, started_at, restored_at, created_at, created_by)
      select 'import', 'restored', 'Old', 'fibre-cut', 'total', 'major', false, now, now + interval '1 hour', now, 'test'
      from (select ${h.clock.now().subtract({ hours: 240 })}::timestamptz as now) d`.execute(h.db)
    await published()
    const days = component('service-internet')?.days ?? []
    expect(days.filter(day => day !== null)).toHaveLength(1)
    const passed =
      (h.clock.now().epochMilliseconds -
        Temporal.ZonedDateTime.from('2026-09-15T00:00[Europe/Warsaw]').epochMilliseconds) /
      1000
    expect(days.at(-1)?.owed).toBe(24 * passed)
  })
})

describe('small areas', () => {
  test('are not named, marked or counted, and the kind of service is', async () => {
    await sql`update subscribers.service set area = '30.01' where key in ('s-7', 's-8', 's-10', 's-11')`.execute(h.db)
    await sql`insert into network.area (key, name, geometry, updated_at) values ('30', 'wielkopolskie', null, now())`.execute(
      h.db,
    )
    const { countServices } = await import('./measure-outage.ts')
    await countServices(h.platform, 0)
    const { id, number } = await declared({ title: 'Few', scope: { areas: ['30'] } })
    const told = h.picture().open.find(one => one.number === number)
    expect(told).toMatchObject({ areas: [], components: ['service-internet'] })
    expect(component('area-30')).toMatchObject({ status: 'operational', since: null })
    expect(today('area-30')?.lost).toBe(0)
    expect(today('service-internet')?.lost).toBeGreaterThan(0)
    expect(h.file('areas.geojson')).not.toContain('wielkopolskie')
    await restored(id)
  })
})

describe('the time of the last change of a component', () => {
  test('does not go back when it works again', async () => {
    const { id } = await declared()
    const broken = component('area-14')
    expect(broken?.updatedAt).toBe(h.clock.now().toString({ fractionalSecondDigits: 3 }))
    h.clock.advance({ minutes: 7 })
    await restored(id)
    const again = component('area-14')
    expect(again?.status).toBe('operational')
    expect(again && broken && again.updatedAt > broken.updatedAt).toBe(true)
    expect(again?.createdAt).toBe(broken?.createdAt)
    h.clock.advance({ minutes: 7 })
    await published()
    expect(component('area-14')?.updatedAt).toBe(again?.updatedAt)
  })
})

describe('alerts', () => {
  const alert = (number: string) => h.file(`cap/${number}.xml`)
  const part = (xml: string, name: string) => new RegExp(`<${name}>([^<]*)<`).exec(xml)?.[1]

  test('are numbered as they are sent, refer to those that were, and say in the end that it is over', async () => {
    const { id, number } = await declared()
    const first = alert(number)
    expect(part(first, 'msgType')).toMatch(/^(Alert|Update)$/)
    h.clock.advance({ minutes: 1 })
    await published()
    expect(alert(number)).toBe(first)

    const changed = await h.as('operations').patch(`/outages/${id}`, { publicCause: 'A digger' }, { 'if-match': '"1"' })
    expect(changed.status).toBe(200)
    await h.as('communications').post(`/outages/${id}/timeline`, { text: 'We splice it.', public: true })
    await h.runJobs()
    const second = alert(number)
    expect(part(second, 'msgType')).toBe('Update')
    const sent = ['sender', 'identifier', 'sent'].map(name => part(first, name)).join(',')
    expect(part(second, 'references')?.split(' ').at(-1)).toBe(sent)
    expect(part(second, 'identifier')).not.toBe(part(first, 'identifier'))

    await restored(id)
    h.clock.advance({ minutes: 20 })
    await published()
    const last = alert(number)
    expect(part(last, 'msgType')).toBe('Update')
    expect(part(last, 'responseType')).toBe('AllClear')
    expect(part(last, 'references')).toContain(part(second, 'identifier'))
    h.clock.advance({ hours: 6 * 24 })
    await published()
    expect(h.file('cap/index.atom')).toContain(part(last, 'identifier'))
    h.clock.advance({ hours: 2 * 24 })
    await published()
    expect(h.file('cap/index.atom')).not.toContain(number)
  })

  test('are taken back where it was none', async () => {
    const { id, number } = await declared()
    const first = alert(number)
    await h.as('operations').post(`/outages/${id}/retract`, { reason: 'It was none' })
    await h.runJobs()
    expect(part(alert(number), 'msgType')).toBe('Cancel')
    expect(part(alert(number), 'references')).toContain(part(first, 'identifier'))
  })

  test('are taken back, too, where that comes out after it was said to be over', async () => {
    const { id, number } = await declared()
    await restored(id)
    h.clock.advance({ minutes: 20 })
    await published()
    const last = alert(number)
    expect(part(last, 'responseType')).toBe('AllClear')
    // So late that nobody finds the alert on the page any more.
    h.clock.advance({ hours: 10 * 24 })
    await published()
    expect(h.file('cap/index.atom')).not.toContain(number)
    await h.as('operations').post(`/outages/${id}/retract`, { reason: 'It was none' })
    await h.runJobs()
    expect(part(alert(number), 'msgType')).toBe('Cancel')
    expect(part(alert(number), 'references')).toContain(part(last, 'identifier'))
    const cancelled = alert(number)
    h.clock.advance({ minutes: 2 })
    await published()
    expect(alert(number)).toBe(cancelled)
  })

  test('that were shown stay sent, although whoever showed them died before he noted it', async () => {
    await sql`create function refuse_note() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$`.execute(
      h.db,
    )
    await sql`create trigger refuse_note before update of shown on statuspage.alert for each row execute function refuse_note()`.execute(
      h.db,
    )
    const { status, body } = await h.as('operations').post('/outages/declare', {
      title: 'Read and then killed',
      cause: 'fibre-cut',
      extent: 'total',
      severity: 'major',
      startedAt: h.clock.now().subtract({ minutes: 40 }).toString(),
      scope: { areas: ['14'] },
    })
    expect(status).toBe(201)
    await expect(published()).rejects.toThrow('killed')
    const first = alert(body.number)
    await sql`drop trigger refuse_note on statuspage.alert`.execute(h.db)
    h.clock.advance({ minutes: 1 })

    const changed = await h
      .as('operations')
      .patch(`/outages/${body.id}`, { title: 'What is true now' }, { 'if-match': '"1"' })
    expect(changed.status).toBe(200)
    await published()
    expect(part(alert(body.number), 'msgType')).toBe('Update')
    expect(part(alert(body.number), 'references')).toContain(part(first, 'identifier'))
    await restored(body.id)
  })
})

test('a long outage that just ended stays although three hundred short ones began after it; so do all of ninety days', async () => {
  const now = h.clock.now()
  await sql`insert into outages.outage (source, status, title, cause, extent, severity, planned, started_at, restored_at, created_at, created_by)
    select 'staff', 'restored', 'Short ' || n, 'fibre-cut', 'total', 'minor', false, ${now}::timestamptz - make_interval(hours => 7 * n),
      ${now}::timestamptz - make_interval(hours => 7 * n - 1), ${now}, 'test' from generate_series(1, 300) n`.execute(
    h.db,
  )
  await sql`insert into outages.outage (source, status, title, cause, extent, severity, planned, started_at, restored_at, created_at, created_by)
    values ('staff', 'restored', 'Long', 'fibre-cut', 'total', 'critical', false, ${now.subtract({ hours: 24 * 100 })}, ${now.subtract({ hours: 1 })}, ${now}, 'test')`.execute(
    h.db,
  )
  await published()
  const titles = h.picture().past.map(({ title }) => title)
  expect(titles.slice(0, 3)).toContain('Long')
  expect(titles.filter(title => title.startsWith('Short'))).toHaveLength(300)
  const [last] = h.picture().past.filter(({ title }) => title === 'Short 300')
  expect(h.file(`outages/${last?.number}/index.html`)).toContain('Short 300')
  const months = new Set(
    [...h.file('history/index.html').matchAll(/\/history\/(\d{4}-\d{2})\//g)].map(([, month]) => month),
  )
  expect(months.size).toBeGreaterThanOrEqual(4)
  const inMonths = [...months].map(month => h.file(`history/${month}/index.html`)).join('')
  expect(inMonths.match(/Short \d+</g)).toHaveLength(300)
})
