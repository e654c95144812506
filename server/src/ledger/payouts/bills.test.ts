import type { ChannelSettings } from '@pulih/contracts'
import { describe, expect, test } from 'vitest'
import { balanceOf } from '../index.ts'
import { aChannel, aHouse } from './testing/a-house.ts'

const { h, house } = await aHouse()
const finance = h.as('finance')
const brm: ChannelSettings = {
  adapter: 'brm',
  database: '0.0.0.1',
  resources: { PLN: 985 },
  taxFlag: 0,
  reasonDomain: null,
  reason: null,
}

let services = 0n
const file = { 'content-type': 'text/csv' }
const payouts = async (channel: string) =>
  (await finance.get(`/payouts?channel=${channel}&limit=500`)).body.items.toReversed()

interface Given {
  readonly settings?: ChannelSettings
  readonly rest?: 'stays' | 'asked-again'
  readonly address?: string
}

/** A payout of 10.00 PLN that is out in a file. */
async function inFile(channel: string, { settings = { adapter: 'csv' }, rest = 'stays', address }: Given = {}) {
  await aChannel(h, channel, settings, { rest })
  const service = ++services
  await house.grant([{ id: service, amount: 1_000n }])
  if (address !== undefined)
    await finance.put(`/payouts/channels/${channel}/addresses`, { items: [{ service: `S-${service}`, address }] })
  await finance.post('/payouts', { channel, unit: 'PLN', for: { bill: channel }, services: [`S-${service}`] })
  const { body: batch } = await finance.post('/payouts/batches', { channel })
  const [payout] = await payouts(channel)
  const { id, key, address: sentTo } = payout as { id: string; key: string; address: string }
  return { id, key, address: sentTo, service, batch: String(batch.id) }
}

const reply = (batch: string, rows: readonly string[]) =>
  finance.post(`/payouts/batches/${batch}/answer`, ['key,result,reference,reason', ...rows].join('\n'), file)
const importBills = (channel: string, rows: readonly string[]) =>
  finance.post(
    `/payouts/bills/import?channel=${channel}`,
    ['line,bill,billed_on,key,text,reference,address,unit,amount', ...rows].join('\n'),
    file,
  )
const reconciled = async (query: string) => (await finance.get(`/payouts/reconciliation?${query}`)).body
/** Lines that nobody asked for. */
const foreign = (count: number) => Array.from({ length: count }, (_, at) => `f${at},F,2026-09-30,,,,elsewhere,PLN,1.00`)

describe('a file of bills', () => {
  test('with more lines than are read at once counts all of a payout before it says what is left of it', async () => {
    const { key, address, service } = await inFile('two-parts', { rest: 'asked-again' })
    const line = (name: string, amount: string) => `${name},B,2026-09-30,${key},,,${address},PLN,${amount}`

    const { body } = await importBills('two-parts', [line('a', '6.00'), ...foreign(6_000), line('b', '4.00')])
    await h.runJobs()

    expect(body).toMatchObject({ recorded: 6_002, matched: 2, billed: 1 })
    expect(await payouts('two-parts')).toMatchObject([{ key, state: 'billed', seen: '10.00' }])
    expect((await balanceOf(h.db, service))[0]?.amount).toBe(0n)
  })
})

describe('a line of the reconciliation', () => {
  test('does not agree if something is odd on it, however much else is odder and older', async () => {
    await aChannel(h, 'oldest', { adapter: 'csv' })
    await importBills('oldest', foreign(5_001))
    h.clock.advance({ hours: 1 })
    const { key, address } = await inFile('newest')
    await importBills('newest', [
      `n1,B,2026-09-30,${key},,,${address},PLN,10.00`,
      'n2,B,2026-09-30,,,,elsewhere,PLN,1.00',
    ])
    await h.runJobs()

    const { lines } = await reconciled('')

    const sum = { count: 1, amount: '10.00' }
    expect(lines.find((each: { channel: string }) => each.channel === 'newest')).toMatchObject({
      requested: sum,
      accepted: sum,
      seen: sum,
      agrees: false,
    })
  })
})

describe('a credit on a bill', () => {
  test("that is booked on somebody else's account does not agree", async () => {
    const { id, key, address } = await inFile('elsewhere')
    await importBills('elsewhere', [`e1,B,2026-09-30,${key},,,not-${address},PLN,10.00`])
    await h.runJobs()

    expect(await reconciled('channel=elsewhere')).toMatchObject({
      lines: [{ seen: { amount: '10.00' }, agrees: false }],
      breaks: [{ kind: 'other-address', count: 1 }],
    })
    const { body } = await finance.get('/payouts/reconciliation/breaks?channel=elsewhere')
    expect(body.items).toMatchObject([
      {
        payout: id,
        key,
        address: `not-${address}`,
        requested: '10.00',
        seen: '10.00',
        since: h.clock.now().toString(),
      },
    ])
    expect((await finance.get('/payouts/reconciliation/breaks.csv?channel=elsewhere')).body).toContain('other-address')
  })

  test.each([
    ['of Oracle BRM that names the account of a balance group', 'account', brm, '4711/0815', '4711'],
    ['of Oracle BRM that names the balance group as well', 'group', brm, '4711/0815', '4711/0815'],
    ['of a bill that does not say whose it is', 'silent', { adapter: 'csv' } as const, 'A', ''],
  ])('%s agrees', async (_, channel, settings, address, shown) => {
    const { key } = await inFile(channel, { settings, address })
    await importBills(channel, [`e1,B,2026-09-30,${key},,,${shown},PLN,10.00`])
    await h.runJobs()

    expect(await reconciled(`channel=${channel}`)).toMatchObject({ lines: [{ agrees: true }], breaks: [] })
  })

  test('without an address that nobody asked for is a break all the same', async () => {
    await aChannel(h, 'nobodys', { adapter: 'csv' })
    const line = { line: 'x', bill: 'B', billedOn: '2026-09-30', unit: 'PLN', amount: '1.00' }

    expect((await finance.post('/payouts/bills', { channel: 'nobodys', items: [line] })).body.recorded).toBe(1)
    expect((await finance.get('/payouts/reconciliation/breaks?channel=nobodys')).body.items).toMatchObject([
      { kind: 'seen-not-requested', address: null },
    ])
    expect((await finance.get('/payouts/reconciliation/breaks.csv?channel=nobodys')).body).toContain(
      'seen-not-requested,nobodys,PLN,,,,,1.00,',
    )
  })

  test('that is told again with another address is another line', async () => {
    await aChannel(h, 'moved', { adapter: 'csv' })
    await importBills('moved', ['m1,B,2026-09-30,,,,A,PLN,10.00'])

    expect((await importBills('moved', ['m1,B,2026-09-30,,,,A,PLN,10.00'])).body.repeated).toBe(1)
    expect((await importBills('moved', ['m1,B,2026-09-30,,,,B,PLN,10.00'])).body.code).toBe('payouts.line-changed')
    await importBills('moved', ['m2,B,2026-09-30,,,,,PLN,10.00'])
    expect((await importBills('moved', ['m2,B,2026-09-30,,,,B,PLN,10.00'])).body.repeated).toBe(1)
  })

  test("that comes before the file's answer is no contradiction to it", async () => {
    const { batch, id, key, address } = await inFile('early')
    await importBills('early', [`e1,B,2026-09-30,${key},,,${address},PLN,10.00`])
    await h.runJobs()

    expect((await finance.get(`/payouts/batches/${batch}`)).body).toMatchObject({ accepted: 1, outstanding: 0 })
    expect((await finance.get(`/payouts/${id}`)).body.attempts).toMatchObject([{ kind: 'file', outcome: 'arrived' }])
    expect((await reply(batch, [`${key},accepted,ref,`])).body).toEqual({
      accepted: 0,
      rejected: 0,
      repeated: 1,
      contradicted: [],
    })
    expect((await reply(batch, [`${key},rejected,,no such account`])).body.contradicted).toHaveLength(1)
  })

  test('changes nothing of what the answer had said before', async () => {
    const { batch, id, key, address } = await inFile('late')
    await reply(batch, [`${key},accepted,ref,`])
    await importBills('late', [`e1,B,2026-09-30,${key},,,${address},PLN,10.00`])

    expect((await finance.get(`/payouts/${id}`)).body.attempts).toMatchObject([{ outcome: 'accepted' }])
  })
})
