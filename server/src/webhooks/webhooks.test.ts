import { sql } from 'kysely'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { eventCatalogue, type EventType } from '@pulih/contracts'
import { harness } from '../../test/harness.ts'
import { openWire, verifySignature, type AuditLine, type HappenedEvent } from '../platform/index.ts'
import { webhooksContext } from './index.ts'
import { sendDue, type Wiring } from './send-deliveries.ts'
import { aReceiver, saying, type Receiver } from './testing/a-receiver.ts'

const open: (() => Promise<void>)[] = []
afterAll(() => Promise.all(open.map(close => close())))

const wire = openWire({ allowPrivate: true, timeoutSeconds: 1, answerBytes: 1_024, longer: 'cut' })
open.push(() => wire.close())
let exchange = wire.exchange
const wiring: Wiring = { exchange: () => call => exchange(call), random: () => 0.5 }
const audited: AuditLine[] = []
const secrets: Record<string, string | null> = { webhooks: 'the key of this house' }
const h = await harness({
  contexts: [webhooksContext(wiring)],
  hooks: { appendAudit: (_, lines) => Promise.resolve(void audited.push(...lines)) },
  config: { secret: name => secrets[name] ?? null },
})
const admin = h.as('admin')

/** Nothing of one test is left for the next to send. */
afterEach(async () => {
  exchange = wire.exchange
  for (const { id } of (await admin.get('/webhooks/endpoints')).body.items)
    await admin.delete(`/webhooks/endpoints/${id}`, { 'if-match': '*' })
})

interface Endpoint {
  readonly id: string
  readonly secret: string
  readonly receiver: Receiver
}

async function anEndpoint(events: readonly string[] = ['*']): Promise<Endpoint> {
  const receiver = await aReceiver()
  open.push(() => receiver.close())
  const { status, body } = await admin.post('/webhooks/endpoints', { url: receiver.url, events })
  expect(status).toBe(201)
  return { id: body.endpoint.id, secret: body.secret, receiver }
}

let happened = 0
const happen = async (type: EventType = 'outages.suspected') => {
  const subject = `O-${++happened}`
  await h.work(work => work.emit(type, subject, { outage: subject, number: '1', revision: 1 }))
  return subject
}
const after = async (seconds: number) => {
  h.clock.advance({ seconds })
  await h.sweep()
}
const viewOf = async (id: string) => (await admin.get(`/webhooks/endpoints/${id}`)).body
const deliveriesOf = async (id: string, filter = '') =>
  (await admin.get(`/webhooks/deliveries?endpoint=${id}&limit=500${filter}`)).body.items
const newest = async (id: string) => (await admin.get(`/webhooks/deliveries/${(await deliveriesOf(id))[0].id}`)).body
const genuine = ({ receiver }: Endpoint, secret: string, index = -1) => {
  const message = receiver.messages.at(index)
  const header = String(message?.headers['pulih-signature'])
  const nowSeconds = Math.floor(h.clock.now().epochMilliseconds / 1_000)
  return verifySignature({ header, body: message?.body ?? '', secrets: [secret], nowSeconds }).genuine
}

describe('an endpoint', () => {
  test('is added with a secret that is shown once, encrypted in the database and in no list', async () => {
    const { id, secret } = await anEndpoint(['outages.confirmed', 'outages.restored'])

    const read = await admin.get(`/webhooks/endpoints/${id}`)
    expect(read.headers['etag']).toBe('"1"')
    expect(read.body).toMatchObject({
      events: ['outages.confirmed', 'outages.restored'],
      enabled: true,
      disabledBecause: null,
      secrets: [{ encrypted: true, expiresAt: null }],
    })
    expect(JSON.stringify([read.body, (await admin.get('/webhooks/endpoints')).body])).not.toContain(secret)
    const { rows } = await sql<{
      sealed: Buffer
    }>`select sealed from webhooks.secret where endpoint_id = ${id}`.execute(h.db)
    expect(rows[0]?.sealed.includes(secret)).toBe(false)
    expect(JSON.stringify(audited)).not.toContain(secret)
  })

  test('says where its secret is not encrypted', async () => {
    secrets['webhooks'] = null
    const plain = await anEndpoint()
    secrets['webhooks'] = 'the key of this house'

    expect((await viewOf(plain.id)).secrets).toMatchObject([{ encrypted: false }])
    await happen()
    await h.runJobs()
    expect(genuine(plain, plain.secret)).toBe(true)
  })

  test('is changed and removed only in the version that was read', async () => {
    const { id } = await anEndpoint()
    const path = `/webhooks/endpoints/${id}`

    expect((await admin.patch(path, { description: 'CRM' })).status).toBe(428)
    const changed = await admin.patch(path, { description: 'CRM', events: ['ledger.posted'] }, { 'if-match': '"1"' })
    expect(changed).toMatchObject({ status: 200, body: { description: 'CRM', events: ['ledger.posted'], revision: 2 } })
    expect((await admin.delete(path, { 'if-match': '"1"' })).status).toBe(412)
    expect((await admin.delete(path, { 'if-match': '"2"' })).status).toBe(204)
    expect((await admin.get(path)).body.code).toBe('webhooks.endpoint-not-found')
    expect((await sql`select from webhooks.secret where endpoint_id = ${id}`.execute(h.db)).rows).toHaveLength(0)
  })

  test.each([
    [{ events: [] }],
    [{ events: ['outages.exploded'] }],
    [{ events: ['*', 'outages.confirmed'] }],
    [{ url: 'ftp://crm.example' }],
    [{ owner: 'me' }],
  ])('is refused with %j', async change => {
    const reply = await admin.post('/webhooks/endpoints', { url: 'https://crm.example/hook', events: ['*'], ...change })

    expect(reply).toMatchObject({ status: 400, body: { code: 'request.invalid' } })
  })

  test('needs the permission', async () => {
    for (const path of ['/webhooks/endpoints', '/webhooks/deliveries'])
      expect((await h.as('finance').get(path)).body.code).toBe('access.forbidden')
    expect(
      (await h.as('operations').post('/webhooks/endpoints', { url: 'https://a.example', events: ['*'] })).status,
    ).toBe(403)
  })
})

describe('an event', () => {
  test('is delivered signed to those who want it and to nobody else', async () => {
    const all = await anEndpoint()
    const some = await anEndpoint(['outages.confirmed', 'outages.suspected'])
    const none = await anEndpoint(['ledger.posted'])

    const subject = await happen()
    await h.runJobs()

    for (const each of [all, some]) {
      expect(each.receiver.messages).toHaveLength(1)
      expect(genuine(each, each.secret)).toBe(true)
      const [delivery] = await deliveriesOf(each.id)
      expect(delivery).toMatchObject({ state: 'delivered', attempts: 1, type: 'outages.suspected', subject })
      expect(each.receiver.messages[0]?.headers).toMatchObject({
        'content-type': 'application/json',
        'pulih-event': 'outages.suspected',
        'pulih-delivery': delivery.id,
        'pulih-attempt': '1',
      })
      expect(JSON.parse(each.receiver.messages[0]?.body ?? '')).toEqual({
        delivery: delivery.id,
        event: delivery.event,
        type: 'outages.suspected',
        subject,
        happenedAt: h.clock.now().toString(),
        data: { outage: subject, number: '1', revision: 1 },
      })
    }
    expect(genuine(all, some.secret)).toBe(false)
    expect(none.receiver.messages).toEqual([])
    expect(await newest(all.id)).toMatchObject({
      body: all.receiver.messages[0]?.body,
      tried: [{ number: 1, outcome: 'delivered', status: 204 }],
    })
  })

  test('is one delivery per endpoint however often and however concurrently the listener runs', async () => {
    const [one, two] = [await anEndpoint(), await anEndpoint()]
    const subject = await happen()
    const { rows } = await sql<HappenedEvent>`select * from platform.event where subject = ${subject}`.execute(h.db)
    const [event] = rows
    const hear = () => h.platform.listeners[0]!.hear(event!, h.platform)

    await Promise.all(Array.from({ length: 8 }, hear))
    await h.runJobs()
    await hear()
    await h.runJobs()

    for (const each of [one, two]) {
      expect(await deliveriesOf(each.id)).toHaveLength(1)
      expect(each.receiver.messages).toHaveLength(1)
    }
  })

  test('that was before an endpoint is not told to it, even if its listener runs later', async () => {
    await happen()
    h.clock.advance({ seconds: 1 })
    const late = await anEndpoint()
    await h.runJobs()

    expect(await deliveriesOf(late.id)).toEqual([])
  })

  test('reaches many endpoints once each, with many senders at once', async () => {
    const endpoints = await Promise.all(Array.from({ length: 5 }, () => anEndpoint()))
    for (let each = 0; each < 20; each++) await happen()

    await Promise.all([h.runJobs(), h.sweep(), h.sweep()])
    await h.runJobs()
    await h.sweep()

    for (const { receiver } of endpoints) {
      expect(receiver.messages).toHaveLength(20)
      expect(new Set(receiver.messages.map(({ headers }) => headers['pulih-delivery'])).size).toBe(20)
    }
  })

  test('is found by state, endpoint, type and event, page by page', async () => {
    const { id, receiver } = await anEndpoint()
    receiver.answer = saying(500)
    await happen()
    await h.runJobs()
    receiver.answer = saying(204)
    await happen('outages.closed')
    await h.runJobs()

    const all = await deliveriesOf(id)
    expect(all.map((each: { type: string }) => each.type)).toEqual(['outages.closed', 'outages.suspected'])
    expect(await deliveriesOf(id, '&state=waiting')).toEqual([all[1]])
    expect(await deliveriesOf(id, '&type=outages.closed')).toEqual([all[0]])
    expect(await deliveriesOf(id, `&event=${all[0].event}`)).toEqual([all[0]])
    const first = (await admin.get(`/webhooks/deliveries?endpoint=${id}&limit=1`)).body
    const second = (await admin.get(`/webhooks/deliveries?endpoint=${id}&limit=1&cursor=${first.next}`)).body
    expect([...first.items, ...second.items, second.next]).toEqual([...all, null])
  })
})

describe('a delivery that fails', () => {
  test.each([
    ['an error', saying(500, {}, 'x'.repeat(5_000)), 'refused', 'HTTP 500'],
    [
      'a redirection, even to a private address',
      saying(302, { location: 'http://169.254.169.254/' }),
      'refused',
      'HTTP 302: redirections are not followed',
    ],
    ['silence', null, 'no-answer', expect.stringContaining('timeout')],
  ])('with %s is tried again with the same id and bytes, later each time', async (_, answer, outcome, reason) => {
    const endpoint = await anEndpoint()
    const { id, receiver } = endpoint
    receiver.answer = answer
    await happen()
    await h.runJobs()
    const failed = await newest(id)
    expect(failed).toMatchObject({ state: 'waiting', reason, tried: [{ outcome, reason }] })
    expect((failed.tried[0].response ?? '').length).toBeLessThanOrEqual(1_024)

    await after(9)
    expect(receiver.messages).toHaveLength(1)
    await after(2)
    expect(receiver.messages).toHaveLength(2)
    await after(39)
    expect(receiver.messages).toHaveLength(2)
    receiver.answer = saying(200, {}, 'thanks')
    await after(2)

    expect(await newest(id)).toMatchObject({
      state: 'delivered',
      attempts: 3,
      reason: null,
      tried: [{}, {}, { status: 200, response: 'thanks' }],
    })
    expect(new Set(receiver.messages.map(({ headers }) => headers['pulih-delivery'])).size).toBe(1)
    expect(new Set(receiver.messages.map(({ body }) => body)).size).toBe(1)
    expect(new Set(receiver.messages.map(({ headers }) => headers['pulih-signature'])).size).toBe(3)
    expect(genuine(endpoint, endpoint.secret)).toBe(true)
  })

  test('with Retry-After leaves the whole endpoint alone for as long', async () => {
    const { id, receiver } = await anEndpoint()
    receiver.answer = saying(429, { 'retry-after': '600' })
    await happen()
    await h.runJobs()
    await happen()
    await h.runJobs()
    expect(receiver.messages).toHaveLength(1)
    expect((await viewOf(id)).restsUntil).toBe(h.clock.now().add({ seconds: 600 }).toString())

    receiver.answer = saying(204)
    await after(599)
    expect(receiver.messages).toHaveLength(1)
    await after(2)

    expect(receiver.messages).toHaveLength(3)
    expect(await viewOf(id)).toMatchObject({ restsUntil: null, failingSince: null, waiting: 0 })
  })

  test('is given up after the attempts that the operator allows, and replayed under its own id', async () => {
    const { id, receiver } = await anEndpoint()
    await patience({ mostAttempts: 3 })
    receiver.answer = saying(500)
    await happen()
    await h.runJobs()
    for (const seconds of [20, 60, 300, 3_600, 40_000]) await after(seconds)
    expect(receiver.messages).toHaveLength(3)
    const dead = await newest(id)
    expect(dead).toMatchObject({ state: 'dead', attempts: 3, nextAttemptAt: null, reason: 'HTTP 500' })
    expect(await viewOf(id)).toMatchObject({ waiting: 0, dead: 1 })

    receiver.answer = saying(204)
    const key = { 'idempotency-key': `replay ${id}`.replace(' ', '-') }
    expect(await admin.post(`/webhooks/deliveries/${dead.id}/replay`, {}, key)).toMatchObject({
      status: 202,
      body: { state: 'waiting' },
    })
    await admin.post(`/webhooks/deliveries/${dead.id}/replay`, {}, key)
    await h.runJobs()

    expect(await newest(id)).toMatchObject({ id: dead.id, state: 'delivered', attempts: 4 })
    expect(receiver.messages.at(-1)?.headers['pulih-delivery']).toBe(dead.id)
    expect(receiver.messages).toHaveLength(4)
    await patience({})
  })

  test('is given up when the next attempt would come after the days that the operator allows', async () => {
    const { id, receiver } = await anEndpoint()
    await patience({ mostAttempts: 50, mostDays: 1 })
    receiver.answer = saying(503)
    await happen()
    await h.runJobs()
    for (let hour = 0; hour < 30; hour++) await after(3_600)

    expect(await newest(id)).toMatchObject({ state: 'dead', attempts: 8 })
    await patience({})
  })

  test('is replayed with all other dead ones of its endpoint, and with none of another', async () => {
    const [broken, other] = [await anEndpoint(), await anEndpoint()]
    await patience({ mostAttempts: 1 })
    broken.receiver.answer = saying(500)
    other.receiver.answer = saying(500)
    for (let each = 0; each < 3; each++) await happen()
    for (let each = 0; each < 3; each++) {
      await h.runJobs()
      await after(3_600)
    }
    broken.receiver.answer = saying(204)

    const reply = await admin.post(`/webhooks/endpoints/${broken.id}/replay`, {})
    await h.runJobs()

    expect(reply).toMatchObject({ status: 202, body: { replayed: 3 } })
    expect((await deliveriesOf(broken.id, '&state=delivered')).length).toBe(3)
    expect((await viewOf(other.id)).dead).toBe(3)
    await patience({})
  })

  test('keeps nobody else waiting, even if its endpoint hangs with much to send', async () => {
    const [hangs, works] = [await anEndpoint(), await anEndpoint()]
    let underWay = 0
    let most = 0
    const release: (() => void)[] = []
    exchange = async call => {
      // Endpoints of other tests may have something to get, too.
      if (call.url !== hangs.receiver.url) return wire.exchange(call)
      most = Math.max(most, ++underWay)
      await new Promise<void>(resolve => release.push(resolve))
      underWay--
      return { kind: 'lost', reason: 'timeout' }
    }
    for (let each = 0; each < 10; each++) await happen()

    const sending = h.runJobs()
    await expect.poll(() => works.receiver.messages.length).toBe(10)
    await expect.poll(() => underWay).toBeGreaterThan(0)
    exchange = () => Promise.resolve({ kind: 'lost', reason: 'timeout' })
    for (const each of release) each()
    await sending

    expect(most).toBeLessThanOrEqual(8)
    expect(await viewOf(hangs.id)).toMatchObject({ waiting: 10, restsUntil: expect.any(String) })
  })
})

describe('a sender that dies', () => {
  test.each(['before-sending', 'after-sending'] as const)(
    '%s leaves an attempt, and the delivery is sent again under the same id',
    async point => {
      const { id, receiver } = await anEndpoint()
      const subject = await happen()
      const { rows } = await sql<HappenedEvent>`select * from platform.event where subject = ${subject}`.execute(h.db)
      await h.platform.listeners[0]?.hear(rows[0]!, h.platform)
      const dies = sendDue(h.platform, wiring, at => {
        if (at === point) throw new Error('killed')
      })
      await expect(dies).rejects.toThrow('killed')
      expect(await newest(id)).toMatchObject({ state: 'sending', tried: [{ number: 1, outcome: null }] })
      const delivery = await newest(id)
      expect((await admin.post(`/webhooks/deliveries/${delivery.id}/replay`, {})).body.code).toBe('webhooks.under-way')

      await after(59)
      expect((await newest(id)).attempts).toBe(1)
      await after(2)

      expect(await newest(id)).toMatchObject({
        id: delivery.id,
        state: 'delivered',
        tried: [{ outcome: 'vanished' }, { outcome: 'delivered' }],
      })
      const ids = receiver.messages.map(({ headers }) => headers['pulih-delivery'])
      expect(ids).toEqual(point === 'before-sending' ? [delivery.id] : [delivery.id, delivery.id])
    },
  )

  test('and was only slow is believed after all, whatever its successor meets', async () => {
    const { id } = await anEndpoint()
    const answers: ((status: number) => void)[] = []
    exchange = () =>
      new Promise(resolve => answers.push(status => resolve({ kind: 'answer', status, headers: {}, body: '' })))
    await happen()
    const slow = h.runJobs()
    await expect.poll(() => answers.length).toBe(1)
    h.clock.advance({ seconds: 61 })
    const successor = h.sweep()
    await expect.poll(() => answers.length).toBe(2)

    answers[0]?.(200)
    await slow
    answers[1]?.(500)
    await successor

    expect(await newest(id)).toMatchObject({
      state: 'delivered',
      tried: [{ outcome: 'delivered' }, { outcome: 'refused' }],
    })
  })
})

describe('a secret', () => {
  test('is rotated: both sign for a day, then only the new one', async () => {
    const endpoint = await anEndpoint()
    const rotated = await admin.post(`/webhooks/endpoints/${endpoint.id}/rotate-secret`, {})
    expect(rotated.body.endpoint.secrets).toMatchObject([
      { expiresAt: null },
      { expiresAt: h.clock.now().add({ hours: 24 }).toString() },
    ])
    const { secret } = rotated.body

    await happen()
    await h.runJobs()
    expect([genuine(endpoint, endpoint.secret), genuine(endpoint, secret)]).toEqual([true, true])

    h.clock.advance({ hours: 24 })
    await happen()
    await h.runJobs()
    expect([genuine(endpoint, endpoint.secret), genuine(endpoint, secret)]).toEqual([false, true])
  })

  test('ends at once where that is wanted, which also makes room after too many', async () => {
    const endpoint = await anEndpoint()
    const rotate = (keepOldHours: number) =>
      admin.post(`/webhooks/endpoints/${endpoint.id}/rotate-secret`, { keepOldHours })
    for (let each = 0; each < 4; each++) expect((await rotate(1)).status).toBe(200)
    expect((await rotate(1)).body.code).toBe('webhooks.too-many-secrets')

    const { secret, endpoint: view } = (await rotate(0)).body
    expect(view.secrets).toHaveLength(1)
    await happen()
    await h.runJobs()

    expect([genuine(endpoint, endpoint.secret), genuine(endpoint, secret)]).toEqual([false, true])
  })

  test('that cannot be opened any more is a failed attempt, not a message without signature', async () => {
    const endpoint = await anEndpoint()
    secrets['webhooks'] = 'another key'
    await happen()
    await h.runJobs()
    secrets['webhooks'] = 'the key of this house'

    expect(endpoint.receiver.messages).toEqual([])
    expect(await newest(endpoint.id)).toMatchObject({
      state: 'waiting',
      tried: [{ outcome: 'not-sent', reason: expect.stringContaining('could not be signed') }],
    })
    await after(11)
    expect(genuine(endpoint, endpoint.secret)).toBe(true)
  })
})

describe('a disabled endpoint', () => {
  test('was failing for days: that is on the audit trail, and what happened since is replayed', async () => {
    const { id, receiver } = await anEndpoint()
    receiver.answer = saying(500)
    await happen()
    await h.runJobs()
    await after(5 * 86_400 - 10)
    expect((await viewOf(id)).enabled).toBe(true)
    await happen()
    await h.runJobs()
    await after(60)
    expect(await viewOf(id)).toMatchObject({ enabled: false, disabledBecause: 'failing', waiting: 0 })
    expect(
      audited.filter(({ action, subject }) => action === 'webhooks.endpoint-disabled' && subject === id),
    ).toMatchObject([{ actor: 'system:webhooks' }])

    await happen()
    await h.runJobs()
    expect(await viewOf(id)).toMatchObject({ waiting: 0, dead: 3 })
    expect((await admin.post(`/webhooks/endpoints/${id}/replay`, {})).body.code).toBe('webhooks.endpoint-disabled')
    receiver.answer = saying(204)
    await admin.patch(
      `/webhooks/endpoints/${id}`,
      { enabled: true },
      { 'if-match': `"${(await viewOf(id)).revision}"` },
    )
    await admin.post(`/webhooks/endpoints/${id}/replay`, {})
    await h.runJobs()

    expect(await viewOf(id)).toMatchObject({ enabled: true, failingSince: null, dead: 0, waiting: 0 })
    expect((await deliveriesOf(id, '&state=delivered')).length).toBe(3)
  })

  test('by hand is told nothing, and what waited is a dead letter', async () => {
    const { id, receiver } = await anEndpoint()
    receiver.answer = saying(500)
    await happen()
    await h.runJobs()
    await admin.patch(`/webhooks/endpoints/${id}`, { enabled: false }, { 'if-match': '"1"' })
    await happen()
    await h.runJobs()
    await after(100_000)

    expect(receiver.messages).toHaveLength(1)
    expect(await deliveriesOf(id)).toMatchObject([{ state: 'dead', reason: 'the endpoint is disabled' }])
    for (const path of [`endpoints/${id}/test`, `deliveries/${(await newest(id)).id}/replay`])
      expect((await admin.post(`/webhooks/${path}`, {})).body.code).toBe('webhooks.endpoint-disabled')
  })
})

describe('a test', () => {
  test('is sent once, signed, and says what came of it', async () => {
    const endpoint = await anEndpoint(['ledger.posted'])
    const { id, receiver } = endpoint
    const sent = await admin.post(`/webhooks/endpoints/${id}/test`, {})
    await h.runJobs()
    expect(sent).toMatchObject({ status: 202, body: { type: 'webhooks.test', event: null, state: 'waiting' } })
    expect(genuine(endpoint, endpoint.secret)).toBe(true)
    expect(await newest(id)).toMatchObject({ id: sent.body.id, state: 'delivered' })

    receiver.answer = saying(500)
    await admin.post(`/webhooks/endpoints/${id}/test`, {})
    await h.runJobs()
    await after(100_000)

    expect(await newest(id)).toMatchObject({ state: 'dead', attempts: 1 })
    expect(receiver.messages).toHaveLength(2)
  })
})

describe('old deliveries', () => {
  test('are removed, dead letters later, and with the last of them an endpoint that was removed', async () => {
    const { id, receiver } = await anEndpoint()
    await happen()
    await h.runJobs()
    receiver.answer = saying(500)
    await admin.post(`/webhooks/endpoints/${id}/test`, {})
    await h.runJobs()
    await admin.delete(`/webhooks/endpoints/${id}`, { 'if-match': '*' })
    const states = async () => (await deliveriesOf(id)).map((each: { state: string }) => each.state)
    expect(await states()).toEqual(['dead', 'delivered'])

    await after(31 * 86_400)
    expect(await states()).toEqual(['dead'])
    await after(60 * 86_400)
    expect(await states()).toEqual([])

    expect((await sql`select from webhooks.endpoint where id = ${id}`.execute(h.db)).rows).toEqual([])
  })
})

test('every event of the catalogue can be wanted', async () => {
  const { id } = await anEndpoint(Object.keys(eventCatalogue))

  expect((await viewOf(id)).events).toEqual(Object.keys(eventCatalogue))
})

/** What the operator sets, the rest as from the first start on. */
async function patience(change: object): Promise<void> {
  const value = { mostAttempts: 12, mostDays: 3, disableAfterDays: 5, keepDays: 30, ...change }
  await sql`
    insert into platform.setting (name, value, changed_at, changed_by) values ('webhooks.patience', ${JSON.stringify(value)}::jsonb, ${h.clock.now()}, 'test')
    on conflict (name) do update set value = excluded.value`.execute(h.db)
}
