import { describe, expect, test } from 'vitest'
import { checkRulebook, checkScheme, checkSettings } from './check-scheme.ts'
import { HolidayCalendars } from './holidays.ts'
import { aHead, aParameter, aReading, aScheme, calendar, paying } from './testing/a-scheme.ts'
import type { Amount, Gate, Measure, Parameter, Scheme } from './vocabulary.ts'

const holidays = new HolidayCalendars([calendar])
const mistakesOf = (document: unknown) =>
  checkScheme(document, holidays).map(({ pointer, code }) => `${pointer} ${code}`)
const duration: Measure = { measure: 'duration' }
const money: Amount = { money: '1.00' }
const gate = (than: string, when: Measure = duration): Gate => ({ when, is: '>', than })
const withParameter = (parameter: Parameter, gateThan = '$limit') =>
  paying(money, { gate: gate(gateThan) }, { parameters: { limit: parameter } })
const dated = (...values: Parameter['values']): Parameter => ({ unit: 'duration', values })

describe('a scheme without mistakes', () => {
  test('has none', () => {
    expect(mistakesOf(aScheme())).toEqual([])
    expect(mistakesOf(withParameter(aParameter('duration', ['2020-01-01', 'PT12H'], ['2024-01-01', 'PT6H'])))).toEqual(
      [],
    )
  })
})

describe('dated values', () => {
  const value = { from: '2020-01-01', value: 'PT12H', source: 'act' }
  const at = '/parameters/limit/values'

  test.each<[string, Parameter, string]>([
    [
      'a value without a source that the scheme knows',
      dated({ ...value, source: 'hearsay' }),
      `${at}/0/source unknown-source`,
    ],
    ['a first value that comes too late', dated({ ...value, from: '2020-01-02' }), `${at}/0/from version-gap`],
    [
      'a gap between two values',
      dated({ ...value, to: '2021-01-01' }, { ...value, from: '2021-01-02' }),
      `${at}/0/to version-gap`,
    ],
    [
      'two values for the same days',
      dated({ ...value, to: '2021-01-02' }, { ...value, from: '2021-01-01' }),
      `${at}/0/to version-overlap`,
    ],
    [
      'values in the wrong order',
      dated({ ...value, from: '2020-01-01' }, { ...value, from: '2019-01-01' }),
      `${at}/1/from version-overlap`,
    ],
    ['a last value that ends before the scheme', dated({ ...value, to: '2025-01-01' }), `${at}/0/to version-gap`],
    [
      'a value that ends before it begins',
      dated({ ...value, to: '2020-01-01' }, { ...value, from: '2020-01-02' }),
      `${at}/0/to end-not-after-start`,
    ],
    ['a value that is none', dated({ ...value, value: '12 hours' }), `${at}/0/value not-a-duration`],
    ['a value beyond all measure', dated({ ...value, value: 'P9999W' }), `${at}/0/value too-large`],
    ['no value at all', dated(), `${at} parameter-without-value`],
    ['a unit that does not fit', aParameter('money', ['2020-01-01', '1.00']), '/heads/0/gate/than wrong-unit'],
  ])('%s', (_, parameter, expected) => {
    expect(mistakesOf(withParameter(parameter))).toContain(expected)
  })

  test('a value without any source has not the form of one', () => {
    const { source: _, ...unsourced } = value

    expect(
      mistakesOf({ ...withParameter(dated(value)), parameters: { limit: { unit: 'duration', values: [unsourced] } } }),
    ).toEqual([`${at}/0/source missing-field`])
  })

  test('may be missing where the operator sets them', () => {
    expect(mistakesOf(withParameter({ unit: 'duration', setBy: 'operator', values: [] }))).toEqual([])
  })

  test('are known by the name that is used, and used if they are known', () => {
    expect(mistakesOf(withParameter(dated(value), '$limits'))).toEqual([
      '/heads/0/gate/than unknown-parameter',
      '/parameters/limit unused-parameter',
    ])
  })
})

describe('an amount', () => {
  const tiers = (...bounds: readonly string[]): Amount => ({
    tiers: duration,
    rows: bounds.map(atLeast => ({ atLeast, pays: money })),
  })
  const steps = (...rows: Extract<Amount, { steps: Measure }>['rows']): Amount => ({
    steps: { measure: 'occurrences' },
    rows,
  })
  const rest = { rest: true, each: money } as const

  test.each<[string, Amount, string]>([
    ['tiers that do not ascend', tiers('PT6H', 'PT5H'), '/rows/1/atLeast tiers-not-ascending'],
    ['tiers with the same bound twice', tiers('PT6H', 'PT6H'), '/rows/1/atLeast tiers-not-ascending'],
    ['a bound that is no duration', tiers('6'), '/rows/0/atLeast not-a-duration'],
    ['money with too many decimals', { money: '1.001' }, '/money not-a-money'],
    ['money beyond all measure', { money: '10000000000.01' }, '/money too-large'],
    ['a share beyond all measure', { share: '1/1000001', of: 'monthly-fee' }, '/share too-large'],
    ['a division by nothing', { pay: money, dividedBy: '0' }, '/dividedBy must-not-be-zero'],
    ['rounding to nothing', { rounded: money, mode: 'up', to: '0' }, '/to must-not-be-zero'],
    [
      'blocks of no length',
      { pay: money, times: { measure: 'blocks', length: 'PT0S', each: 'full' } },
      '/times/length must-not-be-zero',
    ],
    [
      'blocks without the fraction they speak of',
      { pay: money, times: { measure: 'blocks', length: 'PT1H', each: 'full-or-fraction-above' } },
      '/times/fraction missing-field',
    ],
    [
      'days with more than a time that is not given',
      { pay: money, times: { measure: 'calendar-days', which: 'with-more-than' } },
      '/times/time missing-field',
    ],
    [
      'a time for days that need none',
      { pay: money, times: { measure: 'calendar-days', which: 'touched', time: 'PT1H' } },
      '/times/time unknown-field',
    ],
    [
      'a window that ends before it begins',
      { pay: money, times: { ...duration, window: { from: '22:00', to: '08:00' } } },
      '/times/window end-not-after-start',
    ],
    [
      'a calendar that nobody keeps',
      { pay: money, times: { measure: 'working-days', calendar: 'yy' } },
      '/times/calendar unknown-calendar',
    ],
    ['overdue time without a clock', { pay: money, times: { ...duration, of: 'overdue' } }, '/times/of needs-clock'],
    [
      'steps without a rest',
      steps({ first: '1', each: money }, { first: '1', each: money }),
      '/rows/1 steps-without-rest',
    ],
    ['steps after the rest', steps(rest, rest), '/rows/0 steps-after-rest'],
    [
      'steps of fractions',
      { steps: { ...duration, over: 'month' }, rows: [{ first: '1', each: money }, rest] },
      '/steps/over steps-need-whole-units',
    ],
  ])('with %s', (_, amount, expected) => {
    expect(mistakesOf(paying(amount))).toContain(`/heads/0/pays${expected}`)
  })

  test('of money needs a currency', () => {
    expect(mistakesOf(paying(money, {}, { currency: null }))).toEqual(['/heads/0/pays/money money-without-currency'])
  })

  test('that is a bound measures nothing', () => {
    expect(mistakesOf(aScheme({ cap: { pay: money, times: { measure: 'occurrences' } } }))).toEqual([
      '/cap/times bound-with-measure',
    ])
    expect(mistakesOf(aScheme({ floor: { tiers: duration, rows: [{ atLeast: 'PT1H', pays: money }] } }))).toContain(
      '/floor/tiers bound-with-measure',
    )
  })
})

describe('readings', () => {
  const reading = (patch: Readonly<Record<string, unknown>>, id = 'other', figure: 'minimum' | 'maximum' = 'maximum') =>
    aReading(id, [figure], patch)
  const withReadings = (...readings: Scheme['readings']) =>
    mistakesOf(paying(money, { gate: gate('PT12H') }, { readings }))

  test('of one figure must not patch one place', () => {
    const patch = { '/heads/0/gate/than': 'PT6H' }

    expect(withReadings(reading(patch), reading(patch, 'third'))).toEqual(['/readings/1/patch readings-collide'])
    expect(withReadings(reading(patch), reading(patch, 'third', 'minimum'))).toEqual([])
  })

  test.each([
    [{ '/heads/7/pays': null }, '/readings/0/patch patch-leads-nowhere'],
    [{ '/rounding/mode': 'up' }, '/readings/0/patch patch-not-allowed'],
    [{ '/heads/0/who': {} }, '/readings/0/patch patch-not-allowed'],
    [{ '/status': 'law' }, '/readings/0/patch patch-not-allowed'],
    [{ heads: [] }, '/readings/0/patch patch-not-allowed'],
  ])('must patch something that they may: %o', (patch, expected) => {
    expect(withReadings(reading(patch))).toEqual([expected])
  })

  test('must leave a scheme that holds, and the figure is named', () => {
    const [mistake] = checkScheme(
      paying(money, { gate: gate('PT12H') }, { readings: [reading({ '/heads/0/gate/than': '5' })] }),
      holidays,
    )

    expect(mistake).toMatchObject({
      pointer: '/heads/0/gate/than',
      code: 'not-a-duration',
      values: { figure: 'maximum' },
    })
  })

  test('have names of their own', () => {
    expect(withReadings(reading({}), reading({}))).toEqual(['/readings/1/id duplicate'])
  })
})

describe('the scheme as a whole', () => {
  test.each<[string, Partial<Scheme>, string]>([
    ['ends before it begins', { inForce: { from: '2020-01-01', to: '2020-01-01' } }, '/inForce/to end-not-after-start'],
    ['has an id without a country', { id: 'Act 1' }, '/id bad-scheme-id'],
    ['has a country without a code', { jurisdiction: 'Exampleland' }, '/jurisdiction bad-jurisdiction'],
    ['has two heads of one name', { heads: [aHead(), aHead()] }, '/heads/1/id duplicate'],
    [
      'has two sources of one name',
      { sources: [...aScheme().sources, ...aScheme().sources] },
      '/sources/1/id duplicate',
    ],
    [
      'cites what it does not list',
      { heads: [aHead({ cites: [{ source: 'hearsay' }] })] },
      '/heads/0/cites/0/source unknown-source',
    ],
    [
      'has causes in and out',
      {
        heads: [
          aHead({
            counts: {
              extent: ['total'],
              planned: 'counts',
              causes: { except: ['war'], only: ['theft'], proof: 'provider' },
            },
          }),
        ],
      },
      '/heads/0/counts/causes either-or',
    ],
  ])('%s', (_, changes, expected) => {
    expect(mistakesOf(aScheme(changes))).toEqual([expected])
  })

  test('shows every mistake at once', () => {
    const scheme = paying(
      {
        tiers: duration,
        rows: [
          { atLeast: 'PT6H', pays: { money: '1.001' } },
          { atLeast: 'PT5H', pays: money },
        ],
      },
      { gate: gate('$nothing') },
      {
        inForce: { from: '2020-01-01', to: '2019-01-01' },
        parameters: { unused: aParameter('count', ['2021-01-01', '1']) },
      },
    )

    expect(mistakesOf(scheme).toSorted()).toEqual([
      '/heads/0/gate/than unknown-parameter',
      '/heads/0/pays/rows/0/pays/money not-a-money',
      '/heads/0/pays/rows/1/atLeast tiers-not-ascending',
      '/inForce/to end-not-after-start',
      '/parameters/unused unused-parameter',
      '/parameters/unused/values/0/from version-gap',
    ])
  })

  test('shows every mistake of form at once', () => {
    const { title: _, ...untitled } = aScheme()

    expect(mistakesOf({ ...untitled, status: 'laws', combine: 'add', colour: 'red' }).toSorted()).toEqual([
      '/colour unknown-field',
      '/combine unknown-word',
      '/status unknown-word',
      '/title missing-field',
    ])
  })

  test.each([[null], [[]], ['text'], [7], [{}]])('is refused when it is %j', document => {
    expect(mistakesOf(document).length).toBeGreaterThan(0)
  })
})

describe('a rulebook', () => {
  const between = (...schemes: readonly Scheme[]) =>
    checkRulebook(schemes, holidays).flatMap(({ id, mistakes }) =>
      mistakes.map(({ pointer, code }) => `${id} ${pointer} ${code}`),
    )
  const inGroup = (id: string, rank: number) => aScheme({ id, stacking: { rule: 'greatest-of', group: 'g', rank } })

  test('has each id once', () => {
    expect(between(aScheme(), aScheme())).toEqual(['xx/act /id duplicate'])
  })

  test('stacks only on what it holds', () => {
    expect(between(aScheme({ stacking: { rule: 'set-off', against: ['xx/gone'] } }))).toEqual([
      'xx/act /stacking/against/0 unknown-scheme',
    ])
    expect(between(aScheme({ stacking: { rule: 'subsidiary', to: ['xx/act'] } }))).toEqual([
      'xx/act /stacking/to/0 unknown-scheme',
    ])
  })

  test('gives each rank of a group once', () => {
    expect(between(inGroup('xx/a', 1), inGroup('xx/b', 1))).toEqual([
      'xx/a /stacking/rank rank-taken',
      'xx/b /stacking/rank rank-taken',
    ])
    expect(between(inGroup('xx/a', 1), inGroup('xx/b', 2))).toEqual([])
  })
})

describe('the rounding of a scheme', () => {
  const to = (unit: string, parameters: Scheme['parameters'] = {}) =>
    aScheme({ rounding: { mode: 'up', to: unit }, parameters })

  test('is to a multiple of something', () => {
    expect(mistakesOf(to('0.05'))).toEqual([])
    expect(mistakesOf(to('0'))).toEqual(['/rounding/to must-not-be-zero'])
    expect(mistakesOf(to('0.00'))).toEqual(['/rounding/to must-not-be-zero'])
  })

  test('is so on every day, and under every setting of the operator', () => {
    const dated = aParameter('money', ['2020-01-01', '1.00'], ['2026-01-01', '0.00'])
    const set: Scheme['parameters'] = { unit: { unit: 'money', setBy: 'operator', values: [] } }

    expect(mistakesOf(to('$unit', { unit: dated }))).toEqual(['/parameters/unit/values/1/value must-not-be-zero'])
    expect(checkSettings(to('$unit', set), { unit: '0' }, holidays).map(mistake => mistake.code)).toEqual([
      'must-not-be-zero',
    ])
  })
})

describe('a setting of the operator', () => {
  const scheme = paying(
    {
      tiers: duration,
      rows: [
        { atLeast: '$limit', pays: money },
        { atLeast: 'PT24H', pays: { money: '2.00' } },
      ],
    },
    {},
    { parameters: { limit: { unit: 'duration', setBy: 'operator', values: [] } } },
  )
  const codes = (value: string) => checkSettings(scheme, { limit: value }, holidays).map(mistake => mistake.code)

  test('is checked in the place where the scheme uses it', () => {
    expect(codes('PT6H')).toEqual([])
    expect(codes('6')).toEqual(['not-a-duration'])
    expect(codes('PT30H')).toEqual(['tiers-not-ascending'])
  })
})

describe('versions of a policy', () => {
  const version = (id: string, from: string, to: string | null) => aScheme({ id, inForce: { from, to } })
  const between = (...schemes: readonly Scheme[]) =>
    checkRulebook(schemes, holidays).flatMap(({ id, mistakes }) =>
      mistakes.map(({ pointer, code }) => `${id} ${pointer} ${code}`),
    )

  test('hold one after the other', () => {
    const first = version('policy/a', '2026-01-01', '2026-06-01')

    expect(between(first, version('policy/a.2', '2026-06-01', null))).toEqual([])
    expect(between(first, version('policy/a.2', '2026-05-31', null))).toEqual([
      'policy/a /inForce/to policy-overlap',
      'policy/a.2 /inForce/from policy-overlap',
    ])
    expect(between(version('policy/a.2', '2026-01-01', null), version('policy/a.12', '2026-01-01', null))).toEqual([
      'policy/a.2 /inForce/from policy-overlap',
      'policy/a.12 /inForce/from policy-overlap',
    ])
  })

  test('are told from other policies and from laws by the number behind the name', () => {
    const always = (id: string) => version(id, '2026-01-01', null)

    expect(between(...['policy/a', 'policy/a-2', 'policy/a.0', 'policy/a.02', 'policy/ab.2'].map(always))).toEqual([])
    expect(between(...['us/a.2', 'us/a.3'].map(always))).toEqual([])
  })

  test('may have one rank: they never meet', () => {
    const ranked = (id: string, from: string, to: string | null) => ({
      ...version(id, from, to),
      stacking: { rule: 'greatest-of', group: 'g', rank: 1 } as const,
    })

    expect(between(ranked('policy/a', '2026-01-01', '2026-06-01'), ranked('policy/a.2', '2026-06-01', null))).toEqual(
      [],
    )
  })
})
