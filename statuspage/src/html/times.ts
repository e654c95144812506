import { html, type Html } from './html.ts'

/** How instants and durations are told to readers of one language, in the time zone of the page. */
export interface Times {
  /** `Sunday, 22 November 2026 at 10:05 CET`: the instant from which everything else is seen. */
  whole(instant: string): string
  /** `09:12` if it is of the same local day as the picture, otherwise `Sun 22 Nov, 09:12`. */
  moment(instant: string): Html
  momentText(instant: string): string
  /** From one to another: what both share is said once. */
  between(from: string, to: string): string
  /** `53 minutes`; up to two days in hours and minutes, beyond that in days and hours. At least a minute. */
  duration(from: string, to: string): string
  /** How long it has been going on at the instant of the picture. The script keeps it true. */
  running(from: string): Html
  month(instant: string): string
  /** `2026-11`, local. */
  monthKey(instant: string): string
  day(date: Temporal.PlainDate): string
  /** The local day of the picture. */
  readonly today: Temporal.PlainDate
}

const clock = { hour: '2-digit', minute: '2-digit' } as const
const date = { weekday: 'short', day: 'numeric', month: 'short' } as const

export function timesFor(locale: string, timeZone: string, asOf: string): Times {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone, ...options })
  const wholeFormat = format({
    ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', ...clock },
    timeZoneName: 'short',
  })
  const monthFormat = format({ month: 'long', year: 'numeric' })
  const dayFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' })
  const byNearness = {
    day: format(clock),
    year: format({ ...date, ...clock }),
    other: format({ ...date, year: 'numeric', ...clock }),
  }
  const units = new Map(['day', 'hour', 'minute'].map(unit => [unit, unitFormat(locale, unit)]))

  const localDay = (instant: string) => Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate()
  const today = localDay(asOf)
  const nearness = (instant: string) => {
    const day = localDay(instant)
    return day.equals(today) ? 'day' : day.year === today.year ? 'year' : 'other'
  }
  const momentText = (instant: string) => byNearness[nearness(instant)].format(new Date(instant))
  const duration = (from: string, to: string) =>
    piecesOf(Date.parse(to) - Date.parse(from))
      .map(([count, unit]) => units.get(unit)?.format(count))
      .join(' ')

  return {
    whole: instant => wholeFormat.format(new Date(instant)),
    momentText,
    moment: instant => html`<time datetime="${instant}">${momentText(instant)}</time>`,
    between(from, to) {
      const far = [nearness(from), nearness(to)].includes('other')
      return byNearness[far ? 'other' : 'year'].formatRange(new Date(from), new Date(to))
    },
    duration,
    running: from => html`<span data-since="${from}">${duration(from, asOf)}</span>`,
    month: instant => monthFormat.format(new Date(instant)),
    monthKey: instant => localDay(instant).toPlainYearMonth().toString(),
    day: date => dayFormat.format(date),
    today,
  }
}

/** The script reckons in the same way: see `script/live.ts`. */
function piecesOf(milliseconds: number): readonly (readonly [number, string])[] {
  const minutes = Math.max(1, Math.floor(milliseconds / 60_000))
  const days = Math.floor(minutes / 1440)
  const pieces: (readonly [number, string])[] =
    days >= 2
      ? [
          [days, 'day'],
          [Math.floor((minutes % 1440) / 60), 'hour'],
        ]
      : [
          [Math.floor(minutes / 60), 'hour'],
          [minutes % 60, 'minute'],
        ]
  return pieces.filter(([count]) => count > 0)
}

function unitFormat(locale: string, unit: string): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' })
}
