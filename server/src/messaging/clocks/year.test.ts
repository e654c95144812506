import type { Clock } from '@pulih/notices'
import { describe, expect, test } from 'vitest'
import { aYear, type GivenOutage } from './testing/a-year.ts'
import { missedIn } from './testing/oracle.ts'
import { minuteOf, nameOf, play } from './testing/play.ts'

const year = aYear(20270101, 1_000)
const played = year.map(outage => ({ outage, ...play(outage) }))
const clocks = played.flatMap(each => each.clocks.map(clock => ({ ...each, clock })))
const late = clocks.filter(({ clock }) => clock.state === 'late')

/** Whether the machine was in a position to say it in time. */
function canMachineMeet(outage: GivenOutage, { tell, dueAt }: Clock): boolean {
  // Of what ends while its first notice is held for a look, nothing is told by itself.
  const begins = outage.automatic && (outage.planned || outage.endedAt > outage.confirmedAt + 1)
  if (!begins || dueAt === null) return false
  switch (tell) {
    case 'first':
      return minuteOf(dueAt) >= outage.confirmedAt + 1
    case 'update':
    case 'restored':
      return true
    case 'compensation':
      return false
  }
}

describe('a year of a thousand outages of all sizes and lengths', () => {
  test('has clocks of every rule that has a figure, some met by a machine and some missed by people', () => {
    expect(new Set(clocks.map(({ clock }) => clock.rule)).size).toBe(10)
    const byMachine = clocks.filter(({ clock, outage }) => canMachineMeet(outage, clock))
    expect(byMachine.length).toBeGreaterThan(5_000)
    expect(late.length).toBeGreaterThan(300)
  })

  test('misses what somebody misses who walks through it minute by minute, and nothing else', () => {
    const ours = played.flatMap(each =>
      each.clocks.filter(({ state }) => state === 'late').map(clock => `${each.outage.nth} ${nameOf(clock)}`),
    )
    const walked = played.flatMap(({ outage, words, until }) =>
      missedIn(outage, words, until).map(missed => `${outage.nth} ${missed}`),
    )
    expect(ours.toSorted()).toEqual(walked.toSorted())
  })

  test('misses nothing that a machine can say in time', () => {
    expect(late.filter(({ clock, outage }) => canMachineMeet(outage, clock)).map(({ clock }) => nameOf(clock))).toEqual(
      [],
    )
  })

  test('alerts staff of everything else before it is late, but of what was late when it was entered', () => {
    const unheard = late.filter(({ clock, alerts, outage }) => {
      const due = clock.dueAt === null ? Infinity : minuteOf(clock.dueAt)
      const wasLate = due <= outage.confirmedAt
      const alerted = alerts.get(`${wasLate ? 'late' : 'due'} ${nameOf(clock)}`) ?? Infinity
      return wasLate ? alerted > outage.confirmedAt : alerted >= due
    })
    expect(unheard.map(({ clock, outage }) => `${outage.nth} ${nameOf(clock)}`)).toEqual([])
  })

  test('says or asks for whatever is wanted as soon as it can be done', () => {
    const forgotten = clocks.filter(
      ({ clock, alerts }) => clock.dueAt === null && clock.state === 'open' && !alerts.has(`due ${nameOf(clock)}`),
    )
    expect(forgotten.map(({ clock, outage }) => `${outage.nth} ${nameOf(clock)}`)).toEqual([])
  })
})
