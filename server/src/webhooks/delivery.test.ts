import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answer } from '../platform/index.ts'
import { delaySeconds, outcomeOf, restSeconds } from './delivery.ts'

const now = Temporal.Instant.from('2026-09-15T09:00:00Z')
const answered = (status: number, headers: Record<string, string> = {}): Answer => ({
  kind: 'answer',
  status,
  headers,
  body: 'said\0',
})

describe('what a receiver answers', () => {
  test.each([200, 201, 202, 204, 299])('%i is a receipt', status => {
    expect(outcomeOf(answered(status), now)).toMatchObject({ outcome: 'delivered', status, response: 'said' })
  })

  test.each([301, 302, 307, 400, 404, 410, 429, 500, 503])('%i is none', status => {
    expect(outcomeOf(answered(status), now)).toMatchObject({ outcome: 'refused', status, retryAfterSeconds: 0 })
  })

  test.each([
    ['120', 120],
    ['Tue, 15 Sep 2026 09:02:00 GMT', 120],
    ['Tue, 15 Sep 2026 08:00:00 GMT', 0],
    ['999999999', 43_200],
    ['soon', 0],
    ['-5', 0],
  ])('with Retry-After: %s it asks for %i seconds', (value, seconds) => {
    expect(outcomeOf(answered(503, { 'retry-after': value }), now).retryAfterSeconds).toBe(seconds)
  })
})

describe('the delay', () => {
  test('grows, differs by a quarter at most, and is at least what the receiver asked for', () => {
    const middles = [1, 2, 3, 4, 5, 6, 7, 8, 12].map(tries => delaySeconds(tries, 0, 0.5))
    expect(middles).toEqual([10, 40, 160, 640, 2_560, 10_240, 40_960, 43_200, 43_200])

    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.nat(50_000),
        (tries, random, asked) => {
          const middle = delaySeconds(tries, 0, 0.5)
          const delay = delaySeconds(tries, 0, random)
          return (
            delay >= Math.floor(middle * 0.75) &&
            delay <= Math.ceil(middle * 1.25) &&
            delaySeconds(tries, asked, random) === Math.max(delay, asked)
          )
        },
      ),
    )
  })

  test('of an endpoint as a whole begins with the third failure in a row', () => {
    expect([1, 2, 3, 4, 10, 50].map(failures => restSeconds(failures, 0))).toEqual([0, 0, 30, 60, 3_600, 3_600])
    expect(restSeconds(1, 90)).toBe(90)
  })
})
