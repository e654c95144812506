import { weekday, type IsoDate, type Text } from '@pulih/kernel'
import type { CalendarChoice } from './vocabulary.ts'
import { coversRegion } from './who.ts'

/** A legal calendar as it is stored: every day with its source, and the span for which it is known. */
export interface HolidayCalendar {
  readonly id: string
  readonly title: Text
  readonly zone: string
  readonly weekend: readonly string[]
  readonly covers: { readonly from: IsoDate; readonly to: IsoDate }
  readonly sources: readonly { readonly id: string; readonly cite: string; readonly url?: string }[]
  readonly days: readonly {
    readonly date: IsoDate
    readonly name: string
    readonly source: string
    readonly kind?: string
  }[]
}

const weekdayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** A working day was asked of a calendar that does not know that year. An unknown holiday must never read as a working day. */
export class UnknownHoliday extends Error {
  readonly calendar: string
  readonly day: IsoDate

  constructor(calendar: string, date: IsoDate, covers: { readonly from: IsoDate; readonly to: IsoDate }) {
    super(`the holiday calendar "${calendar}" knows ${covers.from} to ${covers.to} (exclusive), not ${date}`)
    this.name = 'UnknownHoliday'
    this.calendar = calendar
    this.day = date
  }
}

export class HolidayCalendars {
  readonly #calendars: ReadonlyMap<
    string,
    { readonly calendar: HolidayCalendar; readonly days: ReadonlySet<IsoDate>; readonly weekend: ReadonlySet<number> }
  >

  constructor(calendars: readonly HolidayCalendar[]) {
    this.#calendars = new Map(
      calendars.map(calendar => [
        calendar.id,
        {
          calendar,
          days: new Set(calendar.days.map(day => day.date)),
          weekend: new Set(calendar.weekend.map(name => weekdayNames.indexOf(name) + 1)),
        },
      ]),
    )
  }

  /** The calendars as they were given, so that another thread can have the same. */
  list(): HolidayCalendar[] {
    return [...this.#calendars.values()].map(({ calendar }) => calendar)
  }

  has(id: string): boolean {
    return this.#calendars.has(id)
  }

  /** Throws `UnknownHoliday` outside the years the calendar covers. */
  isWorkingDay(id: string, date: IsoDate): boolean {
    const known = this.#calendars.get(id)
    if (!known) throw new RangeError(`there is no holiday calendar "${id}"`)
    const { covers } = known.calendar
    if (date < covers.from || date >= covers.to) throw new UnknownHoliday(id, date, covers)
    return !known.weekend.has(weekday(date)) && !known.days.has(date)
  }
}

/** The calendar that applies where the service is: that of the longest region code that covers it. */
export function calendarFor(choice: CalendarChoice, region: string | null): string {
  if (typeof choice === 'string') return choice
  const codes = Object.keys(choice.byRegion).filter(code => region !== null && coversRegion([code], region))
  const longest = codes.toSorted((a, b) => b.length - a.length)[0]
  return (longest === undefined ? undefined : choice.byRegion[longest]) ?? choice.otherwise
}
