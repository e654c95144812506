import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { webhook } from './adapters/webhook.ts'
import { openWire } from './http.ts'
import { serveSimulator } from './simulators/serve.ts'
import { webhookService } from './simulators/webhook.ts'

const wire = openWire({ allowPrivate: true, timeoutSeconds: 1, answerBytes: 1_000 })
const strict = openWire()
const open: (() => Promise<void>)[] = [() => wire.close(), () => strict.close()]
afterAll(() => Promise.all(open.map(close => close())))

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  open.push(() => new Promise(resolve => server.close(() => resolve()).closeAllConnections()))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const post = (url: string, over = wire) => over.exchange({ method: 'POST', url, headers: {}, body: '{}' })

describe('the wire to a biller', () => {
  test('brings the answer back, and follows no redirection', async () => {
    const url = await serve((_, response) => response.writeHead(303, { location: '/elsewhere' }).end('moved'))

    expect(await post(url)).toMatchObject({ kind: 'answer', status: 303, body: 'moved' })
  })

  test('knows that nothing was sent when nobody listens', async () => {
    expect(await post('http://127.0.0.1:1')).toMatchObject({ kind: 'not-sent' })
  })

  test('does not know what happened after a broken connection, a long silence or an endless answer', async () => {
    const broken = await serve(request => request.socket.destroy())
    const silent = await serve(() => undefined)
    const endless = await serve((_, response) => {
      response.write('x'.repeat(900))
      response.write('x'.repeat(900))
    })

    expect(await post(broken)).toMatchObject({ kind: 'lost' })
    expect(await post(silent)).toMatchObject({ kind: 'lost' })
    expect(await post(endless)).toMatchObject({ kind: 'lost', reason: 'the answer is longer than 1000 bytes' })
  })

  test('carries a whole payout to a simulated biller', async () => {
    const service = webhookService('secret', () => Temporal.Now.instant())
    const simulator = await serveSimulator(call => Promise.resolve(service.handle(call)))
    open.push(() => simulator.close())
    const settings = {
      adapter: 'webhook',
      url: simulator.url,
      secret: 'hook',
      lookupUrl: `${simulator.url}/credits`,
    } as const
    const adapter = webhook(settings, 'secret', wire.exchange, () => Temporal.Now.instant())
    const key = '5f0c3a52-9d1e-8a77-8c15-0b6d1c2e3f40'
    const request = { key, address: 'A', unit: 'PLN', amount: 5n, text: 'Sorry', requestedAt: Temporal.Now.instant() }

    expect(await adapter.test()).toBeNull()
    expect(await adapter.send(request)).toEqual({ outcome: 'accepted', reference: 'W-1' })
    expect(adapter.queryable && (await adapter.query(request))).toMatchObject({ outcome: 'found', times: 1 })
    expect(service.credits).toMatchObject([{ key, amount: 5n }])
  })

  test('does not call private addresses, by number or by name', async () => {
    const url = await serve((_, response) => response.end())

    for (const address of [
      url,
      url.replace('127.0.0.1', 'localhost'),
      'http://[::1]:80',
      'http://169.254.169.254',
      'http://[::ffff:10.0.0.1]',
    ])
      expect(await post(address, strict)).toMatchObject({ kind: 'not-sent' })
  })
})
