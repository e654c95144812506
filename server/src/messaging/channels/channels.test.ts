import { sql } from 'kysely'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { aNetwork, anOperator, decide, good, imported } from '../../../test/factories/operator.ts'
import type { Harness } from '../../../test/harness.ts'

interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: { readonly id: string; readonly to: string; readonly from: string; readonly text: string }
}
import { aTelling } from '../testing/a-telling.ts'

let h: Harness
let url = ''
const received: Received[] = []
let answers = 200
/** Before it answers. */
let thinks = (): Promise<void> => Promise.resolve()
const gateway = createServer((request, response) => {
  let text = ''
  request.on('data', (piece: Buffer) => void (text += piece.toString()))
  const answer = async (): Promise<void> => {
    await thinks()
    received.push({ headers: request.headers, body: JSON.parse(text) as Received['body'] })
    response.writeHead(answers, { 'content-type': 'application/json' }).end('{"id":"gw-1"}')
  }
  request.on('end', () => void answer())
})

beforeAll(async () => {
  await new Promise<void>(listening => gateway.listen(0, '127.0.0.1', listening))
  url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/sms`
  h = await anOperator()
  await aNetwork(h, ['core', 'olt<core'], [{ service: 'anna', customer: 'anna', element: 'olt' }])
  await imported(h, 'contacts', ['customer,channel,address', 'anna,sms,+48 500 000 001'])
  await decide(h, 'messaging.telling', aTelling({ holdSeconds: 0, channels: ['sms'] }))
})
afterAll(() => new Promise(closed => gateway.close(closed)))

const fields = () => ({
  settings: { adapter: 'http-sms', url, from: 'Telnet', token: 'sms', signing: null },
  perSecond: null,
  price: { amount: '0.045', currency: 'PLN' },
  atOnce: 5,
})

describe('a way to a provider', () => {
  test('begins stopped, is tried, and is one of its kind', async () => {
    const admin = h.as('admin')
    const added = await admin.post('/messaging/channels', { channel: 'gateway', ...fields() })

    expect(added).toMatchObject({ status: 201, body: { kind: 'sms', stopped: 'not tested yet', missingSecrets: [] } })
    expect((await admin.post('/messaging/channels', { channel: 'other', ...fields() })).status).toBe(409)
    expect(good(await admin.post('/messaging/channels/gateway/test', { to: '+48 500 000 009' }))).toEqual({
      outcome: 'accepted',
      says: null,
    })
    expect(received.pop()?.body).toMatchObject({ to: '+48500000009', from: 'Telnet' })
    expect((await h.as('viewer').post('/messaging/channels/gateway/resume')).status).toBe(403)
  })

  test('is refused with what is wrong about this kind of it, or with the kinds that there are', async () => {
    const add = (settings: object) =>
      h.as('admin').post('/messaging/channels', { channel: 'other', ...fields(), settings })
    const mistakes = async (settings: object) =>
      (await add(settings)).body.mistakes.map(
        ({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`,
      )

    expect(await mistakes({ adapter: 'http-sms', url, from: 'Telnet', token: 'sms' })).toEqual([
      '/settings/signing missing',
    ])
    const own = { adapter: 'http-sms', url, from: 'Telnet', token: 'identity', signing: null }
    expect(await mistakes(own)).toEqual([expect.stringMatching(/^\/settings\/token /)])
    expect(await mistakes({ adapter: 'fax', url })).toEqual(['/settings/adapter unknown-word'])
    // The second tells the words that there are.
    expect(await mistakes({ url })).toEqual(['/settings/adapter missing', '/settings/adapter unknown-word'])
  })

  test('brings what is said of an outage to whom it hits, with our key', async () => {
    good(await h.as('communications').post('/messaging/channels/gateway/resume'))
    const given = { title: 'Cut', scope: { elements: ['olt'] }, startedAt: h.clock.now().toString() }
    const { id } = good(await h.as('operations').post('/outages/declare', given))
    await h.runJobs()
    await h.sweep()
    await h.runJobs()

    expect(received).toHaveLength(1)
    const [message] = received
    expect(message?.body.to).toBe('+48500000001')
    expect(message?.body.text).toMatch(/^Telnet: Panstwa usluga nie dziala od /)
    expect(message?.headers['idempotency-key']).toBe(message?.body.id)
    expect(message?.headers.authorization).toBe('Bearer a-secret')
    const { items } = good(await h.as('viewer').get(`/outages/${id}/notices`))
    expect(items).toMatchObject([{ kind: 'first', messages: { sent: 1, waiting: 0 } }])
  })

  test('is changed by whoever knows how it is', async () => {
    const admin = h.as('admin')
    const { headers } = await admin.get('/messaging/channels/gateway')
    const slower = { ...fields(), perSecond: 20 }

    expect((await admin.put('/messaging/channels/gateway', slower, { 'if-match': '"0"' })).status).toBe(412)
    const changed = await admin.put('/messaging/channels/gateway', slower, { 'if-match': String(headers['etag']) })
    expect(changed).toMatchObject({ status: 200, body: { perSecond: 20 } })
    expect(
      good(await h.as('communications').post('/messaging/channels/gateway/stop', { reason: 'The bill' })),
    ).toMatchObject({ stopped: 'The bill' })
    expect((await admin.get('/messaging/channels/nobody')).status).toBe(404)
  })

  test('is tried without holding anything while the provider thinks about it', async () => {
    const admin = h.as('admin')
    const asked = Promise.withResolvers<void>()
    const answered = Promise.withResolvers<void>()
    thinks = () => {
      asked.resolve()
      return answered.promise
    }
    const trying = admin.post('/messaging/channels/gateway/test', { to: '+48 500 000 009' })
    await asked.promise

    const { rows } = await sql`
      select from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`.execute(h.db)
    answered.resolve()
    expect([rows.length, (await trying).status]).toEqual([0, 200])
  })

  test('says how much waits in it, and of what nobody needs to count that it is much', async () => {
    await sql`
      insert into messaging.message (origin, words, lane, channel, address, language, time_zone, state, drafted, not_before, updated_at)
      select state || drafted || n, '{}', 0, 'sms', '+48', 'pl', 'UTC', state, drafted, ${h.clock.now()}, ${h.clock.now()}
      from (values ('waiting', false, 10005), ('waiting', true, 2), ('doubtful', false, 3), ('failed', false, 4)) k (state, drafted, many),
        generate_series(1, many) n on conflict do nothing`.execute(h.db)

    expect(good(await h.as('admin').get('/messaging/channels/gateway'))).toMatchObject({
      waiting: 10_000,
      doubtful: 3,
      failing: 4,
      oldestWaiting: h.clock.now().toString(),
    })
  })

  test('says since when it takes nothing and why, and since when somebody waits however often he was put off', async () => {
    const since = h.clock.now().toString()
    await sql`delete from messaging.message where notice_id is null`.execute(h.db)
    const { rows } = await sql<{ at: Temporal.Instant }>`
      update messaging.message m set state = 'waiting', not_before = ${h.clock.now().add({ hours: 1 })}, updated_at = ${h.clock.now()}
      from messaging.notice n where n.id = m.notice_id returning n.released_at as at`.execute(h.db)
    await sql`update messaging.channel set troubled_since = ${since}, trouble = 'it answered 401'`.execute(h.db)
    h.clock.advance({ minutes: 20 })

    const gateway = good(await h.as('admin').get('/messaging/channels/gateway'))
    expect(gateway).toMatchObject({
      trouble: { since, reason: 'it answered 401' },
      oldestWaiting: rows[0]?.at.toString(),
    })
    expect(good(await h.as('communications').post('/messaging/channels/gateway/resume'))).toMatchObject({
      trouble: null,
    })
  })

  test('that refuses everybody is not silent about it', async () => {
    await sql`update messaging.message set not_before = ${h.clock.now()}, expires_at = null where state = 'waiting'`.execute(
      h.db,
    )
    answers = 401
    const lines: string[] = []
    const { log } = h.platform
    const heard = [
      vi.spyOn(log, 'warn').mockImplementation((_: unknown, says?: unknown) => void lines.push(String(says))),
      vi.spyOn(log, 'info').mockImplementation((_: unknown, says?: unknown) => void lines.push(String(says))),
    ]
    await h.sweep()
    expect(good(await h.as('admin').get('/messaging/channels/gateway'))).toMatchObject({
      trouble: { since: h.clock.now().toString(), reason: 'it answered 401' },
    })
    h.clock.advance({ minutes: 1 })
    await h.sweep()
    answers = 200
    h.clock.advance({ minutes: 5 })
    await h.sweep()
    for (const spy of heard) spy.mockRestore()

    expect(lines.filter(line => line.startsWith('gateway '))).toEqual([
      expect.stringMatching(/ takes nothing .* 401$/),
      'gateway works again.',
    ])
    expect(good(await h.as('admin').get('/messaging/channels/gateway'))).toMatchObject({ trouble: null, waiting: 0 })
  })
})
