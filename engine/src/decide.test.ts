import { test, expect } from 'vitest'
import { answer, aScheme, aHead, aParameter, down, measured, paying, rulebookOf, aCase } from './testing/a-scheme.ts'
import { answerCase, checkCase, quantityText } from './answer-case.ts'
const period = { from: '2026-09-01', to: '2026-10-01' }
test('a cap is that of the version which judges the event', () => {
  const scheme = aScheme({
    per: 'billing-period',
    parameters: { cap: aParameter('money', ['2020-01-01', '10.00'], ['2026-01-01', '20.00']) },
    heads: [aHead({ pays: { money: '15.00' } }), aHead({ id: 'b', pays: { money: '15.00' } })],
    cap: { money: '$cap' },
  })
  const now = [down('2026-09-10 00:00', '2026-09-11 00:00')]
  expect(answer(scheme, { billingPeriod: period, interruptions: now }).recommended).toBe('20.00')
  expect(
    answer(scheme, { billingPeriod: period, interruptions: [down('2025-09-10 00:00', '2025-09-11 00:00'), ...now] })
      .recommended,
  ).toBe('20.00')
})
test('a cap holds for the whole even when a change of law cuts the time', () => {
  const scheme = aScheme({
    per: 'billing-period',
    versionBy: 'each-day',
    parameters: { r: aParameter('money', ['2020-01-01', '15.00'], ['2026-09-10', '16.00']) },
    heads: [aHead({ pays: { money: '$r' } })],
    cap: { money: '20.00' },
  })
  expect(
    answer(scheme, { billingPeriod: period, interruptions: [down('2026-09-09 00:00', '2026-09-11 00:00')] })
      .recommended,
  ).toBe('20.00')
})
test('a cap per event holds for all heads together', () => {
  const scheme = aScheme({
    heads: [aHead({ pays: { money: '15.00' } }), aHead({ id: 'b', pays: { money: '15.00' } })],
    cap: { money: '20.00' },
  })
  expect(answer(scheme, { interruptions: [down('2026-09-09 00:00', '2026-09-11 00:00')] }).recommended).toBe('20.00')
})
test('what did not arrive does not depend on the order of the interruptions', () => {
  const head = { counts: { extent: ['total', 'degraded'], planned: 'counts' } } as const
  const slow = down('2026-09-10 00:00', '2026-09-10 02:00', { extent: 'degraded', delivered: { share: '0.5' } })
  const total = down('2026-09-10 00:00', '2026-09-10 02:00')
  expect(measured({ measure: 'shortfall' }, { interruptions: [slow, total] }, head)).toBe(
    measured({ measure: 'shortfall' }, { interruptions: [total, slow] }, head),
  )
})
test('a total loss inside a degraded time counts as a total loss', () => {
  const head = { counts: { extent: ['total', 'degraded'], planned: 'counts' } } as const
  const slow = down('2026-09-10 00:00', '2026-09-10 02:00', { extent: 'degraded', delivered: { share: '0.5' } })
  expect(
    measured({ measure: 'shortfall' }, { interruptions: [slow, down('2026-09-10 01:00', '2026-09-10 02:00')] }, head),
  ).toBe(`${(0.5 + 1) * 3600 * 10000}/${2 * 3600 * 10000}`)
})
test('services that failed on different days are each paid', () => {
  const service = { kind: 'internet', timeZone: 'Europe/Warsaw', monthlyFee: '30.00', currency: 'EUR' } as const
  const { service: _, ...rest } = aCase({
    schemes: ['xx/act'],
    services: [
      { id: 'a', ...service },
      { id: 'b', ...service },
    ],
    interruptions: [
      down('2026-09-02 00:00', '2026-09-03 00:00', { service: 'a' }),
      down('2026-09-20 00:00', '2026-09-21 00:00', { service: 'b' }),
    ],
  })
  expect(answerCase(rest, rulebookOf(aScheme({ once: 'per-subscriber' }))).recommended).toBe('60.00')
})
test('a quantity has no needless zeros', () => {
  expect(quantityText({ hundredths: { numerator: 50n, denominator: 1n } } as never)).toBe('0.5')
})
const two = paying(
  {
    tiers: { measure: 'duration' },
    rows: [
      { atLeast: '$heavy', pays: { money: '1.00' } },
      { atLeast: '$severe', pays: { money: '2.00' } },
    ],
  },
  {},
  {
    parameters: {
      heavy: { ...aParameter('duration', ['2020-01-01', 'PT6H']), setBy: 'operator' },
      severe: { ...aParameter('duration', ['2020-01-01', 'PT24H']), setBy: 'operator' },
    },
  },
)
test('settings that fit together are accepted', () => {
  expect(
    checkCase(aCase({ schemes: ['xx/act'], parameters: { heavy: 'PT30H', severe: 'PT48H' } }), rulebookOf(two)),
  ).toEqual([])
})
test('settings that contradict each other are refused', () => {
  expect(
    checkCase(aCase({ schemes: ['xx/act'], parameters: { heavy: 'PT23H', severe: 'PT10H' } }), rulebookOf(two)).map(
      m => m.code,
    ),
  ).toContain('tiers-not-ascending')
})
test('a short report inside a long interruption pays nothing of its own', () => {
  const counts = { extent: ['total'], planned: 'counts' } as const
  const scheme = aScheme({
    heads: [
      aHead({ pays: { money: '10.00' }, gate: { when: { measure: 'duration' }, is: '>=', than: 'PT24H' } }),
      aHead({ id: 'short', counts: { ...counts, length: { is: '<', than: 'PT24H' } }, pays: { money: '1.00' } }),
    ],
  })
  expect(
    answer(scheme, {
      interruptions: [down('2026-09-10 00:00', '2026-09-11 06:00'), down('2026-09-10 03:00', '2026-09-10 04:00')],
    }).recommended,
  ).toBe('10.00')
})
