import { evaluate, describeFormula, type Formula } from '@pulih/engine'
import { ratio, type Ratio } from '@pulih/kernel'
import { wordsFor } from '@pulih/phrases'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseFormula, valueOf } from './parse-formula.ts'
import { workOut } from './work-out.ts'

const fee = (base: string): Ratio => (base === 'monthly-fee' ? ratio(5999n) : ratio(123457n, 3n))

test('what the engine writes is read back to the same value', () => {
  fc.assert(
    fc.property(formulas(), formula => {
      const term = parseFormula(describeFormula(formula))

      expect(term).not.toBeNull()
      if (term) expect(valueOf(term, fee)).toEqual(evaluate(formula, fee))
    }),
  )
})

test.each(['', 'round(', 'monthly-fee ×', 'monthly-fee × x', '1 2', 'pow(2)', 'round(1, to x)', 'max(1', ')', '+'])(
  '"%s" is no formula and no crash',
  text => {
    expect(parseFormula(text)).toBeNull()
  },
)

describe('a worked-out formula', () => {
  const worked = (text: string, language: 'en' | 'id' | 'pl' = 'en', currency = 'EUR') => {
    const term = parseFormula(text)
    return term === null ? null : workOut(wordsFor(language), term, { currency, base: () => ratio(6000n) })
  }

  test('says each step with the customer’s own numbers', () => {
    expect(worked('round(monthly-fee × 1/30) × 2')).toBe('monthly fee 60.00 × 1/30 → 2.00; × 2 = 4.00')
    expect(worked('max(round(monthly-fee × 1/30) × 2, 100)')).toBe(
      'monthly fee 60.00 × 1/30 → 2.00; × 2 = 4.00; the greatest of 4.00 and 1.00 = 4.00',
    )
    expect(worked('monthly-fee × 1/30 + 250')).toBe('monthly fee 60.00 × 1/30 + 2.50 = 4.50')
    expect(worked('806')).toBe('8.06')
  })

  test('marks what has no end', () => {
    expect(worked('monthly-fee × 1/31')).toBe('monthly fee 60.00 × 1/31 ≈ 1.935484')
  })

  test('names the unit of a rounding', () => {
    expect(worked('ceil(monthly-fee × 1/31, to 100)')).toBe('monthly fee 60.00 × 1/31 → 2.00 (in steps of 1.00)')
  })

  test('is written as the language writes numbers', () => {
    expect(worked('round(monthly-fee × 1/30)', 'pl')).toBe('opłata miesięczna 60,00 × 1/30 → 2,00')
    expect(worked('min(monthly-fee, 500)', 'id')).toBe('yang terkecil dari biaya bulanan 60,00 dan 5,00 = 5,00')
    expect(worked('monthly-fee × 1/30', 'en', 'JPY')).toBe('monthly fee 6,000 × 1/30 = 200')
  })
})

/** Only shapes that the engine builds: a factor stands outside of a rounding, and sums are flat. */
function formulas(): fc.Arbitrary<Formula> {
  const ratios = fc.tuple(fc.bigInt(1n, 500n), fc.bigInt(1n, 60n)).map(([top, bottom]) => ratio(top, bottom))
  const linear = fc
    .tuple(
      fc.option(ratios, { nil: ratio(0n) }),
      fc.uniqueArray(fc.constantFrom('monthly-fee', 'bills-sum-3'), { minLength: 1 }),
      ratios,
    )
    .map(([constant, bases, share]): Formula => ({
      op: 'linear',
      constant,
      shares: bases.map(base => ({ base, ratio: share })),
    }))
  const rounded = fc
    .tuple(linear, fc.constantFrom('half-away' as const, 'up' as const, 'down' as const), fc.constantFrom(1n, 100n))
    .map(([of, mode, unit]): Formula => ({ op: 'rounded', of, mode, unit }))
  const scaled = fc.tuple(rounded, ratios).map(([of, factor]): Formula => ({ op: 'scaled', of, factor }))
  const simple = fc.oneof(linear, rounded, scaled)
  const many = fc
    .tuple(
      fc.constantFrom('sum' as const, 'greatest' as const, 'least' as const),
      fc.array(simple, { minLength: 2, maxLength: 3 }),
    )
    .map(([op, of]): Formula => ({ op, of }))
  return fc.oneof(simple, many)
}
