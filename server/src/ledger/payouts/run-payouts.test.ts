import { describe, expect, test } from 'vitest'
import { payOut, reverse } from '../index.ts'
import { grant, movements, type GrantRow } from '../testing/a-ledger.ts'
import { payoutsOfRun } from './run-payouts.ts'
import { simulate } from './simulators/simulator.ts'
import { tmf654Service } from './simulators/tmf654.ts'
import { aChannel, aHouse } from './testing/a-house.ts'

const { h, wire } = await aHouse()
const finance = h.as('finance')
wire.exchange = simulate(
  tmf654Service('4.0.0', 'PLN'),
  () => 'none',
  () => h.clock.now(),
).exchange
const channel = await aChannel(h, 'biller', {
  adapter: 'tmf654',
  version: '4.0.0',
  action: 'adjustBalance',
  url: 'https://tmf.example',
  secret: 'tmf',
  lookup: 'list',
})

let [runs, services] = [0, 0]
/** A run that granted this to a service of its own each. */
async function aRun(...rows: readonly GrantRow[]): Promise<{ run: string; services: number[]; first: bigint }> {
  const run = `01990f6e-6d7b-7c11-9c6e-${(++runs).toString().padStart(12, '0')}`
  const numbered = rows.map(row => ({ service: ++services, ...row, run }))
  const { first } = await h.work(work => grant(work, ...numbered))
  return { run, services: numbered.map(row => row.service), first: first ?? 0n }
}

const ask = (what: { run: string } | { bill: string }, keys?: readonly number[]) =>
  finance.post('/payouts', { channel, unit: 'PLN', for: what, ...(keys && { services: keys.map(key => `S-${key}`) }) })
const payouts = async (run: string) => (await finance.get(`/payouts?run=${run}`)).body.items
const stateOf = (run: string) => payoutsOfRun(h.db, run)

describe('a run', () => {
  test('is settled when the ledger has paid out each of its credits, and not when the biller was asked', async () => {
    const { run } = await aRun({}, {})
    expect(await stateOf(run)).toEqual({ asked: 0, open: 0, withdrawn: 0, unasked: true, settled: false })

    await ask({ run })
    expect(await stateOf(run)).toMatchObject({ asked: 2, open: 2, settled: false })

    await h.runJobs()
    expect(await stateOf(run)).toEqual({ asked: 2, open: 0, withdrawn: 0, unasked: false, settled: true })
  })

  test('is not settled while a unit waits for which nobody asks', async () => {
    const { run } = await aRun({}, { unit: 'data:MB', amount: 500n })

    await ask({ run })
    await h.runJobs()

    expect(await stateOf(run)).toEqual({ asked: 1, open: 0, withdrawn: 0, unasked: true, settled: false })
  })

  test('says how many of its payouts were given up: they are no payment', async () => {
    const { run, services: both } = await aRun({}, {})
    await finance.post('/payouts/stop', { channel, reason: 'held' })
    await ask({ run })
    const [payout] = await payouts(run)
    await finance.post(`/payouts/${payout.id}/resolve`, { finding: 'withdraw', note: 'moved abroad' })
    await finance.post('/payouts/resume', { channel })
    expect(await stateOf(run)).toMatchObject({ open: 1, withdrawn: 1, settled: false })

    await h.runJobs()

    expect(both).toHaveLength(2)
    expect(await stateOf(run)).toEqual({ asked: 2, open: 0, withdrawn: 1, unasked: false, settled: true })
  })

  test('is settled by payouts for bills as well, once they are through', async () => {
    const { run, services: own } = await aRun({}, {})
    await finance.post('/payouts/stop', { channel, reason: 'held' })
    await ask({ bill: '2026-09' }, own)
    expect(await stateOf(run)).toMatchObject({ asked: 0, unasked: true, settled: false })

    await finance.post('/payouts/resume', { channel })
    await h.runJobs()

    expect(await stateOf(run)).toMatchObject({ asked: 0, unasked: false, settled: true })
  })

  test('does not wait for what was reversed or set off against a debt', async () => {
    const { run, services: own, first } = await aRun({}, {})
    await h.work(work => reverse(work, first, 'not-owed'))
    const [, debtor = 0] = own
    await h.work(work => payOut(work, movements([{ service: debtor, amount: 500n, basis: 'payout:elsewhere' }])))

    expect(await stateOf(run)).toMatchObject({ unasked: false, settled: true })
  })

  test('that granted nothing is settled as it is', async () => {
    expect(await stateOf('01990f6e-6d7b-7c11-9c6e-ffffffffffff')).toMatchObject({ unasked: false, settled: true })
  })
})
