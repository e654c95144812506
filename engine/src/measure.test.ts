import { describe, expect, test } from 'vitest'
import { calendar, down, measured, warsaw } from './testing/a-scheme.ts'
import type { Measure } from './vocabulary.ts'

const hour = 3600
const day = 24 * hour
const september = { from: '2026-09-01', to: '2026-10-01' }
const inOne = { per: 'billing-period' } as const
const hours = (seconds: string) => Number(seconds) / hour

describe('a duration', () => {
  test('is the time without service, to the second', () => {
    const facts = { interruptions: [down('2026-09-10 08:00', '2026-09-10 09:00:01')] }

    expect(measured({ measure: 'duration' }, facts)).toBe('3601')
  })

  test('counts time that two outages share once', () => {
    const facts = {
      interruptions: [down('2026-09-10 08:00', '2026-09-10 12:00'), down('2026-09-10 10:00', '2026-09-10 13:00')],
    }

    expect(hours(measured({ measure: 'duration' }, facts))).toBe(5)
  })

  test.each([
    ['on an ordinary day', down('2026-09-10 00:00', '2026-09-11 00:00'), 14],
    ['over the morning that loses an hour before the window', down('2026-03-28 22:00', '2026-03-29 22:00'), 14],
    ['over the night that gains one', down('2026-10-24 22:00', '2026-10-25 22:00'), 14],
    ['only at night', down('2026-09-10 22:00', '2026-09-11 08:00'), 0],
    ['in parts of two windows', down('2026-09-10 21:00', '2026-09-11 09:30'), 2.5],
  ])('inside a window from 08 to 22, %s', (_, outage, expected) => {
    const measure: Measure = { measure: 'duration', window: { from: '08:00', to: '22:00' } }

    expect(hours(measured(measure, { interruptions: [outage] }))).toBe(expected)
  })

  test.each([
    ['2026-03-28 12:00', '2026-03-29 12:00', 23],
    ['2026-10-24 12:00', '2026-10-25 12:00', 25],
  ])('follows the sun and not the clock from %s to %s', (from, to, expected) => {
    expect(
      hours(
        measured({ measure: 'duration', window: { from: '00:00', to: '24:00' } }, { interruptions: [down(from, to)] }),
      ),
    ).toBe(expected)
  })

  test('loses its allowance first, and never more than there is', () => {
    const measure: Measure = { measure: 'duration', less: 'PT4H' }

    expect(hours(measured(measure, { interruptions: [down('2026-09-10 00:00', '2026-09-10 10:00')] }))).toBe(6)
    expect(hours(measured(measure, { interruptions: [down('2026-09-10 00:00', '2026-09-10 03:00')] }))).toBe(0)
  })

  test('is a part of the month, of the billing period, or of thirty days', () => {
    const facts = {
      billingPeriod: { from: '2026-10-15', to: '2026-11-15' },
      interruptions: [down('2026-10-20 00:00', '2026-10-21 00:00')],
    }
    const over = (what: 'month' | 'cycle' | 'thirty-days') =>
      measured({ measure: 'duration', over: what }, facts, {}, inOne)

    // October has the hour that comes twice, and so has the billing period.
    expect(over('month')).toBe(`${day}/${31 * day + hour}`)
    expect(over('cycle')).toBe(`${day}/${31 * day + hour}`)
    expect(over('thirty-days')).toBe(`${day}/${30 * day}`)
  })

  test('is a part of the calendar month if the case names no billing period', () => {
    expect(
      measured(
        { measure: 'duration', over: 'cycle' },
        { interruptions: [down('2026-02-10 00:00', '2026-02-11 00:00')] },
      ),
    ).toBe(`${day}/${28 * day}`)
  })

  test('of the longest piece leaves the others out', () => {
    const facts = {
      billingPeriod: september,
      interruptions: [down('2026-09-10 00:00', '2026-09-10 05:00'), down('2026-09-12 00:00', '2026-09-12 07:00')],
    }

    expect(hours(measured({ measure: 'duration', of: 'longest' }, facts, {}, inOne))).toBe(7)
    expect(hours(measured({ measure: 'duration' }, facts, {}, inOne))).toBe(12)
  })
})

describe('the longest time in one day', () => {
  test('adds what happened on the same date and takes the worst date', () => {
    const interruptions = [down('2026-09-10 00:00', '2026-09-10 04:00'), down('2026-09-10 20:00', '2026-09-11 05:00')]

    expect(
      hours(measured({ measure: 'longest-in-a-day' }, { interruptions, billingPeriod: september }, {}, inOne)),
    ).toBe(8)
  })
})

describe('availability', () => {
  test('is what is left of the month', () => {
    const facts = { billingPeriod: september, interruptions: [down('2026-09-10 00:00', '2026-09-11 12:00')] }

    expect(measured({ measure: 'availability', of: 'month' }, facts, {}, { per: 'calendar-month' })).toBe(
      `${30 * day - 36 * hour}/${30 * day}`,
    )
  })

  test('knows that March is an hour short', () => {
    const facts = {
      billingPeriod: { from: '2026-03-01', to: '2026-04-01' },
      interruptions: [down('2026-03-10 00:00', '2026-03-10 01:00')],
    }

    expect(measured({ measure: 'availability', of: 'cycle' }, facts, {}, inOne)).toBe(
      `${31 * day - 2 * hour}/${31 * day - hour}`,
    )
  })
})

describe('calendar days', () => {
  const facts = { billingPeriod: september, interruptions: [down('2026-09-10 12:00', '2026-09-13 06:00')] }
  const days = (
    which: 'touched' | 'whole' | 'with-more-than' | 'with-at-least',
    more: { time?: string; plus?: string; less?: string; over?: 'month' } = {},
    given = facts,
  ) => measured({ measure: 'calendar-days', which, ...more }, given, {}, inOne)

  test('are counted when touched, whole, or interrupted for long enough', () => {
    expect(days('touched')).toBe('4')
    expect(days('whole')).toBe('2')
    expect(days('with-more-than', { time: 'PT6H' })).toBe('3')
    expect(days('with-at-least', { time: 'PT6H' })).toBe('4')
    expect(days('with-at-least', { time: 'PT12H' })).toBe('3')
  })

  test('take a little more or less, and are a part of a month', () => {
    expect(days('touched', { plus: '1' })).toBe('5')
    expect(days('touched', { less: '3' })).toBe('1')
    expect(days('touched', { less: '9' })).toBe('0')
    expect(days('touched', { over: 'month' })).toBe('4/30')
  })

  test('with two outages on one date are one day', () => {
    expect(
      days(
        'touched',
        {},
        {
          ...facts,
          interruptions: [down('2026-09-10 01:00', '2026-09-10 02:00'), down('2026-09-10 05:00', '2026-09-10 06:00')],
        },
      ),
    ).toBe('1')
  })

  test('are whole after 23 hours in spring, and not after 24 in autumn', () => {
    expect(
      days(
        'whole',
        {},
        {
          billingPeriod: { from: '2026-03-01', to: '2026-04-01' },
          interruptions: [down('2026-03-29 00:00', '2026-03-30 00:00')],
        },
      ),
    ).toBe('1')
    expect(
      days(
        'whole',
        {},
        {
          billingPeriod: { from: '2026-10-01', to: '2026-11-01' },
          interruptions: [down('2026-10-25 00:00', '2026-10-25 23:00')],
        },
      ),
    ).toBe('0')
  })

  test('end at midnight: an outage up to midnight does not touch the next day', () => {
    expect(days('touched', {}, { ...facts, interruptions: [down('2026-09-10 23:00', '2026-09-11 00:00')] })).toBe('1')
  })
})

describe('working days', () => {
  test('leave out weekends and holidays', () => {
    const facts = { interruptions: [down('2026-09-10 12:00', '2026-09-17 12:00')] }

    // Thursday, Friday, Monday, Tuesday, Thursday; Wednesday is a holiday.
    expect(measured({ measure: 'working-days', calendar: calendar.id }, facts)).toBe('5')
    expect(measured({ measure: 'working-days', calendar: calendar.id, plus: '2', over: 'month' }, facts)).toBe('7/30')
  })

  test('follow the calendar of the region', () => {
    const measure: Measure = { measure: 'working-days', calendar: { byRegion: { 'XX-N': 'xx' }, otherwise: 'xx' } }

    expect(
      measured(measure, {
        subscriber: { region: 'XX-N.1' },
        interruptions: [down('2026-09-12 00:00', '2026-09-14 00:00')],
      }),
    ).toBe('0')
  })
})

describe('blocks', () => {
  const blocks = (
    to: string,
    each: 'full' | 'started' | 'full-or-fraction-above',
    more: { fraction?: string; less?: string } = {},
  ) =>
    measured({ measure: 'blocks', length: 'PT24H', each, ...more }, { interruptions: [down('2026-09-10 00:00', to)] })

  test.each([
    ['2026-09-10 23:59:59', '0', '1', '1'],
    ['2026-09-11 00:00', '1', '1', '1'],
    ['2026-09-11 00:00:01', '1', '2', '1'],
    ['2026-09-11 12:00', '1', '2', '1'],
    ['2026-09-11 12:00:01', '1', '2', '2'],
    ['2026-09-12 00:00', '2', '2', '2'],
  ])('until %s: %s full, %s started, %s with the fraction', (to, full, started, fraction) => {
    expect(blocks(to, 'full')).toBe(full)
    expect(blocks(to, 'started')).toBe(started)
    expect(blocks(to, 'full-or-fraction-above', { fraction: 'PT12H' })).toBe(fraction)
  })

  test('are counted after the allowance', () => {
    expect(blocks('2026-09-12 00:00', 'started', { less: 'PT24H' })).toBe('1')
    expect(blocks('2026-09-10 05:00', 'started', { less: 'PT24H' })).toBe('0')
  })
})

describe('windows', () => {
  test('follow each other from each onset, and the last one may be broken off', () => {
    const windows = (to: string) =>
      measured(
        { measure: 'windows', length: 'PT24H', atLeast: 'PT8H' },
        { interruptions: [down('2026-09-10 00:00', to)] },
      )

    expect(['2026-09-10 07:59:59', '2026-09-10 08:00', '2026-09-11 07:59', '2026-09-11 08:00'].map(windows)).toEqual([
      '0',
      '1',
      '1',
      '2',
    ])
  })
})

describe('things that are counted one by one', () => {
  test('occurrences are interruptions after merging', () => {
    const interruptions = [
      down('2026-09-10 00:00', '2026-09-10 02:00'),
      down('2026-09-10 02:00', '2026-09-10 03:00'),
      down('2026-09-12 00:00', '2026-09-12 01:00'),
    ]

    expect(measured({ measure: 'occurrences' }, { interruptions, billingPeriod: september }, {}, inOne)).toBe('2')
  })

  test('appointments are those of the billing period with such an outcome', () => {
    const appointments = [
      { at: warsaw('2026-09-05 10:00'), outcome: 'missed' },
      { at: warsaw('2026-09-06 10:00'), outcome: 'kept' },
      { at: warsaw('2026-09-07 10:00'), outcome: 'cancelled-late' },
      { at: warsaw('2026-10-01 00:00'), outcome: 'missed' },
    ] as const

    expect(
      measured(
        { measure: 'appointments', outcomes: ['missed', 'cancelled-late'] },
        { appointments, billingPeriod: september },
      ),
    ).toBe('1 + 0 + 1')
  })

  test.each([
    ['the last month of the delay', { promised: '2026-08-25', actual: '2026-09-04' }, '3'],
    ['a service that still does not work', { promised: '2026-09-20', actual: null }, '11'],
    ['a service that came in time', { promised: '2026-09-20', actual: '2026-09-20' }, '0'],
    ['a service that came early', { promised: '2026-09-20', actual: '2026-09-10' }, '0'],
  ])('activation days of %s', (_, activation, expected) => {
    expect(measured({ measure: 'activation-days' }, { activation, billingPeriod: september })).toBe(expected)
  })

  test('once is one, for each event', () => {
    expect(
      measured(
        { measure: 'once' },
        { interruptions: [down('2026-09-10 00:00', '2026-09-10 02:00'), down('2026-09-12 00:00', '2026-09-12 02:00')] },
      ),
    ).toBe('1 + 1')
  })
})

describe('the shortfall', () => {
  const degraded = { counts: { extent: ['total', 'degraded'], planned: 'counts' } } as const
  const shortfall = (...interruptions: readonly ReturnType<typeof down>[]) =>
    measured({ measure: 'shortfall' }, { interruptions, billingPeriod: september }, degraded, inOne)

  test('is what did not arrive, weighted by time', () => {
    const slow = down('2026-09-10 00:00', '2026-09-10 01:00', { extent: 'degraded', delivered: { share: '0.75' } })

    expect(shortfall(slow)).toBe(`${2500 * hour}/${10000 * hour}`)
    expect(shortfall(slow, down('2026-09-11 00:00', '2026-09-11 03:00'))).toBe(
      `${2500 * hour + 30000 * hour}/${40000 * hour}`,
    )
  })

  test('is everything when nothing arrived', () => {
    expect(shortfall(down('2026-09-10 00:00', '2026-09-10 02:00'))).toBe(`${20000 * hour}/${20000 * hour}`)
  })
})
