import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { aNetwork, anOperator, decide, good, imported } from '../../../test/factories/operator.ts'
import type { Harness } from '../../../test/harness.ts'
import { sign, signatureHeader } from '../../platform/index.ts'
import { aTelling } from '../testing/a-telling.ts'

let h: Harness

beforeAll(async () => {
  h = await anOperator()
  await aNetwork(h, ['olt'], [{ service: 'anna', customer: 'anna', element: 'olt' }])
  await imported(h, 'contacts', ['customer,channel,address', 'anna,sms,500 600 700'])
  await decide(h, 'subscribers.telephones', { callingCode: '48' })
  await decide(h, 'messaging.telling', aTelling({ holdSeconds: 0, channels: ['sms'] }))
  const settings = {
    adapter: 'http-sms',
    url: 'http://127.0.0.1:9/',
    from: 'Telnet',
    token: 'sms',
    signing: 'receipts',
  }
  const given = { channel: 'gateway', settings, perSecond: null, atOnce: 5, price: { amount: '0.07', currency: 'PLN' } }
  good(await h.as('admin').post('/messaging/channels', given))
})

async function wrote(from: string, text: string): Promise<void> {
  const payload = JSON.stringify({ messages: [{ id: `${from} ${text}`, from, text }] })
  const answer = await h.app.inject({
    method: 'POST',
    url: '/api/v1/messaging/arrivals/gateway',
    headers: {
      'content-type': 'application/json',
      [signatureHeader]: sign(payload, h.clock.now(), ['a-secret']),
    },
    payload,
  })
  expect(answer.statusCode).toBe(200)
  await h.runJobs()
}

async function told(): Promise<string[]> {
  const given = { title: 'Cut', scope: { elements: ['olt'] }, startedAt: h.clock.now().toString() }
  const { id } = good(await h.as('operations').post('/outages/declare', given))
  await h.runJobs()
  h.clock.advance({ seconds: 1 })
  await h.sweep()
  const { rows } = await sql<{ address: string }>`
    select m.address from messaging.message m join messaging.notice n on n.id = m.notice_id where n.outage_id = ${id}`.execute(
    h.db,
  )
  return rows.map(({ address }) => address)
}

describe('whoever is registered without the code of the country', () => {
  test('is written to with it', async () => {
    expect(await told()).toEqual(['+48500600700'])
  })

  test.each(['+48500600700', '48500600700', '500600700'])('stops what he gets by a message from %s', async from => {
    await wrote(from, 'STOP')
    expect(await told()).toEqual([])
    await wrote(from, 'START')
    expect(await told()).toEqual(['+48500600700'])
  })
})
