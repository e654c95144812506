import { InvalidInput } from '@pulih/kernel'
import { describe, expect, test } from 'vitest'
import { answerCase, checkCase } from './answer-case.ts'
import type { Case } from './case.ts'
import { aCase, aHead, answer, aScheme, down, paying, rulebookOf } from './testing/a-scheme.ts'
import type { Base, Scheme, Status, Who } from './vocabulary.ts'

const outage = down('2026-09-10 00:00', '2026-09-11 00:00')
const facts = { interruptions: [outage] }
const service = { kind: 'internet', timeZone: 'Europe/Warsaw', monthlyFee: '30.00', currency: 'EUR' } as const
const services = (changes: Partial<Case>): Case => {
  const { service: _, ...rest } = aCase({ schemes: ['xx/act'], ...facts, ...changes })
  return rest
}

describe('the three figures', () => {
  const statuses: readonly Status[] = [
    'law',
    'regulator-code',
    'contract',
    'superseded',
    'challenged',
    'dormant',
    'goodwill',
    'bill',
  ]
  const withStatus = (status: Status) =>
    aScheme({ id: `xx/${status}`, status, heads: [aHead({ pays: { money: '1.00' } })] })

  test('hold what is owed, never what is kind or not yet law', () => {
    const { undisputedMinimum, recommended, arguableMaximum, goodwill, lines } = answer(statuses.map(withStatus), facts)

    expect([undisputedMinimum, recommended, arguableMaximum, goodwill]).toEqual(['6.00', '6.00', '6.00', '1.00'])
    expect(lines.slice(-3).map(({ status, outcome, amount }) => `${status} ${outcome} ${amount}`)).toEqual([
      'dormant owed 1.00',
      'goodwill goodwill 1.00',
      'bill not-law 1.00',
    ])
  })

  test('of a country hold nothing dormant, challenged or not yet law unless it is named', () => {
    const rulebook = rulebookOf(...statuses.map(withStatus))
    const applied = answerCase(aCase(facts), rulebook).lines.map(line => line.status)

    expect(applied).toEqual(['law', 'regulator-code', 'contract', 'superseded', 'goodwill'])
    expect(answerCase(aCase({ ...facts, schemes: ['xx/dormant'] }), rulebook).recommended).toBe('1.00')
  })

  test('are zeros with the digits of the currency when nothing happened', () => {
    const { lines, ...totals } = answer(paying({ money: '1.00' }), {})

    expect(totals).toMatchObject({
      undisputedMinimum: '0.00',
      recommended: '0.00',
      arguableMaximum: '0.00',
      goodwill: '0.00',
    })
    expect(lines[0]).toMatchObject({ outcome: 'not-owed', amount: '0.00' })
  })
})

describe('whom a scheme is for', () => {
  const covers = (who: Who, changes: Partial<Case> = {}) => {
    const { lines, notApplied } = answer(aScheme({ who }), { ...facts, ...changes })
    return lines.length > 0 ? 'covered' : notApplied[0]?.because[0]?.code
  }

  test.each([
    [{ services: ['voice'] }, 'service-not-covered'],
    [{ subscribers: ['business'] }, 'subscriber-not-covered'],
    [{ payment: ['prepaid'] }, 'payment-not-covered'],
    [{ regions: ['XX-N'] }, 'region-not-covered'],
    [{ remoteness: ['remote'] }, 'remoteness-not-covered'],
    [{ designated: true }, 'provider-not-designated'],
    [{ signatoryOf: 'xx/code' }, 'provider-not-signatory'],
  ] as const)('%o leaves an ordinary customer out: %s', (who, reason) => {
    expect(covers(who)).toBe(reason)
  })

  test('covers a region with everything below it, and nothing that only begins alike', () => {
    const inRegion = (region: string) => covers({ regions: ['XX-N'] }, { subscriber: { region } })

    expect(['XX-N', 'XX-N.12', 'XX-N-1'].map(inRegion)).toEqual(['covered', 'covered', 'covered'])
    expect(inRegion('XX-NE')).toBe('region-not-covered')
  })

  test('covers the provider that is designated, or that signed', () => {
    expect(covers({ designated: true }, { provider: { designated: true } })).toBe('covered')
    expect(covers({ signatoryOf: 'xx/code' }, { provider: { signatoryOf: ['xx/code'] } })).toBe('covered')
  })

  test('leaves out other currencies, unless the scheme fixes nothing in money', () => {
    const { notApplied } = answer(aScheme({ currency: 'PLN', heads: [aHead({ pays: null })] }), facts)

    expect(notApplied[0]?.because[0]).toEqual({ code: 'other-currency', values: { found: 'EUR', covered: ['PLN'] } })
    expect(answer(paying({ share: '1', of: 'monthly-fee' }, {}, { currency: null }), facts).recommended).toBe('30.00')
  })
})

describe('several services', () => {
  const both = [
    { id: 'net', ...service },
    { id: 'tv', ...service, kind: 'tv' as const, monthlyFee: '10.00' },
  ]
  const share = paying({ share: '1', of: 'monthly-fee' })

  test('each have their own lines, and the totals hold all of them', () => {
    const { lines, recommended } = answerCase(services({ services: both }), rulebookOf(share))

    expect(lines.map(line => `${line.service} ${line.amount}`)).toEqual(['net 30.00', 'tv 10.00'])
    expect(recommended).toBe('40.00')
  })

  test('are hit one by one where the outage names one', () => {
    const { recommended } = answerCase(
      services({ services: both, interruptions: [{ ...outage, service: 'tv' }] }),
      rulebookOf(share),
    )

    expect(recommended).toBe('10.00')
  })

  test('that fail together are paid once if the scheme pays a subscriber once', () => {
    const once = aScheme({ once: 'per-subscriber', heads: [aHead({ pays: { share: '1', of: 'monthly-fee' } })] })
    const { lines, recommended } = answerCase(services({ services: both }), rulebookOf(once))

    expect(recommended).toBe('30.00')
    expect(lines.map(line => line.amount)).toEqual(['30.00', '0.00'])
    expect(lines[1]?.because.at(-1)?.code).toBe('paid-once')
  })
})

describe('a bundle', () => {
  const bundled = (split: 'stated' | 'standalone' | 'equal', shares: readonly [object, object]) => {
    const member = { kind: 'internet', timeZone: 'Europe/Warsaw', bundle: 'b' } as const
    const question = services({
      services: [
        { id: 'net', ...member, ...shares[0] },
        { id: 'tv', ...member, ...shares[1] },
      ],
      bundles: [{ id: 'b', monthlyFee: '50.00', currency: 'EUR', split }],
    })
    return answerCase(question, rulebookOf(paying({ share: '1', of: 'monthly-fee' }))).lines.map(line => line.amount)
  }

  test('is shared as stated, by stand-alone prices, or in equal parts', () => {
    expect(bundled('stated', [{ feeShare: '40.00' }, { feeShare: '10.00' }])).toEqual(['40.00', '10.00'])
    expect(bundled('standalone', [{ standalonePrice: '45.00' }, { standalonePrice: '30.00' }])).toEqual([
      '30.00',
      '20.00',
    ])
    expect(bundled('equal', [{}, {}])).toEqual(['25.00', '25.00'])
  })

  test('without prices to share by gives nothing rather than an error', () => {
    expect(bundled('standalone', [{ standalonePrice: '0' }, { standalonePrice: '0' }])).toEqual(['0.00', '0.00'])
  })
})

describe('a base', () => {
  const bill = (month: number, amount: string) => ({ from: `2026-0${month}-01`, to: `2026-0${month + 1}-01`, amount })
  const bills = [bill(8, '40.00'), bill(5, '10.00'), bill(7, '20.00'), bill(6, '30.00')]
  const value = (of: Base, changes: Partial<Case> = {}) =>
    answer(paying({ share: '1', of }), {
      ...facts,
      billingPeriod: { from: '2026-09-01', to: '2026-10-01' },
      bills,
      topUps: bills,
      ...changes,
    })

  test.each([
    ['monthly-fee', '30.00'],
    ['fee-before-discount', '30.00'],
    ['previous-bill', '40.00'],
    ['bills-average-3', '30.00'],
    ['bills-sum-3', '90.00'],
    ['top-ups-sum-3', '90.00'],
  ])('%s is %s', (base, expected) => {
    expect(value(base).recommended).toBe(expected)
  })

  test('before discount is the list price where there is one', () => {
    expect(value('fee-before-discount', { service: { ...service, feeBeforeDiscount: '35.00' } }).recommended).toBe(
      '35.00',
    )
  })

  test('from a short history is the average of what there is, or the fee, and says so', () => {
    const short = value('bills-average-3', { bills: bills.slice(0, 2) })

    expect(short.recommended).toBe('25.00')
    expect(short.lines[0]?.because.at(-1)).toEqual({ code: 'short-history', values: { base: 'bills-average-3' } })
    expect(value('bills-average-3', { bills: [] }).recommended).toBe('30.00')
    expect(value('previous-bill', { bills: [] }).recommended).toBe('30.00')
  })

  test('leaves out bills that end after the period began', () => {
    expect(
      value('previous-bill', { bills: [bill(7, '20.00'), { from: '2026-08-02', to: '2026-09-02', amount: '99.00' }] })
        .recommended,
    ).toBe('20.00')
  })
})

describe('a case with mistakes', () => {
  const mistakesOf = (document: unknown, ...schemes: readonly Scheme[]) =>
    checkCase(document, rulebookOf(aScheme(), ...schemes)).map(({ pointer, code }) => `${pointer} ${code}`)

  test('is refused with all of them at once', () => {
    const wrong = {
      ...aCase({
        service: { ...service, monthlyFee: '30.001' },
        schemes: ['xx/nothing'],
        billingPeriod: { from: '2026-10-01', to: '2026-09-01' },
      }),
      interruptions: [{ ...outage, to: outage.from, service: 'tv' }],
    }

    expect(mistakesOf(wrong).toSorted()).toEqual([
      '/billingPeriod/to end-not-after-start',
      '/interruptions/0/service unknown-service',
      '/interruptions/0/to end-not-after-start',
      '/schemes/0 unknown-scheme',
      '/service/monthlyFee too-many-decimals',
    ])
    expect(() => answerCase(wrong, rulebookOf(aScheme()))).toThrow(InvalidInput)
  })

  test.each([
    [
      'an instant without offset',
      { interruptions: [{ from: '2026-09-10T08:00:00', to: outage.to }] },
      '/interruptions/0/from not-an-instant',
    ],
    ['a negative fee', { service: { ...service, monthlyFee: '-1' } }, '/service/monthlyFee not-an-amount'],
    ['a fee that is a number', { service: { ...service, monthlyFee: 30 } }, '/service/monthlyFee not-an-amount'],
    ['a field that nobody knows', { servise: {} }, '/servise unknown-field'],
    ['an unknown country', { jurisdiction: 'YY' }, '/jurisdiction unknown-jurisdiction'],
    [
      'an unknown time zone',
      { service: { ...service, timeZone: 'Europe/Nowhere' } },
      '/service/timeZone unknown-time-zone',
    ],
    ['no service', { service: undefined }, '/service missing-field'],
    [
      'two currencies',
      { bundles: [{ id: 'b', monthlyFee: '1', currency: 'PLN', split: 'equal' }] },
      '/bundles/0/currency several-currencies',
    ],
    ['a bundle that does not exist', { service: { ...service, bundle: 'b' } }, '/service/bundle unknown-bundle'],
  ])('is refused for %s', (_, changes, expected) => {
    expect(mistakesOf({ ...aCase(), ...changes })).toContain(expected)
  })

  test.each([[null], [[]], ['text'], [42], [{}]])('is refused when it is %j', document => {
    expect(mistakesOf(document).length).toBeGreaterThan(0)
  })
})
