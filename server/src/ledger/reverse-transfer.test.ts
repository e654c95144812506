import { describe, expect, test } from 'vitest'
import { balanceOf, payOut, reverse } from './index.ts'
import { aLedger, grant, movements } from './testing/a-ledger.ts'

const h = await aLedger()
let services = 0

/** A new service with one grant; its number and that of the transfer. */
async function granted(row: Parameters<typeof grant>[1] = {}): Promise<{ service: number; id: bigint }> {
  services += 1
  const { first } = await h.work(work => grant(work, { service: services, ...row }))
  return { service: services, id: first ?? 0n }
}

describe('reversing', () => {
  test('takes a grant back by its opposite, linked to it, once', async () => {
    const { service, id } = await granted()

    const reversal = await h.work(work => reverse(work, id, 'not-owed'))

    expect(reversal).toMatchObject({
      kind: 'reversal',
      amount: -500n,
      reverses: id,
      revision: 2,
      reason: 'not-owed',
      basis: 'period:2026-08-01',
    })
    expect(await balanceOf(h.db, BigInt(service))).toEqual([{ serviceId: BigInt(service), unit: 'PLN', amount: 0n }])
    const again = h.work(work => reverse(work, id, 'given-twice'))
    await expect(again).rejects.toMatchObject({
      code: 'ledger.already-reversed',
      values: { reversedBy: reversal.id.toString() },
    })
  })

  test('twice at the same moment happens once', async () => {
    const { id } = await granted()

    const attempts = await Promise.allSettled([1, 2, 3, 4].map(() => h.work(work => reverse(work, id, 'not-owed'))))

    expect(attempts.filter(attempt => attempt.status === 'fulfilled')).toHaveLength(1)
  })

  test('is for grants: neither a reversal nor a payout nor nothing', async () => {
    const { service, id } = await granted()
    const sent = await h.work(work => payOut(work, movements([{ service, amount: 100n, basis: 'payout:a' }])))
    const reversal = await h.work(work => reverse(work, id, 'not-owed'))

    await expect(h.work(work => reverse(work, reversal.id, 'appeal'))).rejects.toMatchObject({
      code: 'ledger.not-reversible',
    })
    await expect(h.work(work => reverse(work, sent.first ?? 0n, 'appeal'))).rejects.toMatchObject({
      code: 'ledger.not-reversible',
    })
    await expect(h.work(work => reverse(work, 999_999n, 'appeal'))).rejects.toMatchObject({ code: 'ledger.not-found' })
  })

  test('of money that was paid out leaves a debt, which later credits are set off against', async () => {
    const { service, id } = await granted()
    await h.work(work => payOut(work, movements([{ service, amount: 500n, basis: 'payout:a' }])))

    await h.work(work => reverse(work, id, 'not-owed'))

    expect(await balanceOf(h.db, BigInt(service))).toMatchObject([{ amount: -500n }])
  })

  test('asks for later corrections to be reversed first, when less than nothing would remain', async () => {
    const { service, id } = await granted()
    const { first } = await h.work(work =>
      grant(work, { service, amount: -200n, revision: 2, kind: 'correction', corrects: id }),
    )

    await expect(h.work(work => reverse(work, id, 'not-owed'))).rejects.toMatchObject({
      code: 'ledger.corrected-since',
    })
    await h.work(work => reverse(work, first ?? 0n, 'wrong-amount'))
    await h.work(work => reverse(work, id, 'not-owed'))

    expect(await balanceOf(h.db, BigInt(service))).toMatchObject([{ amount: 0n }])
  })

  test('of a benefit that was used is refused', async () => {
    const { service, id } = await granted({ unit: 'data:MB', amount: 1_000n })
    await h.work(work => payOut(work, movements([{ service, unit: 'data:MB', amount: 1n, basis: 'payout:b' }])))

    await expect(h.work(work => reverse(work, id, 'not-owed'))).rejects.toMatchObject({
      code: 'ledger.benefit-used',
      values: { balance: '999' },
    })
  })
})
