import { describe, expect, test } from 'vitest'
import { settle, type OutageAlarm } from './settle.ts'
import { defaultSettings } from './settings.ts'
import { makeNetwork } from './testing/made-network.ts'

const network = makeNetwork()
const noon = Temporal.Instant.from('2026-11-21T12:00:00Z')
const at = (minutes: number) => noon.add({ minutes })
const alarm = (element: string, cleared: number | null): OutageAlarm => ({
  position: network.at(element),
  unreachable: true,
  clearedAt: cleared === null ? null : at(cleared),
})
const olt = [network.at('s1.olt1')]
const ask = (alarms: readonly OutageAlarm[], now: number, restored: readonly number[] = []) =>
  settle(network.tree, olt, restored, alarms, at(now), defaultSettings)
const ports = (cleared: (port: number) => number | null) =>
  [1, 2, 3, 4, 5, 6, 7, 8].map(port => alarm(`s1.olt1.p${port}`, cleared(port)))

describe('an outage of alarms', () => {
  test('is over since the last clearing, when all have been quiet for long enough', () => {
    expect(
      ask(
        ports(port => port),
        12,
      ),
    ).not.toMatchObject({ is: 'restored' })
    expect(
      ask(
        ports(port => port),
        13,
      ),
    ).toEqual({ is: 'restored', restoredAt: at(8) })
  })

  test('goes on while nothing is clear', () => {
    expect(
      ask(
        ports(() => null),
        60,
      ),
    ).toEqual({ is: 'ongoing' })
  })

  test('is over in the branches that are quiet', () => {
    const parts = ask(
      ports(port => (port <= 6 ? port : null)),
      60,
    )

    expect(parts).toMatchObject({ is: 'partly' })
    expect(
      parts.is === 'partly' && parts.parts.map(({ position, restoredAt }) => [network.keys[position], restoredAt]),
    ).toEqual([1, 2, 3, 4, 5, 6].map(port => [`s1.olt1.p${port}`, at(port)]))
  })

  test('is over nowhere below an element that is itself still dead', () => {
    expect(ask([alarm('s1.olt1', null), ...ports(port => port)], 60)).toEqual({ is: 'ongoing' })
  })

  test('a branch that raised no alarm is over with the last of the others', () => {
    const [, ...seven] = ports(port => (port < 8 ? port : null))
    const parts = ask(seven, 60)

    expect(
      parts.is === 'partly' && parts.parts.find(({ position }) => network.keys[position] === 's1.olt1.p1')?.restoredAt,
    ).toEqual(at(7))
  })

  test('says nothing twice', () => {
    const again = ask(
      ports(port => (port === 1 ? 1 : null)),
      60,
      [network.at('s1.olt1.p1')],
    )

    expect(again).toEqual({ is: 'ongoing' })
  })
})
