import { sql } from 'kysely'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Harness } from '../../test/harness.ts'
import { moneyAffected } from './assessable.ts'
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
      a1: { from: '2026-09-14T00:00:00Z', to: null, money: true },
      a2: { from: '2026-09-13T08:00:00Z', to: '2026-09-13T17:00:00Z', money: true },
    })
    await match(h, `/outages/${outage.id}/restore`, { restoredAt: end }, outage.revision)
    await h.runJobs()
    expect(await affectedOf(h, outage)).toMatchObject({
      a1: { from: '2026-09-14T00:00:00Z', to: end },
      a2: { to: '2026-09-13T17:00:00Z' },
    })
    const { rows } = await sql<{ key: string; from: Temporal.Instant; to: Temporal.Instant }>`
      select s.key, m.from_at as "from", m.to_at as "to" from ${moneyAffected} m join subscribers.service s on s.id = m.service_id
      where m.outage_id = ${outage.id} order by s.key`.execute(h.db)
    expect(rows.map(({ key, from, to }) => `${key} ${from.toString()} ${to.toString()}`)).toEqual([
      `a1 2026-09-14T00:00:00Z ${end}`,
      'a2 2026-09-13T08:00:00Z 2026-09-13T17:00:00Z',
    ])
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
      a1: { from: '2026-09-14T00:00:00Z', to: end },
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
