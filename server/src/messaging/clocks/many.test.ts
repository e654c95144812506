import { sql } from 'kysely'
import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { anOperator, decide, good } from '../../../test/factories/operator.ts'
import { aTelling, stoppedChannels } from '../testing/a-telling.ts'
import { aWiring } from '../testing/a-wiring.ts'
import { promises } from './testing/a-year.ts'
import { watchClocks } from './watch-clocks.ts'

test('the clocks of a thousand open outages cost no more questions to the database than those of one', async () => {
  const h = await anOperator({ jurisdiction: 'AU' })
  await stoppedChannels(h.db, 'sms', 'email')
  await decide(h, 'messaging.telling', aTelling())
  await decide(h, 'messaging.promises', promises)
  const now = h.clock.now()
  // Each began a minute after the one before it, and was told twenty times in its first seven minutes.
  await sql`
    with o as (
      insert into outages.outage (source, status, title, cause, extent, severity, planned, started_at, known_at, created_at, created_by)
      select 'staff', 'confirmed', 'Cut ' || n, 'unknown', 'total', 'major', false, ${now}::timestamptz - (n + 10) * interval '1 minute',
        ${now}::timestamptz - (n + 10) * interval '1 minute', ${now}::timestamptz - (n + 10) * interval '1 minute', 'test'
      from generate_series(1, 1000) n returning id, started_at),
    r as (
      insert into outages.revision (outage_id, revision, at, actor, kind, before, after)
      select id, 1, started_at, 'test', 'declared', '{}', '{"status": "confirmed"}' from o),
    m as (
      insert into outages.matching (outage_id, revision, at, frozen, services, money, by_evidence, added, removed, changed)
      select id, 1, started_at, false, 2000, 0, '{}', 2000, 0, 0 from o),
    n as (
      insert into messaging.notice (outage_id, kind, version, statement, state, actor, created_at, released_at)
      select id, case when v = 1 then 'first' else 'update' end, v, '{}', 'released', 'test', started_at, started_at + v * interval '20 seconds'
      from o, generate_series(1, 20) v returning id)
    insert into messaging.message (notice_id, customer_id, lane, channel, address, language, time_zone, state, not_before, updated_at)
    select id, 1, 0, 'sms', '+48500000001', 'pl', 'Europe/Warsaw', 'sent', ${now}, ${now} from n`.execute(h.db)
  await sql`analyze`.execute(h.db)

  const asked = vi.spyOn(pg.Client.prototype, 'query')
  const { items, open, late } = good(await h.as('viewer').get('/messaging/clocks'))
  const forList = asked.mock.calls.length
  expect({ items: items.length, open }).toEqual({ items: 500, open: 1_000 })
  // Those that were last told of an hour ago and longer.
  expect(late).toBe(1_000 - 56)
  expect(forList).toBeLessThan(30)

  const wiring = aWiring({ jurisdiction: () => Promise.resolve('AU') })
  // Nobody is there who could still be told, so that staff hear of each.
  await decide(h, 'messaging.promises', { ...promises, keepWord: false })
  asked.mockClear()
  await watchClocks(h.platform, wiring)
  expect(asked.mock.calls.length).toBeLessThan(60)
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from platform.event where type = 'messaging.clock-late'`.execute(h.db)
  expect(rows[0]?.n).toBe(late)
})
