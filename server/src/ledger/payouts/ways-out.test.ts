import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { balanceOf, reverse, verifyLedger } from '../index.ts'
import { grant } from '../testing/a-ledger.ts'
import { postPayouts } from './post-payouts.ts'
import { aChannel, aHouse } from './testing/a-house.ts'

const { h, house } = await aHouse()
const finance = h.as('finance')

let services = 0n
/** So many services with 10.00 PLN each, for which a payout was asked for. */
async function asked(channel: string, count: number): Promise<bigint[]> {
  const ids = Array.from({ length: count }, () => ++services)
  await house.grant(ids.map(id => ({ id, amount: 1_000n })))
  const keys = ids.map(id => `S-${id}`)
  await finance.post('/payouts', { channel, unit: 'PLN', for: { bill: '2026-09' }, services: keys })
  return ids
}

async function takeBack(ids: readonly bigint[]): Promise<void> {
  const { rows } = await sql<{ id: bigint }>`
    select id from ledger.transfer where service_id = any(${[...ids]}::bigint[]) and kind = 'credit' order by id`.execute(
    h.db,
  )
  for (const { id } of rows) await h.work(work => reverse(work, id, 'not-owed'))
}

const payouts = async (channel: string) =>
  (await finance.get(`/payouts?channel=${channel}&limit=500`)).body.items.toReversed()
const makeFile = (channel: string) => finance.post('/payouts/batches', { channel })
const resolve = (id: string, finding: string) =>
  finance.post(`/payouts/${id}/resolve`, { finding, note: 'said finance' })
const breaks = async (channel: string) => (await finance.get(`/payouts/reconciliation?channel=${channel}`)).body.breaks
const balance = async (service: bigint) => (await balanceOf(h.db, service))[0]?.amount

async function answered(channel: string): Promise<void> {
  const { body } = await makeFile(channel)
  const rows = (await payouts(channel))
    .filter((each: { batch: string | null }) => each.batch === body.id)
    .map((each: { key: string }) => `${each.key},accepted,ref,`)
  const answer = await finance.post(
    `/payouts/batches/${body.id}/answer`,
    ['key,result,reference,reason', ...rows].join('\n'),
    {
      'content-type': 'text/csv',
    },
  )
  expect(answer.body).toMatchObject({ accepted: rows.length })
}

describe('a file', () => {
  test('leaves out what was taken back since it was asked for; that waits for a person', async () => {
    const channel = await aChannel(h, 'taken-back', { adapter: 'csv' })
    const [gone] = await asked(channel, 2)
    await takeBack([gone ?? 0n])

    const { body: batch } = await makeFile(channel)

    const [first, second] = await payouts(channel)
    expect(batch).toMatchObject({ rows: 1, sums: { PLN: '10.00' } })
    expect(first).toMatchObject({
      state: 'waiting-for-person',
      reason: 'the balance has fallen to 0.00 PLN since it was requested',
    })
    expect((await finance.get(`/payouts/batches/${batch.id}/file`)).body).not.toContain(first.key)
    expect(second).toMatchObject({ state: 'sending' })
    expect((await resolve(first.id, 'withdraw')).body).toMatchObject({ state: 'withdrawn' })
  })

  test('is not held up by what was taken back, however old it is', async () => {
    const channel = await aChannel(h, 'held-up', { adapter: 'csv' })
    await takeBack(await asked(channel, 2))
    await asked(channel, 1)

    expect((await finance.post('/payouts/batches', { channel, limit: 1 })).body).toMatchObject({ rows: 1 })

    const states = (await payouts(channel)).map((each: { state: string }) => each.state)
    expect(states).toEqual(['waiting-for-person', 'waiting-for-person', 'sending'])
  })

  test('of which nothing is left is refused, and says of what', async () => {
    const channel = await aChannel(h, 'nothing-left', { adapter: 'csv' })
    await takeBack(await asked(channel, 1))

    const [payout] = await payouts(channel)
    expect((await makeFile(channel)).body).toMatchObject({
      code: 'payouts.taken-back',
      detail: expect.stringContaining(payout.id),
    })
    await resolve(payout.id, 'withdraw')
    expect((await makeFile(channel)).body.code).toBe('payouts.nothing-to-send')
  })
})

/** Payouts that the biller accepted while their credits were being taken back. */
async function overdrawn(channel: string, count: number): Promise<bigint[]> {
  await aChannel(h, channel, { adapter: 'csv' })
  const ids = await asked(channel, count)
  const { body: batch } = await makeFile(channel)
  await takeBack(ids)
  const rows = (await payouts(channel)).map((each: { key: string }) => `${each.key},accepted,ref,`)
  await finance.post(`/payouts/batches/${batch.id}/answer`, ['key,result,reference,reason', ...rows].join('\n'), {
    'content-type': 'text/csv',
  })
  await h.runJobs()
  expect(await breaks(channel)).toContainEqual({ kind: 'more-than-balance', count })
  return ids
}

describe('what a biller accepted and the balance no longer covers', () => {
  test('is set off against later credits, if a person says so', async () => {
    const [service = 0n] = await overdrawn('set-off', 1)
    const [payout] = await payouts('set-off')
    expect((await finance.get(`/payouts/${payout.id}`)).body.choices).toEqual(['set-off', 'withdraw'])

    await resolve(payout.id, 'set-off')
    await h.runJobs()

    expect(await balance(service)).toBe(-1_000n)
    expect(await breaks('set-off')).not.toContainEqual({ kind: 'more-than-balance', count: 1 })
    expect((await finance.get(`/payouts/${payout.id}`)).body).toMatchObject({
      state: 'accepted',
      choices: [],
      attempts: [{ kind: 'file' }, { kind: 'person', outcome: 'set-off' }],
    })
    expect(await verifyLedger(h.db)).toMatchObject({ whole: true })
  })

  test('is withdrawn, if the biller took it back', async () => {
    const [service = 0n] = await overdrawn('undone', 1)
    const [payout] = await payouts('undone')

    expect((await resolve(payout.id, 'withdraw')).body).toMatchObject({ state: 'withdrawn' })
    await h.runJobs()

    expect(await balance(service)).toBe(0n)
    expect(await breaks('undone')).toEqual([])
    expect((await resolve(payout.id, 'withdraw')).body.code).toBe('payouts.nothing-to-resolve')
  })

  test('is not withdrawn once a bill showed it', async () => {
    await overdrawn('billed', 1)
    const [payout] = await payouts('billed')
    const line = {
      line: 'x',
      bill: 'B',
      billedOn: '2026-09-30',
      key: payout.key,
      unit: 'PLN',
      amount: '10.00',
    }
    await finance.post('/payouts/bills', { channel: 'billed', items: [line] })

    expect((await resolve(payout.id, 'withdraw')).body.code).toBe('payouts.nothing-to-resolve')
    await resolve(payout.id, 'set-off')
    await h.runJobs()
    expect((await payouts('billed'))[0]).toMatchObject({ state: 'billed', seen: '10.00' })
    expect(await breaks('billed')).toEqual([])
  })

  test('what was accepted and posted cannot be withdrawn, also not in the database', async () => {
    const channel = await aChannel(h, 'posted', { adapter: 'csv' })
    await asked(channel, 1)
    await answered(channel)
    await h.runJobs()
    const [payout] = await payouts(channel)

    expect((await resolve(payout.id, 'withdraw')).body.code).toBe('payouts.nothing-to-resolve')
    await expect(
      sql`update ledger.payout set state = 'withdrawn', accepted_at = null, posted_at = null where id = ${payout.id}`.execute(
        h.db,
      ),
    ).rejects.toThrow('was accepted')
  })

  test('ends the posting however much of it there is, holds up nobody, and is posted once there is enough', async () => {
    const short = await overdrawn('many', 5)
    const channel = await aChannel(h, 'behind', { adapter: 'csv' })
    const [behind = 0n] = await asked(channel, 1)
    await answered(channel)

    let turns = 0
    while ((await h.work(work => postPayouts(work, 2))) && turns < 20) turns++
    expect(turns).toBeLessThan(20)
    expect(await balance(behind)).toBe(0n)
    expect(await breaks('many')).toContainEqual({ kind: 'more-than-balance', count: 5 })

    const [, second = 0n] = short
    await h.work(work => grant(work, { service: Number(second), amount: 1_000n, basis: 'period:2026-10-01' }))
    await h.work(work => postPayouts(work, 2))

    expect(await breaks('many')).toContainEqual({ kind: 'more-than-balance', count: 4 })
    expect(await balance(second)).toBe(0n)
  })
})
