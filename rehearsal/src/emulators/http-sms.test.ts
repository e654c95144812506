import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { noFaults } from '../emulator.ts'
import { emulateHttpSms, type SmsGateway } from './http-sms.ts'

const closings: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closings.splice(0).toReversed()) await close()
})

async function aGateway(): Promise<SmsGateway> {
  const gateway = await emulateHttpSms({ token: 'a-token', secret: 'a-secret', receiptAfterMilliseconds: 0 })
  closings.push(() => gateway.stop())
  return gateway
}

function ask({ port }: SmsGateway, key: string, token = 'a-token'): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ id: key, to: '+48500600700', from: 'Telnet', text: 'It does not work.' }),
  })
}

interface Brought {
  readonly signature: string
  readonly body: string
}

/** Somebody who takes what a gateway brings, after refusing it so many times. */
async function aTaker(refusals: number): Promise<{ readonly url: string; readonly brought: Brought[] }> {
  const brought: Brought[] = []
  let left = refusals
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (piece: Buffer) => (body += piece.toString('utf8')))
    request.on('end', () => {
      if (left-- > 0) return void response.writeHead(503).end()
      brought.push({ signature: String(request.headers['pulih-signature']), body })
      response.end()
    })
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  closings.push(() => server.close())
  // A server that listens at a port has an address with one.
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, brought }
}

describe('a gateway for SMS', () => {
  test('sends once what is asked twice under one key, also where its first answer was lost', async () => {
    const gateway = await aGateway()
    gateway.behave({ ...noFaults, lose: 1 })
    await expect(ask(gateway, 'pulih-1')).rejects.toThrow('fetch failed')
    gateway.behave(noFaults)

    const [one, other] = [await ask(gateway, 'pulih-1'), await ask(gateway, 'pulih-2')]

    expect(await one.json()).toEqual({ id: 'gateway-1' })
    expect(await other.json()).toEqual({ id: 'gateway-2' })
    expect(gateway.delivered.map(({ key, to }) => [key, to])).toEqual([
      ['pulih-1', '+48500600700'],
      ['pulih-2', '+48500600700'],
    ])
  })

  test('sends nothing for whoever does not know its token', async () => {
    const gateway = await aGateway()

    expect((await ask(gateway, 'pulih-1', 'another')).status).toBe(401)
    expect(gateway.delivered).toEqual([])
  })

  test('brings signed receipts and what people write until somebody takes them', async () => {
    const gateway = await aGateway()
    const { url, brought } = await aTaker(2)
    gateway.subscribe(url)

    await ask(gateway, 'pulih-1')
    gateway.say('+48500600700', 'STOP')

    await expect.poll(() => gateway.waiting()).toBe(0)
    const all = brought.map(({ body }) => JSON.parse(body) as Record<'messages' | 'receipts', object[]>)
    expect(all.flatMap(({ receipts }) => receipts)).toEqual([{ id: 'gateway-1', status: 'delivered' }])
    expect(all.flatMap(({ messages }) => messages)).toMatchObject([{ from: '+48500600700', text: 'STOP' }])
    expect(brought.every(({ signature }) => /^t=\d+,v1=[0-9a-f]{64}$/.test(signature))).toBe(true)
  })
})
