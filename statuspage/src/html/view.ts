import type { Language } from '@pulih/kernel'
import type { Component, Day, Picture } from '../picture.ts'
import { shareOf } from './availability.ts'
import type { Html } from './html.ts'
import { pathsFor, type Paths } from './paths.ts'
import { locales, say, tell, type Key } from './say.ts'
import { timesFor, type Times } from './times.ts'

/** A picture as it is told to readers of one language. */
export interface View {
  readonly picture: Picture
  readonly language: Language
  readonly locale: string
  readonly paths: Paths
  readonly times: Times
  say(key: Key, values?: Readonly<Record<string, string | number>>): string
  tell(key: Key, values: Readonly<Record<string, string | number | Html>>): Html
  list(items: readonly string[]): string
  /** What a component is called in this language. */
  nameOf(component: Component): string
  number(value: number): string
  /** A share as a percentage with as many digits as the promise has, two at least, cut and never rounded up. */
  share(value: number): string
  /** The share that was available, in the same way: 99.999 % is not the 100 % that it missed, however little that was. */
  available(day: Day): string
  distance(kilometres: number): string
}

export function viewFor(picture: Picture, language: Language): View {
  const locale = locales[language]
  const numbers = new Intl.NumberFormat(locale)
  const digits = digitsOf(picture.page.promise)
  const shares = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits })
  const steps = 10 ** (digits + 2)
  const and = new Intl.ListFormat(locale, { type: 'conjunction' })
  return {
    picture,
    language,
    locale,
    paths: pathsFor(picture.page, language),
    times: timesFor(locale, picture.page.timeZone, picture.asOf),
    say: (key, values) => say(language, key, values),
    tell: (key, values) => tell(language, key, values),
    list: items => and.format(items),
    nameOf: ({ name, names }) => names?.[language] ?? name,
    number: value => numbers.format(value),
    share: value => shares.format(cut(value, steps) / steps),
    available: day => shares.format((day.lost > 0 ? Math.min(cut(shareOf(day), steps), steps - 1) : steps) / steps),
    distance: kilometres => distanceFormat(locale, kilometres),
  }
}

/** Shares are off in the last binary digits: these must not cut 0.9998 to 0.9997. */
function cut(share: number, steps: number): number {
  return Math.floor(share * steps + 1e-6)
}

/** One more than the promise has as a percentage, so that a promise of 99.99 % can be seen to be just missed. */
function digitsOf(promise: string | null): number {
  const written = (promise ?? '').replace(/0+$/, '').split('.')[1]?.length ?? 0
  return Math.min(4, Math.max(2, written - 1))
}

function distanceFormat(locale: string, kilometres: number): string {
  const [value, unit] = kilometres < 1 ? [kilometres * 1000, 'meter'] : [kilometres, 'kilometer']
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value)
}
