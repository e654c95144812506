import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { flightOf, type Landed } from './flight.ts'

interface Letter {
  readonly address: string
}

const now = Temporal.Instant.from('2026-09-15T09:00:00Z')

test('a destination that does not answer gives most of its places to others after a moment', async () => {
  const leftAlone: string[] = []
  const flight = flightOf<Letter, string>(
    { destinationOf: to => to },
    { atOnce: 20, perSecond: null },
    ({ address }) =>
      address === 'dead'
        ? new Promise<Landed<string>>(() => undefined)
        : Promise.resolve({ outcome: address, isAnswered: true, restSeconds: 0 }),
    ({ address }) => {
      leftAlone.push(address)
      return address
    },
  )

  flight.start(
    Array.from({ length: 20 }, () => ({ address: 'dead' })),
    now,
    now,
  )
  expect(flight.room()).toBe(0)
  await setTimeout(1_300)

  // Two are being handed over, which is its share, and two wait behind them.
  expect(leftAlone).toHaveLength(16)
  expect(flight.room()).toBeGreaterThanOrEqual(16)
})
