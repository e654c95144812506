import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Harness } from '../../../test/harness.ts'
import { match, world } from '../testing/world.ts'
import { alarms } from './index.ts'
import { outagesIn } from './testing/monitoring.ts'

let h: Harness
beforeAll(async () => {
  h = await world([alarms])
  await sql`update outages.alarm_setting set value = '{"gatherSeconds": 0, "minimumAlarms": 10}'`.execute(h.db)
})
beforeEach(async () => {
  h.clock.set('2026-09-15T09:00:00Z')
  await sql`delete from outages.alarm`.execute(h.db)
  await sql`update outages.outage set status = 'retracted', merged_into = id`.execute(h.db)
})

const justNow = '2026-09-15T08:40:00Z'
const time = (text: string) => Temporal.Instant.from(text)

/** Alarms that say such a time are refused by now; some may have been taken in before. */
async function alarm(raised: Readonly<Record<string, string>>): Promise<void> {
  const about = (element: string) => ({ key: element, element, severity: 'critical', effect: 'unreachable' })
  const reply = await h.as('operations').post('/intake/generic', {
    alarms: Object.keys(raised).map(element => ({
      ...about(element),
      summary: `${element} is down`,
      raisedAt: justNow,
    })),
  })
  expect(reply).toMatchObject({ status: 202, body: { mistakes: [] } })
  for (const [element, raisedAt] of Object.entries(raised))
    await sql`update outages.alarm set raised_at = ${raisedAt}::timestamptz
      where element_id = (select id from network.element where key = ${element})`.execute(h.db)
  await h.runJobs()
}

describe('a time that nobody can mean', () => {
  test('of an alarm keeps no other alarm from becoming an outage', async () => {
    await alarm({ 'olt-1': '1970-01-01T00:00:00Z', 'olt-2': justNow })

    expect(await outagesIn(h)).toMatchObject([
      { scope: ['olt-1'], startedAt: time('2000-01-01T00:00:00Z') },
      { scope: ['olt-2'], startedAt: time(justNow) },
    ])
  })

  test('of an alarm that comes later moves the beginning no further', async () => {
    await alarm({ 'olt-1': justNow })
    await alarm({ 'pop-1': '1970-01-01T00:00:00Z', 'olt-2': justNow })

    // Raised long before it, it is an outage of its own.
    expect(await outagesIn(h)).toMatchObject([
      { scope: ['pop-1'], startedAt: time('2000-01-01T00:00:00Z') },
      { scope: ['olt-2'], startedAt: time(justNow) },
    ])
  })

  test('that an outage has from before hinders neither alarms nor people', async () => {
    await alarm({ 'pon-1': '2026-09-15T08:30:00Z' })
    const [suspected] = await outagesIn(h)
    const id = suspected?.id ?? ''
    await sql`update outages.outage set started_at = '1999-06-01T00:00:00Z', etr = '2206-01-01T00:00:00Z' where id = ${id}`.execute(
      h.db,
    )
    await sql`update outages.alarm set raised_at = '1999-06-01T00:00:00Z'`.execute(h.db)

    await alarm({ 'olt-1': '1999-06-01T00:00:00Z', 'olt-2': justNow })
    expect(await outagesIn(h)).toMatchObject([{ id, scope: ['olt-1'] }, { scope: ['olt-2'] }])

    const [grown] = await outagesIn(h)
    const confirmed = await match(h, `/outages/${id}/confirm`, {}, grown?.revision ?? 0)
    const told = { etr: '2207-01-01T00:00:00Z' }
    expect((await match(h, `/outages/${id}/etr`, told, confirmed.body.revision, 'put')).body.code).toBe(
      'outages.unlikely-time',
    )
    const over = await match(h, `/outages/${id}/restore`, { restoredAt: justNow }, confirmed.body.revision)
    expect(over).toMatchObject({ status: 200, body: { status: 'restored' } })
  })
})
