import { readdirSync, readFileSync } from 'node:fs'
import Holidays from 'date-holidays'
import { describe, expect, test } from 'vitest'

// The calendars are law with a source per day. The library `date-holidays` is only a second pair of eyes:
// wherever it disagrees, the reason is written down here, so that a new disagreement fails.

interface Difference {
  readonly because: string
  readonly onlyInLaw?: readonly string[]
  readonly onlyInLibrary?: readonly string[]
}

interface Comparison {
  readonly id: string
  readonly library: readonly [country: string, region?: string]
  readonly differences: readonly Difference[]
}

const christmasEveIn = [2019, 2020, 2021, 2024, 2025, 2026].map(year => `${year}-12-24`)
const newYearsEveIn = [2019, 2020, 2021, 2024, 2025, 2026].map(year => `${year}-12-31`)
const eveningHolidays: Difference = {
  because: 'both eves are holidays only from seven in the evening, so the day is still worked',
  onlyInLibrary: [...christmasEveIn, ...newYearsEveIn],
}

const comparisons: readonly Comparison[] = [
  { id: 'pl', library: ['PL'], differences: [] },
  { id: 'de', library: ['DE'], differences: [] },
  { id: 'gb-eng', library: ['GB', 'ENG'], differences: [] },
  {
    id: 'gb-sct',
    library: ['GB', 'SCT'],
    differences: [
      { because: 'the one-off holiday of 2026 was proclaimed for Scotland alone', onlyInLaw: ['2026-06-15'] },
    ],
  },
  { id: 'gb-nir', library: ['GB', 'NIR'], differences: [] },
  {
    id: 'au-nsw',
    library: ['AU', 'NSW'],
    differences: [
      {
        because: 'a Saturday Anzac Day had no Monday in lieu before the order of 2026',
        onlyInLibrary: ['2020-04-27'],
      },
    ],
  },
  {
    id: 'au-vic',
    library: ['AU', 'VIC'],
    differences: [
      {
        because: 'the holiday follows the AFL Grand Final, which was not on the last Saturday of September',
        onlyInLaw: ['2020-10-23', '2022-09-23'],
        onlyInLibrary: ['2020-09-25', '2022-09-30'],
      },
    ],
  },
  {
    id: 'au-qld',
    library: ['AU', 'QLD'],
    differences: [
      {
        because: 'Christmas Eve is a holiday only from six in the evening',
        onlyInLibrary: [...christmasEveIn, '2027-12-24'],
      },
    ],
  },
  {
    id: 'au-sa',
    library: ['AU', 'SA'],
    differences: [
      eveningHolidays,
      { because: 'a Sunday Anzac Day was followed by a holiday Monday', onlyInLaw: ['2021-04-26'] },
    ],
  },
  { id: 'au-wa', library: ['AU', 'WA'], differences: [] },
  {
    id: 'au-tas',
    library: ['AU', 'TAS'],
    differences: [
      {
        because: 'New Year on a Sunday moves to Monday, not to Tuesday',
        onlyInLaw: ['2023-01-02'],
        onlyInLibrary: ['2023-01-03'],
      },
    ],
  },
  { id: 'au-act', library: ['AU', 'ACT'], differences: [] },
  { id: 'au-nt', library: ['AU', 'NT'], differences: [eveningHolidays] },
  {
    id: 'ar',
    library: ['AR'],
    differences: [
      {
        because: 'Güemes stayed on Friday, because the following Monday was already a holiday',
        onlyInLaw: ['2022-06-17'],
      },
      { because: 'decree 573/2022 was signed for the very same day', onlyInLaw: ['2022-09-02'] },
      { because: 'resolution 139/2025 moved a Sunday holiday to Friday', onlyInLaw: ['2025-10-10'] },
    ],
  },
  {
    id: 'id',
    library: ['ID'],
    differences: [
      {
        because: 'polling days of 2024 are holidays by presidential decree',
        onlyInLaw: ['2024-02-14', '2024-11-27'],
      },
      {
        because: 'the decree of 2024 follows the Indonesian sighting of the moon, the library another one',
        onlyInLaw: ['2024-06-17', '2024-09-16'],
      },
      {
        // Of the library's 30 and 31 March only the Sunday is wrong, and Sunday is no working day anyway.
        because: 'Idul Fitri 2025 was 31 March and 1 April; the library has 30 and 31 March',
        onlyInLaw: ['2025-04-01'],
      },
      {
        because: 'the Islamic New Year 2025 was 27 June; the library has 26 June',
        onlyInLaw: ['2025-06-27'],
        onlyInLibrary: ['2025-06-26'],
      },
      {
        // The decree has 21 and 22 March and makes the 20th joint leave; the library has 20 and 21 March.
        because: 'Idul Fitri 2026 begins a day earlier in the library',
        onlyInLibrary: ['2026-03-20'],
      },
    ],
  },
]

const folder = new URL('../calendars/', import.meta.url)
const ids = readdirSync(folder)
  .filter(name => name.endsWith('.json'))
  .map(name => name.slice(0, -'.json'.length))
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const allowedKinds: Readonly<Record<string, readonly string[]>> = { id: ['cuti-bersama'], ar: ['no-laborable'] }

describe.each(ids)('the calendar %s', id => {
  const calendar = readCalendar(id)

  test('is named like its file and has a title in every language', () => {
    expect(Object.keys(calendar)).toEqual(['id', 'title', 'zone', 'weekend', 'covers', 'note', 'sources', 'days'])
    expect(calendar.id).toBe(id)
    for (const words of [calendar.title, calendar.note]) {
      expect(Object.keys(words)).toEqual(['en', 'id', 'pl'])
      for (const text of Object.values(words)) expect(text).toMatch(/\S/)
    }
  })

  test('has a known zone, real weekdays and whole years of cover', () => {
    expect(() => Temporal.Instant.from('2026-01-01T00:00Z').toZonedDateTimeISO(calendar.zone)).not.toThrow()
    expect(calendar.weekend.length).toBeGreaterThan(0)
    expect(weekdays).toEqual(expect.arrayContaining([...calendar.weekend]))
    expect(calendar.covers.from).toMatch(/^\d{4}-01-01$/)
    expect(calendar.covers.to).toMatch(/^\d{4}-01-01$/)
    expect(calendar.covers.from < calendar.covers.to).toBe(true)
  })

  test('gives every source a citation and an address, and uses it', () => {
    const used = new Set(calendar.days.map(day => day.source))

    expect(new Set(calendar.sources.map(source => source.id))).toEqual(used)
    expect(calendar.sources).toHaveLength(used.size)
    for (const source of calendar.sources) {
      expect(source.cite).toMatch(/\S/)
      expect(new URL(source.url).protocol).toBe('https:')
    }
  })

  test('lists real days once, in order and inside its cover', () => {
    const dates = calendar.days.map(day => day.date)

    expect(dates).toEqual([...new Set(dates)].sort())
    for (const day of calendar.days) {
      expect(Temporal.PlainDate.from(day.date).toString()).toBe(day.date)
      expect(day.date >= calendar.covers.from && day.date < calendar.covers.to).toBe(true)
      expect(day.name).toMatch(/\S/)
      expect(Object.keys(day).filter(key => key !== 'kind')).toEqual(['date', 'name', 'source'])
      if (day.kind !== undefined) expect(allowedKinds[id] ?? []).toContain(day.kind)
    }
  })

  test('has days in every year it covers', () => {
    for (const year of yearsOf(calendar)) {
      expect(calendar.days.filter(day => day.date.startsWith(`${year}-`)).length).toBeGreaterThanOrEqual(3)
    }
  })
})

describe.each(comparisons)('compared with the library, the calendar $id', ({ id, library, differences }) => {
  const calendar = readCalendar(id)
  const inLaw = workdays(
    calendar,
    calendar.days.filter(day => day.kind === undefined).map(day => day.date),
  )
  const inLibrary = workdays(calendar, libraryDates(library, calendar))

  test('has only the extra days that are explained', () => {
    expect(inLaw.filter(date => !inLibrary.includes(date))).toEqual(
      differences.flatMap(difference => difference.onlyInLaw ?? []).sort(),
    )
  })

  test('lacks only the days that are explained', () => {
    expect(inLibrary.filter(date => !inLaw.includes(date))).toEqual(
      differences.flatMap(difference => difference.onlyInLibrary ?? []).sort(),
    )
  })
})

describe('days that only the law knows', () => {
  test('Christmas Eve is free in Poland from 2025, not before', () => {
    const eves = datesOf('pl').filter(date => date.endsWith('-12-24'))

    expect(eves).toEqual(['2025-12-24', '2026-12-24', '2027-12-24'])
  })

  test.each(['gb-eng', 'gb-sct', 'gb-nir'])('%s has the moved and the royal days', id => {
    const dates = datesOf(id)

    expect(dates).toEqual(
      expect.arrayContaining(['2020-05-08', '2022-06-02', '2022-06-03', '2022-09-19', '2023-05-01', '2023-05-08']),
    )
    expect(dates).not.toContain('2020-05-04')
    expect(dates).not.toContain('2022-05-30')
  })

  test.each(ids.filter(id => id.startsWith('au-')))('%s mourned on 22 September 2022', id => {
    expect(datesOf(id)).toContain('2022-09-22')
  })

  test('Indonesian joint leave is told apart from the holidays', () => {
    const days = readCalendar('id').days
    const perYear = (year: number, kind?: string) =>
      days.filter(day => day.date.startsWith(`${year}-`) && day.kind === kind).length

    // The decrees grant 17 holidays each year; 2024 adds two polling days, 2025 one amended day of leave.
    expect([2024, 2025, 2026].map(year => perYear(year))).toEqual([19, 17, 17])
    expect([2024, 2025, 2026].map(year => perYear(year, 'cuti-bersama'))).toEqual([10, 11, 8])
  })

  test('Idul Fitri of 2025 is 31 March and 1 April by decree, and 30 and 31 March in the library', () => {
    const decreed = readCalendar('id').days.filter(
      day => day.name === 'Idul Fitri 1446 Hijriah' && day.kind === undefined,
    )
    const library = libraryDates(['ID'], readCalendar('id'))

    expect(decreed.map(day => day.date)).toEqual(['2025-03-31', '2025-04-01'])
    expect(library).toContain('2025-03-30')
    expect(library).not.toContain('2025-04-01')
  })

  test('India has its three national holidays and nothing else', () => {
    expect(new Set(datesOf('in').map(date => date.slice(5)))).toEqual(new Set(['01-26', '08-15', '10-02']))
  })
})

interface Calendar {
  readonly id: string
  readonly title: Readonly<Record<string, string>>
  readonly zone: string
  readonly weekend: readonly string[]
  readonly covers: { readonly from: string; readonly to: string }
  readonly note: Readonly<Record<string, string>>
  readonly sources: readonly { readonly id: string; readonly cite: string; readonly url: string }[]
  readonly days: readonly {
    readonly date: string
    readonly name: string
    readonly source: string
    readonly kind?: string
  }[]
}

function readCalendar(id: string): Calendar {
  return JSON.parse(readFileSync(new URL(`${id}.json`, folder), 'utf8')) as Calendar
}

function datesOf(id: string): string[] {
  return readCalendar(id).days.map(day => day.date)
}

function yearsOf(calendar: Calendar): number[] {
  const from = Number(calendar.covers.from.slice(0, 4))
  const to = Number(calendar.covers.to.slice(0, 4))
  return Array.from({ length: to - from }, (_, index) => from + index)
}

function libraryDates([country, region]: Comparison['library'], calendar: Calendar): string[] {
  const library = region === undefined ? new Holidays(country) : new Holidays(country, region)
  return yearsOf(calendar)
    .flatMap(year => library.getHolidays(year))
    .filter(holiday => holiday.type === 'public')
    .map(holiday => holiday.date.slice(0, 10))
}

/** Keeps the days that matter for a working-day count; what falls on a weekend changes nothing. */
function workdays(calendar: Calendar, dates: readonly string[]): string[] {
  return [...new Set(dates)].filter(date => !calendar.weekend.includes(weekdayOf(date))).sort()
}

function weekdayOf(date: string): string {
  return weekdays[Temporal.PlainDate.from(date).dayOfWeek - 1] ?? ''
}
