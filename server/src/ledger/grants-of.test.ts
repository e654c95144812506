import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { grantsOf, payOut, reverse } from './index.ts'
import { aLedger, grant, movements } from './testing/a-ledger.ts'

const h = await aLedger()
const basis = 'period:2026-08-01'

async function known(service: number, among = sql`select ${service}::bigint as service_id, ${basis}::text as basis`) {
  const { rows } = await sql`
    select scheme, basis, unit, amount, reversed, revision, transfer, kind from ${grantsOf(among)} where service_id = ${service} order by scheme, unit`.execute(
    h.db,
  )
  return rows
}

describe('what a run has to know of earlier grants', () => {
  test('is the net of credits and corrections; what a person took back stands beside it', async () => {
    const first = await h.work(work => grant(work, { service: 1 }))
    await h.work(work => grant(work, { service: 1, amount: 100n, revision: 2, kind: 'correction' }))

    const reversal = await h.work(work => reverse(work, first.first ?? 0n, 'not-owed'))

    expect(await known(1)).toEqual([
      {
        scheme: 'pl/pke-377-3',
        basis,
        unit: 'PLN',
        amount: 600n,
        reversed: -500n,
        revision: 3,
        transfer: reversal.id,
        kind: 'credit',
      },
    ])
  })

  test('contains every scheme and unit of the basis, and nothing of others or of payouts', async () => {
    await h.work(work =>
      grant(
        work,
        { service: 2 },
        { service: 2, scheme: 'pl/umowa', unit: 'data:MB' },
        { service: 2, scheme: 'courtesy', kind: 'goodwill' },
        { service: 2, basis: 'period:2026-09-01' },
        { service: 3 },
      ),
    )
    await h.work(work => payOut(work, movements([{ service: 2, amount: 1n, basis }])))

    expect(await known(2)).toMatchObject([
      { scheme: 'courtesy', kind: 'goodwill', revision: 1 },
      { scheme: 'pl/pke-377-3', kind: 'credit', reversed: 0n },
      { scheme: 'pl/umowa', unit: 'data:MB', kind: 'credit' },
    ])
  })

  test('stays a gift, however it was corrected', async () => {
    await h.work(work => grant(work, { service: 4, kind: 'goodwill' }))
    await h.work(work => grant(work, { service: 4, amount: -500n, revision: 2, kind: 'correction', given: true }))

    expect(await known(4)).toMatchObject([{ kind: 'goodwill', amount: 0n, revision: 2 }])
  })

  test('is asked for once however often a key is named, and about everything without keys', async () => {
    await h.work(work => grant(work, { service: 5 }))
    const twice = sql`select 5::bigint as service_id, ${basis}::text as basis from generate_series(1, 2)`

    expect(await known(5, twice)).toMatchObject([{ amount: 500n }])
    const { rows } = await sql`select amount from ${grantsOf()} where service_id = 5`.execute(h.db)
    expect(rows).toEqual([{ amount: 500n }])
  })
})
