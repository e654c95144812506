import { describe, expect, test } from 'vitest'
import { aHead, aParameter, answer, aScheme, down, figuresOfCase, paying } from './testing/a-scheme.ts'
import type { Amount, Gate, Measure, Scheme } from './vocabulary.ts'

const started = (length = 'PT24H'): Measure => ({ measure: 'blocks', length, each: 'started' })
const duration: Measure = { measure: 'duration' }
/** Lasts so many hours from midnight of 10 September 2026, and a second more or less. */
const lasting = (hours: number, seconds = 0) => {
  const { from } = down('2026-09-10 00:00', '2026-09-10 00:01')
  const to = Temporal.Instant.from(from)
    .add({ seconds: hours * 3600 + seconds })
    .toString()
  return { interruptions: [{ from, to }] }
}
const pays = (amount: Amount, facts: Parameters<typeof answer>[1] = lasting(5), scheme: Partial<Scheme> = {}) =>
  answer(paying(amount, {}, scheme), facts).recommended
const isMet = (gate: Gate, facts: Parameters<typeof answer>[1]) =>
  answer(paying({ money: '1.00' }, { gate }), facts).recommended === '1.00'

describe('a gate', () => {
  test.each([
    ['>', [false, false, true]],
    ['>=', [false, true, true]],
    ['<', [true, false, false]],
    ['<=', [true, true, false]],
  ] as const)('with %s, a second below, at and a second above its limit', (is, expected) => {
    const gate: Gate = { when: duration, is, than: 'PT12H' }

    expect([-1, 0, 1].map(seconds => isMet(gate, lasting(12, seconds)))).toEqual(expected)
  })

  test('asks for all or for any of its parts', () => {
    const long: Gate = { when: duration, is: '>=', than: 'PT12H' }
    const often: Gate = { when: { measure: 'occurrences' }, is: '>=', than: '2' }
    const period = { billingPeriod: { from: '2026-09-01', to: '2026-10-01' } }
    const twice = {
      ...period,
      interruptions: [down('2026-09-10 00:00', '2026-09-10 01:00'), down('2026-09-12 00:00', '2026-09-12 01:00')],
    }
    const scheme = (gate: Gate) => aScheme({ per: 'billing-period', heads: [aHead({ pays: { money: '1.00' }, gate })] })

    expect(answer(scheme({ all: [long, often] }), twice).recommended).toBe('0.00')
    expect(answer(scheme({ any: [long, often] }), twice).recommended).toBe('1.00')
    expect(
      answer(scheme({ any: [long, { all: [often, { when: duration, is: '<', than: 'PT2H' }] }] }), twice).recommended,
    ).toBe('0.00')
  })

  test('compares a fraction exactly', () => {
    const gate: Gate = { when: { measure: 'duration', over: 'thirty-days' }, is: '>', than: '1/720' }

    expect([isMet(gate, lasting(1)), isMet(gate, lasting(1, 1))]).toEqual([false, true])
  })

  test('makes a duty automatic that is otherwise on claim', () => {
    const scheme = paying(
      { money: '1.00' },
      { duty: 'automatic', automaticWhen: { when: duration, is: '>', than: 'PT24H' } },
    )
    const duty = (hours: number) => answer(scheme, lasting(hours)).lines[0]?.settlement.duty

    expect([duty(24), duty(25)]).toEqual(['on-claim', 'automatic'])
  })
})

describe('tiers', () => {
  const tiers: Amount = {
    tiers: duration,
    rows: [
      { atLeast: 'PT6H', pays: { share: '10%', of: 'monthly-fee' } },
      { above: 'PT24H', pays: { share: '20%', of: 'monthly-fee' } },
      { atLeast: 'P3D', pays: { share: '1', of: 'monthly-fee' } },
    ],
  }

  test.each([
    [6, -1, '0.00'],
    [6, 0, '3.00'],
    [24, 0, '3.00'],
    [24, 1, '6.00'],
    [72, -1, '6.00'],
    [72, 0, '30.00'],
  ])('at %d hours and %d seconds pay %s', (hours, seconds, expected) => {
    expect(pays(tiers, lasting(hours, seconds))).toBe(expected)
  })

  test('may say both ends of one bound', () => {
    const both: Amount = {
      tiers: duration,
      rows: [
        { atLeast: 'PT6H', pays: { money: '1.00' } },
        { above: 'PT6H', pays: { money: '2.00' } },
      ],
    }

    expect([lasting(6), lasting(6, 1)].map(facts => pays(both, facts))).toEqual(['1.00', '2.00'])
  })
})

describe('steps', () => {
  test('pay the first few units at one amount and the rest at another', () => {
    const steps: Amount = {
      steps: started(),
      rows: [
        { first: '2', each: { money: '5.00' } },
        { first: '1', each: { share: '10%', of: 'monthly-fee' } },
        { rest: true, each: { money: '10.00' } },
      ],
    }

    expect([24, 48, 72, 96, 240].map(hours => pays(steps, lasting(hours)))).toEqual([
      '5.00',
      '10.00',
      '13.00',
      '23.00',
      '83.00',
    ])
  })
})

describe('an amount', () => {
  test('is a sum, the greatest, the least, a multiple or a part of others', () => {
    const three: Amount = { money: '3.00' }
    const five: Amount = { money: '5.00' }
    const fee: Amount = { share: '1/3', of: 'monthly-fee' }

    expect(pays({ sum: [three, five, fee] })).toBe('18.00')
    expect(pays({ greatest: [three, fee, five] })).toBe('10.00')
    expect(pays({ least: [three, fee, five] })).toBe('3.00')
    expect(pays({ pay: five, times: started('PT1H') })).toBe('25.00')
    expect(pays({ pay: five, by: '1/4' })).toBe('1.25')
    expect(pays({ pay: five, dividedBy: '0.8' })).toBe('6.25')
  })

  test('keeps a greatest inside a multiple apart for each unit', () => {
    const each: Amount = {
      pay: { greatest: [{ share: '1/30', of: 'monthly-fee' }, { money: '0.50' }] },
      times: started('PT1H'),
    }

    expect(pays(each)).toBe('5.00')
    expect(
      pays(each, {
        ...lasting(5),
        service: { kind: 'internet', timeZone: 'Europe/Warsaw', monthlyFee: '3.00', currency: 'EUR' },
      }),
    ).toBe('2.50')
  })

  test('is rounded once, at the end, unless the law rounds inside', () => {
    const service = { kind: 'internet', timeZone: 'Europe/Warsaw', monthlyFee: '10.00', currency: 'EUR' } as const
    const third: Amount = { share: '1/30', of: 'monthly-fee' }
    const facts = { ...lasting(50), service }

    expect(pays({ pay: third, times: started() }, facts)).toBe('1.00')
    expect(pays({ pay: { rounded: third, mode: 'half-away' }, times: started() }, facts)).toBe('0.99')
    expect(pays({ pay: { rounded: third, mode: 'up', to: '0.05' }, times: started() }, facts)).toBe('1.05')
    expect(pays({ sum: [third, third, third] }, facts)).toBe('1.00')
  })

  test.each([
    ['half-away', '0.13'],
    ['half-even', '0.12'],
    ['up', '0.13'],
    ['down', '0.12'],
  ] as const)('of twelve and a half cents, rounded %s, is %s', (mode, expected) => {
    expect(pays({ pay: { money: '0.25' }, by: '1/2' }, lasting(5), { rounding: { mode } })).toBe(expected)
  })

  test('is rounded to a larger unit if the scheme says so', () => {
    expect(pays({ money: '2.50' }, lasting(5), { rounding: { mode: 'half-away', to: '1' } })).toBe('3.00')
    expect(pays({ money: '2.49' }, lasting(5), { rounding: { mode: 'half-away', to: '1' } })).toBe('2.00')
  })

  test('of nothing is nothing, whatever the floor', () => {
    expect(
      pays(
        { pay: { money: '1.00' }, times: { measure: 'duration', window: { from: '12:00', to: '13:00' } } },
        lasting(5),
        { floor: { money: '7.00' } },
      ),
    ).toBe('0.00')
  })

  test('of none is a right without an amount', () => {
    const { lines } = answer(paying(null), lasting(5))

    expect([lines[0]?.outcome, lines[0]?.amount]).toEqual(['right-without-amount', '0.00'])
  })
})

describe('bounds', () => {
  const perHour: Amount = { pay: { money: '1.00' }, times: started('PT1H') }
  const bounds = { floor: { money: '3.00' }, cap: { share: '50%', of: 'monthly-fee' } } as const

  test('raise what is too little and cut what is too much', () => {
    expect([1, 3, 4, 15, 100].map(hours => pays(perHour, lasting(hours), bounds))).toEqual([
      '3.00',
      '3.00',
      '4.00',
      '15.00',
      '15.00',
    ])
  })

  test('hold for each event', () => {
    const interruptions = [down('2026-09-10 00:00', '2026-09-11 00:00'), down('2026-09-12 00:00', '2026-09-13 00:00')]

    expect(pays(perHour, { interruptions }, bounds)).toBe('30.00')
  })

  test('hold for the billing period, all heads together', () => {
    const interruptions = [down('2026-09-10 00:00', '2026-09-11 00:00'), down('2026-09-12 00:00', '2026-09-13 00:00')]
    const scheme = aScheme({
      per: 'billing-period',
      heads: [aHead({ pays: perHour }), aHead({ id: 'other', pays: { money: '2.00' } })],
      ...bounds,
    })

    expect(answer(scheme, { interruptions, billingPeriod: { from: '2026-09-01', to: '2026-10-01' } }).recommended).toBe(
      '15.00',
    )
  })
})

describe('heads', () => {
  const fixed = aHead({ pays: { money: '2.00' } })
  const share = aHead({ id: 'other', pays: { share: '10%', of: 'monthly-fee' } })
  const heads = [fixed, share]

  test('add up, or the greatest is due', () => {
    expect(answer(aScheme({ heads, combine: 'sum' }), lasting(5)).recommended).toBe('5.00')
    expect(answer(aScheme({ heads, combine: 'greatest' }), lasting(5)).recommended).toBe('3.00')
  })

  test('are only those for the service', () => {
    const scheme = aScheme({ heads: [{ ...fixed, who: { payment: ['prepaid'] } }, share] })

    expect(answer(scheme, lasting(5)).recommended).toBe('3.00')
    expect(answer(scheme, { ...lasting(5), subscriber: { payment: 'prepaid' } }).recommended).toBe('5.00')
  })
})

describe('money', () => {
  test('is taken from a dated parameter', () => {
    const scheme = paying(
      { money: '$daily' },
      {},
      { parameters: { daily: aParameter('money', ['2020-01-01', '8.06'], ['2027-01-01', '8.50']) } },
    )

    expect(figuresOfCase(scheme, lasting(5))).toEqual(['8.06', '8.06', '8.06'])
  })

  test.each([
    ['JPY', '1001', '334'],
    ['KWD', '1.001', '0.334'],
    ['CLF', '0.1000', '0.0333'],
  ])('has the digits of %s: a third of %s is %s', (currency, monthlyFee, expected) => {
    const service = { kind: 'internet', timeZone: 'Europe/Warsaw', monthlyFee, currency } as const

    expect(pays({ share: '1/3', of: 'monthly-fee' }, { ...lasting(5), service }, { currency })).toBe(expected)
  })

  test('beyond what a binary float can hold is exact', () => {
    const service = {
      kind: 'internet',
      timeZone: 'Europe/Warsaw',
      monthlyFee: '90071992547409.93',
      currency: 'EUR',
    } as const

    expect(pays({ share: '1', of: 'monthly-fee' }, { ...lasting(5), service })).toBe('90071992547409.93')
  })
})
