import { addDays, currencyDigits, parseDuration, parseRatio, ratio, type IsoDate, type Language } from '@pulih/kernel'
import { isKey, type Key } from './catalogue.ts'
import { decimalOf } from './decimals.ts'
import { locales, phrase, type PhraseValues } from './phrase.ts'

/** Everything a sentence is made of, in one language. */
export interface Words {
  readonly language: Language
  phrase(key: Key, values?: PhraseValues): string
  /** The name of a word of the vocabulary; a word that this version does not know stands for itself. */
  word(list: string, word: string): string
  /** A decimal text as money, with every digit it has: no float in between. */
  money(decimal: string, currency: string): string
  /** A decimal text with the digits it has, without a currency: a figure inside a calculation. */
  amount(decimal: string): string
  /** A decimal text as this language writes numbers. */
  number(decimal: string | number): string
  /** `1/30` as it is, `0.995` and `20%` as percentages. */
  fraction(text: string): string
  percent(numerator: number, denominator: number): string
  duration(seconds: number): string
  /** An ISO 8601 duration in the units in which it is written: `PT48H` is 48 hours, `P2D` two days. */
  durationAsWritten(text: string): string
  date(date: IsoDate): string
  /** Days in order; those that follow each other as one range. */
  days(dates: readonly IsoDate[]): string
  /** The wall clock of an instant that was written with its offset. */
  instant(local: string): string
  between(from: string, to: string): string
  list(items: readonly string[], type?: 'and' | 'or'): string
  /** With a capital at the beginning. */
  sentence(text: string): string
}

const made = new Map<Language, Words>()

export function wordsFor(language: Language): Words {
  let words = made.get(language)
  if (!words) made.set(language, (words = makeWords(language)))
  return words
}

function makeWords(language: Language): Words {
  const locale = locales[language]
  const say = (key: Key, values?: PhraseValues) => phrase(language, key, values)
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 12 })
  const percentages = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 6 })
  const long = new Intl.DateTimeFormat(locale, { dateStyle: 'long' })
  const toTheMinute = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' })
  const toTheSecond = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'medium' })
  const and = new Intl.ListFormat(locale, { type: 'conjunction' })
  const or = new Intl.ListFormat(locale, { type: 'disjunction' })
  const clock = (...times: Temporal.PlainDateTime[]) =>
    times.every(time => time.second === 0) ? toTheMinute : toTheSecond
  const number = (decimal: string | number) => numbers.format(exactly(`${decimal}`))

  return {
    language,
    phrase: say,
    word(list, word) {
      const key = `${list}.${word}`
      return isKey(key) ? say(key) : word
    },
    money: (decimal, currency) => moneyFormat(locale, currency, decimal).format(exactly(decimal)),
    amount(decimal) {
      const digits = decimalsIn(decimal)
      return new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
        exactly(decimal),
      )
    },
    number,
    fraction(text) {
      const value = parseRatio(text)
      if (value === null || text.includes('/')) return text
      const asPercentage = text.endsWith('%') || value.numerator < value.denominator
      return asPercentage && value.numerator > 0n
        ? percentages.format(exactly(decimalOf(value, 0, 12).text))
        : number(decimalOf(value, 0, 12).text)
    },
    // Cut and never rounded up: 99.9999999 % must not be shown as the 100 % that it missed.
    percent: (numerator, denominator) =>
      percentages.format(exactly(decimalOf(ratio(numerator, denominator), 0, 8, 'down').text)),
    duration: seconds => durationIn(say, seconds),
    durationAsWritten(text) {
      const parts = writtenParts(text)
      if (parts.length > 0) return parts.map(([key, n]) => say(key, { n })).join(' ')
      const seconds = parseDuration(text)
      return seconds === null ? text : durationIn(say, seconds)
    },
    date: date => long.format(Temporal.PlainDate.from(date)),
    days: dates =>
      runsOf(dates)
        .map(({ from, to }) =>
          from === to
            ? long.format(Temporal.PlainDate.from(from))
            : long.formatRange(Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)),
        )
        .join(', '),
    instant(local) {
      const time = Temporal.PlainDateTime.from(local)
      return clock(time).format(time)
    },
    between(from, to) {
      const [start, end] = [Temporal.PlainDateTime.from(from), Temporal.PlainDateTime.from(to)]
      return clock(start, end).formatRange(start, end)
    },
    list: (items, type = 'and') => (type === 'and' ? and : or).format(items),
    sentence: text => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1),
  }
}

/** Intl reads a decimal text exactly; its type only knows the texts that TypeScript can see. */
function exactly(decimal: string): Intl.StringNumericLiteral {
  return decimal as Intl.StringNumericLiteral
}

const moneyFormats = new Map<string, Intl.NumberFormat>()

/** All digits of the currency, and more only if the amount has more. */
function moneyFormat(locale: string, currency: string, decimal: string): Intl.NumberFormat {
  const least = currencyDigits(currency)
  const most = Math.max(least, Math.min(decimalsIn(decimal), 20))
  const name = `${locale} ${currency} ${most}`
  let format = moneyFormats.get(name)
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: least,
      maximumFractionDigits: most,
    })
    moneyFormats.set(name, format)
  }
  return format
}

function decimalsIn(decimal: string): number {
  return decimal.includes('.') ? decimal.length - decimal.indexOf('.') - 1 : 0
}

/** Ascending days, those that follow each other put together. */
function runsOf(dates: readonly IsoDate[]): { readonly from: IsoDate; readonly to: IsoDate }[] {
  const runs: { from: IsoDate; to: IsoDate }[] = []
  for (const date of dates) {
    const last = runs.at(-1)
    if (last && addDays(last.to, 1) === date) last.to = date
    else runs.push({ from: date, to: date })
  }
  return runs
}

type Say = (key: Key, values?: PhraseValues) => string

/** Laws count hours up to about four days; beyond that, days are easier to read. */
const daysFrom = 100 * 3600

function durationIn(say: Say, seconds: number): string {
  const days = seconds >= daysFrom ? Math.floor(seconds / 86400) : 0
  const rest = seconds - days * 86400
  const parts: [Key, number][] = [
    ['time.days', days],
    ['time.hours', Math.floor(rest / 3600)],
    ['time.minutes', Math.floor((rest % 3600) / 60)],
    ['time.seconds', rest % 60],
  ]
  const some = parts.filter(([, n]) => n > 0)
  return (some.length > 0 ? some : parts.slice(-1)).map(([key, n]) => say(key, { n })).join(' ')
}

function writtenParts(text: string): [Key, number][] {
  const match = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text)
  const keys: Key[] = ['time.weeks', 'time.days', 'time.hours', 'time.minutes', 'time.seconds']
  return keys.flatMap((key, index): [Key, number][] => {
    const n = Number(match?.[index + 1] ?? 0)
    return n > 0 ? [[key, n]] : []
  })
}
