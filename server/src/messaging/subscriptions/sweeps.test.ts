import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { anOperator, decide } from '../../../test/factories/operator.ts'
import type { Harness } from '../../../test/harness.ts'
import { forgetOld } from './sweeps.ts'

let h: Harness

beforeAll(async () => {
  h = await anOperator()
  await decide(h, 'messaging.subscriptions', {
    channels: [],
    asksPerDay: 10,
    answersPerDay: 100,
    telegramBot: null,
    addressDays: 30,
  })
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

test('receipts go before what people wrote, unless nobody could read them', async () => {
  const at = h.clock.now().subtract({ hours: 24 * 15 })
  for (const [key, state, text] of [
    ['receipt', 'understood', null],
    ['unread', 'not-understood', null],
    ['words', 'understood', 'my words'],
  ] as const) {
    const { rows } = await sql<{ id: string }>`
      insert into messaging.arrival (channel, adapter, key, content_type, headers, body, received_at, look_at, state)
      values ('sms', 'smpp', ${key}, 'text/plain', '{}', '', ${at}, ${at}, ${state}) returning id::text`.execute(h.db)
    if (text !== null)
      await sql`
        insert into messaging.inbound (arrival_id, channel, address, provider_id, text, at)
        values (${rows[0]?.id ?? ''}, 'sms', '+48500000001', ${key}, ${text}, ${at})`.execute(h.db)
  }
  await forgetOld.run(h.platform)

  const { rows } = await sql<{ key: string }>`select key from messaging.arrival order by key`.execute(h.db)
  expect(rows.map(({ key }) => key)).toEqual(['unread', 'words'])
  await sql`delete from messaging.arrival`.execute(h.db)
})

test('conversations, calls, ended subscriptions and addresses of nobody go after their time, a STOP never', async () => {
  const ago = (days: number) => h.clock.now().subtract({ hours: 24 * days })
  for (const [name, days] of [
    ['old', 31],
    ['young', 29],
  ] as const) {
    const at = ago(days)
    await sql`insert into messaging.conversation values ('sms', ${name}, ${at})`.execute(h.db)
    await sql`insert into messaging.stop values ('sms', ${`gone ${name}`}, ${at}, 'gone'), ('sms', ${`asked ${name}`}, ${at}, 'asked')`.execute(
      h.db,
    )
    await sql`insert into messaging.call values (uuidv7(), ${days}, 'reached', ${name}, ${at})`.execute(h.db)
    await sql`
      insert into messaging.subscription (scope, channel, address, language, time_zone, state, asked_at, ended_at)
      values ('everything', 'email', ${`${name}@example.com`}, 'en', 'UTC', 'ended', ${ago(400)}, ${at})`.execute(h.db)
  }
  await forgetOld.run(h.platform)

  const { rows } = await sql<{ kept: string }>`
    select address as kept from messaging.conversation union all select address from messaging.stop
    union all select actor from messaging.call union all select address from messaging.subscription where address not like 'erased:%'
    order by 1`.execute(h.db)
  expect(rows.map(({ kept }) => kept)).toEqual([
    'asked old',
    'asked young',
    'gone young',
    'young',
    'young',
    'young@example.com',
  ])
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

test('what waits in a stopped channel is cancelled once it is of no use, so that its address is forgotten in time', async () => {
  await aMessage('late', 'waiting', 0)
  await aMessage('in time', 'waiting', 0)
  const now = h.clock.now()
  await sql`
    update messaging.message set expires_at = case origin when 'late' then ${now} else ${now.add({ seconds: 1 })}::timestamptz end
    where origin in ('late', 'in time')`.execute(h.db)
  await forgetOld.run(h.platform)

  const { rows } = await sql`
    select origin, state, reason from messaging.message where origin in ('late', 'in time') order by origin`.execute(
    h.db,
  )
  expect(rows).toEqual([
    { origin: 'in time', state: 'waiting', reason: null },
    { origin: 'late', state: 'cancelled', reason: 'too late' },
  ])
})
