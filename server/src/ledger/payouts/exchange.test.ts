import { describe, expect, test } from 'vitest'
import { parseExact } from './exact-json.ts'
import { readSending, type Answer } from './exchange.ts'
import { readAmount, readBooked } from './unit.ts'

const answer = (status: number, headers: Record<string, string> = {}): Answer => ({
  kind: 'answer',
  status,
  headers,
  body: '',
})

describe('after a request', () => {
  test.each([
    [400, 'rejected'],
    [404, 'rejected'],
    [422, 'rejected'],
    [401, 'rejected'],
    [429, 'retry'],
    [302, 'unknown'],
    [303, 'unknown'],
    [408, 'unknown'],
    [409, 'unknown'],
    [500, 'unknown'],
    [503, 'unknown'],
  ])('HTTP %i is %s', (status, outcome) => {
    expect(readSending(answer(status))).toMatchObject({ outcome })
  })

  test('a refusal of our credentials is not the end, and Retry-After is kept', () => {
    expect(readSending(answer(403))).toMatchObject({ permanent: false })
    expect(readSending(answer(429, { 'retry-after': '90' }))).toMatchObject({ afterSeconds: 90 })
    expect(readSending(answer(429, { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }))).toMatchObject({
      afterSeconds: 60,
    })
  })

  test('what never left is retried, what may have arrived is in doubt', () => {
    expect(readSending({ kind: 'not-sent', reason: 'refused' })?.outcome).toBe('retry')
    expect(readSending({ kind: 'lost', reason: 'timeout' })?.outcome).toBe('unknown')
  })
})

describe('an amount from a biller', () => {
  test('is read from its text, exactly', () => {
    const amount = (parseExact('{"amount": 90071992547409.93}') as { amount: string }).amount

    expect(readAmount(amount, 'PLN')).toBe(9_007_199_254_740_993n)
    expect(readAmount('-12.50', 'PLN')).toBeNull()
    expect(readBooked('-12.50', 'PLN')).toBe(1_250n)
    expect(readAmount('12.500', 'JOD')).toBe(12_500n)
    expect(readAmount('12.505', 'PLN')).toBeNull()
    expect(readAmount('1e3', 'PLN')).toBeNull()
    expect(readAmount('500', 'data:MB')).toBe(500n)
  })
})
