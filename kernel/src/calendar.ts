import type { EpochSeconds, Interval } from './intervals.ts'

/** A plain day as ISO 8601 text, `2026-09-10`; such texts compare like the days they name. */
export type IsoDate = string

export function isIsoDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' })
    return true
  } catch {
    return false
  }
}

export function isTimeZone(text: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text)
    return /[/]|^UTC$/.test(text)
  } catch {
    return false
  }
}

/** Reads an ISO 8601 instant with offset, to the whole second; null if it is none. */
export function parseInstant(text: string): EpochSeconds | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d([.]\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/.test(text)) return null
  try {
    return Math.floor(Temporal.Instant.from(text).epochMilliseconds / 1000)
  } catch {
    return null
  }
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}

export function addMonths(date: IsoDate, months: number): IsoDate {
  return Temporal.PlainDate.from(date).add({ months }).toString()
}

/** 1 is Monday, 7 is Sunday. */
export function weekday(date: IsoDate): number {
  return Temporal.PlainDate.from(date).dayOfWeek
}

export function firstOfMonth(date: IsoDate): IsoDate {
  return `${date.slice(0, 7)}-01`
}

/** One local calendar day: 23, 24 or 25 hours of real time. */
export interface DayRow extends Interval {
  readonly date: IsoDate
  /** Days since 1970-01-01, so that the next row is found by adding one. */
  readonly number: number
}

/**
 * The local days of one time zone as rows, computed once and looked up by arithmetic. All questions of zones and daylight
 * saving are answered here; the rest of the engine only subtracts seconds.
 */
export class LocalDays {
  readonly zone: string
  readonly #byNumber = new Map<number, DayRow>()
  readonly #byDate = new Map<IsoDate, DayRow>()

  constructor(zone: string) {
    this.zone = zone
  }

  /** The row of a date. */
  day(date: IsoDate): DayRow {
    return this.#byDate.get(date) ?? this.#row(dayNumber(date))
  }

  /** The row of the day on which an instant falls. */
  dayAt(instant: EpochSeconds): DayRow {
    // A local date is at most one day away from the UTC date.
    const guess = Math.floor(instant / 86400)
    const row = this.#row(guess)
    if (instant < row.from) return this.#row(guess - 1)
    return instant >= row.to ? this.#row(guess + 1) : row
  }

  /** The date on which an instant falls. */
  dateAt(instant: EpochSeconds): IsoDate {
    return this.dayAt(instant).date
  }

  /** Calls `visit` for each local day that the interval touches, in order, with the touched part in seconds. */
  eachDay(interval: Interval, visit: (row: DayRow, seconds: number) => void): void {
    let row = this.dayAt(interval.from)
    for (;;) {
      const from = row.from > interval.from ? row.from : interval.from
      const to = row.to < interval.to ? row.to : interval.to
      if (from < to) visit(row, to - from)
      if (row.to >= interval.to) return
      row = this.#row(row.number + 1)
    }
  }

  /** The instant of a wall-clock time on a date; a time that daylight saving skips is moved forward by the gap. */
  at(date: IsoDate, time: string): EpochSeconds {
    if (time === '24:00') return this.day(date).to
    const local = Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(time))
    return Math.floor(local.toZonedDateTime(this.zone).epochMilliseconds / 1000)
  }

  #row(number: number): DayRow {
    let row = this.#byNumber.get(number)
    if (!row) {
      const date = firstDay.add({ days: number })
      row = { date: date.toString(), number, from: this.#startOf(date), to: this.#startOf(date.add({ days: 1 })) }
      this.#byNumber.set(number, row)
      this.#byDate.set(row.date, row)
    }
    return row
  }

  #startOf(date: Temporal.PlainDate): EpochSeconds {
    return Math.floor(date.toZonedDateTime(this.zone).epochMilliseconds / 1000)
  }
}

const firstDay = Temporal.PlainDate.from('1970-01-01')

/** Days since 1970-01-01. */
export function dayNumber(date: IsoDate): number {
  return firstDay.until(date, { largestUnit: 'days' }).days
}

/** Reads an ISO 8601 duration of fixed length (`PT12H`, `PT30M`, `P2D`, `P1W`) into seconds; null if it is none. */
export function parseDuration(text: string): number | null {
  const match = /^P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?$/.exec(text)
  if (!match || text === 'P' || text.endsWith('T')) return null
  const [weeks, days, hours, minutes, seconds] = match.slice(1).map(part => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ]
  return (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds
}
