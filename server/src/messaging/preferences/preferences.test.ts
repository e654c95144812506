import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { good } from '../../../test/factories/operator.ts'
import type { Harness, TestReply } from '../../../test/harness.ts'
import { aPortal, enterPortal, type Browser } from '../../portal/testing/a-portal.ts'
import { stopAddress } from '../subscriptions/stops.ts'
import { aSubscriber, lettersTo, openChannels } from '../subscriptions/testing/readers.ts'
import { eraseReader, exportReader } from './person.ts'

let h: Harness
let anna: Browser

beforeAll(async () => {
  h = await aPortal()
  anna = await enterPortal(h, 'Anna.Nowak@example.com', 'c-anna')
  await openChannels(h)
})

const plain = { channels: null, language: null, quiet: null, timeZone: null, unwanted: [] }

async function save(said: object): Promise<TestReply> {
  const { headers } = await anna.get('/portal/preferences')
  return anna.put('/portal/preferences', { ...plain, ...said }, { 'if-match': String(headers['etag']) })
}

describe('how a subscriber wants to be told', () => {
  test('is, before he says anything, as the operator does it, with his contacts', async () => {
    const { body } = await anna.get('/portal/preferences')

    expect(body).toMatchObject({
      channels: null,
      quiet: null,
      unwanted: [],
      offered: ['sms', 'email', 'push', 'telegram'],
    })
    expect(body.contacts.map(({ channel }: { channel: string }) => channel).toSorted()).toEqual([
      'email',
      'email',
      'sms',
    ])
  })

  test('is kept as he says it', async () => {
    const said = {
      channels: ['email', 'sms'],
      language: 'id',
      quiet: { from: '22:00', to: '06:30' },
      timeZone: 'Asia/Jakarta',
    }
    expect((await save(said)).body).toMatchObject(said)
    expect((await anna.get('/portal/preferences')).body).toMatchObject(said)
  })

  test('is not overwritten by who saw an older version', async () => {
    const { headers } = await anna.get('/portal/preferences')
    good(await save({ language: 'pl' }))

    const late = await anna.put('/portal/preferences', plain, { 'if-match': String(headers['etag']) })
    expect(late.status).toBe(412)
    expect((await anna.put('/portal/preferences', plain)).status).toBe(428)
  })

  test('says through which channels nothing is wanted, and takes it back', async () => {
    expect((await save({ unwanted: ['sms'] })).body.unwanted).toEqual(['sms'])
    h.clock.advance({ minutes: 1 })
    expect((await save({ unwanted: [] })).body.unwanted).toEqual([])
    h.clock.advance({ minutes: 1 })
    expect((await save({ unwanted: ['sms', 'push'] })).body.unwanted).toEqual(['push', 'sms'])

    const { rows } = await sql<{ said: string }>`
      select channel || ' ' || case when withdrawn_at is null then 'granted' else 'withdrawn' end as said
      from subscribers.consent where purpose = 'outage-notices' order by channel, granted_at`.execute(h.db)
    expect(rows.map(({ said }) => said)).toEqual(['push withdrawn', 'sms withdrawn', 'sms withdrawn'])
  })

  test('is refused where it cannot be', async () => {
    expect((await save({ timeZone: 'Mars/Base' })).body.code).toBe('messaging.zone-unknown')
    expect((await save({ quiet: { from: '25:00', to: '06:00' } })).body.code).toBe('request.invalid')
    expect((await save({ channels: ['sms', 'sms'] })).body.code).toBe('request.invalid')
    expect((await h.anyone.get('/portal/preferences')).status).toBe(401)
  })
})

describe('a contact that a subscriber adds', () => {
  test('is his once he has typed the code that came to it', async () => {
    const wanted = { channel: 'sms', address: '+48 600 000 007', language: 'pl' }
    const { proof } = good(await anna.post('/portal/contacts', wanted))
    const [letter] = await lettersTo(h, '+48600000007')
    const before = (await anna.get('/portal/preferences')).body.contacts.length

    const code = /^\d{6}/.exec(letter?.text ?? '')?.[0]
    expect((await h.anyone.post('/subscriptions/confirm', { proof, code })).body).toMatchObject({ token: null })

    const { contacts, unwanted } = (await anna.get('/portal/preferences')).body
    expect(contacts).toHaveLength(before + 1)
    expect(contacts).toContainEqual({ channel: 'sms', address: '+48600000007', stopped: false })
    expect(unwanted).not.toContain('sms')
  })

  test('gets messages again after a STOP only by the code', async () => {
    await h.work(work => stopAddress(work, { channel: 'sms', address: '+48600000007' }, 'test'))
    const isStopped = async () =>
      (await anna.get('/portal/preferences')).body.contacts.find(
        ({ address }: { address: string }) => address === '+48600000007',
      ).stopped
    expect(await isStopped()).toBe(true)

    const wanted = { channel: 'sms', address: '+48 600 000 007', language: 'en' }
    const { proof } = good(await anna.post('/portal/contacts', wanted))
    const letters = await lettersTo(h, '+48600000007')
    const code = /^\d{6}/.exec(letters.at(-1)?.text ?? '')?.[0]
    good(await h.anyone.post('/subscriptions/confirm', { proof, code }))
    expect(await isStopped()).toBe(false)
  })

  test('of somebody else for one of his services is a subscription, of somebody else’s service nothing', async () => {
    const asked = { channel: 'email', address: 'office@example.com', language: 'en', timeZone: 'Europe/Warsaw' }

    expect((await anna.post('/portal/subscriptions', { ...asked, service: 's-anna' })).status).toBe(202)
    expect((await anna.post('/portal/subscriptions', { ...asked, service: 's-budi' })).body.code).toBe(
      'portal.not-found',
    )
  })
})

describe('a person', () => {
  test('gets everything that is kept of how he is told, and is forgotten but for his STOP', async () => {
    await aSubscriber(h, 'family@example.com')
    await h.work(work => stopAddress(work, { channel: 'email', address: 'anna.nowak@example.com' }, 'test'))
    await sql`
      insert into messaging.message (origin, customer_id, lane, channel, address, language, time_zone, words, not_before, updated_at)
      select 'test', id, 0, 'sms', '+48 012 345 678', 'pl', 'UTC', '{"subject": "", "text": "Dear Anna"}', now(), now()
      from subscribers.customer where key = 'c-anna'`.execute(h.db)

    const kept = JSON.stringify(await h.work(work => exportReader(work, 'c-anna')))
    expect(kept).toContain('family@example.com')
    expect(kept).toContain('Dear Anna')
    expect(kept).toContain('anna.nowak@example.com')

    expect(await h.work(work => eraseReader(work, 'c-anna'))).toMatchObject({ preferences: 1, subscriptions: 1 })
    const { rows } = await sql<{ left: string }>`
      select coalesce(string_agg(t::text, ' '), '') as left from (
        select to_jsonb(m) as t from messaging.message m union all select to_jsonb(s) from messaging.subscription s
        union all select to_jsonb(p) from messaging.preference p) all_of_it`.execute(h.db)
    expect(rows[0]?.left).not.toMatch(/family@|Dear Anna|012 345 678|600000007/)
    const stops = await sql`select from messaging.stop where address = 'anna.nowak@example.com'`.execute(h.db)
    expect(stops.rows).toHaveLength(1)
    expect(await h.work(work => eraseReader(work, 'c-anna'))).toBeNull()
  })
  test('is forgotten with what he wrote, asked and was telephoned, and nobody else with him', async () => {
    const customer = sql`(select id from subscribers.customer where key = 'c-budi')`
    await sql`insert into subscribers.contact (customer_id, channel, address, updated_at) values (${customer}, 'phone', '+48 600 111 222', now())`.execute(
      h.db,
    )
    const { rows: kept } = await sql<{ id: string }>`
      insert into messaging.arrival (channel, adapter, key, content_type, headers, body, received_at, look_at, state)
      values ('sms', 'http-sms', 'both', 'application/json', '{}', 'words of both', now(), now(), 'understood') returning id::text`.execute(
      h.db,
    )
    for (const [from, text] of [
      ['48600111222', 'words of budi'],
      ['48600999888', 'words of another'],
    ] as const)
      await sql`
        insert into messaging.inbound (arrival_id, channel, address, provider_id, text, at)
        values (${kept[0]?.id ?? ''}, 'sms', ${from}, ${text}, ${text}, now())`.execute(h.db)
    await sql`insert into messaging.conversation values ('sms', '48600111222', now()), ('sms', '48600999888', now())`.execute(
      h.db,
    )
    await sql`insert into messaging.call select uuidv7(), id, 'reached', 'staff:1', now() from subscribers.customer where key = 'c-budi'`.execute(
      h.db,
    )
    await sql`
      insert into messaging.proof (id, scope, channel, address, language, time_zone, asked_at, expires_at)
      values (uuidv7(), 'everything', 'sms', '+48600111222', 'en', 'UTC', now(), now())`.execute(h.db)
    await sql`
      insert into messaging.message (origin, customer_id, lane, channel, address, language, time_zone, words, state, provider_id, reason, not_before, updated_at)
      select 'told', id, 0, 'sms', '+48600111222', 'pl', 'UTC', '{"subject": "", "text": "x"}', 'failed', 'wamid.48600111222', '550 budi', now(), now()
      from subscribers.customer where key = 'c-budi'`.execute(h.db)

    await tellBudiOtherwise()

    const exported = JSON.stringify(await h.work(work => exportReader(work, 'c-budi')))
    for (const part of [
      'answered to budi',
      'told budi as he asked',
      'words of budi',
      'lastWroteAt',
      '"outcome":"reached"',
      '"until"',
    ])
      expect(exported).toContain(part)
    expect(exported).not.toContain('another')
    expect(await h.work(work => eraseReader(work, 'c-budi'))).toMatchObject({
      proofs: 1,
      calls: 1,
      subscriptions: 1,
      messages: 3,
      wrote: 2,
    })

    const { rows } = await sql<{ left: string }>`
      select coalesce(string_agg(t::text, ' '), '') as left from (
        select to_jsonb(m) as t from messaging.message m union all select to_jsonb(i) from messaging.inbound i
        union all select to_jsonb(c) from messaging.conversation c union all select to_jsonb(p) from messaging.proof p
        union all select jsonb_build_object('body', convert_from(body, 'UTF8')) from messaging.arrival) all_of_it`.execute(
      h.db,
    )
    expect(rows[0]?.left).not.toMatch(/600111222|budi|words of both/)
    expect(rows[0]?.left).toContain('words of another')
    expect((await sql`select from messaging.call`.execute(h.db)).rows).toHaveLength(0)
    const arrivals = await sql<{ key: string }>`select key from messaging.arrival`.execute(h.db)
    expect(arrivals.rows).toEqual([{ key: 'both' }])
  })
})

/** By his number alone: an answer to what he wrote, and news of an outage that he had asked for himself; another gets the same. */
async function tellBudiOtherwise(): Promise<void> {
  for (const [origin, address, whom] of [
    ['inbound:1', '+48 600 111 222', 'budi'],
    ['inbound:2', '+48 600 999 888', 'another'],
  ] as const) {
    const words = (text: string): string => JSON.stringify({ subject: '', text })
    await sql`
      insert into messaging.message (origin, lane, channel, address, language, time_zone, words, state, not_before, updated_at)
      values (${origin}, 0, 'sms', ${address}, 'pl', 'UTC', ${words(`answered to ${whom}`)}, 'sent', now(), now())`.execute(
      h.db,
    )
    await sql`
      with asked as (
        insert into messaging.subscription (scope, channel, address, language, time_zone, state, asked_at, confirmed_at)
        values ('everything', 'sms', ${address}, 'pl', 'UTC', 'confirmed', now(), now()) returning id),
      said as (
        insert into messaging.notice (outage_id, kind, version, statement, state, actor, created_at, released_at)
        values (uuidv7(), 'first', 1, '{}', 'released', 'system:test', now(), now()) returning id)
      insert into messaging.message (notice_id, subscription_id, lane, channel, address, language, time_zone, words, state, not_before, updated_at)
      select said.id, asked.id, 1, 'sms', ${address}, 'pl', 'UTC', ${words(`told ${whom} as he asked`)}, 'sent', now(), now()
      from asked, said`.execute(h.db)
  }
}
