import { describe, expect, test } from 'vitest'
import { aHead, aScheme, down, recommendedLine, warsaw } from './testing/a-scheme.ts'
import type { Settlement } from './vocabulary.ts'

const facts = {
  interruptions: [down('2026-09-10 08:00', '2026-09-11 00:30')],
  reports: [{ at: warsaw('2026-09-10 23:30') }],
  billingPeriod: { from: '2026-09-01', to: '2026-10-01' },
}
const settled = (settlement: Partial<Settlement>, duty: 'automatic' | 'on-claim' = 'automatic') =>
  recommendedLine(aScheme({ heads: [aHead({ duty })], settlement: { forms: ['bill-credit'], ...settlement } }), facts)
    .settlement

describe('the settlement', () => {
  test.each([
    ['restoration', '2026-09-21'],
    ['period-end', '2026-10-10'],
    ['report', '2026-09-20'],
  ] as const)('of a claim within ten days from %s ends on %s', (from, day) => {
    expect(settled({ claimWithin: { period: 'P10D', from } }).claimBy).toBe(day)
  })

  test('has no day where the facts do not fix one', () => {
    expect(settled({ payWithin: { period: 'P10D', from: 'claim' } })).not.toHaveProperty('payBy')
  })

  test('is automatic or on claim, as the head says', () => {
    expect([settled({}).duty, settled({}, 'on-claim').duty]).toEqual(['automatic', 'on-claim'])
  })
})
