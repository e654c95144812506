import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { expireBenefits } from '../expire-benefits.ts'
import { balanceOf, reverse } from '../index.ts'
import { grant } from '../testing/a-ledger.ts'
import { aChannel, aHouse } from './testing/a-house.ts'

const { h } = await aHouse()
const finance = h.as('finance')
const unit = 'data:GB'
const channel = await aChannel(h, 'gigabytes', { adapter: 'csv' }, { units: [unit] })

const balance = async (service: number) => (await balanceOf(h.db, BigInt(service)))[0]?.amount
const ask = (service: number, bill = '2026-09') =>
  finance.post('/payouts', { channel, unit, for: { bill }, services: [`S-${service}`] })
const payoutOf = async (service: number) => (await finance.get(`/payouts?service=S-${service}`)).body.items[0]

async function accept(service: number): Promise<void> {
  const { body: batch } = await finance.post('/payouts/batches', { channel })
  const { key } = await payoutOf(service)
  await finance.post(`/payouts/batches/${batch.id}/answer`, `key,result,reference,reason\n${key},accepted,ref,`, {
    'content-type': 'text/csv',
  })
  await h.runJobs()
}

async function lapse(): Promise<void> {
  h.clock.set('2026-09-25T00:00:00Z')
  await expireBenefits(h.platform)
}

describe('a benefit that was asked of a biller in time', () => {
  test('does not lapse under way, and is paid out when the biller accepts it', async () => {
    h.clock.set('2026-09-01T00:00:00Z')
    await h.work(work => grant(work, { service: 1, unit, amount: 10n, claimUntil: '2026-09-20' }))
    await ask(1)

    await lapse()
    expect(await balance(1)).toBe(10n)

    await accept(1)
    expect(await balance(1)).toBe(0n)
    const { rows } = await sql`select kind from ledger.transfer where service_id = 1 order by id`.execute(h.db)
    expect(rows).toEqual([{ kind: 'credit' }, { kind: 'payout' }])
    expect((await finance.get(`/payouts/reconciliation?channel=${channel}`)).body.breaks).not.toContainEqual(
      expect.objectContaining({ kind: 'more-than-balance' }),
    )
  })

  test('leaves what was not asked for to lapse', async () => {
    h.clock.set('2026-09-01T00:00:00Z')
    await h.work(work => grant(work, { service: 2, unit, amount: 10n, claimUntil: '2026-09-20' }))
    await ask(2)
    await h.work(work =>
      grant(work, { service: 2, unit, amount: 3n, claimUntil: '2026-09-21', basis: 'period:2026-09-01' }),
    )

    await lapse()

    expect(await balance(2)).toBe(10n)
  })

  test('lapses after all when it is withdrawn', async () => {
    h.clock.set('2026-09-01T00:00:00Z')
    await h.work(work => grant(work, { service: 3, unit, amount: 10n, claimUntil: '2026-09-20' }))
    await ask(3)
    await finance.post(`/payouts/${(await payoutOf(3)).id}/resolve`, { finding: 'withdraw', note: 'not wanted' })

    await lapse()

    expect(await balance(3)).toBe(0n)
  })

  test('is not taken back by hand meanwhile', async () => {
    const { first } = await h.work(work => grant(work, { service: 4, unit, amount: 10n }))
    await ask(4)

    await expect(h.work(work => reverse(work, first ?? 0n, 'not-owed'))).rejects.toMatchObject({
      code: 'ledger.benefit-used',
      values: { balance: '0' },
    })
  })
})
