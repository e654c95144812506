import type { ChannelSettings } from '@pulih/contracts'
import { describe, expect, test } from 'vitest'
import { marker, type PayoutRequest, type RequestAdapter } from '../adapter.ts'
import type { Exchange } from '../exchange.ts'
import { killBillService } from '../simulators/kill-bill.ts'
import { answer, type Service } from '../simulators/simulator.ts'
import { tmf654Service } from '../simulators/tmf654.ts'
import { adapterOf } from './index.ts'

const url = 'https://billing.example.net'

function request(number: number): PayoutRequest {
  return {
    key: `5f0c3a52-9d1e-8a77-8c15-${number.toString().padStart(12, '0')}`,
    address: '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d',
    unit: 'PLN',
    amount: 1_250n,
    text: 'Compensation for an interruption',
    requestedAt: Temporal.Instant.from('2026-09-15T22:30:00Z'),
  }
}

function adapterOver(settings: ChannelSettings, exchange: Exchange): RequestAdapter {
  const outside = { exchange, now: () => Temporal.Instant.from('2026-09-16T06:00:00Z'), secret: () => 'a-secret' }
  const adapter = adapterOf(settings, outside)
  if (adapter.form !== 'request') throw new Error('takes files')
  return adapter
}

const over =
  (service: Service): Exchange =>
  call =>
    Promise.resolve(service.handle(call))

describe('TMF654', () => {
  const settings: ChannelSettings = {
    adapter: 'tmf654',
    version: '4.0.0',
    action: 'adjustBalance',
    url,
    secret: null,
    lookup: 'list',
  }
  const ask = async (exchange: Exchange, number: number) => {
    const adapter = adapterOver(settings, exchange)
    return adapter.queryable ? adapter.query(request(number)) : null
  }

  test('is read to its end where its pages are shorter than asked for and it does not say how many there are', async () => {
    const exchange = over(tmf654Service('4.0.0', 'PLN', { largestPage: 2, saysTotal: false }))
    for (let number = 1; number <= 5; number++) await adapterOver(settings, exchange).send(request(number))

    expect(await ask(exchange, 5)).toMatchObject({ outcome: 'found', reference: '5', times: 1 })
    expect(await ask(exchange, 6)).toEqual({ outcome: 'absent' })
  })

  /** Gives the same whatever it is asked for. */
  const ignoring = (count: number, total?: number) => {
    const calls: string[] = []
    const items = Array.from({ length: count }, (_, index) => ({ id: `A-${index}`, description: 'another' }))
    const exchange: Exchange = ({ url: asked }) => {
      calls.push(asked)
      return Promise.resolve(answer(200, items, total === undefined ? undefined : { 'x-total-count': `${total}` }))
    }
    return { exchange, calls }
  }

  test.each([3, 250])('that ignores the offset is at its end when it begins again: %i actions', async count => {
    const { exchange, calls } = ignoring(count)

    expect(await ask(exchange, 1)).toEqual({ outcome: 'absent' })
    expect(calls).toHaveLength(3)
  })

  test('that ignores the offset and fills a page, or says that there are more, cannot tell', async () => {
    expect(await ask(ignoring(100).exchange, 1)).toMatchObject({ outcome: 'cannot-tell' })
    expect(await ask(ignoring(50, 120).exchange, 1)).toMatchObject({ outcome: 'cannot-tell' })
  })

  test('that grows by a page while it is read is read on', async () => {
    const action = (number: number) => ({ id: `A-${number}`, description: number === 1 ? marker(request(1).key) : 'x' })
    const actions = [4, 3, 2, 1].map(action)
    let calls = 0
    const growing: Exchange = ({ url: asked }) => {
      const offset = Number(new URL(asked).searchParams.get('offset'))
      if (calls++ === 1) actions.unshift(action(6), action(5))
      return Promise.resolve(answer(200, actions.slice(offset, offset + 2)))
    }

    expect(await ask(growing, 1)).toMatchObject({ outcome: 'found', reference: 'A-1', times: 1 })
  })

  test('that names no identifiers never seems to repeat itself', async () => {
    const nameless: Exchange = () => Promise.resolve(answer(200, [{ description: 'another' }]))

    expect(await ask(nameless, 1)).toMatchObject({ outcome: 'cannot-tell' })
  })

  test('that never comes to an end cannot tell', async () => {
    let pages = 0
    const endless: Exchange = () => Promise.resolve(answer(200, [{ id: (++pages).toString(), description: 'another' }]))

    expect(await ask(endless, 1)).toMatchObject({ outcome: 'cannot-tell' })
    expect(pages).toBe(200)
  })
})

describe('Kill Bill', () => {
  const settings: ChannelSettings = {
    adapter: 'kill-bill',
    url,
    user: 'pulih',
    password: 'biller',
    apiKey: 'biller',
    apiSecret: 'biller',
  }

  test('that does not know the account refuses, before anything is sent', async () => {
    const service = killBillService(account => account !== request(1).address)
    const calls: string[] = []
    const exchange: Exchange = call => {
      calls.push(call.method)
      return Promise.resolve(service.handle(call))
    }

    expect(await adapterOver(settings, exchange).send(request(1))).toEqual({
      outcome: 'rejected',
      reason: `Kill Bill knows no account ${request(1).address}`,
      permanent: true,
    })
    expect(calls).toEqual(['GET'])
  })

  test('that is asked too much before anything is sent is asked again, however often', async () => {
    const busy: Exchange = () => Promise.resolve(answer(429, null))

    expect(await adapterOver(settings, busy).send(request(1))).toMatchObject({ outcome: 'retry', tooMany: true })
  })

  test('that does not know the account any more cannot tell what became of an earlier request', async () => {
    const adapter = adapterOver(settings, over(killBillService(() => false)))

    expect(adapter.queryable && (await adapter.query(request(1)))).toMatchObject({ outcome: 'cannot-tell' })
  })
})
