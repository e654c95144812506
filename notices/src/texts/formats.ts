import type { Language } from '@pulih/kernel'
import { locales } from '@pulih/phrases'

/** Day and time where the reader is, short enough for an SMS. */
export function clockIn(language: Language, timeZone: string, instant: string): string {
  return new Intl.DateTimeFormat(locales[language], {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(new Date(instant))
}

/** Day, year and time, for those who keep what they read. */
export function momentIn(language: Language, timeZone: string, instant: string): string {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeStyle: 'short', timeZone }).format(
    new Date(instant),
  )
}

export function dayIn(language: Language, day: string): string {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
}

/** In days and hours, or hours and minutes: nobody counts the minutes of what took days. */
export function lengthIn(language: Language, from: string, to: string): string {
  const minutes = Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / 60_000))
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)]
  const parts = days > 0 ? { days, hours } : { hours, minutes: minutes % 60 }
  return new Intl.DurationFormat(locales[language], { style: 'short' }).format(parts)
}
