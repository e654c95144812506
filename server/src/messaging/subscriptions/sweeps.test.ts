import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { anOperator, decide } from '../../../test/factories/operator.ts'
import type { Harness } from '../../../test/harness.ts'
import { forgetOld } from './sweeps.ts'

let h: Harness

beforeAll(async () => {
  h = await anOperator()
  await decide(h, 'messaging.subscriptions', { channels: [], asksPerDay: 10, telegramBot: null, addressDays: 30 })
})

async function aMessage(origin: string, state: string, daysAgo: number): Promise<void> {
  const at = h.clock.now().subtract({ hours: 24 * daysAgo })
  await sql`
    insert into messaging.message (origin, lane, channel, address, language, time_zone, words, state, not_before, updated_at)
    values (${origin}, 0, 'sms', '+48500000001', 'en', 'UTC', '{"subject": "", "text": "words"}', ${state}, ${at}, ${at})`.execute(
    h.db,
  )
}

test('messages lose address and words after the days that were set, unless somebody still has to decide about them', async () => {
  await aMessage('old', 'delivered', 31)
  await aMessage('young', 'delivered', 29)
  await aMessage('doubtful', 'doubtful', 31)
  await forgetOld.run(h.platform)

  const { rows } = await sql<{ origin: string }>`
    select origin from messaging.message where address = '' and words ->> 'text' = ''`.execute(h.db)
  expect(rows.map(({ origin }) => origin)).toEqual(['old'])
  const kept = await sql`select from messaging.message where address <> '' and words ->> 'text' = 'words'`.execute(h.db)
  expect(kept.rows).toHaveLength(2)
})

test('what came in goes after 90 days with what it said', async () => {
  for (const [key, days] of [
    ['old', 91],
    ['young', 89],
  ] as const)
    await sql`
      with kept as (
        insert into messaging.arrival (channel, adapter, key, content_type, headers, body, received_at, look_at)
        values ('sms', 'smpp', ${key}, 'text/plain', '{}', '', ${h.clock.now().subtract({ hours: 24 * days })}, ${h.clock.now()}) returning id)
      insert into messaging.inbound (arrival_id, channel, address, provider_id, text, at)
      select id, 'sms', '+48500000001', ${key}, 'my words', ${h.clock.now()} from kept`.execute(h.db)
  await forgetOld.run(h.platform)

  const { rows } = await sql<{ key: string }>`
    select a.key from messaging.arrival a join messaging.inbound i on i.arrival_id = a.id`.execute(h.db)
  expect(rows.map(({ key }) => key)).toEqual(['young'])
})
