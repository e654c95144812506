import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  add,
  compare,
  divide,
  formatRatio,
  multiply,
  one,
  parseRatio,
  ratio,
  round,
  roundingModes,
  zero,
  type Ratio,
} from './ratio.ts'

const aRatio = fc
  .tuple(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.bigInt({ min: 1n, max: 10n ** 12n }))
  .map(([top, bottom]) => ratio(top, bottom))
const aMode = fc.constantFrom(...roundingModes)
const aUnit = fc.constantFrom(1n, 5n, 10n, 100n, 1000n)
const runs = { seed: 11, numRuns: 300 }

const negated = ({ numerator, denominator }: Ratio) => ratio(-numerator, denominator)

describe('a ratio', () => {
  test('is always reduced and has a positive denominator', () => {
    expect(ratio(6n, -4n)).toEqual({ numerator: -3n, denominator: 2n })
    expect(ratio(0n, -7n)).toEqual(zero)
    expect(ratio(1440, 720)).toEqual({ numerator: 2n, denominator: 1n })
    expect(() => ratio(1n, 0n)).toThrow('denominator other than zero')
  })

  test.each([
    ['3', 3n, 1n],
    ['0.995', 199n, 200n],
    ['1/30', 1n, 30n],
    ['20%', 1n, 5n],
    ['0.5%', 1n, 200n],
    ['000', 0n, 1n],
  ])('is read from %s', (text, numerator, denominator) => {
    expect(parseRatio(text)).toEqual({ numerator, denominator })
  })

  test.each([
    '',
    '.5',
    '5.',
    '1/0',
    '-1',
    '+1',
    '1e3',
    '0x10',
    '1,5',
    ' 1',
    '1 %',
    '1/30%',
    '1/2/3',
    'NaN',
    'Infinity',
    '1234567890123456',
    '0.1234567890123',
  ])('is not read from "%s"', text => {
    expect(parseRatio(text)).toBeNull()
  })

  test('adds, multiplies and divides without losing anything', () => {
    fc.assert(
      fc.property(aRatio, aRatio, aRatio, (a, b, c) => {
        expect(add(a, b)).toEqual(add(b, a))
        expect(add(add(a, b), c)).toEqual(add(a, add(b, c)))
        expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)))
        expect(add(a, negated(a))).toEqual(zero)
        expect(multiply(a, one)).toEqual(a)
        if (b.numerator !== 0n) expect(multiply(divide(a, b), b)).toEqual(a)
      }),
      runs,
    )
  })

  test('is exact where binary floats are not', () => {
    const tenth = ratio(1n, 10n)

    expect(add(add(tenth, tenth), tenth)).toEqual(ratio(3n, 10n))
    expect(multiply(ratio(1n, 3n), ratio(3n))).toEqual(one)
    expect(add(ratio(2n ** 53n), one)).toEqual(ratio(2n ** 53n + 1n))
  })

  test('compares like the numbers it stands for', () => {
    fc.assert(
      fc.property(aRatio, aRatio, (a, b) => {
        const difference = add(a, negated(b)).numerator
        expect(compare(a, b)).toBe(difference < 0n ? -1 : difference > 0n ? 1 : 0)
        expect(compare(a, b)).toBe(0 - compare(b, a))
      }),
      runs,
    )
    expect(compare(ratio(2n ** 64n, 3n), ratio(2n ** 64n + 1n, 3n))).toBe(-1)
  })

  test('is written so that it can be read again', () => {
    expect(formatRatio(ratio(4n, 2n))).toBe('2')
    expect(formatRatio(ratio(2n, 60n))).toBe('1/30')
    expect(formatRatio(ratio(-1n, 3n))).toBe('-1/3')
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }),
        fc.bigInt({ min: 1n, max: 10n ** 15n - 1n }),
        (top, bottom) => {
          expect(parseRatio(formatRatio(ratio(top, bottom)))).toEqual(ratio(top, bottom))
        },
      ),
      runs,
    )
  })
})

describe('rounding', () => {
  test.each([
    ['half-away', [3n, 3n, 2n, 2n, 2n, 2n, 2n]],
    ['half-even', [3n, 2n, 2n, 2n, 2n, 2n, 2n]],
    ['up', [3n, 3n, 3n, 2n, 2n, 2n, 2n]],
    ['down', [2n, 2n, 2n, 2n, 1n, 1n, 1n]],
  ] as const)('%s, around two and at the ties beside it', (mode, expected) => {
    const around = [251n, 250n, 249n, 200n, 199n, 151n, 150n]

    expect(around.map(hundredths => round(ratio(hundredths, 100n), mode))).toEqual(expected)
  })

  test('half to even goes to the even neighbour on both sides', () => {
    expect([1n, 3n, 5n, 7n, 9n].map(halves => round(ratio(halves, 2n), 'half-even'))).toEqual([0n, 2n, 2n, 4n, 4n])
  })

  test('goes to a multiple of a unit', () => {
    expect(roundingModes.map(mode => round(ratio(150n), mode, 100n))).toEqual([200n, 200n, 200n, 100n])
    expect(roundingModes.map(mode => round(ratio(250n), mode, 100n))).toEqual([300n, 200n, 300n, 200n])
    expect(roundingModes.map(mode => round(ratio(20001n, 100n), mode, 100n))).toEqual([200n, 200n, 300n, 200n])
  })

  test('mirrors a credit in its correction', () => {
    fc.assert(
      fc.property(aRatio, aMode, aUnit, (value, mode, unit) => {
        expect(round(negated(value), mode, unit)).toBe(-round(value, mode, unit))
      }),
      runs,
    )
  })

  test('stays within one unit, half a unit when it goes to the nearest, and leaves whole units alone', () => {
    fc.assert(
      fc.property(aRatio, aMode, aUnit, (value, mode, unit) => {
        const rounded = round(value, mode, unit)
        const error = add(ratio(rounded), negated(value))
        const distance = error.numerator < 0n ? negated(error) : error

        expect(rounded % unit).toBe(0n)
        expect(compare(distance, ratio(unit))).toBe(-1)
        if (mode.startsWith('half')) expect(compare(distance, ratio(unit, 2n))).toBeLessThanOrEqual(0)
        if (mode === 'up')
          expect(rounded < 0n ? -rounded : rounded).toBeGreaterThanOrEqual(
            value.numerator < 0n ? -value.numerator / value.denominator : value.numerator / value.denominator,
          )
        expect(round(ratio(rounded), mode, unit)).toBe(rounded)
      }),
      runs,
    )
  })
})
