import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { aNetwork, anOperator, good, imported } from '../../test/factories/operator.ts'
import type { Harness } from '../../test/harness.ts'
import { addMessages, type Reach } from './audience.ts'
import { countReached } from './deliveries/call-store.ts'

const reach: Reach = { channels: ['sms', 'email'], language: 'en', timeZone: 'Europe/Warsaw' }
let h: Harness
let outage = ''

beforeAll(async () => {
  h = await anOperator()
  await aNetwork(
    h,
    ['core', 'olt<core', 'other<core'],
    [
      { service: 'anna-1', customer: 'anna', element: 'olt', timeZone: 'Asia/Jakarta' },
      { service: 'anna-2', customer: 'anna', element: 'olt' },
      { service: 'budi', customer: 'budi', element: 'olt' },
      { service: 'cecylia', customer: 'cecylia', element: 'olt' },
      { service: 'dewi', customer: 'dewi', element: 'olt' },
      { service: 'elsewhere', customer: 'ewa', element: 'other' },
    ],
  )
  await imported(h, 'contacts', [
    'customer,channel,address,preferred',
    'anna,email,Anna@example.com,false',
    'anna,sms,+48 500 000 001,false',
    'budi,sms,+48 500 000 002,false',
    'budi,email,budi@example.com,true',
    'cecylia,sms,+48 500 000 003,false',
    'cecylia,email,cecylia@example.com,false',
    'ewa,sms,+48 500 000 005,false',
  ])
  const declared = { title: 'Cut', scope: { elements: ['olt'] }, startedAt: h.clock.now().toString() }
  outage = good(await h.as('operations').post('/outages/declare', declared)).id
  await h.runJobs()
})

async function aNotice(): Promise<string> {
  // There is one beginning; those of tests before stand aside.
  await sql`update messaging.notice set kind = 'reminder' where kind = 'first'`.execute(h.db)
  const { rows } = await sql<{ id: string }>`
    insert into messaging.notice (outage_id, kind, version, statement, state, actor, created_at, released_at)
    values (${outage}, 'first', (select count(*) + 1 from messaging.notice), '{}', 'released', 'test', now(), now()) returning id`.execute(
    h.db,
  )
  return rows[0]?.id ?? ''
}

async function told(notice: string): Promise<string[]> {
  const { rows } = await sql<{ told: string }>`
    select k.key || ' ' || m.channel || ' ' || m.address || ' ' || m.language || ' ' || m.time_zone as told
    from messaging.message m join subscribers.customer k on k.id = m.customer_id where m.notice_id = ${notice} order by 1`.execute(
    h.db,
  )
  return rows.map(each => each.told)
}

const add = (notice: string) =>
  h.db.transaction().execute(tx => addMessages(tx, { notice, lane: 0, outage, reach, now: h.clock.now() }))

describe('whom a notice concerns', () => {
  test('is everybody with a service that is hit, once, as he prefers to be reached; and nobody else', async () => {
    const notice = await aNotice()

    expect(await add(notice)).toBe(3)
    expect(await told(notice)).toEqual([
      'anna sms +48 500 000 001 pl Asia/Jakarta',
      'budi email budi@example.com pl Europe/Warsaw',
      'cecylia sms +48 500 000 003 pl Europe/Warsaw',
    ])
    const { groups } = await countReached(h.db, outage, { reach, segments: [] })
    expect(groups).toEqual([
      { channel: 'sms', language: 'pl', people: 2 },
      { channel: 'email', language: 'pl', people: 1 },
      { channel: null, language: 'pl', people: 1 },
    ])
  })

  test('is told once, however often and by however many it is worked out', async () => {
    const notice = await aNotice()
    const added = await Promise.all(Array.from({ length: 8 }, () => add(notice)))

    expect(added.reduce((sum, each) => sum + each)).toBe(3)
    expect(await told(notice)).toHaveLength(3)
  })

  test('is reached otherwise, or not at all, where he no longer wants it', async () => {
    await sql`insert into messaging.stop values ('sms', '48500000001', now())`.execute(h.db)
    await sql`
      insert into subscribers.consent (customer_id, purpose, channel, granted_at, withdrawn_at, updated_at)
      select id, 'outage-notices', channel, now() - interval '2 days', now() - interval '1 day', now()
      from subscribers.customer, unnest(array['sms', 'email']) channel where key = 'cecylia'`.execute(h.db)
    const notice = await aNotice()

    await add(notice)
    expect(await told(notice)).toEqual([
      'anna email Anna@example.com pl Asia/Jakarta',
      'budi email budi@example.com pl Europe/Warsaw',
    ])
    await sql`
      insert into subscribers.consent (customer_id, purpose, channel, granted_at, updated_at)
      select id, 'outage-notices', 'sms', now(), now() from subscribers.customer where key = 'cecylia'`.execute(h.db)
    const again = await aNotice()
    await add(again)
    expect(await told(again)).toContain('cecylia sms +48 500 000 003 pl Europe/Warsaw')
  })
})
