import { afterEach, describe, expect, test, vi } from 'vitest'
import { addressOf, ask, askVersioned } from './ask.ts'
import { isRefusal } from './refusal.ts'

const answers = vi.fn<(address: string, init: RequestInit) => Promise<Response>>()
vi.stubGlobal('fetch', answers)
afterEach(() => void answers.mockReset())

const json = (body: unknown, init: ResponseInit = {}) => Promise.resolve(new Response(JSON.stringify(body), init))
const headersOf = (call: number) => new Headers(answers.mock.calls[call]?.[1].headers)

describe('an address', () => {
  test('is filled in and escaped, and leaves out what was not asked', () => {
    expect(addressOf('exportAffected', { params: { outage: 'OUT-000001' }, query: { money: true } })).toBe(
      '/api/v1/outages/OUT-000001/affected.csv?money=true',
    )
    expect(addressOf('getElement', { params: { element: 'a/b c' } })).toBe('/api/v1/elements/a%2Fb%20c')
    expect(addressOf('listOutages', { query: { text: undefined } })).toBe('/api/v1/outages')
  })
})

describe('asking', () => {
  test('names the version that it changes and a key, and repeats both when nobody answered', async () => {
    answers.mockRejectedValueOnce(new TypeError('away')).mockImplementationOnce(() => json({ number: 'OUT-000001' }))

    await ask('closeOutage', { params: { outage: 'OUT-000001' }, body: {}, version: 7 })

    expect(headersOf(1).get('if-match')).toBe('"7"')
    expect(headersOf(1).get('idempotency-key')).toMatch(/^[0-9a-f]{32}$/)
    expect(headersOf(0).get('idempotency-key')).toBe(headersOf(1).get('idempotency-key'))
  })

  test('does not repeat what could happen twice', async () => {
    answers.mockRejectedValue(new TypeError('away'))

    await expect(ask('createStaff', { body: { login: 'a', name: 'A', roles: [] } })).rejects.toMatchObject({
      code: 'console.unreachable',
    })
    expect(answers).toHaveBeenCalledTimes(1)
  })

  test('keeps the ETag for whoever asks for it', async () => {
    answers.mockImplementationOnce(() => json({ number: 'OUT-000001' }, { headers: { etag: '"3"' } }))

    expect((await askVersioned('getOutage', { params: { outage: 'OUT-000001' } })).version).toBe('"3"')
  })

  test('throws what the server refuses, with its code and values', async () => {
    const document = {
      code: 'outages.not-found',
      title: 'No such outage',
      values: { outage: 'OUT-9', keys: ['a', 'b'] },
    }
    answers.mockImplementationOnce(() => json(document, { status: 404 }))

    const reason = await ask('getOutage', { params: { outage: 'OUT-9' } }).catch((thrown: unknown) => thrown)

    expect(isRefusal(reason, 'outages.not-found')).toBe(true)
    expect(reason).toMatchObject({ status: 404, values: { outage: 'OUT-9', keys: 'a, b' } })
  })
})
