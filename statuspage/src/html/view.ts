import type { Language } from '@pulih/kernel'
import type { Component, Picture } from '../picture.ts'
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
  /** A share as a percentage with at most two digits, cut and never rounded up: 99.999 % is not the 100 % that it missed. */
  share(value: number): string
  distance(kilometres: number): string
}

export function viewFor(picture: Picture, language: Language): View {
  const locale = locales[language]
  const numbers = new Intl.NumberFormat(locale)
  const shares = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 })
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
    // Sums of shares are off in the last binary digits: these must not cut 0.9998 to 0.9997.
    share: value => shares.format(Math.floor(value * 10_000 + 1e-6) / 10_000),
    distance: kilometres => distanceFormat(locale, kilometres),
  }
}

function distanceFormat(locale: string, kilometres: number): string {
  const [value, unit] = kilometres < 1 ? [kilometres * 1000, 'meter'] : [kilometres, 'kilometer']
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value)
}
