import { describe, expect, test } from 'vitest'
import { amountFormat, billingPeriods, billsSoFar, topUpDays } from './billing.ts'

describe('billing periods', () => {
  test('are the last three that are complete', () => {
    const periods = billingPeriods('2026-09-01')

    expect(periods[1]).toEqual([
      { from: '2026-06-01', to: '2026-07-01' },
      { from: '2026-07-01', to: '2026-08-01' },
      { from: '2026-08-01', to: '2026-09-01' },
    ])
    expect(periods[28]?.at(-1)).toEqual({ from: '2026-07-28', to: '2026-08-28' })
  })

  test('cross the year', () => {
    expect(billingPeriods('2026-01-10')[15]?.at(-1)).toEqual({ from: '2025-11-15', to: '2025-12-15' })
  })
})

describe('the days of top-ups', () => {
  test('are those of the three months before', () => {
    const months = topUpDays('2026-09-01')

    expect(months.map(days => days.length)).toEqual([30, 31, 31])
    expect(months[0]?.[0]).toBe('2026-06-01')
    expect(months[2]?.at(-1)).toBe('2026-08-31')
  })
})

describe('newcomers', () => {
  test('have no bill yet, then one more with each fiftieth of all customers', () => {
    expect([1000, 981, 980, 960, 940, 1].map(number => billsSoFar(number, 1000))).toEqual([0, 0, 1, 2, 3, 3])
  })
})

describe('amounts', () => {
  test('are whole rupiah, or złoty and grosze', () => {
    expect(amountFormat(0)(330_000)).toBe('330000')
    expect(amountFormat(2)(5_605)).toBe('56.05')
    expect(amountFormat(2)(10_000)).toBe('100.00')
  })
})
