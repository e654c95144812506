import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import type { ChannelSettings } from '@pulih/contracts'
import { describe, expect, test } from 'vitest'
import type { FileAdapter, PayoutRequest } from '../adapter.ts'
import type { Answer, Call } from '../exchange.ts'
import { adapterOf } from './index.ts'

const url = 'https://billing.example.net'
const request: PayoutRequest = {
  key: '5f0c3a52-9d1e-8a77-8c15-0b6d1c2e3f40',
  address: '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d',
  unit: 'PLN',
  amount: 1_250n,
  text: 'Compensation for an interruption',
  requestedAt: Temporal.Instant.from('2026-09-15T22:30:00Z'),
}

/** What goes over the wire when everything is answered well. */
async function said(settings: ChannelSettings, asked: PayoutRequest = request): Promise<Call[]> {
  const calls: Call[] = []
  const exchange = (call: Call): Promise<Answer> => {
    calls.push(call)
    return Promise.resolve({
      kind: 'answer',
      status: call.method === 'POST' ? 201 : 200,
      headers: {},
      body: answers(call),
    })
  }
  const adapter = adapterOf(settings, {
    exchange,
    now: () => Temporal.Instant.from('2026-09-16T06:00:00Z'),
    secret: name => `the-${name}`,
  })
  if (adapter.form === 'request') {
    await adapter.send(asked)
    if (adapter.queryable) await adapter.query(asked)
  }
  return calls
}

function answers({ method, url }: Call): string {
  if (method === 'POST') return '{"id":"1","reference":"1"}'
  if (url.endsWith(request.address)) return '{"wallet":{"status":"active","currency":"PLN","rate_amount":"1.0"}}'
  if (url.includes('wallet_transactions')) return '{"wallet_transactions":[],"meta":{"total_pages":1}}'
  if (url.includes('credit_notes')) return '{"credit_notes":[],"meta":{"total_pages":1}}'
  return '[]'
}

const requests: Record<string, [ChannelSettings, PayoutRequest?]> = {
  'tmf654-4.0.0-adjust': [
    { adapter: 'tmf654', version: '4.0.0', action: 'adjustBalance', url, secret: 'tmf', lookup: 'list' },
  ],
  'tmf654-4.0.0-topup': [
    { adapter: 'tmf654', version: '4.0.0', action: 'topupBalance', url, secret: null, lookup: 'none' },
  ],
  'tmf654-4.1.0-adjust': [
    { adapter: 'tmf654', version: '4.1.0', action: 'adjustBalance', url, secret: 'tmf', lookup: 'list' },
  ],
  'tmf654-4.1.0-topup-data': [
    { adapter: 'tmf654', version: '4.1.0', action: 'topupBalance', url, secret: null, lookup: 'none' },
    { ...request, unit: 'data:MB', amount: 500n },
  ],
  'kill-bill': [
    { adapter: 'kill-bill', url, user: 'pulih', password: 'kb-password', apiKey: 'kb-key', apiSecret: 'kb-secret' },
  ],
  'lago-wallet': [{ adapter: 'lago', url, secret: 'lago', form: 'wallet' }],
  'lago-credit-note': [
    { adapter: 'lago', url, secret: 'lago', form: 'credit-note' },
    { ...request, address: 'C-17/1a901a90-1a90-4a90-8a90-1a901a901a90/2a901a90-1a90-4a90-8a90-1a901a901a90' },
  ],
  webhook: [{ adapter: 'webhook', url: `${url}/credits`, secret: 'hook', lookupUrl: `${url}/credits` }],
}

describe('what is asked of a biller is, byte for byte,', () => {
  test.each(Object.entries(requests))('the golden %s', async (name, [settings, asked]) => {
    const calls = await said(settings, asked)

    const text = calls.map(({ method, url, headers, body }) => {
      const lines = Object.entries(headers).map(([header, value]) => `${header}: ${value}`)
      return [`${method} ${url}`, ...lines, '', body ?? '', ''].join('\n')
    })
    await expect(text.join('\n')).toMatchFileSnapshot(join(import.meta.dirname, 'golden', `${name}.http`))
  })
})

const rows: PayoutRequest[] = [
  { ...request, address: '12345/67890' },
  { ...request, key: '5f0c3a52-9d1e-8a77-8c15-0b6d1c2e3f41', address: '12346', amount: 5n },
  {
    ...request,
    key: '5f0c3a52-9d1e-8a77-8c15-0b6d1c2e3f42',
    address: '12347',
    amount: 123_456_789n,
    text: 'Credit, "as agreed"',
  },
]
const brm: ChannelSettings = {
  adapter: 'brm',
  database: '0.0.0.1',
  resources: { PLN: 985 },
  taxFlag: 0,
  reasonDomain: 16,
  reason: 3,
}

function file(settings: ChannelSettings): FileAdapter {
  const adapter = adapterOf(settings, {
    exchange: () => Promise.reject(new Error('a file needs no wire')),
    now: () => request.requestedAt,
    secret: () => null,
  })
  if (adapter.form !== 'file') throw new Error('not a file')
  return adapter
}

describe('a file', () => {
  test.each([['csv', { adapter: 'csv' }] as const, ['brm', brm] as const])(
    'of %s is the golden one',
    async (name, settings) => {
      await expect((await file(settings).write(rows)).toString()).toMatchFileSnapshot(
        join(import.meta.dirname, 'golden', `${name}.csv`),
      )
    },
  )

  test('of Parquet has the same bytes each time and exact decimals', async () => {
    const [once, again] = [
      await file({ adapter: 'parquet' }).write(rows),
      await file({ adapter: 'parquet' }).write(rows),
    ]
    const target = join(mkdtempSync(join(tmpdir(), 'pulih-golden-')), 'payouts.parquet')
    writeFileSync(target, once)
    const connection = await (await DuckDBInstance.create(':memory:')).connect()
    const reader = await connection.runAndReadAll(`select amount::varchar, key, requested_at::varchar from '${target}'`)

    expect(once.equals(again)).toBe(true)
    expect(reader.getRows()).toEqual([
      ['12.5000', rows[0]?.key, '2026-09-15 22:30:00'],
      ['0.0500', rows[1]?.key, '2026-09-15 22:30:00'],
      ['1234567.8900', rows[2]?.key, '2026-09-15 22:30:00'],
    ])
  })

  test('of Oracle BRM says of an address that is no account why it cannot be in it', () => {
    expect(file(brm).unfit({ ...request, address: '12345/67890' })).toBeNull()
    expect(file(brm).unfit(request)).toContain('is not <account>')
    expect(file(brm).unfit({ ...request, address: '1', unit: 'EUR' })).toBe('no resource is set for EUR')
  })
})

describe("Oracle BRM's file of failed records", () => {
  test('accepts what is not in it, and takes a reason if there is one', async () => {
    const [, second = ''] = (await file(brm).write(rows)).toString().split('\n')

    const answer = await file(brm).read(Buffer.from(`${second},PIN_ERR_NOT_FOUND\n`), rows)

    expect(answer.accepted.map(row => row.key)).toEqual([rows[0]?.key, rows[2]?.key])
    expect(answer.rejected).toEqual([{ key: rows[1]?.key, reason: 'PIN_ERR_NOT_FOUND' }])
  })

  test('is refused as a whole when a line is foreign, changed or there twice', async () => {
    const [first = ''] = (await file(brm).write(rows)).toString().split('\n')
    const read = (text: string) => file(brm).read(Buffer.from(text), rows)

    await expect(read('something else\n')).rejects.toThrow('not of this file')
    await expect(read(`${first}\n${first}\n`)).rejects.toThrow('comes twice')
    await expect(read(first.replace('-12.50', '-99.50'))).rejects.toThrow('not what was sent')
  })
})
