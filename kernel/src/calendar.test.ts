import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  dayNumber,
  firstOfMonth,
  isIsoDate,
  isTimeZone,
  LocalDays,
  parseDuration,
  parseInstant,
  weekday,
} from './calendar.ts'

const zones = [
  'Europe/Warsaw',
  'Asia/Jakarta',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'America/Havana',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'UTC',
] as const
const hoursOf = (zone: string, date: string) => {
  const { from, to } = new LocalDays(zone).day(date)
  return (to - from) / 3600
}
const at = (text: string) => {
  const instant = parseInstant(text)
  if (instant === null) throw new TypeError(text)
  return instant
}
const anInstant = fc.integer({ min: at('1965-01-01T00:00:00Z'), max: at('2037-12-31T00:00:00Z') })
const runs = { seed: 14, numRuns: 400 }

describe('a local day', () => {
  test.each([
    ['Europe/Warsaw', '2026-03-28', 24],
    ['Europe/Warsaw', '2026-03-29', 23],
    ['Europe/Warsaw', '2026-10-25', 25],
    ['Asia/Jakarta', '2026-03-29', 24],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
    ['Australia/Lord_Howe', '2026-10-04', 23.5],
    ['America/Sao_Paulo', '2018-11-04', 23],
    ['America/Havana', '2026-11-01', 25],
    ['Pacific/Apia', '2011-12-29', 24],
    ['Pacific/Apia', '2011-12-30', 0],
    ['Pacific/Apia', '2011-12-31', 24],
    ['Europe/Warsaw', '1969-12-31', 24],
  ])('in %s on %s has %d hours', (zone, date, hours) => {
    expect(hoursOf(zone, date)).toBe(hours)
  })

  test('begins at the first moment that bears its date, where midnight is skipped or comes twice', () => {
    expect(new LocalDays('America/Sao_Paulo').day('2018-11-04').from).toBe(at('2018-11-04T01:00:00-02:00'))
    expect(new LocalDays('America/Havana').day('2026-11-01').from).toBe(at('2026-11-01T00:00:00-04:00'))
  })

  test('that was skipped holds no instant, and nothing of an interval', () => {
    const days = new LocalDays('Pacific/Apia')
    const midnight = at('2011-12-31T00:00:00+14:00')
    const visited: [string, number][] = []

    days.eachDay({ from: midnight - 3600, to: midnight + 7200 }, ({ date }, seconds) => visited.push([date, seconds]))

    expect([days.dateAt(midnight - 1), days.dateAt(midnight)]).toEqual(['2011-12-29', '2011-12-31'])
    expect(visited).toEqual([
      ['2011-12-29', 3600],
      ['2011-12-31', 7200],
    ])
  })

  test('before 1970 is found as well', () => {
    const days = new LocalDays('Europe/Warsaw')

    expect(days.dateAt(-1)).toBe('1970-01-01')
    expect(days.dateAt(at('1969-12-31T22:59:59Z'))).toBe('1969-12-31')
    expect(days.day('1969-12-31').number).toBe(-1)
    expect(dayNumber('1969-12-31')).toBe(-1)
  })

  test('is the one that a clock on the wall shows', () => {
    fc.assert(
      fc.property(anInstant, fc.constantFrom(...zones), (instant, zone) => {
        const row = new LocalDays(zone).dayAt(instant)

        expect(row.date).toBe(
          Temporal.Instant.fromEpochMilliseconds(instant * 1000)
            .toZonedDateTimeISO(zone)
            .toPlainDate()
            .toString(),
        )
        expect(row.from <= instant && instant < row.to).toBe(true)
      }),
      runs,
    )
  })

  test('ends where the next one begins, and each is handed out as the same row', () => {
    fc.assert(
      fc.property(anInstant, fc.constantFrom(...zones), (instant, zone) => {
        const days = new LocalDays(zone)
        const row = days.dayAt(instant)
        const next = days.day(addDays(row.date, 1))

        expect(next.from).toBe(row.to)
        expect(next.number).toBe(row.number + 1)
        expect(days.day(row.date)).toBe(row)
      }),
      runs,
    )
  })

  test('is visited once for each date of an interval, and the parts add up to the whole', () => {
    fc.assert(
      fc.property(
        anInstant,
        fc.integer({ min: 1, max: 40 * 86400 }),
        fc.constantFrom(...zones),
        (from, length, zone) => {
          const days = new LocalDays(zone)
          const visited: { readonly date: string; readonly seconds: number }[] = []

          days.eachDay({ from, to: from + length }, ({ date }, seconds) => visited.push({ date, seconds }))

          expect(visited.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(length)
          expect(visited.map(({ date }) => date)).toEqual([...new Set(visited.map(({ date }) => date))].toSorted())
          expect([visited[0]?.date, visited.at(-1)?.date]).toEqual([days.dateAt(from), days.dateAt(from + length - 1)])
          expect(visited.every(({ seconds }) => seconds > 0)).toBe(true)
        },
      ),
      runs,
    )
  })
})

describe('a time of day', () => {
  test('is local, moves over a gap in spring, and is the first of two in autumn', () => {
    const days = new LocalDays('Europe/Warsaw')

    expect(days.at('2026-07-01', '08:00')).toBe(at('2026-07-01T08:00:00+02:00'))
    expect(days.at('2026-03-29', '02:30')).toBe(at('2026-03-29T03:30:00+02:00'))
    expect(days.at('2026-10-25', '02:30')).toBe(at('2026-10-25T02:30:00+02:00'))
    expect(days.at('2026-10-25', '24:00')).toBe(at('2026-10-26T00:00:00+01:00'))
  })
})

describe('an instant', () => {
  test.each([
    ['1970-01-01T00:00:00Z', 0],
    ['2026-09-10T08:00:00+02:00', 1_789_020_000],
    ['2026-09-10T08:00+02:00', 1_789_020_000],
    ['2026-09-10T06:00:00.999Z', 1_789_020_000],
    ['1969-12-31T23:59:59.5Z', -1],
    ['2026-09-10T11:45:00+05:45', 1_789_020_000],
  ])('is read from %s to the whole second', (text, seconds) => {
    expect(parseInstant(text)).toBe(seconds)
  })

  test.each([
    '2026-09-10T08:00:00',
    '2026-09-10 08:00:00+02:00',
    '2026-09-10',
    '2026-02-30T08:00:00Z',
    '2026-09-10T25:00:00Z',
    '2026-09-10T08:00:00+2:00',
    '2026-09-10T08:00:00+02:00[Europe/Warsaw]',
    '2026-09-10T08:00:00z',
    '10.09.2026 08:00',
    '1789020000',
    '',
  ])('is not read from "%s"', text => {
    expect(parseInstant(text)).toBeNull()
  })
})

describe('a duration', () => {
  test.each([
    ['PT12H', 43_200],
    ['PT30M', 1800],
    ['PT1H30M5S', 5405],
    ['P2D', 172_800],
    ['P1W', 604_800],
    ['P1W1DT1S', 691_201],
    ['PT0S', 0],
  ])('%s is %d seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds)
  })

  test.each(['', 'P', 'PT', 'P1DT', 'PT1.5H', '-PT1H', 'P1M', 'P1Y', 'PT1M1H', '12H', 'pt1h', 'PT'])(
    'is not read from "%s"',
    text => {
      expect(parseDuration(text)).toBeNull()
    },
  )
})

describe('a date', () => {
  test('exists in the calendar', () => {
    expect(['2026-02-28', '2024-02-29', '1969-12-31'].every(isIsoDate)).toBe(true)
    expect(
      ['2026-02-29', '2026-13-01', '2026-9-1', '20260901', '2026-09-10T00:00', '', '2026-09-10\n'].some(isIsoDate),
    ).toBe(false)
  })

  test('moves by days and months, the last day of a month staying the last', () => {
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2026-12-28', 1)).toBe('2027-01-28')
    expect(firstOfMonth('2026-09-30')).toBe('2026-09-01')
  })

  test('knows its day of the week', () => {
    expect([weekday('2026-09-07'), weekday('2026-09-13'), weekday('1969-12-31')]).toEqual([1, 7, 3])
  })
})

describe('a time zone', () => {
  test('is a name from the tz database, never an abbreviation or an offset', () => {
    expect(['Europe/Warsaw', 'UTC', 'America/Argentina/Buenos_Aires'].every(isTimeZone)).toBe(true)
    expect(['Europe/Nowhere', 'CET', '+02:00', '', 'Warsaw'].some(isTimeZone)).toBe(false)
  })
})
