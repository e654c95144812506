import { describe, expect, test } from 'vitest'
import { verifyExport } from '@pulih/proofs'
import { postTransfers } from './index.ts'
import { aLedger, grant, manyGrants } from './testing/a-ledger.ts'

const h = await aLedger()
await h.work(work => postTransfers(work, manyGrants(120)))
const [finance, viewer, operations] = [h.as('finance'), h.as('viewer'), h.as('operations')]

function aGift(service: string, given: Record<string, unknown> = {}) {
  return { service, unit: 'PLN', amount: '20.00', reason: 'complaint', reference: 'TT-1', ...given }
}

describe('transfers', () => {
  test('are listed newest first, page by page, each once', async () => {
    const seen: string[] = []
    let path = '/ledger/transfers?limit=50&kind=credit'
    for (let next: string | null = ''; next !== null; path = `/ledger/transfers?limit=50&kind=credit&cursor=${next}`) {
      const { status, body } = await viewer.get(path)
      expect(status).toBe(200)
      seen.push(...body.items.map((item: { id: string }) => item.id))
      next = body.next
    }

    expect(seen).toEqual(Array.from({ length: 120 }, (_, n) => String(120 - n)))
  })

  test('are filtered by service, run, unit, scheme, basis and time', async () => {
    const found = async (query: string) =>
      (await viewer.get(`/ledger/transfers?kind=credit&limit=500&${query}`)).body.items.length
    expect(await found('service=S-7')).toBe(1)
    expect(await found('run=01990f6e-6d7b-7c11-9c6e-2f0a6a0b5a10')).toBe(120)
    expect(await found('run=01990f6e-6d7b-7c11-9c6e-2f0a6a0b5a11')).toBe(0)
    expect(await found('unit=EUR')).toBe(0)
    expect(await found('scheme=pl/pke-377-3&basis=period:2026-08-01')).toBe(120)
    expect(await found('since=2026-09-15T09:00:00Z')).toBe(120)
    expect(await found('until=2026-09-15T09:00:00Z')).toBe(0)
    expect((await viewer.get('/ledger/transfers?service=nobody')).body.code).toBe('ledger.service-unknown')
    expect((await viewer.get('/ledger/transfers?cursor=x')).status).toBe(400)
  })

  test('come as CSV, and one by one with their entries', async () => {
    const { body, headers } = await viewer.get('/ledger/transfers.csv?run=01990f6e-6d7b-7c11-9c6e-2f0a6a0b5a10')
    const lines = String(body).trimEnd().split('\r\n')

    expect(headers['content-type']).toMatch(/^text\/csv/)
    expect(lines).toHaveLength(121)
    expect(lines[1]).toMatch(/^1,credit,S-1,PLN,1\.01,pl\/pke-377-3,period:2026-08-01,1,01990f6e/)
    expect((await viewer.get('/ledger/transfers/1')).body).toMatchObject({
      amount: '1.01',
      reversedBy: null,
      entries: [
        { account: 'compensation-expense', service: null, amount: '-1.01' },
        { account: 'customer-credit', service: 'S-1', amount: '1.01' },
      ],
    })
    expect((await viewer.get('/ledger/transfers/999999')).body.code).toBe('ledger.not-found')
  })
})

describe('goodwill', () => {
  test('is given once per reference, and the same request again gives the same answer', async () => {
    const key = { 'idempotency-key': 'a' }
    const first = await finance.post('/ledger/goodwill', aGift('S-200'), key)
    const again = await finance.post('/ledger/goodwill', aGift('S-200'), key)
    const other = await finance.post('/ledger/goodwill', aGift('S-200', { amount: '21.00' }), key)
    const without = await finance.post('/ledger/goodwill', aGift('S-200'))

    expect(first).toMatchObject({
      status: 201,
      body: { kind: 'goodwill', amount: '20.00', basis: 'reference:TT-1', reason: 'complaint', actor: 'staff:finance' },
    })
    expect(again.body).toEqual(first.body)
    expect(again.headers['idempotency-replayed']).toBe('true')
    expect(other.body.code).toBe('idempotency.other-body')
    expect(without.body).toMatchObject({ code: 'ledger.duplicate', values: { transfer: first.body.id } })
  })

  test('above the limit of thirty days is sent to a run, also in slices and at once', async () => {
    const slices = await Promise.all(
      Array.from({ length: 10 }, (_, n) => finance.post('/ledger/goodwill', aGift('S-201', { reference: `TT-${n}` }))),
    )

    expect(slices.filter(({ status }) => status === 201)).toHaveLength(5)
    expect(slices.find(({ status }) => status !== 201)?.body).toMatchObject({
      code: 'ledger.goodwill-limit',
      values: { limit: '100.00', given: '100.00' },
    })
    h.clock.advance({ hours: 31 * 24 })
    expect((await finance.post('/ledger/goodwill', aGift('S-201', { reference: 'later' }))).status).toBe(201)
  })

  test('has no more room because an older gift was taken back', async () => {
    const give = async (reference: string, amount = '100.00') =>
      finance.post('/ledger/goodwill', aGift('S-203', { reference, amount }))
    const old = await give('old')
    h.clock.advance({ hours: 31 * 24 })
    await finance.post('/ledger/reversals', { transfer: old.body.id, reason: 'given-twice' })

    expect((await give('new')).status).toBe(201)
    expect((await give('newer', '1.00')).body.code).toBe('ledger.goodwill-limit')
  })

  test('is refused in words', async () => {
    const code = async (given: Record<string, unknown>, service = 'S-202') =>
      (await finance.post('/ledger/goodwill', aGift(service, given))).body.code
    const detail = async (given: Record<string, unknown>) =>
      (await finance.post('/ledger/goodwill', aGift('S-202', given))).body.detail
    expect(await code({}, 'nobody')).toBe('ledger.service-unknown')
    expect(await code({ unit: 'EUR' })).toBe('ledger.wrong-currency')
    expect(await code({ amount: '0.00' })).toBe('ledger.bad-amount')
    expect(await code({ amount: '1.005' })).toBe('ledger.bad-amount')
    expect(await detail({ amount: '1.005' })).toContain('PLN has 2 decimals and no more')
    expect(await detail({ amount: '0.00' })).toContain('it is not above zero')
    expect(await code({ amount: '-1' })).toBe('request.invalid')
    expect(await code({ unit: 'data:MB', amount: '1.5' })).toBe('ledger.bad-amount')
    expect(await code({ unit: 'waiver:late-fee', amount: '1' })).toBe('ledger.goodwill-limit')
    expect(await code({ unit: 'data:MB', amount: '5', expiresOn: '2020-01-01' })).toBe('ledger.deadline-passed')
    expect(await code({ reference: 'Jan Kowalski' })).toBe('request.invalid')
    expect(await code({ reason: 'because' })).toBe('request.invalid')
    expect((await viewer.post('/ledger/goodwill', aGift('S-202'))).body.code).toBe('access.forbidden')
  })

  test('in kind carries its deadlines', async () => {
    const { body } = await finance.post(
      '/ledger/goodwill',
      aGift('S-203', { unit: 'data:MB', amount: '1024', claimUntil: '2099-01-01', expiresOn: '2099-02-01' }),
    )

    expect(body).toMatchObject({ amount: '1024', claimUntil: '2099-01-01', expiresOn: '2099-02-01' })
  })
})

describe('reversals, statements and balances', () => {
  test('tell one story', async () => {
    const { body: reversal, status } = await finance.post('/ledger/reversals', {
      transfer: '50',
      reason: 'wrong-service',
    })
    await h.work(work => grant(work, { service: 50, basis: 'event:1', amount: 300n }))
    await h.work(work => grant(work, { service: 50, basis: 'event:1', unit: 'data:MB', amount: 5n }))

    expect(status).toBe(201)
    expect(reversal).toMatchObject({ kind: 'reversal', reverses: '50', amount: '-1.50' })
    expect((await viewer.get('/ledger/transfers/50')).body.reversedBy).toBe(reversal.id)
    expect((await finance.post('/ledger/reversals', { transfer: '50', reason: 'appeal' })).body.code).toBe(
      'ledger.already-reversed',
    )
    expect((await operations.post('/ledger/reversals', { transfer: '51', reason: 'appeal' })).status).toBe(403)
    const { body } = await viewer.get('/ledger/services/S-50/statement')
    expect(body.balances).toEqual([
      { unit: 'PLN', amount: '3.00' },
      { unit: 'data:MB', amount: '5' },
    ])
    expect(
      body.items.map((item: { change: string; balance: string; unit: string }) => [
        item.unit,
        item.change,
        item.balance,
      ]),
    ).toEqual([
      ['data:MB', '5', '5'],
      ['PLN', '3.00', '3.00'],
      ['PLN', '-1.50', '0.00'],
      ['PLN', '1.50', '1.50'],
    ])
    const { body: last } = await viewer.get('/ledger/services/S-50/statement?limit=3')
    expect((await viewer.get(`/ledger/services/S-50/statement?limit=3&cursor=${last.next}`)).body.items).toMatchObject([
      { id: '50', balance: '1.50' },
    ])
  })

  test('sum to nothing in every unit', async () => {
    const { body } = await viewer.get('/ledger/balances')
    const units = Map.groupBy(body.items as { unit: string; balance: string }[], item => item.unit)

    for (const lines of units.values())
      expect(lines.reduce((sum, { balance }) => sum + BigInt(balance.replace('.', '')), 0n)).toBe(0n)
  })
})

describe('verification', () => {
  test('says that the ledger is whole, and whether it still contains an anchor', async () => {
    const { body } = await finance.get('/ledger/verification')
    const { page, digest } = body.head

    expect(body).toMatchObject({ whole: true, findings: [] })
    expect((await finance.get(`/ledger/verification?page=${page}&digest=${digest}`)).body.whole).toBe(true)
    expect(
      (await finance.get(`/ledger/verification?page=${page}&digest=${'0'.repeat(64)}`)).body.findings,
    ).toMatchObject([{ says: 'anchor-differs' }])
    expect((await finance.get(`/ledger/verification?page=${page}`)).status).toBe(400)
    expect((await operations.get('/ledger/verification')).status).toBe(403)
  })

  test('works on the exported file too', async () => {
    const { body, headers } = await finance.get('/ledger/export')

    expect(headers['content-type']).toBe('application/jsonl')
    expect(await verifyExport(String(body).split('\n'))).toMatchObject({ whole: true })
  })
})
