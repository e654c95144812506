import { setTimeout } from 'node:timers/promises'
import type { ChannelSettings } from '@pulih/contracts'
import { describe, expect, test } from 'vitest'
import { balanceOf, reverse } from '../index.ts'
import { marker } from './adapter.ts'
import { sendDue } from './send-payouts.ts'
import { answer, simulate } from './simulators/simulator.ts'
import { tmf654Service } from './simulators/tmf654.ts'
import { aChannel, aHouse } from './testing/a-house.ts'

const { h, wire, house } = await aHouse()
const finance = h.as('finance')
const admin = h.as('admin')
const tmf: ChannelSettings = {
  adapter: 'tmf654',
  version: '4.0.0',
  action: 'adjustBalance',
  url: 'https://tmf.example',
  secret: 'tmf',
  lookup: 'list',
}
const brm: ChannelSettings = {
  adapter: 'brm',
  database: '0.0.0.1',
  resources: { PLN: 985 },
  taxFlag: 0,
  reasonDomain: null,
  reason: null,
}

let services = 0n
/** So many services with 10.00 PLN each. */
async function grantees(count: number): Promise<{ id: bigint; amount: bigint }[]> {
  const made = Array.from({ length: count }, () => ({ id: ++services, amount: 1_000n }))
  await house.grant(made)
  return made
}

const balance = async (service: bigint) => (await balanceOf(h.db, service)).find(({ unit }) => unit === 'PLN')?.amount
const request = (channel: string, bill: string, granted: readonly { id: bigint }[]) =>
  finance.post('/payouts', { channel, unit: 'PLN', for: { bill }, services: granted.map(({ id }) => `S-${id}`) })
const payoutsOf = async (channel: string) => (await finance.get(`/payouts?channel=${channel}&limit=500`)).body.items
const reconciled = async (channel: string) => (await finance.get(`/payouts/reconciliation?channel=${channel}`)).body

/** A biller on the wire, without faults unless some are named for its first calls. */
function biller(...faultsFirst: Parameters<typeof simulate>[1] extends (call: never) => infer Fault ? Fault[] : never) {
  const simulator = simulate(
    tmf654Service('4.0.0', 'PLN'),
    () => faultsFirst.shift() ?? 'none',
    () => h.clock.now(),
  )
  wire.exchange = simulator.exchange
  return simulator
}

describe('a channel', () => {
  const given = {
    title: 'Prepaid',
    settings: tmf,
    units: ['PLN'],
    text: 'Sorry',
    largest: null,
    perMinute: null,
    settlingSeconds: 60,
    rest: 'stays',
  }

  test('begins stopped, is tested, changed and removed, and names the secrets that it lacks but never shows one', async () => {
    biller()
    const added = await admin.post('/payouts/channels', { channel: 'prepaid', ...given })

    expect(added).toMatchObject({
      status: 201,
      body: { stopped: 'not tested yet', queryable: true, form: 'request', missingSecrets: [] },
    })
    expect(JSON.stringify(added.body)).not.toContain('a-secret')
    expect((await admin.post('/payouts/channels', { channel: 'prepaid', ...given })).body.code).toBe(
      'payouts.channel-exists',
    )
    expect((await admin.post('/payouts/channels/prepaid/test')).body).toEqual({ works: true, said: null })
    const { headers } = await admin.get('/payouts/channels/prepaid')
    const change = (settings: ChannelSettings) =>
      admin.put(
        '/payouts/channels/prepaid',
        { ...given, settings, title: 'New' },
        { 'if-match': String(headers['etag']) },
      )
    expect((await change({ adapter: 'csv' })).body.code).toBe('payouts.adapter-fixed')
    expect((await change({ ...tmf, lookup: 'none' })).body).toMatchObject({
      title: 'New',
      queryable: false,
    })
    expect((await change(tmf)).status).toBe(412)
    expect((await admin.delete('/payouts/channels/prepaid')).status).toBe(204)
  })

  test('is refused when it could never work, or by somebody who may not set it up', async () => {
    const wrong = await admin.post('/payouts/channels', {
      channel: 'wrong',
      ...given,
      settings: brm,
      units: ['PLN', 'EUR'],
    })

    expect(wrong.body).toMatchObject({ status: 422, detail: 'Give the resource of EUR.' })
    expect((await finance.post('/payouts/channels', { channel: 'mine', ...given })).status).toBe(403)
  })
})

describe('a payout', () => {
  test('moves money when the biller accepts it, and not before', async () => {
    const simulator = biller()
    const channel = await aChannel(h, 'moves', tmf)
    const [one] = await grantees(1)

    expect((await request(channel, 'moves', [one!])).body).toEqual({ requested: 1, amount: '10.00', waiting: 0 })
    expect(await balance(one!.id)).toBe(1_000n)
    await h.runJobs()

    expect(simulator.service.credits).toHaveLength(1)
    expect((await payoutsOf(channel))[0]).toMatchObject({ state: 'accepted', reference: '1', amount: '10.00' })
    expect(await balance(one!.id)).toBe(0n)
  })

  test('is asked for once, however often and by however many at once', async () => {
    const channels = [
      await aChannel(h, 'once', tmf, { stopped: 'held' }),
      await aChannel(h, 'other', tmf, { stopped: 'held' }),
    ]
    const granted = await grantees(3)

    const replies = await Promise.all(
      Array.from({ length: 8 }, (_, index) => request(channels[index % 2]!, index < 4 ? 'a' : 'b', granted)),
    )

    expect(replies.reduce((sum, reply) => sum + Number(reply.body.requested), 0)).toBe(3)
    expect([...(await payoutsOf('once')), ...(await payoutsOf('other'))]).toHaveLength(3)
  })

  test('is sent once by eight workers at once, each to a slow biller', async () => {
    const simulator = biller()
    const { exchange } = simulator
    const channel = await aChannel(h, 'eight', tmf)
    await request(channel, 'eight', await grantees(40))

    const slow = () => async (call: Parameters<typeof exchange>[0]) => {
      await setTimeout(10)
      return exchange(call)
    }
    await Promise.all(Array.from({ length: 8 }, () => sendDue(h.platform, slow)))

    expect(simulator.service.credits).toHaveLength(40)
    expect((await payoutsOf(channel)).every((payout: { state: string }) => payout.state === 'accepted')).toBe(true)
    await h.runJobs()
  })

  test('waits for a person when it is too large, or when the balance was taken back meanwhile', async () => {
    const simulator = biller()
    const channel = await aChannel(h, 'waits', tmf, { largest: '5.00' })
    const small = await aChannel(h, 'taken-back', tmf, { stopped: 'held' })
    const [large, taken] = await grantees(2)

    expect((await request(channel, 'waits', [large!])).body.waiting).toBe(1)
    await request(small, 'waits', [taken!])
    const { body: transfers } = await finance.get('/ledger/transfers?limit=1')
    await h.work(work => reverse(work, BigInt(transfers.items[0].id), 'not-owed'))
    await finance.post('/payouts/resume', { channel: small })
    await h.runJobs()

    expect(simulator.service.credits).toHaveLength(0)
    expect((await payoutsOf(small))[0]).toMatchObject({
      state: 'waiting-for-person',
      reason: expect.stringContaining('fallen to 0.00 PLN'),
    })
  })

  test('whose outcome is unknown is asked about, and a person decides where nobody can be asked', async () => {
    const simulator = biller('lost-acknowledgement', 'lost-acknowledgement', 'lost-request')
    const [asked, unasked] = [await aChannel(h, 'asked', tmf), await aChannel(h, 'unasked', { ...tmf, lookup: 'none' })]
    await request(asked, 'unknown', await grantees(1))
    await h.runJobs()
    await request(unasked, 'unknown', await grantees(2))
    await h.runJobs()
    h.clock.advance({ seconds: 10 })
    await h.sweep()

    expect((await payoutsOf(asked))[0]).toMatchObject({ state: 'accepted' })
    const [second, first] = await payoutsOf(unasked)
    const { body } = await finance.get(`/payouts/${first.id}`)
    expect(body).toMatchObject({
      state: 'waiting-for-person',
      choices: ['arrived', 'send-again', 'withdraw'],
      attempts: [{ kind: 'send', outcome: 'unknown' }],
    })
    const arrived = simulator.service.credits.some(credit => credit.key === first.key) ? first : second
    const lost = arrived === first ? second : first
    expect(
      (
        await finance.post(`/payouts/${arrived.id}/resolve`, {
          finding: 'arrived',
          reference: '2',
          note: 'on the account',
        })
      ).body.state,
    ).toBe('accepted')
    expect(
      (await finance.post(`/payouts/${lost.id}/resolve`, { finding: 'send-again', note: 'not there' })).body.state,
    ).toBe('requested')
    expect(
      (await finance.post(`/payouts/${arrived.id}/resolve`, { finding: 'send-again', note: 'no' })).body.code,
    ).toBe('payouts.nothing-to-resolve')
    await h.runJobs()
    expect(simulator.service.credits.filter(credit => credit.key === lost.key)).toHaveLength(1)
  })

  test('that a worker answered for after its lease stays as the next worker found it', async () => {
    const simulator = biller()
    const channel = await aChannel(h, 'lease', tmf)
    await request(channel, 'lease', await grantees(1))
    await sendDue(h.platform, () => async call => {
      await simulator.exchange(call)
      h.clock.advance({ seconds: 301 })
      await sendDue(h.platform, () => simulator.exchange)
      return { kind: 'lost', reason: 'slept' }
    })
    await h.runJobs()

    const [payout] = await payoutsOf(channel)
    expect(payout.state).toBe('accepted')
    expect(
      (await finance.get(`/payouts/${payout.id}`)).body.attempts.map(
        (each: { kind: string; outcome: string }) => `${each.kind}: ${each.outcome}`,
      ),
    ).toEqual(['send: unknown', 'ask: found'])
    expect(simulator.service.credits).toHaveLength(1)
  })

  test('is not sent while its channel is stopped, nor faster than the biller wants', async () => {
    const simulator = biller()
    const channel = await aChannel(h, 'slow', tmf, { perMinute: 60 })
    await finance.post('/payouts/stop', { reason: 'end of month' })
    await request(channel, 'slow', await grantees(3))
    await h.runJobs()
    expect(simulator.service.credits).toHaveLength(0)

    expect((await finance.post('/payouts/resume', { channel })).body).toEqual({ resumed: 1 })
    await h.sweep()
    expect(simulator.service.credits).toHaveLength(1)
    h.clock.advance({ seconds: 1 })
    await h.sweep()
    expect(simulator.service.credits).toHaveLength(2)
    wire.exchange = () => Promise.resolve(answer(429, {}, { 'retry-after': '120' }))
    h.clock.advance({ seconds: 1 })
    await h.sweep()
    wire.exchange = simulator.exchange
    h.clock.advance({ seconds: 100 })
    await h.sweep()
    expect(simulator.service.credits).toHaveLength(2)
    h.clock.advance({ seconds: 30 })
    await h.sweep()
    expect(simulator.service.credits).toHaveLength(3)
    await finance.post('/payouts/resume', {})
  })
})

describe('a file for Oracle BRM', () => {
  test('is the same each time, and what failed in it is corrected and sent in another, without what was accepted', async () => {
    const channel = await aChannel(h, 'brm', brm)
    const granted = await grantees(4)
    const items = granted.map(({ id }, index) => ({ service: `S-${id}`, address: index === 3 ? 'unknown' : `${id}/1` }))
    await finance.put(`/payouts/channels/${channel}/addresses`, { items })
    await request(channel, 'brm', granted)

    const { body: batch } = await finance.post('/payouts/batches', { channel })
    expect(batch).toMatchObject({ rows: 3, sums: { PLN: '30.00' }, accepted: 0, outstanding: 3 })
    const { body: file } = await finance.get(`/payouts/batches/${batch.id}/file`)
    expect((await finance.get(`/payouts/batches/${batch.id}/file`)).body).toBe(file)
    const failed = `${file.split('\n')[1]}\n`
    const reply = (text: string, count: number | null, of = batch.id) =>
      finance.post(`/payouts/batches/${of}/answer${count === null ? '' : `?failed=${count}`}`, text, {
        'content-type': 'text/csv',
      })

    expect((await reply('', null)).body.code).toBe('payouts.answer-incomplete')
    expect((await reply('', 1)).body.code).toBe('payouts.answer-incomplete')
    expect((await reply('nonsense\n', 1)).body.code).toBe('payouts.answer-unreadable')
    expect((await reply(failed, 1)).body).toEqual({ accepted: 2, rejected: 1, repeated: 0, contradicted: [] })
    expect((await reply(failed, 1)).body).toMatchObject({ accepted: 0, rejected: 0, repeated: 3 })
    expect((await reply('', 0)).body.contradicted).toHaveLength(1)

    const rejected = (await payoutsOf(channel)).filter((payout: { state: string }) => payout.state === 'rejected')
    expect(rejected).toHaveLength(2)
    for (const payout of rejected)
      await finance.post(`/payouts/${payout.id}/resolve`, {
        finding: 'send-again',
        address: '999/1',
        note: 'the account was wrong',
      })
    const { body: second } = await finance.post('/payouts/batches', { channel })
    expect(second).toMatchObject({ rows: 2 })
    const { body: other } = await finance.get(`/payouts/batches/${second.id}/file`)
    for (const payout of rejected) expect(other).toContain(marker(payout.key))
    expect((await reply('', 0, second.id)).body).toMatchObject({ accepted: 2 })
    await h.runJobs()
    for (const { id } of granted) expect(await balance(id)).toBe(0n)
    expect((await finance.post('/payouts/batches', { channel })).body.code).toBe('payouts.nothing-to-send')
  })
})

describe('credits on bills', () => {
  const bill = (channel: string, rows: readonly string[]) =>
    finance.post(
      `/payouts/bills/import?channel=${channel}`,
      ['line,bill,billed_on,key,text,reference,address,unit,amount', ...rows].join('\n'),
      { 'content-type': 'text/csv' },
    )

  test('close the circle: requested, accepted and seen are the same', async () => {
    biller()
    const channel = await aChannel(h, 'circle', tmf)
    await request(channel, 'circle', await grantees(2))
    await h.runJobs()
    const [a, b] = await payoutsOf(channel)
    expect(await reconciled(channel)).toMatchObject({
      lines: [{ agrees: false }],
      breaks: [{ kind: 'accepted-not-seen', count: 2 }],
    })

    const rows = [
      `l1,B1,2026-09-30,${a.key},,,${a.address},PLN,10.00`,
      `l2,B2,2026-09-30,,"Sorry ${marker(b.key)}",,${b.address},PLN,10.0`,
    ]
    expect((await bill(channel, rows)).body).toEqual({ recorded: 2, repeated: 0, matched: 2, unmatched: 0, billed: 2 })
    expect((await bill(channel, rows)).body).toMatchObject({ recorded: 0, repeated: 2 })
    expect((await bill(channel, [rows[0]!.replace('10.00', '9.00')])).body.code).toBe('payouts.line-changed')
    expect((await bill(channel, [`l8,B1,2026-09-30,${a.key},,,S-1,PLN,-10.00`])).body).toMatchObject({
      code: 'payouts.bills-unreadable',
      detail: expect.stringContaining('-10.00 is no amount above zero of PLN'),
    })
    expect((await bill(channel, ['l9,B1,2026-02-31,,,,S-1,PLN,ten'])).body.code).toBe('payouts.bills-unreadable')
    await h.runJobs()

    const sum = { count: 2, amount: '20.00' }
    expect(await reconciled(channel)).toMatchObject({
      lines: [{ requested: sum, accepted: sum, seen: sum, agrees: true }],
      breaks: [],
    })
  })

  test('smaller than the credit leave the rest with the biller, or with us to be asked for again', async () => {
    biller()
    const [stays, again] = [await aChannel(h, 'stays', tmf), await aChannel(h, 'again', tmf, { rest: 'asked-again' })]
    const [kept, carried] = await grantees(2)
    await request(stays, 'small', [kept!])
    await request(again, 'small', [carried!])
    await h.runJobs()
    for (const channel of [stays, again]) {
      const [payout] = await payoutsOf(channel)
      await bill(channel, [`s1,B1,2026-09-30,${payout.key},,,,PLN,6.00`])
    }
    await h.runJobs()

    expect((await payoutsOf(stays))[0]).toMatchObject({ state: 'accepted', seen: '6.00' })
    const [rest, first] = await payoutsOf(again)
    expect(first).toMatchObject({ state: 'billed', seen: '6.00' })
    expect(rest).toMatchObject({ amount: '4.00', for: `rest:${first.id}` })
    await h.runJobs()
    await bill(stays, [`s2,B2,2026-10-31,${(await payoutsOf(stays))[0].key},,,,PLN,4.00`])
    await bill(again, [`s2,B2,2026-10-31,${rest.key},,,,PLN,4.00`])
    await h.runJobs()
    for (const channel of [stays, again])
      expect((await reconciled(channel)).lines[0]).toMatchObject({ agrees: true, open: { amount: '0.00' } })
    expect(await balance(carried!.id)).toBe(0n)
  })

  test('that do not agree are breaks with an age, as JSON and as CSV', async () => {
    biller()
    const channel = await aChannel(h, 'odd', tmf)
    await request(channel, 'odd', await grantees(2))
    await h.runJobs()
    const [twice, more] = await payoutsOf(channel)
    const rows = ['o1,B1', 'o2,B2'].map(line => `${line},2026-09-30,${twice.key},,,,PLN,10.00`)
    await bill(channel, [...rows, `o3,B3,2026-09-30,${more.key},,,,PLN,11.00`, 'o4,B4,2026-09-30,,,,=1+1,PLN,3.00'])
    await h.runJobs()
    h.clock.advance({ hours: 75 })

    const { body } = await finance.get(`/payouts/reconciliation/breaks?channel=${channel}`)
    expect(
      Object.fromEntries(body.items.map((item: { kind: string; seen: string }) => [item.kind, item.seen])),
    ).toEqual({
      'duplicate-on-bill': '20.00',
      'different-amount': '11.00',
      'seen-not-requested': '3.00',
    })
    expect(body.items[0].ageDays).toBe(3)
    const csv = (await finance.get(`/payouts/reconciliation/breaks.csv?channel=${channel}`)).body
    expect(csv.split('\n')).toHaveLength(5)
    expect(csv).toContain("'=1+1")
  })

  test('prove that a doubtful payout arrived', async () => {
    const simulator = biller('lost-acknowledgement')
    const channel = await aChannel(h, 'proof', { ...tmf, lookup: 'none' })
    const [one] = await grantees(1)
    await request(channel, 'proof', [one!])
    await h.runJobs()
    const [payout] = await payoutsOf(channel)
    expect(payout.state).toBe('waiting-for-person')

    await bill(channel, [`p1,B1,2026-09-30,${payout.key},,,S,PLN,10.00`])
    await h.runJobs()

    expect((await payoutsOf(channel))[0].state).toBe('billed')
    expect(simulator.service.credits).toHaveLength(1)
    expect(await balance(one!.id)).toBe(0n)
  })
})
