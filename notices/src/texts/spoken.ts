import type { Language } from '@pulih/kernel'
import { locales } from '@pulih/phrases'

/** Day and time where the hearer is, in the words in which they are spoken: no voice has to guess what "08:05" is. */
export function spokenTime(language: Language, timeZone: string, instant: string): string {
  const { day, month, hour, minute } = partsOf(language, timeZone, instant)
  switch (language) {
    case 'en':
      return `${dayOf(language, day, month)}, ${clockInEnglish(hour, minute)}`
    case 'id':
      return `${dayOf(language, day, month)} pukul ${clockInIndonesian(hour, minute)}`
    case 'pl':
      return `${dayOf(language, day, month)}, godziny ${clockInPolish(hour, minute)}`
  }
}

/** A day `YYYY-MM-DD`, as it is spoken. */
export function spokenDay(language: Language, date: string): string {
  const { day, month } = partsOf(language, 'UTC', `${date}T00:00:00Z`)
  return dayOf(language, day, month)
}

/** A number of something, digit by digit. */
export function spokenDigits(language: Language, digits: string): string {
  return Array.from(digits, digit => cardinal(language, Number(digit))).join(', ')
}

interface Parts {
  readonly day: number
  /** As it stands beside a day: in Polish "listopada". */
  readonly month: string
  readonly hour: number
  readonly minute: number
}

function partsOf(language: Language, timeZone: string, instant: string): Parts {
  const format = new Intl.DateTimeFormat(locales[language], {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  })
  const parts = new Map(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]))
  const number = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type))
  return { day: number('day'), month: parts.get('month') ?? '', hour: number('hour'), minute: number('minute') }
}

function dayOf(language: Language, day: number, month: string): string {
  switch (language) {
    case 'en':
      return `the ${englishDays[day] ?? day} of ${month}`
    case 'id':
      return `tanggal ${cardinal(language, day)} ${month}`
    case 'pl':
      // In the genitive, as it stands after "od" and "do".
      return `${polishDays[day] ?? day} ${month}`
  }
}

function clockInEnglish(hour: number, minute: number): string {
  const time = hour < 5 ? 'at night' : hour < 12 ? 'in the morning' : hour < 18 ? 'in the afternoon' : 'in the evening'
  const minutes = minute === 0 ? 'o’clock' : `${minute < 10 ? 'oh ' : ''}${cardinal('en', minute)}`
  return `${cardinal('en', hour % 12 || 12)} ${minutes} ${time}`
}

function clockInIndonesian(hour: number, minute: number): string {
  const whole = cardinal('id', hour)
  return minute === 0 ? whole : `${whole} lewat ${cardinal('id', minute)} menit`
}

/** Hours are counted, "ósmej", in the form that genitive and locative share. */
function clockInPolish(hour: number, minute: number): string {
  const minutes = minute === 0 ? '' : ` ${minute < 10 ? 'zero ' : ''}${cardinal('pl', minute)}`
  return `${polishHours[hour] ?? hour}${minutes}`
}

/** From nothing to ninety-nine. */
function cardinal(language: Language, number: number): string {
  const { small, tens, between } = cardinals[language]
  const known = small[number]
  if (known !== undefined) return known
  const unit = number % 10
  const ten = tens[Math.floor(number / 10) - 2] ?? ''
  return unit === 0 ? ten : `${ten}${between}${small[unit] ?? ''}`
}

const list = (words: string) => words.split(' ')

const cardinals: Readonly<
  Record<Language, { readonly small: readonly string[]; readonly tens: readonly string[]; readonly between: string }>
> = {
  en: {
    small: list(
      'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
    ),
    tens: list('twenty thirty forty fifty sixty seventy eighty ninety'),
    between: '-',
  },
  id: {
    small: [
      ...list('nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas'),
      ...list('dua tiga empat lima enam tujuh delapan sembilan').map(unit => `${unit} belas`),
    ],
    tens: list('dua tiga empat lima enam tujuh delapan sembilan').map(unit => `${unit} puluh`),
    between: ' ',
  },
  pl: {
    small: list(
      'zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście',
    ),
    tens: list(
      'dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt',
    ),
    between: ' ',
  },
}

const englishUnits = list('first second third fourth fifth sixth seventh eighth ninth')
const englishDays: readonly string[] = [
  '',
  ...englishUnits,
  ...list(
    'tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth',
  ),
  ...englishUnits.map(unit => `twenty-${unit}`),
  'thirtieth',
  'thirty-first',
]

const polishUnits = list('pierwszego drugiego trzeciego czwartego piątego szóstego siódmego ósmego dziewiątego')
const polishDays: readonly string[] = [
  '',
  ...polishUnits,
  ...list(
    'dziesiątego jedenastego dwunastego trzynastego czternastego piętnastego szesnastego siedemnastego osiemnastego dziewiętnastego dwudziestego',
  ),
  ...polishUnits.map(unit => `dwudziestego ${unit}`),
  'trzydziestego',
  'trzydziestego pierwszego',
]
const polishHourUnits = list('pierwszej drugiej trzeciej czwartej piątej szóstej siódmej ósmej dziewiątej')
const polishHours: readonly string[] = [
  'zerowej',
  ...polishHourUnits,
  ...list(
    'dziesiątej jedenastej dwunastej trzynastej czternastej piętnastej szesnastej siedemnastej osiemnastej dziewiętnastej dwudziestej',
  ),
  ...polishHourUnits.slice(0, 3).map(unit => `dwudziestej ${unit}`),
]
