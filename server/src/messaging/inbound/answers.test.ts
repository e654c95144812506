import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { aNetwork, anOperator, decide, good, imported } from '../../../test/factories/operator.ts'
import type { Harness } from '../../../test/harness.ts'
import { arrivalOf } from '../adapters/mail/inbox/inbox.ts'
import { aMail } from '../adapters/mail/testing/mails.ts'
import { openChannels } from '../subscriptions/testing/readers.ts'
import { stopAddress } from '../subscriptions/stops.ts'
import { aTelling } from '../testing/a-telling.ts'
import { keepArrival } from './keep-arrivals.ts'

const [anna, ewa] = ['+48500000001', '+48500000002']
let h: Harness
let written = 0

beforeAll(async () => {
  h = await anOperator()
  await aNetwork(
    h,
    ['core', 'olt<core', 'other<core'],
    [
      { service: 'anna', customer: 'anna', element: 'olt' },
      { service: 'ewa', customer: 'ewa', element: 'other' },
    ],
  )
  await imported(h, 'contacts', [
    'customer,channel,address',
    `anna,sms,${anna}`,
    'anna,email,anna@example.com',
    `ewa,sms,${ewa}`,
  ])
  await openChannels(h, ['sms', 'email'])
  await decide(h, 'messaging.telling', aTelling({ automatic: false, channels: ['sms'] }))
  await limited(1_000)
})

beforeEach(() => {
  h.clock.advance({ hours: 25 })
})

const limited = (answersPerDay: number) =>
  decide(h, 'messaging.subscriptions', {
    channels: [],
    asksPerDay: 10,
    answersPerDay,
    telegramBot: null,
    addressDays: 30,
  })

async function write(from: string, text: string): Promise<void> {
  const body = Buffer.from(JSON.stringify({ messages: [{ id: `mo-${++written}`, from, text }] }))
  const raw = { key: `raw-${written}`, contentType: 'application/json', headers: {}, body }
  await keepArrival(h.platform, { channel: 'sms', adapter: 'http-sms', raw })
  await h.runJobs()
}

async function mailed(text: string, head: Readonly<Record<string, string>> = {}): Promise<void> {
  const body = aMail({ 'Message-ID': `<m-${++written}@example.com>`, ...head }, text)
  await keepArrival(h.platform, {
    channel: 'email',
    adapter: 'smtp',
    raw: arrivalOf(body, null, null, 'mx.telnet.example'),
  })
  await h.runJobs()
}

interface Answered {
  readonly text: string
  readonly answer: string | null
  readonly language: string | null
  readonly timeZone: string | null
  readonly unanswered: string | null
}

/** What came last, and what was answered. */
async function last(most = 1): Promise<readonly Answered[]> {
  const { rows } = await sql<Answered>`
    select i.text, m.words ->> 'text' as answer, m.language, m.time_zone as "timeZone", i.unanswered
    from messaging.inbound i left join messaging.message m on m.origin = 'inbound:' || i.id order by i.id desc limit ${most}`.execute(
    h.db,
  )
  return rows.toReversed()
}

async function declared(element: string): Promise<string> {
  const given = { title: 'Cut', scope: { elements: [element] }, startedAt: h.clock.now().toString() }
  const { id } = good(await h.as('operations').post('/outages/declare', given))
  await h.runJobs()
  return id
}

async function retracted(outage: string): Promise<void> {
  const { headers } = await h.as('operations').get(`/outages/${outage}`)
  const given = { reason: 'a mistake' }
  good(await h.as('operations').post(`/outages/${outage}/retract`, given, { 'if-match': String(headers['etag']) }))
  await h.runJobs()
}

describe('STATUS', () => {
  test('tells of the outage that goes on, however many before it turned out to be none', async () => {
    const outage = await declared('olt')
    for (let time = 0; time < 10; time++) {
      h.clock.advance({ minutes: 1 })
      await retracted(await declared('olt'))
    }
    await write(anna, 'STATUS')
    const [answered] = await last()
    expect(answered?.answer?.match(/OUT-\d{6}/g)?.[0]).toBe('OUT-000001')
    await retracted(outage)
  })

  test('is answered in the language and the time zone in which a customer wants to be told', async () => {
    await sql`
      insert into messaging.preference (customer_id, language, time_zone, updated_at)
      select id, 'id', 'Asia/Jakarta', ${h.clock.now()} from subscribers.customer where key = 'anna'`.execute(h.db)
    await write(anna, 'STATUS')
    const [answered] = await last()

    expect(answered).toMatchObject({ language: 'id', timeZone: 'Asia/Jakarta' })
    expect(answered?.answer).toContain('kami tidak menemukan gangguan')
    await sql`delete from messaging.preference`.execute(h.db)
  })
})

describe('a report that something does not work', () => {
  test('is noted and shown to staff among the reports, and says so', async () => {
    await write(ewa, 'AWARIA od rana nic nie działa')
    await write(ewa, 'dzień dobry')

    expect((await last(2))[0]?.answer).toContain('odnotowaliśmy zgłoszenie')
    const { items } = good(await h.as('care').get('/messaging/inbound?reports=only'))
    expect(items.map(({ text }: { text: string }) => text)).toEqual(['AWARIA od rana nic nie działa'])
  })
})

describe('answers', () => {
  test('to one reader are so many in an hour and in a day; what is above is kept, and staff see why', async () => {
    for (let hour = 0; hour < 5; hour++) {
      for (let time = 0; time < 7; time++) await write(ewa, 'HELP')
      h.clock.advance({ hours: 1, seconds: 1 })
    }
    const all = await last(35)

    expect(all.slice(0, 7).map(({ unanswered }) => unanswered)).toEqual([...Array<null>(6).fill(null), 'too-often'])
    expect(all.filter(({ answer }) => answer !== null)).toHaveLength(20)
    await write(anna, 'HELP')
    expect((await last())[0]?.unanswered).toBeNull()
    const { items } = good(await h.as('care').get('/messaging/inbound?limit=3'))
    expect(items[1]).toMatchObject({ answer: null, unanswered: 'too-often' })
  })

  test('of one channel are so many in a day, whoever writes', async () => {
    await limited(2)
    for (const from of [anna, ewa, '48600000003', '48600000004']) await write(from, 'STATUS')

    expect((await last(4)).map(({ unanswered }) => unanswered)).toEqual([null, null, 'too-many', 'too-many'])
    h.clock.advance({ hours: 25 })
    await write(anna, 'STATUS')
    expect((await last())[0]?.unanswered).toBeNull()
    await limited(1_000)
  })

  test('that are not given keep nobody from ending what he gets', async () => {
    await limited(0)
    await write(ewa, 'STOP')

    expect((await last())[0]).toMatchObject({ answer: null, unanswered: 'too-many' })
    expect(await stops()).toEqual([ewa.slice(1)])
    await sql`delete from messaging.stop`.execute(h.db)
    await limited(1_000)
  })
})

async function stops(): Promise<string[]> {
  const { rows } = await sql<{ address: string }>`select address from messaging.stop order by address`.execute(h.db)
  return rows.map(({ address }) => address)
}

describe('STOP by mail', () => {
  const vouched = { 'Authentication-Results': 'mx.telnet.example; dmarc=pass header.from=example.com' }

  test('ends what comes to the sender where the mail server vouches for him', async () => {
    await mailed('STOP', vouched)
    expect(await stops()).toEqual(['anna@example.com'])
    await mailed('START', vouched)
    expect(await stops()).toEqual([])
  })

  test('in the name of somebody changes nothing, and he gets the link that does it', async () => {
    await mailed('STOP')
    const [answered] = await last()

    expect(await stops()).toEqual([])
    const token = /\/messaging\/stop\/([\w-]{44})/.exec(answered?.answer ?? '')?.[1]
    expect((await h.anyone.get(`/messaging/stop/${token}`)).body).toMatchObject({ address: 'a…@example.com' })
  })

  test('in the name of somebody takes back no stop, and of somebody unknown is not answered', async () => {
    await h.work(work => stopAddress(work, { channel: 'email', address: 'anna@example.com' }, 'test'))
    await mailed('START')
    expect(await stops()).toEqual(['anna@example.com'])
    await mailed('STOP', { From: 'nobody@example.org' })
    expect((await last())[0]?.answer).toBeNull()
    await mailed('STATUS')
    expect((await last())[0]?.answer).toBeNull()
  })
})

describe('what is not from a provider', () => {
  test('is written down once an hour for each channel, with how much there was', async () => {
    const warn = vi.spyOn(h.platform.log, 'warn')
    const forge = async () => {
      const answer = await h.app.inject({
        method: 'POST',
        url: '/api/v1/messaging/arrivals/sms',
        headers: { 'content-type': 'application/json' },
        payload: '{}',
      })
      expect(answer.statusCode).toBe(403)
    }
    for (let time = 0; time < 5; time++) await forge()
    expect(warn.mock.calls.map(([given]) => given)).toEqual([{ channel: 'sms', forged: 1 }])
    h.clock.advance({ hours: 1 })
    await forge()
    expect(warn.mock.calls.map(([given]) => given)[1]).toEqual({ channel: 'sms', forged: 5 })
    warn.mockRestore()
  })
})
