import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { anOperator } from '../../../test/factories/operator.ts'
import type { Harness } from '../../../test/harness.ts'
import type { Arrival } from '../adapters/index.ts'
import { openChannels } from '../subscriptions/testing/readers.ts'
import { aTelling } from '../testing/a-telling.ts'
import type { Answering } from './answer.ts'
import type { KeptArrival } from './arrival-store.ts'
import { keepArrival } from './keep-arrivals.ts'
import { apply, type Meaning } from './understand.ts'

const hostile = ['\0', 'a\0b', '\ud800', 'x\udfff', '\ud83d\0\udd25', '\u202e', '\0'.repeat(3)]
let h: Harness
let answering: Answering

beforeAll(async () => {
  h = await anOperator()
  await openChannels(h, ['sms', 'telegram'])
  answering = {
    telling: aTelling({}),
    pageUrl: 'https://status.example',
    timeZone: 'UTC',
    paymentOf: () => Promise.resolve(null),
    answersPerDay: 100,
  }
})

/** One of each kind, in the words of a provider who means well. */
function plain(): readonly Arrival[] {
  return [
    { kind: 'receipt', providerId: 'gw-1', says: 'undeliverable', reason: 'absent' },
    {
      kind: 'message',
      id: 'mo-1',
      from: '+48500000001',
      subject: 'a subject',
      text: 'STATUS',
      at: h.clock.now(),
      isAutomatic: false,
    },
    { kind: 'gone', address: '+48500000002', reason: 'no such number' },
    { kind: 'unwanted', providerId: 'pulih-1' },
    { kind: 'stopped', address: '+48500000003' },
  ]
}

/** The same with each of its texts in turn spoilt. */
function spoilt(arrival: Arrival): readonly Arrival[] {
  return Object.entries(arrival)
    .filter(([name, value]) => typeof value === 'string' && name !== 'kind' && name !== 'says')
    .flatMap(([name, value]: [string, unknown]) =>
      hostile.flatMap(text => [
        { ...arrival, [name]: text },
        { ...arrival, [name]: `${String(value)}${text}` },
      ]),
    )
}

async function kept(key: string, body = 'x'): Promise<KeptArrival> {
  const raw = { key, contentType: 'text/plain', headers: {}, body: Buffer.from(body) }
  await keepArrival(h.platform, { channel: 'sms', adapter: 'http-sms', raw })
  const { rows } = await sql<KeptArrival>`
    select id, channel, adapter, key, content_type as "contentType", headers, body, received_at as "receivedAt"
    from messaging.arrival order by id desc limit 1`.execute(h.db)
  const [arrival] = rows
  if (!arrival) throw new Error('it was not kept')
  return arrival
}

async function done(meanings: readonly Meaning[]): Promise<readonly { state: string; reason: string | null }[]> {
  await h.work(work => apply(h.platform, work, answering, meanings))
  const ids = meanings.map(({ arrival }) => String(arrival.id))
  const { rows } = await sql<{ state: string; reason: string | null }>`
    select state, reason from messaging.arrival where id = any(${ids}::bigint[]) order by id`.execute(h.db)
  return rows
}

test('whatever stands in any text of what came, all of it is worked out together', async () => {
  const meant = plain().flatMap(each => [each, ...spoilt(each)])
  const meanings: Meaning[] = []
  for (const [index, each] of meant.entries()) {
    const arrival = await kept(`hostile-${index}`)
    meanings.push({ arrival, meant: [each], reason: null })
  }
  const states = await done(meanings)

  expect(meanings.length).toBeGreaterThan(100)
  expect(states).toHaveLength(meanings.length)
  expect(states.filter(({ state }) => state === 'not-understood')).toEqual([])
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from messaging.inbound`.execute(h.db)
  expect(rows[0]?.n).toBeGreaterThan(1)
})

test('whatever stands in what a provider says beside it, it is kept', async () => {
  for (const text of hostile) {
    const raw = { key: `key ${text}`, contentType: `text/${text}`, headers: { [`h`]: text }, body: Buffer.from(text) }
    await expect(keepArrival(h.platform, { channel: 'sms', adapter: 'http-sms', raw })).resolves.toBeUndefined()
  }
})

test('a receipt that cannot be written down is set aside, and the others of its batch are written', async () => {
  const ids: string[] = []
  for (const name of ['one', 'poison', 'two']) {
    const { rows } = await sql<{ id: string }>`
      insert into messaging.message (origin, lane, channel, address, language, time_zone, words, state, provider_id, sent_at, not_before, updated_at)
      values (${name}, 0, 'sms', '+48500000009', 'en', 'UTC', '{"subject": "", "text": ""}', 'sent', ${`gw-${name}`}, now(), now(), now())
      returning id::text`.execute(h.db)
    ids.push(rows[0]?.id ?? '')
  }
  await sql`
    create function refuse_poison() returns trigger language plpgsql as $$ begin
      if new.provider_id = 'gw-poison' then raise 'poison'; end if; return new; end $$`.execute(h.db)
  await sql`create trigger refuse_poison before update on messaging.message for each row execute function refuse_poison()`.execute(
    h.db,
  )
  const meanings: Meaning[] = []
  for (const name of ['one', 'poison', 'two']) {
    const meant = [{ kind: 'receipt', providerId: `gw-${name}`, says: 'delivered', reason: null }] as const
    meanings.push({ arrival: await kept(`receipt-${name}`), meant, reason: null })
  }

  expect((await done(meanings)).map(({ state }) => state)).toEqual(['understood', 'not-understood', 'understood'])
  const { rows } = await sql<{ state: string }>`
    select state from messaging.message where id = any(${ids}::bigint[]) order by id`.execute(h.db)
  expect(rows.map(({ state }) => state)).toEqual(['delivered', 'sent', 'delivered'])
})
