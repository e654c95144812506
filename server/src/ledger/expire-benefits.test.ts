import { describe, expect, test } from 'vitest'
import { balanceOf, payOut, reverse, verifyLedger } from './index.ts'
import { aLedger, grant, movements } from './testing/a-ledger.ts'

const h = await aLedger()
const data = { unit: 'data:MB', kind: 'goodwill' } as const

async function balance(service: number): Promise<bigint | undefined> {
  return (await balanceOf(h.db, BigInt(service)))[0]?.amount
}

describe('a benefit', () => {
  test('lapses when its last day is over everywhere, once', async () => {
    h.clock.set('2026-09-01T00:00:00Z')
    await h.work(work => grant(work, { ...data, service: 1, amount: 1_000n, expiresOn: '2026-09-30' }))

    h.clock.set('2026-10-01T11:59:59Z')
    await h.sweep()
    expect(await balance(1)).toBe(1_000n)

    h.clock.set('2026-10-01T12:00:00Z')
    await h.sweep()
    await h.sweep()
    expect(await balance(1)).toBe(0n)
    expect((await h.as('viewer').get('/ledger/transfers?service=S-1')).body.items).toMatchObject([
      { kind: 'expired', amount: '1000', basis: 'until:2026-09-30' },
      { kind: 'goodwill' },
    ])
  })

  test('lapses when it was not claimed in time, although it would have been valid for longer', async () => {
    h.clock.set('2026-09-01T00:00:00Z')
    await h.work(work =>
      grant(work, { ...data, service: 2, amount: 10n, claimUntil: '2026-09-10', expiresOn: '2027-09-10' }),
    )

    h.clock.set('2026-09-11T12:00:00Z')
    await h.sweep()

    expect(await balance(2)).toBe(0n)
  })

  test('that was used does not lapse; what is used counts against what lapses first', async () => {
    h.clock.set('2026-09-01T00:00:00Z')
    await h.work(work => grant(work, { ...data, service: 3, amount: 100n, expiresOn: '2026-09-10', basis: 'event:1' }))
    await h.work(work => grant(work, { ...data, service: 3, amount: 50n, expiresOn: '2026-12-31', basis: 'event:2' }))
    await h.work(work => grant(work, { ...data, service: 3, amount: 7n, basis: 'event:3' }))
    await h.work(work => payOut(work, movements([{ service: 3, unit: 'data:MB', amount: 60n, basis: 'payout:1' }])))

    h.clock.set('2026-09-20T00:00:00Z')
    await h.sweep()
    expect(await balance(3)).toBe(57n)

    h.clock.set('2027-01-02T00:00:00Z')
    await h.sweep()
    expect(await balance(3)).toBe(7n)
  })

  test('that was taken back does not lapse as well', async () => {
    h.clock.set('2026-09-01T00:00:00Z')
    const { first } = await h.work(work => grant(work, { ...data, service: 4, amount: 100n, expiresOn: '2026-09-10' }))
    await h.work(work => reverse(work, first ?? 0n, 'given-twice'))

    h.clock.set('2026-10-01T00:00:00Z')
    await h.sweep()

    expect(await balance(4)).toBe(0n)
  })
})

test('money never lapses', async () => {
  h.clock.set('2026-09-01T00:00:00Z')
  await h.work(work => grant(work, { service: 9, claimUntil: '2026-09-02', expiresOn: '2026-09-03' }))

  h.clock.set('2036-01-01T00:00:00Z')
  await h.sweep()

  expect(await balance(9)).toBe(500n)
  expect(await verifyLedger(h.db)).toMatchObject({ whole: true })
})
