import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aNetwork, anOperator, decide, good, imported } from '../../../test/factories/operator.ts'
import type { Harness } from '../../../test/harness.ts'
import { sign, signatureHeader } from '../../platform/index.ts'
import { aTelling } from '../testing/a-telling.ts'

interface Sent {
  readonly id: string
  readonly to: string
  readonly text: string
}

let h: Harness
let gateway: Server
let sent: Sent[] = []
/** What the gateway refuses for good. */
let refused = new Set<string>()

beforeAll(async () => {
  gateway = createServer((request, response) => {
    let body = ''
    request.on('data', piece => (body += String(piece)))
    request.on('end', () => {
      const message = JSON.parse(body) as Sent
      if (refused.has(message.to)) return response.writeHead(400).end('{}')
      sent.push(message)
      return response.end(JSON.stringify({ id: `gw-${message.id}` }))
    })
  })
  await new Promise<void>(listening => gateway.listen(0, '127.0.0.1', listening))
  const url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/`
  h = await anOperator()
  await aNetwork(
    h,
    ['core', 'olt<core'],
    [
      { service: 'anna', customer: 'anna', element: 'olt' },
      { service: 'budi', customer: 'budi', element: 'olt' },
    ],
  )
  await imported(h, 'contacts', [
    'customer,channel,address,preferred',
    'anna,sms,+48 500 000 001,true',
    'anna,sms,+48 500 000 009,false',
    'budi,sms,+48 500 000 002,true',
  ])
  await decide(h, 'messaging.telling', aTelling({ holdSeconds: 0, channels: ['sms'] }))
  const settings = { adapter: 'http-sms', url, from: 'Telnet', token: 'sms', signing: 'receipts' }
  const given = { channel: 'gateway', settings, perSecond: null, atOnce: 5, price: { amount: '0.07', currency: 'PLN' } }
  await h.as('admin').post('/messaging/channels', given)
  good(await h.as('communications').post('/messaging/channels/gateway/resume'))
})
afterAll(() => new Promise(closed => gateway.close(closed)))
beforeEach(() => {
  sent = []
  refused = new Set()
})

const body = (given: object) => JSON.stringify(given)

async function bring(text: string, secret = 'a-secret', at = h.clock.now()): Promise<number> {
  const answer = await h.app.inject({
    method: 'POST',
    url: '/api/v1/messaging/arrivals/gateway',
    headers: { 'content-type': 'application/json', [signatureHeader]: sign(text, at, [secret]) },
    payload: text,
  })
  await h.runJobs()
  return answer.statusCode
}

async function begun(): Promise<string> {
  const given = { title: 'Cut', scope: { elements: ['olt'] }, startedAt: h.clock.now().toString() }
  const { id } = good(await h.as('operations').post('/outages/declare', given))
  await h.runJobs()
  h.clock.advance({ seconds: 1 })
  await h.sweep()
  await h.runJobs()
  return id
}

async function over(outage: string): Promise<void> {
  const { headers } = await h.as('operations').get(`/outages/${outage}`)
  const given = { restoredAt: h.clock.now().toString() }
  good(await h.as('operations').post(`/outages/${outage}/restore`, given, { 'if-match': String(headers['etag']) }))
  await h.runJobs()
  h.clock.advance({ seconds: 1 })
  await h.sweep()
}

async function states(outage: string): Promise<string[]> {
  const { rows } = await sql<{ state: string }>`
    select m.address || ' ' || m.state as state from messaging.message m join messaging.notice n on n.id = m.notice_id
    where n.outage_id = ${outage} and n.kind = 'first' order by m.customer_id, m.position`.execute(h.db)
  return rows.map(({ state }) => state)
}

describe('receipts', () => {
  test('move a message on, in any order and however often they come; forged ones do not', async () => {
    const outage = await begun()
    const receipt = (to: string, status: string) =>
      body({ receipts: [{ id: `gw-${sent.find(each => each.to.endsWith(to))?.id}`, status }] })

    expect(await bring(receipt('001', 'delivered'), 'a guess')).toBe(403)
    expect(await states(outage)).toEqual(['+48 500 000 001 sent', '+48 500 000 002 sent'])
    expect(await bring(receipt('001', 'delivered'))).toBe(200)
    expect(await bring(receipt('001', 'delivered'))).toBe(200)
    expect(await bring(receipt('001', 'sent'))).toBe(200)
    expect(await states(outage)).toEqual(['+48 500 000 001 delivered', '+48 500 000 002 sent'])
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from messaging.arrival`.execute(h.db)
    expect(rows).toEqual([{ n: 2 }])
    await over(outage)
  })

  test('that come before we know what the provider calls the message are looked at again', async () => {
    const outage = await begun()
    await sql`update messaging.message set provider_id = null where state = 'sent'`.execute(h.db)
    await bring(body({ receipts: [{ id: 'gw-early', status: 'delivered' }] }))
    await sql`update messaging.message set provider_id = 'gw-early' where address = '+48 500 000 002' and state = 'sent'`.execute(
      h.db,
    )
    h.clock.advance({ seconds: 6 })
    await h.sweep()

    expect(await states(outage)).toEqual(['+48 500 000 001 sent', '+48 500 000 002 delivered'])
    await over(outage)
  })

  test('of a message that cannot be delivered let the next way be tried, once', async () => {
    const outage = await begun()
    const first = sent.find(({ to }) => to.endsWith('001'))
    const undeliverable = body({ receipts: [{ id: `gw-${first?.id}`, status: 'undeliverable', reason: 'absent' }] })
    await bring(undeliverable)
    await bring(`${undeliverable} `)

    expect(await states(outage)).toEqual(['+48 500 000 001 failed', '+48 500 000 009 sent', '+48 500 000 002 sent'])
    await over(outage)
  })
})

test('a message that the provider refuses for good goes by the next way', async () => {
  refused.add('+48500000001')
  const outage = await begun()

  expect(await states(outage)).toEqual(['+48 500 000 001 failed', '+48 500 000 009 sent', '+48 500 000 002 sent'])
  await over(outage)
})

describe('what somebody writes', () => {
  const write = (from: string, text: string) =>
    bring(body({ messages: [{ id: `mo-${from}-${text}-${h.clock.now().epochMilliseconds}`, from, text }] }))
  const answers = () => sent.filter(({ id }) => !id.includes('notice')).map(({ to, text }) => `${to} ${text}`)

  test('STATUS is answered with his own outage', async () => {
    const outage = await begun()
    sent = []
    await write('0048500000001', 'Status')
    expect(answers()).toEqual([
      expect.stringMatching(/^0048500000001|^\+48500000001 Telnet: Panstwa usluga nie dziala od .*OUT-/),
    ])
    await over(outage)
    sent = []
    await write('48500000001', 'status')
    expect(answers()[0]).toContain('nie znamy awarii')
    sent = []
    await write('48999888777', 'STATUS')
    expect(answers()[0]).toContain('nie wiemy, do kogo')
  })

  test('STOP ends what he gets, at once, and START begins it again', async () => {
    await write('48500000002', 'stop')
    expect(answers()[0]).toContain('START')
    const first = await begun()
    expect(await states(first)).toEqual(['+48 500 000 001 sent'])
    await over(first)
    await write('48500000002', 'START')
    const second = await begun()
    expect(await states(second)).toEqual(['+48 500 000 001 sent', '+48 500 000 002 sent'])
    await over(second)
  })

  test('is answered once, and a program that answers answers is left alone', async () => {
    const same = body({ messages: [{ id: 'mo-same', from: '48777000111', text: 'HELP' }] })
    await bring(same)
    await bring(`${same} `)
    expect(answers()).toHaveLength(1)
    for (let time = 0; time < 10; time++) {
      h.clock.advance({ seconds: 1 })
      await write('48777000111', 'HELP')
    }
    expect(answers()).toHaveLength(6)
  })

  test('that nobody can read keeps nothing else from being read', async () => {
    expect(await bring('no json')).toBe(200)
    expect(await bring('[]')).toBe(200)
    const { rows } = await sql<{ state: string; reason: string }>`
      select state, reason from messaging.arrival where state <> 'understood' order by id`.execute(h.db)
    expect(rows).toEqual([
      { state: 'not-understood', reason: 'it is no JSON object' },
      { state: 'not-understood', reason: 'it is no JSON object' },
    ])
  })
})
