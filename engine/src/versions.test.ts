import { describe, expect, test } from 'vitest'
import {
  aHead,
  aParameter,
  aReading,
  answer,
  aScheme,
  down,
  figuresOfCase,
  paying,
  rulebookOf,
  aCase,
  warsaw,
} from './testing/a-scheme.ts'
import { UnknownVersion, versionDays } from './compile.ts'
import { SchemeProgram } from './decide.ts'
import { answerCase } from './answer-case.ts'
import type { Scheme } from './vocabulary.ts'

/** One cent for each hour until 10 September 2026, two from that day. */
const changing = (versionBy: Scheme['versionBy'], changes: Partial<Scheme> = {}) =>
  paying(
    { pay: { money: '$rate' }, times: { measure: 'blocks', length: 'PT1H', each: 'full' } },
    {},
    {
      versionBy,
      parameters: { rate: aParameter('money', ['2020-01-01', '0.01'], ['2026-09-10', '0.02']) },
      ...changes,
    },
  )
/** Ten hours under the old law, fourteen under the new one. */
const across = [down('2026-09-09 14:00', '2026-09-10 14:00')]

describe('a change of law inside an interruption', () => {
  const facts = {
    interruptions: across,
    reports: [{ at: warsaw('2026-09-10 08:00') }],
    billingPeriod: { from: '2026-09-01', to: '2026-10-01' },
  }

  test.each([
    ['onset', '0.24'],
    ['report', '0.48'],
    ['period-start', '0.24'],
    ['each-day', '0.38'],
  ] as const)('with the version of %s', (versionBy, expected) => {
    expect(answer(changing(versionBy), facts).recommended).toBe(expected)
    expect(answer(changing(versionBy, { per: 'billing-period' }), facts).recommended).toBe(expected)
  })

  test('without a report or a billing period goes by the onset', () => {
    expect(answer(changing('report'), { interruptions: across }).recommended).toBe('0.24')
    expect(answer(changing('period-start'), { interruptions: across }).recommended).toBe('0.24')
  })

  test('does not change what was decided before', () => {
    const before = [down('2026-09-08 14:00', '2026-09-09 14:00')]

    for (const versionBy of ['onset', 'report', 'each-day'] as const)
      expect(answer(changing(versionBy), { interruptions: before }).recommended).toBe('0.24')
  })
})

describe('a scheme', () => {
  test('binds from its first day until the day before its end', () => {
    const inForce = { from: '2026-09-10', to: '2026-09-12' }
    const owed = (from: string, to: string, versionBy: Scheme['versionBy'] = 'onset') =>
      answer(
        paying(
          { pay: { money: '0.01' }, times: { measure: 'blocks', length: 'PT1H', each: 'full' } },
          {},
          { inForce, versionBy },
        ),
        { interruptions: [down(from, to)] },
      ).recommended

    expect(owed('2026-09-09 23:59:59', '2026-09-10 12:00')).toBe('0.00')
    expect(owed('2026-09-10 00:00', '2026-09-10 12:00')).toBe('0.12')
    expect(owed('2026-09-11 22:00', '2026-09-12 02:00')).toBe('0.04')
    expect(owed('2026-09-12 00:00', '2026-09-12 12:00')).toBe('0.00')
    expect(owed('2026-09-09 12:00', '2026-09-13 12:00', 'each-day')).toBe('0.48')
  })

  test('that is not in force says so, with the days', () => {
    const { lines } = answer(paying({ money: '1.00' }, {}, { inForce: { from: '2027-01-01', to: null } }), {
      interruptions: across,
    })

    expect(lines[0]?.because[0]).toMatchObject({
      code: 'not-in-force',
      values: { day: '2026-09-09', inForceFrom: '2027-01-01', inForceTo: '' },
    })
  })

  test('knows the days on which it changes', () => {
    expect(versionDays(changing('onset'))).toEqual(['2020-01-01', '2026-09-10'])
  })

  test('asked for a day that a parameter does not know throws, for a missing law is no zero', () => {
    const scheme = changing('onset', { parameters: { rate: aParameter('money', ['2026-09-10', '0.02']) } })
    const program = new SchemeProgram(scheme, 'EUR')

    expect(() => program.versionOn('2026-09-09')).toThrow(UnknownVersion)
    expect(() => program.versionOn('2026-09-09')).toThrow('"rate" has no value on 2020-01-01')
  })
})

describe('readings', () => {
  const scheme = aScheme({
    heads: [aHead({ pays: { money: '10.00' }, gate: { when: { measure: 'duration' }, is: '>', than: 'PT12H' } })],
    readings: [
      aReading('as-written', ['recommended']),
      aReading('strict', ['minimum'], { '/heads/0/gate/than': 'PT24H' }),
      aReading('generous', ['maximum'], { '/heads/0/gate': null, '/heads/0/pays/money': '12.00' }),
    ],
  })

  test.each([
    [6, ['0.00', '0.00', '12.00']],
    [13, ['0.00', '10.00', '12.00']],
    [25, ['10.00', '10.00', '12.00']],
  ])('give the three figures of %d hours', (hours, expected) => {
    expect(
      figuresOfCase(scheme, {
        interruptions: [
          down(
            '2026-09-10 00:00',
            hours === 25 ? '2026-09-11 01:00' : `2026-09-10 ${String(hours).padStart(2, '0')}:00`,
          ),
        ],
      }),
    ).toEqual(expected)
  })

  test('are named on the line of each figure that differs', () => {
    const { lines } = answer(scheme, { interruptions: [down('2026-09-10 00:00', '2026-09-10 13:00')] })

    expect(lines.map(({ reading, readings, amount, outcome }) => [reading, ...readings, amount, outcome])).toEqual([
      ['recommended', 'as-written', '10.00', 'owed'],
      ['undisputedMinimum', 'strict', '0.00', 'not-owed'],
      ['arguableMaximum', 'generous', '12.00', 'owed'],
    ])
  })

  test('that turn out the other way for one customer are put in order', () => {
    const turned = aScheme({
      heads: [aHead({ pays: { share: '1', of: 'monthly-fee' } })],
      readings: [aReading('fixed', ['maximum'], { '/heads/0/pays': { money: '20.00' } })],
    })

    expect(figuresOfCase(turned, { interruptions: across })).toEqual(['20.00', '30.00', '30.00'])
  })

  test('add up over schemes: each figure by itself', () => {
    const other = aScheme({
      id: 'xx/other',
      heads: [aHead({ pays: { money: '1.00' } })],
      readings: [aReading('less', ['minimum'], { '/heads/0/pays/money': '0.50' })],
    })

    expect(figuresOfCase([scheme, other], { interruptions: [down('2026-09-10 00:00', '2026-09-10 13:00')] })).toEqual([
      '0.50',
      '11.00',
      '13.00',
    ])
  })
})

describe('a value that the operator sets', () => {
  const operatorSet = (values: Scheme['parameters'][string]['values'] = []) =>
    paying(
      { money: '$credit' },
      { gate: { when: { measure: 'duration' }, is: '>', than: 'PT12H' } },
      { parameters: { credit: { unit: 'money', setBy: 'operator', values } } },
    )
  const facts = { interruptions: across }
  const mistakesOf = (parameters: Record<string, string>) => {
    try {
      answerCase(aCase({ schemes: ['xx/act'], parameters, ...facts }), rulebookOf(operatorSet()))
      return []
    } catch (error) {
      return error instanceof Error && 'mistakes' in error
        ? (error.mistakes as { pointer: string; code: string }[]).map(({ pointer, code }) => `${pointer} ${code}`)
        : [error]
    }
  }

  test('and has not set leaves the amount undetermined, but not what is not owed anyway', () => {
    const { lines, recommended } = answer(operatorSet(), facts)

    expect([lines[0]?.outcome, recommended]).toEqual(['undetermined', '0.00'])
    expect(lines[0]?.because.at(-1)).toEqual({ code: 'parameter-not-set', values: { parameter: 'credit' } })
    expect(
      answer(operatorSet(), { interruptions: [down('2026-09-10 08:00', '2026-09-10 09:00')] }).lines[0]?.outcome,
    ).toBe('not-owed')
  })

  test('is taken from the case, by name or by scheme and name, before the default', () => {
    const withDefault = operatorSet([{ from: '2020-01-01', value: '1.00', source: 'act' }])

    expect(answer(withDefault, facts).recommended).toBe('1.00')
    expect(answer(withDefault, { ...facts, parameters: { credit: '2.00' } }).recommended).toBe('2.00')
    expect(answer(withDefault, { ...facts, parameters: { credit: '2.00', 'xx/act:credit': '3.00' } }).recommended).toBe(
      '3.00',
    )
    expect(answer(withDefault, { ...facts, provider: { contract: { credit: '4.00' } } }).recommended).toBe('4.00')
  })

  test.each([
    [{ credit: '1.001' }, '/parameters/credit not-a-money'],
    [{ credit: 'much' }, '/parameters/credit not-a-money'],
    [{ credit: '99999999999999' }, '/parameters/credit too-large'],
    [{ other: '1.00' }, '/parameters/other parameter-not-operator-set'],
    [{ 'xx/act:credit': '-1' }, '/parameters/xx~1act:credit not-a-money'],
  ])('and is wrong is refused: %o', (parameters, expected) => {
    expect(mistakesOf(parameters as Record<string, string>)).toEqual([expected])
  })

  test('cannot replace the law', () => {
    const scheme = changing('onset')

    expect(() => answer(scheme, { ...facts, parameters: { rate: '99.00' } })).toThrow('parameter-not-operator-set')
  })
})
