import { describe, expect, test } from 'vitest'
import { createRandom } from '../operator/random.ts'
import { habits, sessionsOf, wants, wishesOf, type Cut, type Session } from './sessions.ts'

const day = 86_400
const window = { from: 10 * day, to: 12.5 * day, midnights: [9, 10, 11, 12, 13].map(number => number * day) }
const cut: Cut = { from: 11 * day + 50_000, to: 11 * day + 70_000, cause: 'Lost-Carrier' }
const restart: Cut = { from: 11 * day + 40_000, to: 11 * day + 40_240, cause: 'NAS-Reboot' }

const runs = habits.flatMap(habit =>
  Array.from({ length: 40 }, (_, number) => {
    const random = createRandom(number, 1)
    const wishes = wishesOf(habit, window, random)
    return { habit, wishes, sessions: sessionsOf(wishes, [restart, cut], window, random) }
  }),
)

describe('sessions', () => {
  test('come one after the other, and only the last goes on', () => {
    for (const { sessions } of runs) {
      sessions.forEach(({ start, stop }, at) => {
        const next = sessions[at + 1]
        expect(stop === null || stop > start).toBe(true)
        if (next) expect(stop !== null && stop < next.start).toBe(true)
        expect(start).toBeLessThan(window.to)
      })
    }
  })

  test('do not begin while the line is cut, and end soon after it was', () => {
    for (const { sessions } of runs) {
      for (const { start, stop } of sessions) {
        expect(start > cut.from && start < cut.to).toBe(false)
        if (start <= cut.from) expect(stop !== null && stop <= cut.from + 120).toBe(true)
      }
    }
  })

  test('say why they ended', () => {
    const causes = (habit: string): Set<Session['cause']> =>
      new Set(runs.filter(run => run.habit === habit).flatMap(({ sessions }) => sessions.map(({ cause }) => cause)))

    expect(causes('always')).toEqual(new Set(['NAS-Reboot', 'Lost-Carrier', '']))
    expect(causes('night-off')).toEqual(new Set(['NAS-Reboot', 'Lost-Carrier', 'User-Request', '']))
    expect(causes('idle')).toEqual(new Set(['Idle-Timeout']))
    expect(causes('away')).toEqual(new Set(['User-Request']))
    expect(causes('renewed')).toContain('Session-Timeout')
  })

  test('are without gaps when nothing is cut and the line is always on', () => {
    const random = createRandom(1, 1)

    const sessions = sessionsOf(wishesOf('always', window, random), [], window, random)

    expect(sessions).toHaveLength(1)
    expect(sessions[0]).toMatchObject({ stop: null, cause: '' })
    expect(sessions[0]?.start).toBeLessThan(window.from)
  })

  test('follow what the customer wants', () => {
    const wanted = (habit: string, at: number): boolean[] =>
      runs.filter(run => run.habit === habit).map(({ wishes }) => wants(wishes, at))

    expect(wanted('night-off', 11 * day + 3 * 3600)).not.toContain(true)
    expect(wanted('night-off', 11 * day + 12 * 3600)).not.toContain(false)
    expect(wanted('idle', 11 * day + 12 * 3600)).not.toContain(true)
    expect(wanted('away', 11 * day)).not.toContain(true)
    expect(wanted('always', 11 * day)).not.toContain(false)
  })
})
