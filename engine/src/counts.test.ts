import { describe, expect, test } from 'vitest'
import { aCase, answer, down, paying, recommendedLine } from './testing/a-scheme.ts'
import type { CaseInterruption } from './case.ts'
import type { Counts } from './vocabulary.ts'

const all: Counts = { extent: ['total', 'degraded'], planned: 'counts' }
const outage = (changes: Partial<CaseInterruption> = {}) => down('2026-09-10 08:00', '2026-09-10 12:00', changes)

/** `counts`, or the code of the reason why the interruption does not. */
function verdict(counts: Partial<Counts>, interruption: CaseInterruption): string {
  const { outcome, because } = recommendedLine(paying({ money: '1.00' }, { counts: { ...all, ...counts } }), {
    interruptions: [interruption],
  })
  return outcome === 'owed' ? 'counts' : (because[0]?.code ?? 'no reason')
}

describe('an interruption', () => {
  test.each([
    ['total', 'counts'],
    ['degraded', 'extent-not-covered'],
  ] as const)('that is %s, under a rule for total losses: %s', (extent, expected) => {
    expect(verdict({ extent: ['total'] }, outage({ extent }))).toBe(expected)
  })

  test('is out for a cause that frees the provider, or that is not on a closed list', () => {
    const except = { causes: { except: ['flood', 'war'], proof: 'provider' } } as const
    const only = { causes: { only: ['network-fault'], proof: 'not-stated' } } as const

    expect(verdict(except, outage({ cause: 'flood' }))).toBe('cause-excluded')
    expect(verdict(except, outage({ cause: 'fibre-cut' }))).toBe('counts')
    expect(verdict(only, outage({ cause: 'fibre-cut' }))).toBe('cause-not-covered')
    expect(verdict(only, outage())).toBe('counts')
  })

  test('for planned work counts, or does not, as the rule says', () => {
    expect(verdict({ planned: 'counts' }, outage({ planned: true }))).toBe('counts')
    expect(verdict({ planned: 'excluded' }, outage({ planned: true }))).toBe('planned-work')
    expect(verdict({ planned: 'excluded' }, outage({ cause: 'planned-work' }))).toBe('planned-work')
    expect(verdict({ planned: 'excluded' }, outage({ cause: 'planned-work', planned: false }))).toBe('counts')
  })

  test.each([
    ['announced in time', 48, 'planned-work-announced'],
    ['announced too late', 47, 'counts'],
    ['not announced', undefined, 'counts'],
  ])('for planned work %s', (_, noticeHours, expected) => {
    const interruption = outage({ planned: true, ...(noticeHours === undefined ? {} : { noticeHours }) })

    expect(verdict({ planned: { excludedWithNotice: 'PT48H' } }, interruption)).toBe(expected)
  })

  test('for announced work that took longer than it may counts', () => {
    const planned = (upTo: string) => ({ planned: { excludedWithNotice: 'PT48H', upTo } })
    const interruption = outage({ planned: true, noticeHours: 72 })

    expect(verdict(planned('PT4H'), interruption)).toBe('planned-work-announced')
    expect(verdict(planned('PT3H59M59S'), interruption)).toBe('counts')
  })

  test.each([
    ['>', 'interruption-too-short'],
    ['>=', 'counts'],
    ['<', 'interruption-too-short'],
    ['<=', 'counts'],
  ] as const)('of exactly the length that is asked for with %s: %s', (is, expected) => {
    expect(verdict({ length: { is, than: 'PT4H' } }, outage())).toBe(expected)
  })

  test('is judged by its whole length, however it was reported', () => {
    const scheme = paying(
      { pay: { money: '1.00' }, times: { measure: 'duration' } },
      { counts: { ...all, length: { is: '>=', than: 'PT4H' } } },
    )
    const interruptions = [down('2026-09-10 00:00', '2026-09-10 04:00'), down('2026-09-10 04:00', '2026-09-10 07:00')]

    expect(answer(scheme, { interruptions }).recommended).toBe('25200.00')
  })

  test('counts only if it hit enough subscribers or sites, and not if nobody knows how many', () => {
    const large = { subscribersHit: { is: '>=', than: '100' }, sitesHit: { is: '>', than: '1' } } as const

    expect(verdict(large, outage({ group: { subscribers: 100, sites: 2 } }))).toBe('counts')
    expect(verdict(large, outage({ group: { subscribers: 99, sites: 2 } }))).toBe('event-too-small')
    expect(verdict(large, outage({ group: { subscribers: 100, sites: 1 } }))).toBe('event-too-small')
    expect(verdict(large, outage())).toBe('event-too-small')
  })

  test('counts only for services that existed before the day of its onset', () => {
    const owed = (since: string) =>
      answer(paying({ money: '1.00' }, {}, { who: { joinedBeforeOnset: true } }), {
        interruptions: [outage()],
        service: { kind: 'internet', timeZone: 'Europe/Warsaw', monthlyFee: '30.00', currency: 'EUR', since },
      }).recommended

    expect(['2026-09-09', '2026-09-10'].map(owed)).toEqual(['1.00', '0.00'])
  })
})

describe('a rule for the failure of all services', () => {
  const { service } = aCase()
  const both = service
    ? [
        { id: 'net', ...service },
        { id: 'phone', ...service, kind: 'voice' as const },
      ]
    : []
  const scheme = paying(
    { pay: { money: '1.00' }, times: { measure: 'duration' } },
    { counts: { ...all, allServices: true } },
  )
  const owed = (interruptions: readonly CaseInterruption[]) =>
    answer(scheme, { service: undefined, services: both, interruptions } as object).lines.map(line => line.amount)

  test('counts the time in which they failed together', () => {
    const apart = [
      down('2026-09-10 08:00', '2026-09-10 10:00', { service: 'net' }),
      down('2026-09-10 09:00', '2026-09-10 12:00', { service: 'phone' }),
    ]

    expect(owed(apart)).toEqual(['3600.00', '3600.00'])
    expect(owed([down('2026-09-10 08:00', '2026-09-10 10:00')])).toEqual(['7200.00', '7200.00'])
    expect(owed([down('2026-09-10 08:00', '2026-09-10 10:00', { service: 'net' })])).toEqual(['0.00', '0.00'])
  })

  test('counts all the time of somebody with one service', () => {
    expect(answer(scheme, { interruptions: [down('2026-09-10 08:00', '2026-09-10 10:00')] }).recommended).toBe(
      '7200.00',
    )
  })
})

describe('what falls into a billing period', () => {
  const perSecond = { pay: { money: '1.00' }, times: { measure: 'duration' } } as const
  const interruptions = [down('2026-09-30 23:00', '2026-10-01 02:00')]
  const september = { billingPeriod: { from: '2026-09-01', to: '2026-10-01' }, interruptions }
  const october = { billingPeriod: { from: '2026-10-01', to: '2026-11-01' }, interruptions }

  test('is cut at its edges if the scheme counts per billing period', () => {
    expect(
      [september, october].map(facts => answer(paying(perSecond, {}, { per: 'billing-period' }), facts).recommended),
    ).toEqual(['3600.00', '7200.00'])
  })

  test('is the whole event that ends in it if the scheme counts per event', () => {
    expect([september, october].map(facts => answer(paying(perSecond), facts).recommended)).toEqual([
      '0.00',
      '10800.00',
    ])
  })

  test('is an event that ends with its last second', () => {
    const upToMidnight = { ...september, interruptions: [down('2026-09-30 23:00', '2026-10-01 00:00')] }

    expect(answer(paying(perSecond), upToMidnight).recommended).toBe('3600.00')
    expect(answer(paying(perSecond), { ...upToMidnight, billingPeriod: october.billingPeriod }).recommended).toBe(
      '0.00',
    )
  })

  test('is the calendar month that ends in it if the scheme counts per month', () => {
    const monthly = paying(perSecond, {}, { per: 'calendar-month' })
    const middle = (from: string, to: string) =>
      answer(monthly, { billingPeriod: { from, to }, interruptions }).recommended

    expect(middle('2026-09-15', '2026-10-15')).toBe('3600.00')
    expect(middle('2026-10-15', '2026-11-15')).toBe('7200.00')
    expect(middle('2026-11-15', '2026-12-15')).toBe('0.00')
  })
})
