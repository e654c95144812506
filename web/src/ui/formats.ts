import { createContext, use, useMemo } from 'react'
import { useSay, locales, useLanguage, type Say } from './language.tsx'

/** The zone in which the operator lives: deadlines and days are his, wherever the reader sits. */
export const ZoneContext = createContext('UTC')

export interface Formats {
  readonly zone: string
  /** `12 Sep, 14:05`; with the year where it is not this one. */
  readonly instant: (iso: string) => string
  /** To the second, with the zone. */
  readonly exact: (iso: string) => string
  readonly time: (iso: string) => string
  /** A day of the calendar, of whatever zone. */
  readonly day: (plainDate: string) => string
  readonly month: (yearMonth: string) => string
  /** `2 h 5 min`. */
  readonly span: (milliseconds: number) => string
  /** `in 20 min`, `2 h ago`. */
  readonly fromNow: (iso: string, now: number) => string
  readonly count: (value: number) => string
  readonly share: (value: number) => string
  /** An exact decimal in its currency, or a benefit in its unit. */
  readonly money: (amount: string, unit: string) => string
}

export function useFormats(): Formats {
  const { language } = useLanguage()
  const zone = use(ZoneContext)
  const say = useSay()
  return useMemo(() => formatsIn(locales[language], zone, say), [language, zone, say])
}

export function formatsIn(locale: string, zone: string, say: Say): Formats {
  const make = (options: Intl.DateTimeFormatOptions, timeZone = zone) =>
    new Intl.DateTimeFormat(locale, { hourCycle: 'h23', ...options, timeZone })
  const short = make({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })
  const withYear = make({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' })
  const exact = make({ dateStyle: 'long', timeStyle: 'long' })
  const time = make({ hour: '2-digit', minute: '2-digit' })
  const day = make({ day: 'numeric', month: 'short', year: 'numeric' }, 'UTC')
  const month = make({ month: 'long', year: 'numeric' }, 'UTC')
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })
  const number = new Intl.NumberFormat(locale)
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const currencies = new Map<string, Intl.NumberFormat>()
  const thisYear = new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: zone })

  return {
    zone,
    instant: iso => {
      const at = new Date(iso)
      return (thisYear.format(at) === thisYear.format(new Date()) ? short : withYear).format(at)
    },
    exact: iso => exact.format(new Date(iso)),
    time: iso => time.format(new Date(iso)),
    day: plainDate => day.format(new Date(`${plainDate}T00:00:00Z`)),
    month: yearMonth => month.format(new Date(`${yearMonth}-01T00:00:00Z`)),
    span: milliseconds => spanText(milliseconds, say),
    fromNow: (iso, now) => {
      const seconds = (new Date(iso).getTime() - now) / 1000
      const [unit, size] = unitOf(Math.abs(seconds))
      return relative.format(Math.trunc(seconds / size), unit)
    },
    count: value => number.format(value),
    share: value => percent.format(value),
    money: (amount, unit) => {
      if (!/^[A-Z]{3}$/.test(unit))
        return say('unit.benefit', { amount: exactNumber(number, amount), unit: unitText(unit) })
      const known = currencies.get(unit) ?? new Intl.NumberFormat(locale, { style: 'currency', currency: unit })
      currencies.set(unit, known)
      return exactNumber(known, amount)
    },
  }
}

/** Intl reads a decimal text digit by digit, so that no amount goes through a float. */
function exactNumber(format: Intl.NumberFormat, decimal: string): string {
  return format.format(decimal as unknown as number)
}

function unitOf(seconds: number): [Intl.RelativeTimeFormatUnit, number] {
  if (seconds < 60) return ['second', 1]
  if (seconds < 3600) return ['minute', 60]
  if (seconds < 48 * 3600) return ['hour', 3600]
  return ['day', 86_400]
}

function spanText(milliseconds: number, say: Say): string {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000)
  const days = Math.floor(minutes / 1440)
  const hours = Math.floor((minutes % 1440) / 60)
  if (days > 0) return say('span.days', { days, hours })
  if (hours > 0) return say('span.hours', { hours, minutes: minutes % 60 })
  return say('span.minutes', { minutes })
}

/** `data:MB` is counted in MB. */
function unitText(unit: string): string {
  return unit.slice(unit.indexOf(':') + 1)
}

/** What a clock in a zone showed, as an instant. In the hour that a day has twice it is the first. */
export function instantOfWall(wall: string, zone: string): string {
  const asIfUtc = Date.parse(`${wall}Z`)
  const first = asIfUtc - offsetAt(asIfUtc, zone)
  const second = asIfUtc - offsetAt(first, zone)
  return new Date(offsetAt(second, zone) === asIfUtc - second ? second : first).toISOString()
}

/** What a clock in a zone shows at an instant, as `datetime-local` inputs want it. */
export function wallOfInstant(iso: string, zone: string): string {
  const at = Date.parse(iso)
  return new Date(at + offsetAt(at, zone)).toISOString().slice(0, 16)
}

/** Whether a `datetime-local` input shows both alike. */
export function isSameMinute(a: string | null, b: string | null): boolean {
  const minuteOf = (iso: string | null) => (iso === null ? null : Math.floor(Date.parse(iso) / 60_000))
  return minuteOf(a) === minuteOf(b)
}

function offsetAt(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const part = (type: string) => Number(parts.find(each => each.type === type)?.value ?? 0)
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return shown - Math.floor(at / 1000) * 1000
}
