import { describe, expect, test } from 'vitest'
import { afterSending, mostRetries, type Payout } from './payout.ts'

const now = Temporal.Instant.from('2026-09-15T22:30:00Z')
const manner = { queryable: true, settlingSeconds: 60 }
// What the decision does not look at is left out.
const sentTimes = (sends: number) => ({ sends, retries: sends - 1 }) as Payout

describe('a payout that could not be sent', () => {
  const unreadable = { outcome: 'retry', afterSeconds: 0, reason: 'the wallet could not be read' } as const

  test('is tried again, hourly at last, for longer than a weekend', () => {
    const seconds = Array.from({ length: mostRetries - 1 }, (_, sends) =>
      now.until(afterSending(sentTimes(sends + 1), unreadable, manner, now).dueAt).total('seconds'),
    )

    expect(Math.max(...seconds)).toBe(3_600)
    expect(seconds.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(64 * 3_600)
    expect(afterSending(sentTimes(mostRetries - 1), unreadable, manner, now).state).toBe('requested')
  })

  test('is not tried for ever: a person looks why', () => {
    expect(afterSending(sentTimes(mostRetries), unreadable, manner, now)).toMatchObject({
      state: 'waiting-for-person',
      outcome: 'retry',
      reason: `the wallet could not be read; given up after ${mostRetries} tries`,
    })
  })

  test('because the biller has too much to do goes on being tried', () => {
    const busy = { ...unreadable, tooMany: true } as const

    expect(afterSending(sentTimes(1_000), busy, manner, now)).toMatchObject({ state: 'requested', retries: 0 })
  })

  test('because the biller is away goes on being tried, and is no closer to being given up', () => {
    const away = { ...unreadable, unreached: true } as const

    expect(afterSending(sentTimes(mostRetries), away, manner, now)).toMatchObject({
      state: 'requested',
      retries: mostRetries - 1,
    })
  })
})
