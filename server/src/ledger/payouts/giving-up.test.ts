import type { ChannelSettings } from '@pulih/contracts'
import { describe, expect, test } from 'vitest'
import type { Answer, Exchange } from './exchange.ts'
import { mostRetries } from './payout.ts'
import { sendDue } from './send-payouts.ts'
import { answer } from './simulators/simulator.ts'
import { aChannel, aHouse } from './testing/a-house.ts'

const { h, house } = await aHouse()
const finance = h.as('finance')
const lago: ChannelSettings = { adapter: 'lago', url: 'https://lago.example', secret: 'lago', form: 'wallet' }

const away: Answer = { kind: 'not-sent', reason: 'connect ECONNREFUSED' }
const busy = answer(429, null)
const unreadable = answer(200, {})

let services = 0n
async function aPayout(channel: string) {
  // What other tests left would be tried first.
  await finance.post('/payouts/stop', { reason: 'over' })
  await aChannel(h, channel, lago)
  const service = ++services
  await house.grant([{ id: service, amount: 1_000n }])
  await finance.post('/payouts', { channel, unit: 'PLN', for: { bill: channel }, services: [`S-${service}`] })
  const read = async () => (await finance.get(`/payouts?channel=${channel}`)).body.items[0]
  /** Tries so often, an hour apart, where the biller's list of transactions is empty and its wallet says this. */
  const tried = async (times: number, said: Answer) => {
    const exchange: Exchange = ({ url }) =>
      Promise.resolve(
        said.kind === 'answer' && url.includes('wallet_transactions')
          ? answer(200, { wallet_transactions: [], meta: { total_pages: 1 } })
          : said,
      )
    for (let count = 0; count < times; count++) {
      await sendDue(h.platform, () => exchange, 1)
      h.clock.advance({ hours: 2 })
    }
    return read()
  }
  return { read, tried }
}

describe('a payout is given to a person', () => {
  test('not because its biller was away, however long', async () => {
    const { tried } = await aPayout('away')

    expect(await tried(mostRetries + 10, away)).toMatchObject({ state: 'requested', reason: 'connect ECONNREFUSED' })
    expect(await tried(1, unreadable)).toMatchObject({ state: 'requested' })
  })

  test('not because its biller had been too busy before', async () => {
    const { tried } = await aPayout('busy')

    expect(await tried(mostRetries + 10, busy)).toMatchObject({ state: 'requested' })
    expect(await tried(mostRetries - 1, unreadable)).toMatchObject({ state: 'requested' })
    expect(await tried(1, busy)).toMatchObject({ state: 'requested' })
    expect(await tried(1, unreadable)).toMatchObject({ state: 'requested' })
  })

  test('when the biller answers and still nothing can be sent, and has all its tries again when it is sent again', async () => {
    const { tried, read } = await aPayout('hindered')
    await tried(mostRetries - 1, unreadable)
    await tried(1, away)

    const { id, ...given } = await tried(1, unreadable)
    expect(given).toMatchObject({
      state: 'waiting-for-person',
      reason: `the wallet could not be read; given up after ${mostRetries} tries`,
    })

    await finance.post(`/payouts/${id}/resolve`, { finding: 'send-again', note: 'repaired' })
    expect(await tried(mostRetries - 1, unreadable)).toMatchObject({ state: 'requested' })
    await tried(1, unreadable)
    expect(await read()).toMatchObject({ state: 'waiting-for-person' })
  })
})
