import { describe, expect, test } from 'vitest'
import { answer, calendar, down, measured, paying, recommendedLine, warsaw } from './testing/a-scheme.ts'
import type { Clock, Measure } from './vocabulary.ts'

/** From Thursday 10 September 2026 at 08:00 for a week; Wednesday the 16th is a holiday. */
const outage = down('2026-09-10 08:00', '2026-09-17 08:00', { knownAt: warsaw('2026-09-10 20:00') })
const reports = [{ at: warsaw('2026-09-11 09:30') }]
const hours = (seconds: string) => Number(seconds) / 3600
const pending: Measure = { measure: 'duration', of: 'pending' }
const overdue: Measure = { measure: 'duration', of: 'overdue' }
const hoursOf = (measure: Measure, clock: Clock, facts: Parameters<typeof measured>[1] = {}) =>
  hours(measured(measure, { interruptions: [outage], reports, ...facts }, { clock }))

/** When the free time of a clock ends, as the customer's clock shows it. */
function deadline(clock: Clock, facts: Parameters<typeof measured>[1] = {}): string {
  const { because } = recommendedLine(paying({ money: '1.00' }, { clock }), {
    interruptions: [outage],
    reports,
    ...facts,
  })
  return String(because.find(step => step.code === 'clock-started')?.values['deadline'] ?? 'never').slice(0, 16)
}

describe('a clock', () => {
  test.each([
    ['onset', 168],
    ['report', 142.5],
    ['known', 156],
    ['earlier-of-known-and-report', 156],
  ] as const)('that starts with %s leaves %d hours pending', (start, expected) => {
    expect(hoursOf(pending, { start })).toBe(expected)
  })

  test('takes the report when that comes before the provider knows', () => {
    expect(
      hoursOf(pending, { start: 'earlier-of-known-and-report' }, { reports: [{ at: warsaw('2026-09-10 10:00') }] }),
    ).toBe(166)
  })

  test('starts with the first report inside the interruption', () => {
    const others = [
      { at: warsaw('2026-09-09 12:00') },
      { at: warsaw('2026-09-14 08:00') },
      { at: warsaw('2026-09-12 08:00') },
    ]

    expect(hoursOf(pending, { start: 'report' }, { reports: others })).toBe(120)
  })

  test.each(['report', 'known', 'earlier-of-known-and-report'] as const)(
    'that waits for %s never starts without it, and says so',
    start => {
      const facts = { reports: [], interruptions: [down('2026-09-10 08:00', '2026-09-17 08:00')] }
      const { because } = recommendedLine(
        paying({ pay: { money: '1.00' }, times: pending }, { clock: { start } }),
        facts,
      )

      expect(hoursOf(pending, { start }, facts)).toBe(0)
      expect(because.map(step => step.code)).toContain('clock-not-started')
    },
  )

  test('of knowledge from before the interruption starts with the onset', () => {
    expect(
      hoursOf(pending, { start: 'known' }, { interruptions: [{ ...outage, knownAt: warsaw('2026-09-09 08:00') }] }),
    ).toBe(168)
  })

  test('runs on from the whole interruption when the billing period shows only a part of it', () => {
    const facts = { billingPeriod: { from: '2026-09-15', to: '2026-10-15' } }

    expect(
      hours(
        measured(
          overdue,
          { interruptions: [outage], ...facts },
          { clock: { start: 'onset', free: { time: 'PT48H' } } },
          { per: 'billing-period' },
        ),
      ),
    ).toBe(56)
  })
})

describe('free time', () => {
  test('in hours ends to the second', () => {
    expect(deadline({ start: 'report', free: { time: 'PT12H' } })).toBe('2026-09-11T21:30')
    expect(hoursOf(overdue, { start: 'report', free: { time: 'PT12H' } })).toBe(130.5)
  })

  test('in calendar days begins the day after day 0', () => {
    expect(deadline({ start: 'onset', free: { calendarDays: '0' } })).toBe('2026-09-11T00:00')
    expect(deadline({ start: 'onset', free: { calendarDays: '2' } })).toBe('2026-09-13T00:00')
  })

  test('in calendar days keeps to local midnight where clocks change', () => {
    const autumn = { interruptions: [down('2026-10-24 08:00', '2026-10-28 08:00')] }

    expect(deadline({ start: 'onset', free: { calendarDays: '1' } }, autumn)).toBe('2026-10-26T00:00')
    expect(hoursOf(overdue, { start: 'onset', free: { calendarDays: '1' } }, autumn)).toBe(56)
  })

  test.each([
    ['1', '2026-09-12T00:00'],
    ['2', '2026-09-15T00:00'],
    ['4', '2026-09-18T00:00'],
  ])('of %s working days steps over the weekend and the holiday', (workingDays, expected) => {
    expect(deadline({ start: 'onset', free: { workingDays, calendar: calendar.id } })).toBe(expected)
  })

  test.each([
    ['at the cut-off', '2026-09-10 17:00', '2026-09-12T00:00'],
    ['a second after it', '2026-09-10 17:00:01', '2026-09-15T00:00'],
    ['on a Saturday', '2026-09-12 09:00', '2026-09-16T00:00'],
    ['late on the eve of a holiday', '2026-09-15 18:00', '2026-09-19T00:00'],
  ])('of one working day, when the report came %s', (_, at, expected) => {
    const free = { workingDays: '1', calendar: calendar.id, cutOff: '17:00' }

    expect(deadline({ start: 'report', free }, { reports: [{ at: warsaw(at) }] })).toBe(expected)
  })

  test('that outlasts the interruption leaves nothing overdue', () => {
    expect(hoursOf(overdue, { start: 'onset', free: { time: 'P8D' } })).toBe(0)
  })
})

describe('a pause', () => {
  const clock: Clock = { start: 'onset', pausedBy: ['missed', 'refused'] }
  const refused = { at: warsaw('2026-09-12 08:00'), outcome: 'refused' } as const

  test('lasts from the visit that failed to the next one that did not', () => {
    const kept = { at: warsaw('2026-09-14 08:00'), outcome: 'kept' } as const

    expect(hoursOf(pending, clock, { appointments: [refused, kept] })).toBe(120)
    expect(
      hoursOf(pending, clock, { appointments: [kept, { at: warsaw('2026-09-13 08:00'), outcome: 'missed' }, refused] }),
    ).toBe(120)
  })

  test('without another visit lasts to the end', () => {
    expect(hoursOf(pending, clock, { appointments: [refused] })).toBe(48)
  })

  test('stops working days as well', () => {
    const free = { workingDays: '2', calendar: calendar.id }
    const appointments = [
      { at: warsaw('2026-09-11 08:00'), outcome: 'refused' },
      { at: warsaw('2026-09-14 12:00'), outcome: 'kept' },
    ] as const

    expect(deadline({ ...clock, free })).toBe('2026-09-15T00:00')
    expect(deadline({ ...clock, free }, { appointments })).toBe('2026-09-18T00:00')
  })
})

describe('a year that no calendar knows', () => {
  test('leaves the answer undetermined, and names calendar and day', () => {
    const scheme = paying({ pay: { money: '1.00' }, times: { measure: 'working-days', calendar: calendar.id } })
    const { lines, recommended } = answer(scheme, { interruptions: [down('2026-12-30 08:00', '2027-01-02 08:00')] })

    expect(recommended).toBe('0.00')
    expect(lines[0]?.outcome).toBe('undetermined')
    expect(lines[0]?.because.at(-1)).toEqual({ code: 'holiday-unknown', values: { calendar: 'xx', day: '2027-01-01' } })
  })

  test('does not matter to a scheme that counts other days', () => {
    const { lines } = answer(paying({ money: '1.00' }), {
      interruptions: [down('2031-01-01 08:00', '2031-01-02 08:00')],
    })

    expect(lines[0]?.outcome).toBe('owed')
  })
})
