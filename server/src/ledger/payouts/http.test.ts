import { afterAll, describe, expect, test } from 'vitest'
import { openWire } from '../../platform/index.ts'
import { webhook } from './adapters/webhook.ts'
import { serveSimulator } from './simulators/serve.ts'
import { webhookService } from './simulators/webhook.ts'

const wire = openWire({ allowPrivate: true, timeoutSeconds: 1 })
const open: (() => Promise<void>)[] = [() => wire.close()]
afterAll(() => Promise.all(open.map(close => close())))

describe('the wire to a biller', () => {
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
})
