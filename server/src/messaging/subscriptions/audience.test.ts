import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { anOperator, good, imported } from '../../../test/factories/operator.ts'
import type { Harness } from '../../../test/harness.ts'
import { addSubscribers, countSubscribers } from './audience.ts'
import { stopAddress } from './stops.ts'
import { aSubscriber, openChannels } from './testing/readers.ts'

let h: Harness
let outage = ''

beforeAll(async () => {
  h = await anOperator()
  await imported(h, 'elements', [
    'element,kind,parents,area',
    'core,node,,32',
    'olt,node,core,32.73',
    'other,node,core,14.65',
  ])
  await imported(h, 'customers', ['customer,kind', 'anna,consumer', 'ewa,consumer'])
  await imported(h, 'services', [
    'service,customer_id,customer,element,area,kind,monthly_fee,cycle_day,since,currency',
    'anna-1,anna,consumer,olt,32.73.05,internet,60.00,1,2020-01-01,PLN',
    'ewa-1,ewa,consumer,other,14.65.01,internet,60.00,1,2020-01-01,PLN',
  ])
  await openChannels(h, ['email'])
  await aSubscriber(h, 'all@example.com')
  await aSubscriber(h, 'region@example.com', { scope: 'area', key: '32' })
  await aSubscriber(h, 'town@example.com', { scope: 'area', key: '32.73.05' })
  await aSubscriber(h, 'elsewhere@example.com', { scope: 'area', key: '14' })
  // A town whose key only begins with the same signs.
  await sql`
    insert into messaging.subscription (scope, scope_key, channel, address, language, time_zone, state, asked_at, confirmed_at)
    values ('area', '32.7', 'email', 'neighbour@example.com', 'en', 'UTC', 'confirmed', now(), now()),
      ('area', '32.73.05.1', 'email', 'street@example.com', 'en', 'UTC', 'confirmed', now(), now()),
      ('service', 'anna-1', 'email', 'office@example.com', 'en', 'UTC', 'confirmed', now(), now()),
      ('service', 'ewa-1', 'email', 'other-office@example.com', 'en', 'UTC', 'confirmed', now(), now())`.execute(h.db)
  outage = await declared({ elements: ['olt'] })
})

async function declared(scope: object): Promise<string> {
  const given = { title: 'Cut', scope, startedAt: h.clock.now().toString() }
  const { id } = good(await h.as('operations').post('/outages/declare', given))
  await h.runJobs()
  return id
}

const statement = {
  version: 1,
  number: 'OUT-000001',
  extent: 'total',
  since: '2026-09-15T09:00:00Z',
  until: null,
  restoredAt: null,
  etr: null,
  nextUpdateBy: null,
  area: {},
  cause: {},
  words: {},
  compensation: null,
  claimUntil: null,
  url: 'https://status.example/outages/OUT-000001/',
}

async function aNotice(of: string): Promise<string> {
  // There is one beginning; those of tests before stand aside.
  await sql`update messaging.notice set kind = 'reminder' where kind = 'first' and outage_id = ${of}`.execute(h.db)
  const { rows } = await sql<{ id: string }>`
    insert into messaging.notice (outage_id, kind, version, statement, state, actor, created_at, released_at)
    values (${of}, 'first', (select coalesce(max(version), 0) + 1 from messaging.notice where outage_id = ${of}), ${JSON.stringify(statement)}::jsonb, 'released', 'test', now(), now())
    returning id`.execute(h.db)
  return rows[0]?.id ?? ''
}

const add = (of: string, notice: string) =>
  h.work(({ tx, now }) => addSubscribers(tx, { notice, lane: 0, outage: of, now }))

async function told(notice: string): Promise<string[]> {
  const { rows } = await sql<{ address: string }>`
    select address from messaging.message where notice_id = ${notice} and subscription_id is not null order by address`.execute(
    h.db,
  )
  return rows.map(({ address }) => address)
}

describe('those who asked to be told', () => {
  test('are told of an outage in their place, and of no other', async () => {
    const notice = await aNotice(outage)

    expect(await add(outage, notice)).toBe(4)
    expect(await told(notice)).toEqual([
      'all@example.com',
      'office@example.com',
      'region@example.com',
      'town@example.com',
    ])
    expect(await countSubscribers(h.db, outage)).toEqual([{ channel: 'email', language: 'en', people: 4 }])
  })

  test('are told once, however often it is worked out', async () => {
    const notice = await aNotice(outage)
    await add(outage, notice)

    expect(await add(outage, notice)).toBe(0)
  })

  test('are told once however many of their places it hits', async () => {
    await aSubscriber(h, 'ALL@example.com', { scope: 'area', key: '32.73' })
    const notice = await aNotice(outage)
    await add(outage, notice)

    expect((await told(notice)).filter(address => address.toLowerCase() === 'all@example.com')).toHaveLength(1)
  })

  test('are not told again where they are told as customers', async () => {
    const notice = await aNotice(outage)
    await sql`
      insert into messaging.message (notice_id, customer_id, lane, channel, address, language, time_zone, not_before, updated_at)
      select ${notice}::uuid, 1, 0, 'email', 'Region@Example.com', 'en', 'UTC', now(), now()`.execute(h.db)
    await add(outage, notice)

    expect(await told(notice)).not.toContain('region@example.com')
  })

  test('of a part of an area that is hit as a whole are told, too', async () => {
    const whole = await declared({ areas: ['32.73'] })
    const notice = await aNotice(whole)
    await add(whole, notice)

    expect(await told(notice)).toContain('street@example.com')
    expect(await told(notice)).not.toContain('neighbour@example.com')
  })

  test('of one outage are told how it began as soon as they say yes, and nothing of another', async () => {
    const other = await declared({ elements: ['other'] })
    const notice = await aNotice(other)
    const { body } = await h.as('operations').get(`/outages/${other}`)
    await aSubscriber(h, 'one@example.com', { scope: 'outage', key: body.number })
    const elsewhere = await aNotice(outage)
    await add(outage, elsewhere)

    expect(await told(notice)).toContain('one@example.com')
    expect(await told(elsewhere)).not.toContain('one@example.com')
  })

  test('and stopped are told no more', async () => {
    const stop = { channel: 'email', address: 'Town@example.com' } as const
    await h.work(work => stopAddress(work, stop, 'test'))
    const notice = await aNotice(outage)
    await add(outage, notice)

    expect(await told(notice)).not.toContain('town@example.com')
  })
})
