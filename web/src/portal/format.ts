import type { Language } from '@pulih/kernel'
import { locales } from './say.ts'

export interface Format {
  /** Money as the language writes it, exactly; a benefit by its quantity and unit. */
  amount(decimal: string, unit: string): string
  /** A day with the month in words. */
  date(day: string): string
  /** The day of an instant where the reader is. */
  day(instant: string): string
  /** Day, time and zone of an instant where the reader is; only the time where it is today. */
  moment(instant: string): string
  range(from: string, to: string): string
  length(from: string, to: string): string
}

export function formatIn(language: Language, timeZone: string, now: () => Date = () => new Date()): Format {
  const locale = locales[language]
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone })
  const plainDays = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone })
  const moments = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  })
  const ranges = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  const unit = (name: string, value: number) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'long' }).format(value)
  const list = new Intl.ListFormat(locale, { type: 'unit' })

  return {
    amount(decimal, name) {
      const exact = decimal as Intl.StringNumericLiteral
      if (/^[A-Z]{3}$/.test(name))
        return new Intl.NumberFormat(locale, { style: 'currency', currency: name }).format(exact)
      const [kind = name, quantity = ''] = name.split(':')
      return `${new Intl.NumberFormat(locale).format(exact)} ${quantity === '' ? kind : quantity}`
    },
    date: day => plainDays.format(new Date(`${day}T00:00:00Z`)),
    day: instant => days.format(new Date(instant)),
    moment(instant) {
      const at = new Date(instant)
      return days.format(at) === days.format(now()) ? clock.format(at) : moments.format(at)
    },
    range: (from, to) => ranges.formatRange(new Date(from), new Date(to)),
    length(from, to) {
      const minutes = Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / 60_000))
      const [wholeDays, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
      const parts = [
        ...(wholeDays > 0 ? [unit('day', wholeDays)] : []),
        ...(hours > 0 ? [unit('hour', hours)] : []),
        // Of something that took days nobody counts the minutes.
        ...(rest > 0 && wholeDays === 0 ? [unit('minute', rest)] : []),
      ]
      return list.format(parts)
    },
  }
}
