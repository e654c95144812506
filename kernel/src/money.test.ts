import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { currencyDigits, formatMinor, isCurrency, parseMinor } from './money.ts'

const aCurrency = fc.constantFrom('JPY', 'CLP', 'EUR', 'IDR', 'KWD', 'TND', 'CLF')
const runs = { seed: 12, numRuns: 300 }

describe('an amount of money', () => {
  test.each([
    ['JPY', '500', 500n, '500'],
    ['EUR', '60', 6000n, '60.00'],
    ['EUR', '60.5', 6050n, '60.50'],
    ['IDR', '150000', 15_000_000n, '150000.00'],
    ['KWD', '1.234', 1234n, '1.234'],
    ['CLF', '0.0001', 1n, '0.0001'],
    ['EUR', '0.00', 0n, '0.00'],
    ['EUR', '007.10', 710n, '7.10'],
  ])('in %s is read from %s and written with all digits of the currency', (currency, text, minor, written) => {
    expect(parseMinor(text, currency)).toBe(minor)
    expect(formatMinor(minor, currency)).toBe(written)
  })

  test('may have needless zeros, but nothing smaller than the minor unit', () => {
    expect(parseMinor('60.0000', 'EUR')).toBe(6000n)
    expect(parseMinor('60.001', 'EUR')).toBeNull()
    expect(parseMinor('500.0', 'JPY')).toBe(500n)
    expect(parseMinor('500.5', 'JPY')).toBeNull()
    expect(parseMinor('1.2345', 'KWD')).toBeNull()
    expect(parseMinor('1.23456', 'CLF')).toBeNull()
  })

  test.each([
    '',
    '.',
    '.5',
    '5.',
    '-1',
    '+1',
    '1e3',
    '0x1',
    '1,50',
    '1 000',
    ' 1',
    '1\n',
    'NaN',
    'Infinity',
    '1234567890123456',
    '٣',
  ])('is not read from "%s"', text => {
    expect(parseMinor(text, 'EUR')).toBeNull()
  })

  test('keeps what a binary float would lose', () => {
    const beyond = 2n ** 53n + 1n

    expect(parseMinor('90071992547409.93', 'EUR')).toBe(beyond)
    expect(formatMinor(beyond, 'EUR')).toBe('90071992547409.93')
    expect(formatMinor(2n ** 80n + 1n, 'JPY')).toBe('1208925819614629174706177')
    expect(parseMinor('999999999999999.99', 'EUR')).toBe(99_999_999_999_999_999n)
  })

  test('is written with a sign when it is negative', () => {
    expect(formatMinor(-1n, 'EUR')).toBe('-0.01')
    expect(formatMinor(-123n, 'JPY')).toBe('-123')
    expect(formatMinor(-1n, 'KWD')).toBe('-0.001')
  })

  test('is the same after it was written and read', () => {
    fc.assert(
      fc.property(aCurrency, fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }), (currency, minor) => {
        expect(parseMinor(formatMinor(minor, currency), currency)).toBe(minor)
      }),
      runs,
    )
  })
})

describe('a currency', () => {
  test('has the digits that ISO 4217 gives it', () => {
    const digits = ['VND', 'KRW', 'USD', 'PLN', 'IDR', 'BHD', 'OMR', 'UYW'].map(currencyDigits)

    expect(digits).toEqual([0, 0, 2, 2, 2, 3, 3, 4])
  })

  test('is three capital letters', () => {
    expect(['EUR', 'IDR'].every(isCurrency)).toBe(true)
    expect(['eur', 'EURO', 'EU', '€', ' EUR', 'EUR\n'].some(isCurrency)).toBe(false)
  })
})
