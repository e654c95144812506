import { sql } from 'kysely'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Harness } from '../../test/harness.ts'
import { writeSetting } from '../platform/index.ts'
import { moneyAffected } from './assessable.ts'
import { operatorZone } from './operator-zone.ts'
import { affectedOf, anOutage, match, world } from './testing/world.ts'

let h: Harness
beforeAll(async () => {
  h = await world()
})
beforeEach(async () => {
  h.clock.set('2026-09-15T09:00:00Z')
  await sql`update outages.outage set status = 'retracted'`.execute(h.db)
})

const start = '2026-09-15T08:00:00Z'
const end = '2026-09-15T08:40:00Z'

describe('who was a customer for a part of an outage', () => {
  const customers = (a1: string, a2: string) =>
    sql`update subscribers.service set since = case key when 'a1' then ${a1}::date end, until = case key when 'a2' then ${a2}::date end
      where key in ('a1', 'a2')`.execute(h.db)
  const forEver = () => sql`update subscribers.service set since = null, until = null, time_zone = null`.execute(h.db)
  afterEach(forEver)

  test('is hit from his first day on, and until the end of his last, where he is', async () => {
    await customers('2026-09-14', '2026-09-13')
    await sql`update subscribers.service set time_zone = 'Asia/Jakarta' where key = 'a2'`.execute(h.db)
    const outage = await anOutage(h, { startedAt: '2026-09-13T08:00:00Z' })

    expect(await affectedOf(h, outage)).toMatchObject({
      a1: { from: '2026-09-13T22:00:00Z', to: null, money: true },
      a2: { from: '2026-09-13T08:00:00Z', to: '2026-09-13T17:00:00Z', money: true },
    })
    await match(h, `/outages/${outage.id}/restore`, { restoredAt: end }, outage.revision)
    await h.runJobs()
    expect(await affectedOf(h, outage)).toMatchObject({
      a1: { from: '2026-09-13T22:00:00Z', to: end },
      a2: { to: '2026-09-13T17:00:00Z' },
    })
    const { rows } = await sql<{ key: string; from: Temporal.Instant; to: Temporal.Instant }>`
      select s.key, m.from_at as "from", m.to_at as "to" from ${moneyAffected} m join subscribers.service s on s.id = m.service_id
      where m.outage_id = ${outage.id} order by s.key`.execute(h.db)
    expect(rows.map(({ key, from, to }) => `${key} ${from.toString()} ${to.toString()}`)).toEqual([
      `a1 2026-09-13T22:00:00Z ${end}`,
      'a2 2026-09-13T08:00:00Z 2026-09-13T17:00:00Z',
    ])
  })

  test('begins and ends his days where the operator is, if nobody said where he is', async () => {
    const zone = (name: string) => h.work(work => writeSetting(work, operatorZone, { timeZone: name }))
    await customers('2026-09-14', '2026-09-13')
    await zone('Asia/Jakarta')
    const outage = await anOutage(h, { startedAt: '2026-09-13T08:00:00Z' })
    const midnight = '2026-09-13T17:00:00Z'
    expect(await affectedOf(h, outage)).toMatchObject({ a1: { from: midnight }, a2: { to: midnight } })

    // A zone that does not exist is refused where money is computed; the list is not kept from being made.
    await zone('Atlantis/Capital')
    const other = await anOutage(h, { startedAt: '2026-09-13T08:00:00Z' })
    await sql`delete from platform.setting where name = ${operatorZone.name}`.execute(h.db)
    expect(await affectedOf(h, other)).toMatchObject({ a1: { from: '2026-09-14T00:00:00Z' } })
  })

  test('is not listed where he became one after his area worked again', async () => {
    const outage = await anOutage(h, { scope: { areas: ['31'] }, startedAt: '2026-09-13T08:00:00Z' })
    await customers('2026-09-14', '2026-12-31')
    const part = { areas: ['31.71'], restoredAt: '2026-09-13T20:00:00Z' }
    const partly = await match(h, `/outages/${outage.id}/restore-part`, part, outage.revision)
    expect(partly.status).toBe(200)
    await h.runJobs()

    const listed = await affectedOf(h, outage)
    expect(Object.keys(listed).toSorted()).toEqual(['a2', 'b1', 'r1'])
    expect(listed).toMatchObject({ a2: { to: '2026-09-13T20:00:00Z' } })
    expect((await h.as('viewer').get(`/outages/${outage.id}/impact`)).body).toMatchObject({ services: 3 })
  })

  test('is lost by no correction of its beginning', async () => {
    await customers('2026-09-14', '2026-12-31')
    const outage = await anOutage(h, { startedAt: start })
    const over = await match(h, `/outages/${outage.id}/restore`, { restoredAt: end }, outage.revision)
    await h.runJobs()
    const earlier = { startedAt: '2026-09-13T08:00:00Z', reason: 'It began earlier' }
    expect((await match(h, `/outages/${outage.id}/corrections`, earlier, over.body.revision)).status).toBe(200)
    await h.runJobs()

    expect(await affectedOf(h, outage)).toMatchObject({
      a1: { from: '2026-09-13T22:00:00Z', to: end },
      a2: { from: '2026-09-13T08:00:00Z', to: end },
    })
  })

  test('is not hit before or after he was one, and a question asks about its instant', async () => {
    await customers('2026-09-16', '2026-09-13')
    const outage = await anOutage(h, { startedAt: start })
    expect(await affectedOf(h, outage)).toEqual({})

    const whatIf = (from: string) =>
      h.as('viewer').post('/outages/what-if', { elements: ['olt-1'], from, to: '2026-09-20T00:00:00Z' })
    expect((await whatIf('2026-09-15T00:00:00Z')).body).toMatchObject({ services: 0 })
    expect((await whatIf('2026-09-16T00:00:00Z')).body).toMatchObject({ services: 1 })
  })
})
