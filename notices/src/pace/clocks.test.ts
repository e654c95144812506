import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Clock, ClockRule, Story, Telling } from './clock.ts'
import { clocksOf } from './clocks-of.ts'
import { loadClocks } from './clocks.ts'

const rules = loadClocks()
const ruleOf = (id: string): ClockRule => {
  const rule = rules.find(each => each.id === id)
  if (!rule) throw new Error(`no ${id}`)
  return rule
}
const australia = ruleOf('au/customer-communications-2024')
const begin = Temporal.Instant.from('2026-11-22T00:00:00Z')
const at = (hours: number): Temporal.Instant => begin.add({ minutes: Math.round(hours * 60) })
const told = (...said: readonly (readonly [Telling, number])[]) =>
  said.map(([tell, hours]) => ({ tell, at: at(hours) }))
const story = (given: Partial<Story> = {}): Story => ({
  planned: false,
  startedAt: begin,
  knownAt: at(0.1),
  confirmedAt: at(0.2),
  restoredAt: null,
  retractedAt: null,
  services: 200_000,
  inPlaces: {},
  told: [],
  ...given,
})
const shown = (clocks: readonly Clock[]) =>
  clocks.map(({ tell, dueAt, state }) => `${tell} ${dueAt === null ? '' : begin.until(dueAt).total('hours')} ${state}`)

describe('a major outage in Australia', () => {
  test('is none for an hour', () => {
    expect(clocksOf(australia, story(), at(1))).toEqual([])
    expect(shown(clocksOf(australia, story(), at(1.1)))).toEqual(['first  open'])
  })

  test('has updates every six hours on the first day, and then every day', () => {
    const said = story({ told: told(['first', 1], ['update', 6.5], ['update', 13], ['update', 19], ['update', 24.5]) })

    expect(shown(clocksOf(australia, said, at(26)))).toEqual([
      'first  met',
      'update 7 met',
      'update 12.5 late',
      'update 19 met',
      'update 25 met',
      // From the last word of the first day it is six hours; the next after it is a day away.
      'update 30.5 open',
    ])
    const more = { ...said, told: [...said.told, ...told(['update', 30])] }
    expect(shown(clocksOf(australia, more, at(31))).at(-1)).toBe('update 54 open')
  })

  test('that ends before an update is due owes none, only the end', () => {
    const ended = story({ told: told(['first', 1], ['update', 6]), restoredAt: at(9) })

    expect(shown(clocksOf(australia, ended, at(20)))).toEqual(['first  met', 'update 7 met', 'restored  open'])
  })

  test('that was none owes nothing more', () => {
    const none = story({ told: told(['first', 1.5]), retractedAt: at(3) })
    expect(shown(clocksOf(australia, none, at(20)))).toEqual(['first  met'])
  })

  test('is one with fewer services where these are remote, after three hours', () => {
    const remote = story({ services: 300, inPlaces: { remote: 250 } })
    expect(clocksOf(australia, remote, at(2.9))).toEqual([])
    expect(shown(clocksOf(australia, remote, at(3)))).toEqual(['first  open'])
    expect(clocksOf(australia, story({ services: 300, inPlaces: { remote: 249 } }), at(30))).toEqual([])
  })
})

describe('planned work', () => {
  const nigeria = ruleOf('ng/planned-work')
  const planned = (given: Partial<Story>) => story({ planned: true, startedAt: at(240), services: 10, ...given })

  test('is told a week before', () => {
    expect(shown(clocksOf(nigeria, planned({}), at(71)))).toEqual(['first 72 open'])
    expect(shown(clocksOf(nigeria, planned({ told: told(['first', 72]) }), at(80)))).toEqual(['first 72 met'])
    expect(shown(clocksOf(nigeria, planned({}), at(73)))).toEqual(['first 72 late'])
    expect(shown(clocksOf(nigeria, planned({ retractedAt: at(50) }), at(100)))).toEqual(['first 72 over'])
  })

  test('is no outage', () => {
    expect(clocksOf(australia, planned({ services: 1e6 }), at(300))).toEqual([])
  })
})

test('Korea wants to know who is compensated within thirty days', () => {
  const korea = ruleOf('kr/telecommunications-business-act-33')
  const ended = story({ services: 1, restoredAt: at(2.5), told: told(['first', 0.2]) })

  expect(shown(clocksOf(korea, ended, at(10)))).toEqual(['first  met', `compensation ${2.5 + 720} open`])
  expect(clocksOf(korea, story({ services: 1, restoredAt: at(2) }), at(10))).toEqual([])
})

describe('whoever says something when it is due', () => {
  test('is never late, however long it lasts and however many are hit', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...rules.filter(({ planned }) => !planned)),
        fc.integer({ min: 1, max: 300_000 }),
        fc.integer({ min: 1, max: 2_000 }),
        (rule, services, length) => {
          let known = story({ services, inPlaces: { remote: services, rural: services } })
          for (let quarter = 1; quarter <= length; quarter++) {
            const now = at(quarter / 4)
            if (quarter === length) known = { ...known, restoredAt: now }
            for (const { tell, dueAt, state } of clocksOf(rule, known, now))
              if (state === 'open' && (dueAt === null || now.until(dueAt).total('minutes') < 15))
                known = { ...known, told: [...known.told, { tell, at: now }] }
          }
          const end = clocksOf(rule, known, at(length / 4 + 24 * 40))
          expect(end.filter(({ state }) => state === 'late' && true)).toEqual(
            end.filter(({ tell, state }) => tell === 'compensation' && state === 'late'),
          )
        },
      ),
      { numRuns: 60 },
    )
  })
})

test('every duty has a source, a day from which it holds, and thresholds with one comparison each', () => {
  for (const rule of rules) {
    expect(rule.source.instrument).not.toBe('')
    expect(rule.inForce.from).toMatch(/^\d{4}-\d\d-\d\d$/)
    for (const { atLeast, moreThan } of rule.reached)
      expect([atLeast, moreThan].filter(each => each !== undefined)).toHaveLength(1)
  }
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
})
