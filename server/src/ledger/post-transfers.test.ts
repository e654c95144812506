import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { netOf, postTransfers, verifyLedger } from './index.ts'
import { aLedger, count, grant, grants, manyGrants } from './testing/a-ledger.ts'

const h = await aLedger()

describe('posting', () => {
  test('writes two entries per transfer, chained into pages of a thousand, and says what it did', async () => {
    const posted = await h.work(work => postTransfers(work, manyGrants(2_500)))

    expect(posted).toMatchObject({ transfers: 2_500, first: 1n, last: 2_500n, page: 3n })
    expect(posted.sums).toEqual([{ kind: 'credit', unit: 'PLN', transfers: 2_500, amount: expect.any(BigInt) }])
    expect(await count(h.db, 'entry')).toBe(5_000)
    expect(await count(h.db, 'page')).toBe(3)
    expect(await verifyLedger(h.db)).toMatchObject({
      whole: true,
      transfers: 2_500n,
      entries: 5_000n,
      head: { page: 3n, digest: posted.digest },
    })
  })

  test('refuses all of a call when one of it was posted before, and names the first', async () => {
    const before = await count(h.db, 'transfer')

    const again = h.work(work => grant(work, { service: 9_999 }, { service: 7 }))

    await expect(again).rejects.toMatchObject({
      code: 'ledger.duplicate',
      values: { service: 'S-7', revision: 1, transfer: '7' },
    })
    expect(await count(h.db, 'transfer')).toBe(before)
  })

  test('refuses a call that has a key twice', async () => {
    const twice = h.work(work => grant(work, { service: 8_001 }, { service: 8_001, amount: 1n }))

    await expect(twice).rejects.toMatchObject({ code: 'ledger.duplicate', values: { service: 'S-8001' } })
  })

  test('of nothing leaves nothing', async () => {
    const before = await count(h.db, 'page')

    const posted = await h.work(work => postTransfers(work, sql`select * from (${manyGrants(5)}) as g where false`))

    expect(posted).toMatchObject({ transfers: 0, first: null, sums: [] })
    expect(await count(h.db, 'page')).toBe(before)
  })

  test('of one key fifty times at once posts it once', async () => {
    const attempts = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) => h.work(work => grant(work, { service: 8_100, amount: BigInt(n + 1) }))),
    )

    const refusals = attempts.flatMap(attempt => (attempt.status === 'rejected' ? [attempt.reason] : []))
    expect(refusals).toHaveLength(49)
    for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'ledger.duplicate' })
    const { rows } = await sql`select from ledger.transfer where service_id = 8100`.execute(h.db)
    expect(rows).toHaveLength(1)
  })

  test('numbers without gaps although calls fail in between', async () => {
    await h.work(work => grant(work, { service: 8_200 }))
    await expect(h.work(work => grant(work, { service: 8_200 }))).rejects.toMatchObject({ code: 'ledger.duplicate' })
    await expect(h.work(work => grant(work, { service: 8_201, amount: 0n }))).rejects.toMatchObject({ code: '23514' })
    await h.work(work => grant(work, { service: 8_202 }))

    const { rows } = await sql<{ gaps: bigint }>`select max(id) - count(*) as gaps from ledger.transfer`.execute(h.db)
    expect(rows).toEqual([{ gaps: 0n }])
  })

  test('whose connection dies in the middle leaves nothing', async () => {
    const before = await count(h.db, 'transfer')

    const killed = h.work(async work => {
      await postTransfers(work, manyGrants(3_000, 'period:killed'))
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(work.tx)
      await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(h.db)
      await grant(work, { service: 8_300 })
    })

    await expect(killed).rejects.toBeInstanceOf(Error)
    expect(await count(h.db, 'transfer')).toBe(before)
    await h.work(work => grant(work, { service: 8_300 }))
    expect(await verifyLedger(h.db)).toMatchObject({ whole: true })
  })

  test('whose server process is killed while it writes leaves nothing', async () => {
    const before = await count(h.db, 'transfer')
    const started = Promise.withResolvers<number>()

    const killed = h.work(async work => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(work.tx)
      started.resolve(rows[0]?.pid ?? 0)
      await postTransfers(
        work,
        sql`select g.* from (${manyGrants(2_000, 'period:slow')}) as g, lateral (select pg_sleep(0.001 + g.service_id * 0)) as slow`,
      )
    })
    const pid = await started.promise
    await sql`select pg_sleep(0.3), pg_terminate_backend(${pid})`.execute(h.db)

    await expect(killed).rejects.toBeInstanceOf(Error)
    expect(await count(h.db, 'transfer')).toBe(before)
    expect(await verifyLedger(h.db)).toMatchObject({ whole: true })
  })
})

test('the net of a grant is what its revisions sum to', async () => {
  await h.work(work => grant(work, { service: 9_001, amount: 700n }))
  await h.work(work => grant(work, { service: 9_001, amount: -200n, revision: 2, kind: 'correction' }))

  const { rows } =
    await sql`select amount, revision from ${netOf(grants([{ service: 9_001 }, { service: 9_002 }]))}`.execute(h.db)

  expect(rows).toEqual([{ amount: 500n, revision: 2 }])
})
