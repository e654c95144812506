import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { flightOf } from './flight.ts'
import type { Landed } from './landing.ts'

interface Letter {
  readonly address: string
}

const answered = (outcome: string): Landed<string> => ({ outcome, isAnswered: true, restSeconds: 0, isOurs: false })
const now = Temporal.Instant.from('2026-09-15T09:00:00Z')

test('a destination that does not answer gives most of its places to others after a moment', async () => {
  const leftAlone: string[] = []
  const flight = flightOf<Letter, string>(
    { destinationOf: to => to },
    { atOnce: 20, perSecond: null },
    ({ address }) =>
      address === 'dead' ? new Promise<Landed<string>>(() => undefined) : Promise.resolve(answered(address)),
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

test('a destination that answers soon has nearly all places but for a few, which others find free when they come', async () => {
  const open: { readonly address: string; readonly answer: () => void }[] = []
  const flight = flightOf<Letter, string>(
    { destinationOf: to => to },
    { atOnce: 20, perSecond: null },
    ({ address }) => new Promise(resolve => void open.push({ address, answer: () => resolve(answered(address)) })),
    ({ address }) => address,
  )
  const under = (address: string) => open.filter(each => each.address === address).length
  const answer = async (): Promise<void> => {
    for (const each of open.splice(0)) each.answer()
    await setTimeout(0)
  }
  const letters = (address: string, count: number) => Array.from({ length: count }, () => ({ address }))

  flight.start(letters('lone', 60), now, now)
  // Nobody knows it yet.
  expect(under('lone')).toBe(2)
  await answer()
  expect(under('lone')).toBe(18)

  flight.start(letters('other', 10), now, now)
  expect([under('other'), under('lone')]).toEqual([2, 18])
})

test('what was taken and has not begun is let go at once, and what has begun ends as it does', async () => {
  let answer: () => void = () => undefined
  const flight = flightOf<Letter, string>(
    {},
    { atOnce: 1, perSecond: null },
    ({ address }) => new Promise(resolve => (answer = () => resolve(answered(address)))),
    ({ address }, { because }) => `${address} ${because}`,
  )
  flight.start([{ address: 'first' }, { address: 'second' }], now, now)
  flight.leave()
  answer()
  await flight.somethingLands()

  expect(flight.landed().map(({ outcome }) => outcome)).toEqual(['second left', 'first'])
  expect(flight.isEmpty()).toBe(true)
})
