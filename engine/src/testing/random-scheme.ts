import fc from 'fast-check'
import type { CaseInterruption } from '../case.ts'
import type { Amount, Comparison, Gate, Measure, Scheme } from '../vocabulary.ts'
import { aHead, aParameter, aReading, aScheme } from './a-scheme.ts'

const lengths = ['PT1H', 'PT6H', 'PT12H', 'PT24H', 'P3D']
const aLength = fc.constantFrom(...lengths)
const aComparison = fc.constantFrom<Comparison>('>', '>=', '<', '<=')

/** Measures that depend on when the service failed, and on nothing else. */
const aMeasure: fc.Arbitrary<Measure> = fc.oneof(
  fc.constantFrom<Measure>(
    { measure: 'duration', over: 'thirty-days' },
    { measure: 'duration', of: 'longest', over: 'cycle' },
    { measure: 'duration', of: 'overdue', over: 'month' },
    { measure: 'duration', window: { from: '08:00', to: '22:00' }, less: 'PT1H', over: 'thirty-days' },
    { measure: 'calendar-days', which: 'touched' },
    { measure: 'calendar-days', which: 'whole', of: 'pending' },
    { measure: 'calendar-days', which: 'with-more-than', time: 'PT6H', over: 'month' },
    { measure: 'working-days', calendar: 'xx', plus: '1' },
    { measure: 'windows', length: 'PT24H', atLeast: 'PT6H' },
    { measure: 'occurrences' },
    { measure: 'once' },
  ),
  fc
    .tuple(aLength, fc.constantFrom<'full' | 'started'>('full', 'started'))
    .map(([length, each]): Measure => ({ measure: 'blocks', length, each })),
)

const aGate: fc.Arbitrary<Gate> = fc
  .tuple(aComparison, aLength)
  .map(([is, than]): Gate => ({ when: { measure: 'duration' }, is, than }))

const { amount } = fc.letrec<{ amount: Amount }>(tie => ({
  amount: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<Amount>(
      { money: '$rate' },
      { money: '0.07' },
      { share: '1/30', of: 'monthly-fee' },
      { share: '10%', of: 'monthly-fee' },
    ),
    fc.tuple(tie('amount'), aMeasure).map(([pay, times]): Amount => ({ pay, times })),
    fc
      .tuple(tie('amount'), tie('amount'), fc.constantFrom('sum', 'greatest', 'least'))
      .map(([a, b, op]) => ({ [op]: [a, b] }) as unknown as Amount),
    fc
      .tuple(
        tie('amount'),
        fc.constantFrom<'half-away' | 'half-even' | 'up' | 'down'>('half-away', 'half-even', 'up', 'down'),
      )
      .map(([rounded, mode]): Amount => ({ rounded, mode })),
    fc.tuple(tie('amount'), tie('amount')).map(([low, high]): Amount => ({
      tiers: { measure: 'duration' },
      rows: [
        { atLeast: 'PT1H', pays: low },
        { above: 'P1D', pays: high },
      ],
    })),
  ),
}))

/** Any scheme of one head that holds water: every way to count, to start a clock, to pick a version and to round. */
export const someScheme: fc.Arbitrary<Scheme> = fc
  .record({
    pays: amount,
    high: amount,
    gate: fc.option(aGate),
    versionBy: fc.constantFrom<Scheme['versionBy']>('onset', 'report', 'period-start', 'each-day'),
    per: fc.constantFrom<Scheme['per']>('event', 'billing-period', 'calendar-month'),
    start: fc.constantFrom<'onset' | 'report' | 'known' | 'earlier-of-known-and-report'>(
      'onset',
      'report',
      'known',
      'earlier-of-known-and-report',
    ),
    mode: fc.constantFrom<'half-away' | 'half-even' | 'up' | 'down'>('half-away', 'half-even', 'up', 'down'),
    cap: fc.option(fc.constantFrom<Amount>({ money: '5.00' }, { share: '20%', of: 'monthly-fee' })),
  })
  .map(({ pays, high, gate, versionBy, per, start, mode, cap }) =>
    aScheme({
      versionBy,
      per,
      parameters: { rate: aParameter('money', ['2020-01-01', '0.50'], ['2026-09-10', '0.75']) },
      heads: [
        aHead({
          pays: { sum: [pays, { pay: { money: '$rate' }, by: '0' }] },
          clock: { start, free: { time: 'PT12H' } },
          ...(gate ? { gate } : {}),
        }),
      ],
      rounding: { mode },
      ...(cap ? { cap } : {}),
      readings: [aReading('high', ['maximum'], { '/heads/0/pays/sum/0': high })],
    }),
  )

const start = Temporal.Instant.from('2026-09-01T00:00:00+02:00').epochMilliseconds / 1000
const at = (seconds: number) => Temporal.Instant.fromEpochMilliseconds((start + seconds) * 1000).toString()

/** Trouble in September 2026, most of it beginning and ending on the hour. */
export const someInterruptions: fc.Arbitrary<CaseInterruption[]> = fc.array(
  fc
    .tuple(
      fc.integer({ min: 0, max: 29 * 24 }),
      fc.integer({ min: 1, max: 150 }),
      fc.constantFrom(-1, 0, 1),
      fc.option(fc.integer({ min: -3600, max: 90_000 })),
    )
    .map(([onset, hours, second, known]): CaseInterruption => ({
      from: at(3600 * onset),
      to: at(3600 * (onset + hours) + second),
      ...(known === null ? {} : { knownAt: at(3600 * onset + known) }),
    })),
  { minLength: 1, maxLength: 5 },
)

export const someReports = fc.array(
  fc.integer({ min: 0, max: 30 * 86400 }).map(seconds => ({ at: at(seconds) })),
  { maxLength: 3 },
)
