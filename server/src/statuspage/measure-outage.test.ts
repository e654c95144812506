import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { publicOutages } from '../outages/index.ts'
import { aPage, type PageHarness } from './testing/a-page.ts'

let h: PageHarness
let ids: string[] = []
beforeAll(async () => {
  h = await aPage()
  await h.sweep()
  for (const area of ['14', '14', '12']) {
    await h.as('operations').post('/outages/declare', {
      title: 'Fibre cut',
      cause: 'fibre-cut',
      extent: 'total',
      severity: 'major',
      startedAt: h.clock.now().subtract({ minutes: 40 }).toString(),
      scope: { areas: [area] },
    })
    await h.runJobs()
  }
  ids = (await publicOutages(h.db, 0)).open.map(({ id }) => id).toSorted()
})

const later = async () => {
  h.clock.advance({ minutes: 2 })
  await h.sweep()
  await h.runJobs()
}
const hitCounts = async () => {
  const { rows } = await sql<{ services: number }>`
    select coalesce(sum(h.services), 0)::integer as services from unnest(${ids}::uuid[]) as o (id)
    left join statuspage.hit h on h.outage_id = o.id group by o.id order by o.id`.execute(h.db)
  return rows.map(({ services }) => services)
}
const lostToday = () =>
  h
    .picture()
    .components.find(({ id }) => id === 'area-14')
    ?.days.at(-1)?.lost

test('what was never measured is measured, where the count broke off after the first, and one that cannot be stops no other', async () => {
  const counts = await hitCounts()
  expect(counts.toSorted((a, b) => a - b)).toEqual([6, 30, 30])
  // A house that was brought up to date and counted one of the three outages, of which nothing was added up yet.
  const [refused = '', , counted = ''] = ids
  for (const table of ['hit', 'measured', 'counted'])
    await sql`delete from ${sql.table(`statuspage.${table}`)} where outage_id <> ${counted}`.execute(h.db)
  await sql`insert into statuspage.stale (from_at) values (${h.clock.now().subtract({ hours: 1 })})`.execute(h.db)
  await sql`create function refuse_hit() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`.execute(
    h.db,
  )
  await sql`create trigger refuse before insert on statuspage.hit for each row
    when (new.outage_id = ${sql.lit(refused)}) execute function refuse_hit()`.execute(h.db)

  await later()
  expect(await hitCounts()).toEqual(counts.with(0, 0))

  await sql`drop trigger refuse on statuspage.hit`.execute(h.db)
  await later()
  expect(await hitCounts()).toEqual(counts)
  expect(lostToday()).toBeGreaterThan(0)
})

test('in another zone the days are counted anew', async () => {
  const settings = await h.as('admin').get('/settings/statuspage.page')
  const { value } = settings.body
  const inZone = async (timeZone: string) => {
    const { headers } = await h.as('admin').get('/settings/statuspage.page')
    const { status, body } = await h
      .as('admin')
      .put('/settings/statuspage.page', { value: { ...value, timeZone } }, { 'if-match': String(headers['etag']) })
    expect({ status, body }).toMatchObject({ status: 200 })
    h.clock.advance({ minutes: 2 })
    await h.sweep()
    const { days } = h.picture().components.find(({ id }) => id === 'area-14') ?? { days: [] }
    return days.filter(day => day !== null)
  }
  const secondsOf = (from: string) =>
    (h.clock.now().epochMilliseconds - Temporal.Instant.from(from).epochMilliseconds) / 1000
  // Half past three in the afternoon, in the eighth hour of an outage, is another day where it is just after midnight.
  h.clock.set('2026-09-15T15:30:00Z')
  const began = '2026-09-15T08:20:00Z'
  expect((await inZone('Europe/Warsaw')).at(-1)?.lost).toBe(30 * secondsOf(began))
  expect((await inZone('Asia/Tokyo')).at(-1)).toEqual({
    owed: 30 * secondsOf('2026-09-15T15:00:00Z'),
    lost: 30 * secondsOf('2026-09-15T15:00:00Z'),
  })
  expect((await inZone('Europe/Warsaw')).at(-1)?.lost).toBe(30 * secondsOf(began))
})
