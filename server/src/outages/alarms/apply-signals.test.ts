import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Cleared, Raised, Signal } from './alarm.ts'
import { applySignals, type Alarm, type Circumstances } from './apply-signals.ts'

const nine = Temporal.Instant.from('2026-11-21T09:00:00Z')
const at = (minutes: number) => nine.add({ seconds: Math.round(minutes * 60) })
const circumstances: Circumstances = { flapMinutes: 10, now: at(1000), resolve: names => names[0] ?? null }
const about = {
  key: 'k',
  names: [{ key: 'E1', exact: true }],
  severity: 'critical',
  effect: 'unreachable',
  summary: 'down',
  labels: {},
} as const

const raised = (minutes: number): Raised => ({ ...about, is: 'raised', raisedAt: at(minutes) })
const cleared = (from: number | null, to: number): Cleared => ({
  ...about,
  is: 'cleared',
  raisedAt: from === null ? null : at(from),
  clearedAt: at(to),
})

/** Applies messages one after the other, as a database would keep them. */
function after(...messages: readonly (readonly Signal[])[]): Alarm[] {
  const stored: Alarm[] = []
  for (const signals of messages) {
    const newest = stored.toSorted((a, b) => Temporal.Instant.compare(b.raisedAt, a.raisedAt)).slice(0, 1)
    for (const alarm of applySignals(newest, signals, circumstances).changed) {
      const known = stored.findIndex(({ id }) => id !== null && id === alarm.id)
      if (known >= 0) stored[known] = alarm
      else if (!stored.some(each => each.raisedAt.equals(alarm.raisedAt)))
        stored.push({ ...alarm, id: BigInt(stored.length + 1) })
    }
  }
  return stored.toSorted((a, b) => Temporal.Instant.compare(a.raisedAt, b.raisedAt))
}

/** From and to in minutes, and how often it flapped. */
function told(alarms: readonly Alarm[]) {
  const minutes = (instant: Temporal.Instant) => instant.since(nine).total('minutes')
  return alarms.map(({ raisedAt, clearedAt, flaps }) => [minutes(raisedAt), clearedAt && minutes(clearedAt), flaps])
}

describe('an alarm', () => {
  test('is raised and cleared', () => {
    expect(told(after([raised(0)], [cleared(0, 5)]))).toEqual([[0, 5, 0]])
  })

  test('is the same however often it is told', () => {
    const twice = applySignals(after([raised(0)], [cleared(0, 5)]), [raised(0), cleared(0, 5)], circumstances)

    expect(twice).toMatchObject({ changed: [], unchanged: 2 })
  })

  test('may be cleared before it is raised', () => {
    expect(told(after([cleared(0, 5)], [raised(0)]))).toEqual([[0, 5, 0]])
    expect(told(after([cleared(null, 5)], [raised(0)]))).toEqual([[0, 5, 0]])
  })

  test('raised again soon is the same one, later another one', () => {
    expect(told(after([raised(0)], [cleared(0, 5)], [raised(12)]))).toEqual([[0, null, 1]])
    expect(told(after([raised(0)], [cleared(0, 5)], [raised(30)]))).toEqual([
      [0, 5, 0],
      [30, null, 0],
    ])
  })

  test('is not ended by a clearing that came late', () => {
    expect(told(after([raised(0)], [raised(8)], [cleared(0, 5)]))).toEqual([[0, null, 0]])
  })

  test('that was over before the known one is kept beside it', () => {
    expect(told(after([raised(60)], [raised(0)], [cleared(0, 5)]))).toEqual([
      [0, 60, 0],
      [60, null, 0],
    ])
  })

  test('is acknowledged once', () => {
    const [alarm] = after([raised(0)], [{ ...about, is: 'acknowledged' }])

    expect(alarm?.acknowledgedAt).toEqual(at(1000))
    expect(applySignals(alarm ? [alarm] : [], [{ ...about, is: 'acknowledged' }], circumstances).changed).toEqual([])
  })

  test('of a part is no proof against the device, when only the device is known', () => {
    const part: Raised = { ...raised(0), names: [{ key: 'OLT', exact: false }] }

    expect(after([part])).toMatchObject([{ elementKey: 'OLT', effect: 'degraded' }])
  })
})

test('twenty flaps are one alarm, in whatever batches they come', () => {
  const signals = Array.from({ length: 20 }, (_, flap) => [raised(flap * 2), cleared(flap * 2, flap * 2 + 1)]).flat()
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 40 }), sizes => {
      const batches: Signal[][] = []
      let rest = signals
      for (const size of sizes) {
        batches.push(rest.slice(0, size))
        rest = rest.slice(size)
      }
      expect(told(after(...batches, rest))).toEqual([[0, 39, 19]])
    }),
  )
})

test('in whatever order messages come within the flap window, in the end the alarm is as it was last', () => {
  const signals = Array.from({ length: 6 }, (_, flap) => [
    raised(flap * 1.5),
    cleared(flap * 1.5, flap * 1.5 + 0.75),
  ]).flat()
  fc.assert(
    fc.property(fc.shuffledSubarray(signals, { minLength: signals.length }), shuffled => {
      const [alarm, ...more] = told(after(...shuffled.map(signal => [signal])))
      expect(more).toEqual([])
      expect(alarm?.slice(0, 2)).toEqual([0, 8.25])
    }),
  )
})
