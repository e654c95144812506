import { describe, expect, test } from 'vitest'
import { decimalOf } from './decimals.ts'
import { describeMistake } from './mistake-text.ts'
import { describeStep } from './steps.ts'
import { wordsFor } from './words.ts'

const [en, id, pl] = [wordsFor('en'), wordsFor('id'), wordsFor('pl')]
/** Intl joins with spaces that do not break. */
const plain = (text: string) => text.replaceAll(/[\u00A0\u202F]/g, ' ')

describe('time in words', () => {
  test.each([
    [3600, '1 hour', '1 jam', '1 godzina'],
    [2 * 3600, '2 hours', '2 jam', '2 godziny'],
    [12 * 3600, '12 hours', '12 jam', '12 godzin'],
    [22 * 3600, '22 hours', '22 jam', '22 godziny'],
    [30 * 3600, '30 hours', '30 jam', '30 godzin'],
    [12 * 3600 + 1, '12 hours 1 second', '12 jam 1 detik', '12 godzin 1 sekunda'],
    [5 * 86400, '5 days', '5 hari', '5 dni'],
    [0, '0 seconds', '0 detik', '0 sekund'],
  ])('%i seconds', (seconds, english, indonesian, polish) => {
    expect([en, id, pl].map(words => words.duration(seconds))).toEqual([english, indonesian, polish])
  })

  test('of a rule is said in the units in which it is written', () => {
    expect(['PT48H', 'P1D', 'P2W', 'PT12H1S'].map(text => pl.durationAsWritten(text))).toEqual([
      '48 godzin',
      '1 dzień',
      '2 tygodnie',
      '12 godzin 1 sekunda',
    ])
  })
})

describe('money', () => {
  test('keeps every digit', () => {
    expect(plain(en.money('123456789012345.67', 'EUR'))).toBe('€123,456,789,012,345.67')
    expect(plain(id.money('1234567.89', 'IDR'))).toBe('Rp 1.234.567,89')
    expect(plain(pl.money('9007199254740993.01', 'PLN'))).toBe('9 007 199 254 740 993,01 zł')
  })

  test('has the digits of its currency', () => {
    expect(plain(en.money('500', 'JPY'))).toBe('JP¥500')
    expect(plain(en.money('1.5', 'KWD'))).toBe('KWD 1.500')
    expect(plain(pl.money('4', 'EUR'))).toBe('4,00 €')
  })
})

describe('shares', () => {
  test('are never rounded up to a limit that they missed', () => {
    expect(en.percent(2_591_999, 2_592_000)).toBe('99.999961%')
    expect(en.percent(999_999_999, 1_000_000_000)).not.toBe('100%')
  })

  test('stay fractions when they are written as fractions', () => {
    expect(['1/30', '0.995', '20%', '2', '1.5'].map(text => en.fraction(text))).toEqual([
      '1/30',
      '99.5%',
      '20%',
      '2',
      '1.5',
    ])
  })

  test('become decimals without a float', () => {
    expect(decimalOf({ numerator: 59n, denominator: 30n }, 2, 6)).toEqual({ text: '1.966667', exact: false })
    expect(decimalOf({ numerator: 4n, denominator: 1n }, 2, 6)).toEqual({ text: '4.00', exact: true })
  })
})

describe('dates and instants', () => {
  test('show the wall clock of the case', () => {
    expect(en.date('2026-09-10')).toBe('10 September 2026')
    expect(pl.date('2026-09-10')).toBe('10 września 2026')
    expect(plain(pl.instant('2026-09-10T08:00:00+02:00'))).toBe('10 września 2026 08:00')
    expect(plain(id.instant('2026-09-10T08:00:00+07:00'))).toBe('10 September 2026 pukul 08.00')
  })

  test('show seconds only when there are some', () => {
    expect(plain(en.between('2026-09-10T08:00:00+02:00', '2026-09-10T20:00:01+02:00'))).toContain('20:00:01')
    expect(plain(en.between('2026-09-10T08:00:00+02:00', '2026-09-10T20:00:00+02:00'))).toContain('08:00–20:00')
  })
})

describe('a step', () => {
  test('that excludes a cause says which and who proves it', () => {
    const step = {
      code: 'cause-excluded',
      values: { cause: 'flood', proof: 'provider', from: '2026-09-10T08:00:00+02:00', to: '2026-09-10T20:00:00+02:00' },
    }

    expect(describeStep(en, step)).toContain('flood. The provider has to prove it.')
    expect(describeStep(id, step)).toContain('banjir. Penyedia yang harus membuktikannya.')
    expect(describeStep(pl, step)).toContain('powódź. Udowodnić musi to dostawca.')
  })

  test('that compares says what was found and what is needed', () => {
    const step = {
      code: 'condition-not-met',
      values: { measure: 'duration', value: 28800, outOf: 1, is: '>', limit: 'PT12H' },
    }

    expect(describeStep(en, step)).toBe('Time without service: 8 hours. Needed: more than 12 hours')
    expect(describeStep(id, step)).toBe('Waktu tanpa layanan: 8 jam. Syarat: lebih dari 12 jam')
    expect(describeStep(pl, step)).toBe('Czas bez usługi: 8 godzin. Wymagane: więcej niż 12 godzin')
  })

  test('that this version does not know is shown as it is', () => {
    expect(describeStep(en, { code: 'brand-new', values: { a: 1 } })).toBe('brand-new {"a":1}')
  })
})

test('a mistake says what is known instead, if something is', () => {
  const mistake = { pointer: '/schemes/0', code: 'unknown-scheme', values: { found: 'nl/x' } }

  expect(describeMistake(en, mistake)).toContain('`pulih rules` lists')
  expect(describeMistake(pl, { ...mistake, values: { found: 'nl/x', known: 'nl/y' } })).toContain('Znane są: nl/y.')
})

test('a mistake names units and figures in words', () => {
  const mistake = {
    pointer: '/heads/0',
    code: 'wrong-unit',
    values: { name: 'threshold', unit: 'count', expected: 'duration' },
  }

  expect(describeMistake(pl, mistake)).toContain('ma jednostkę „liczba”, a potrzebna jest „czas”')
})
