import { beforeAll, describe, expect, test } from 'vitest'
import { balance, computed, expectSound, ofMonth, ofOutage, paid, transfersOf } from '../factories/money.ts'
import { anOperator, aNetwork, anOutage, corrected, retracted } from '../factories/operator.ts'
import type { Harness } from '../harness.ts'

const services = ['s-1', 's-2'] as const
const first = { from: '2026-09-03T08:00:00+02:00', to: '2026-09-05T09:00:00+02:00' }

async function world(): Promise<Harness> {
  const h = await anOperator()
  await aNetwork(
    h,
    ['core', 'olt<core'],
    [
      { service: 's-1', element: 'olt' },
      { service: 's-2', element: 'olt', fee: '89.99' },
    ],
  )
  return h
}

/** What it would have been had everything been known at once. */
async function freshly(to: string): Promise<Record<string, string>> {
  const other = await world()
  await paid(other, ofOutage(await anOutage(other, { ...first, to })))
  return balances(other)
}

async function balances(h: Harness): Promise<Record<string, string>> {
  return Object.fromEntries(
    await Promise.all(services.map(async service => [service, await balance(h, service)] as const)),
  )
}

describe('an outage that was paid for and then turns out to have been different', () => {
  let h: Harness
  let outage: string
  beforeAll(async () => {
    h = await world()
    outage = await anOutage(h, first)
    await paid(h, ofOutage(outage))
  })

  test('longer: yields one linked difference for each service, and all in all what a fresh calculation gives', async () => {
    const to = '2026-09-08T12:00:00+02:00'
    await corrected(h, outage, { restoredAt: to })
    await paid(h, ofOutage(outage))

    expect(await balances(h)).toEqual(await freshly(to))
    for (const service of services)
      expect((await transfersOf(h, service)).map(({ kind, revision, linked }) => [kind, revision, linked])).toEqual([
        ['credit', 1, false],
        ['correction', 2, true],
      ])
  })

  test('shorter: takes the difference back', async () => {
    const to = '2026-09-03T10:00:00+02:00'
    await corrected(h, outage, { restoredAt: to })
    await paid(h, ofOutage(outage))

    expect(await balances(h)).toEqual(await freshly(to))
    for (const service of services)
      expect((await transfersOf(h, service)).at(-1)).toMatchObject({
        kind: 'correction',
        revision: 3,
        linked: true,
        change: expect.stringMatching(/^-/),
      })
  })

  test('in another month: what was paid for the first goes back, and the second is paid', async () => {
    await corrected(h, outage, { startedAt: '2026-08-03T08:00:00+02:00', restoredAt: '2026-08-05T09:00:00+02:00' })
    await paid(h, ofOutage(outage))

    const transfers = await transfersOf(h, 's-1')
    expect(transfers.at(-1)).toMatchObject({ change: expect.any(String) })
    const perPeriod = Object.groupBy(transfers, ({ basis }) => basis)
    const sum = (basis: string) =>
      (perPeriod[basis] ?? []).reduce((total, { change }) => total + Number(change), 0).toFixed(2)
    expect([sum('period:2026-09-01'), sum('period:2026-08-01')]).toEqual(['0.00', '6.00'])
  })

  test('none at all: everything goes back, whichever run asks, and nothing is left to pay', async () => {
    await retracted(h, outage)
    await paid(h, ofOutage(outage))

    expect(await balances(h)).toEqual({ 's-1': '0.00', 's-2': '0.00' })
    expect((await computed(h, ofMonth('2026-09'))).summary).toMatchObject({ credits: 0, due: '0.00' })
    await expectSound(h)
  })
})
