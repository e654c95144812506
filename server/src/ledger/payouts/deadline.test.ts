import type { ChannelSettings } from '@pulih/contracts'
import { describe, expect, test } from 'vitest'
import type { Exchange } from './exchange.ts'
import { leaseSeconds } from './payout.ts'
import { sendDue } from './send-payouts.ts'
import { answer } from './simulators/simulator.ts'
import { aChannel, aHouse } from './testing/a-house.ts'

const { h, house } = await aHouse()
const finance = h.as('finance')
const lago: ChannelSettings = { adapter: 'lago', url: 'https://lago.example', secret: 'lago', form: 'wallet' }

/** A wallet with forty pages of transactions, each of which takes its time. */
function slowWallet(seconds: number): { exchange: Exchange; calls: { method: string; at: Temporal.Instant }[] } {
  const calls: { method: string; at: Temporal.Instant }[] = []
  const exchange: Exchange = ({ method, url }) => {
    calls.push({ method, at: h.clock.now() })
    h.clock.advance({ seconds })
    if (method === 'POST') return Promise.resolve(answer(200, { wallet_transactions: [{ lago_id: 'L-1' }] }))
    if (url.includes('wallet_transactions'))
      return Promise.resolve(answer(200, { wallet_transactions: [], meta: { total_pages: 40 } }))
    return Promise.resolve(answer(200, { wallet: { status: 'active', currency: 'PLN', rate_amount: '1.0' } }))
  }
  return { exchange, calls }
}

async function aPayout(channel: string, service: bigint) {
  await aChannel(h, channel, lago)
  await house.grant([{ id: service, amount: 1_000n }])
  await finance.post('/payouts', { channel, unit: 'PLN', for: { bill: channel }, services: [`S-${service}`] })
  return async () => {
    const [payout] = (await finance.get(`/payouts?channel=${channel}`)).body.items
    return (await finance.get(`/payouts/${payout.id}`)).body
  }
}

describe('an attempt', () => {
  test('sends nothing once its time is over, because another worker may be at it by then', async () => {
    const payout = await aPayout('slow', 1n)
    const { exchange, calls } = slowWallet(20)
    const begun = h.clock.now()

    await sendDue(h.platform, () => exchange, 1)

    expect(calls.map(({ method }) => method)).not.toContain('POST')
    const last = calls.at(-1)?.at ?? begun
    expect(begun.until(last).total('seconds') + 20).toBeLessThan(leaseSeconds)
    expect(await payout()).toMatchObject({
      state: 'requested',
      reason: 'the time for this attempt was over',
      attempts: [{ kind: 'send', outcome: 'retry' }],
    })
  })

  test('has time for a biller that answers', async () => {
    const payout = await aPayout('quick', 2n)
    const { exchange, calls } = slowWallet(1)

    await sendDue(h.platform, () => exchange, 1)

    expect(calls.filter(({ method }) => method === 'POST')).toHaveLength(1)
    expect(await payout()).toMatchObject({ state: 'accepted', reference: 'L-1' })
  })
})
