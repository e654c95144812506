import { sql } from 'kysely'
import { verifyExport } from '@pulih/proofs'
import { describe, expect, test } from 'vitest'
import { exportLedger, postTransfers, reverse, verifyLedger } from './index.ts'
import { trialBalance } from './read-store.ts'
import { aLedger, grant, manyGrants } from './testing/a-ledger.ts'

const h = await aLedger()

/** What each account has moved, by its number: 1 owed, 2 given, 3 the customers'. */
async function moved<Result>(post: () => Promise<Result>): Promise<Record<number, bigint>> {
  const read = async () => new Map((await trialBalance(h.db)).map(line => [line.account, line.balance]))
  const before = await read()
  await post()
  const changes = [...(await read())].map(([account, sum]) => [account, sum - (before.get(account) ?? 0n)] as const)
  return Object.fromEntries(changes.filter(([, change]) => change !== 0n))
}

const correction = { amount: -200n, revision: 2, kind: 'correction' } as const

describe('what was owed and what was given stay apart', () => {
  test('also when they are corrected', async () => {
    await h.work(work => grant(work, { service: 1 }, { service: 2, kind: 'goodwill' }))

    const owed = await moved(() => h.work(work => grant(work, { service: 1, ...correction })))
    const given = await moved(() => h.work(work => grant(work, { service: 2, ...correction, given: true })))

    expect(owed).toEqual({ 1: 200n, 3: -200n })
    expect(given).toEqual({ 2: 200n, 3: -200n })
  })

  test('also when a correction is reversed', async () => {
    await h.work(work => grant(work, { service: 3, kind: 'goodwill' }))
    const { first } = await h.work(work => grant(work, { service: 3, ...correction, given: true }))

    const back = await moved(() => h.work(work => reverse(work, first ?? 0n, 'wrong-amount')))

    expect(back).toEqual({ 2: -200n, 3: 200n })
  })

  test('a source that says nothing of gifts corrects what was owed', async () => {
    const back = await moved(() =>
      h.work(work =>
        postTransfers(
          work,
          sql`select service_id, service_key, unit, amount, scheme, basis, 2 as revision, corrects, claim_until, expires_on,
            'correction' as kind, run_id from (${manyGrants(1, 'period:2026-01-01')}) as first`,
        ),
      ),
    )

    expect(back).toEqual({ 1: -101n, 3: 101n })
  })

  test('and both verifications agree that all of it fits', async () => {
    const lines = async function* () {
      let rest = ''
      for await (const part of exportLedger(h.db)) {
        const whole = (rest + part).split('\n')
        rest = whole.pop() ?? ''
        yield* whole
      }
    }

    const [online, offline] = [await verifyLedger(h.db), await verifyExport(lines())]

    expect(online).toMatchObject({ whole: true, findings: [] })
    expect(offline).toEqual(online)
  })
})
