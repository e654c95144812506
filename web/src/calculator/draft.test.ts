import { loadRulebook } from '@pulih/rulebooks'
import { describe, expect, test } from 'vitest'
import { billingPeriodOf, periodsToChoose } from './billing-period.ts'
import { countries } from './countries.ts'
import { plainDecimal, writtenDecimal } from './decimal-text.ts'
import { emptyDraft, emptyInterruption, type Draft } from './draft.ts'
import { comesTwice, instantText, localTimeOf } from './local-time.ts'
import { needsOf } from './needs.ts'
import { answersByPeriod, atBestPeriod, workOut } from './work-out.ts'

const rulebook = loadRulebook()

function aDraft(part: Partial<Draft> = {}): Draft {
  return {
    ...emptyDraft,
    jurisdiction: 'PL',
    timeZone: 'Europe/Warsaw',
    currency: 'PLN',
    fee: '60.00',
    interruptions: [anInterruption()],
    ...part,
  }
}

function anInterruption(part = {}) {
  return { ...emptyInterruption, from: '2026-03-10T08:00', to: '2026-03-12T08:00', ...part }
}

function mistakesOf(draft: Draft) {
  const outcome = workOut(draft, rulebook)
  return 'mistakes' in outcome ? outcome.mistakes.map(({ field, code }) => `${field}: ${code}`) : []
}

describe('what is filled in wrongly', () => {
  test.each<[string, Partial<Draft>, string[]]>([
    ['no country', { jurisdiction: '' }, ['jurisdiction: choose-country']],
    ['no time zone', { timeZone: '' }, ['timeZone: choose-zone']],
    ['no fee', { fee: '' }, ['fee: amount-missing']],
    ['a fee that is none', { fee: 'sixty' }, ['fee: amount']],
    ['too many decimals', { fee: '60.001' }, ['fee: amount-decimals']],
    ['no dates', { interruptions: [emptyInterruption] }, ['interruptions.0.from: nothing-happened']],
    ['no end', { interruptions: [anInterruption({ to: '' })] }, ['interruptions.0.to: time-missing']],
    [
      'an end before the start',
      { interruptions: [anInterruption({ to: '2026-03-09T08:00' })] },
      ['interruptions.0.to: end-before-start'],
    ],
    ['two years', { interruptions: [anInterruption({ to: '2028-03-09T08:00' })] }, ['interruptions.0.to: too-long']],
    [
      'a year long ago',
      { interruptions: [anInterruption({ from: '0202-03-09T08:00', to: '0202-03-09T09:00' })] },
      ['interruptions.0.from: year', 'interruptions.0.to: year'],
    ],
    [
      'a notice in words',
      { interruptions: [anInterruption({ noticeHours: 'two' })] },
      ['interruptions.0.noticeHours: whole-number'],
    ],
    [
      'more than all',
      { interruptions: [anInterruption({ delivered: '101' })] },
      ['interruptions.0.delivered: percent'],
    ],
    ['no rule', { schemes: [] }, ['schemes: choose-rule']],
    ['a share in words', { settings: { share: 'half' } }, ['settings.share: setting']],
    ['a visit without a time', { appointments: [{ at: '', outcome: 'missed' }] }, ['appointments.0.at: time-missing']],
    ['a late start without a day', { activation: { promised: '', actual: '' } }, ['activation.promised: date']],
  ])('%s is told at the field', (_, part, told) => {
    expect(mistakesOf(aDraft(part))).toEqual(told)
  })

  test('is told all at once, in the order of the form', () => {
    expect(mistakesOf(aDraft({ fee: '', interruptions: [anInterruption({ from: '' })] }))).toEqual([
      'interruptions.0.from: time-missing',
      'fee: amount-missing',
    ])
  })
})

describe('the billing period', () => {
  test('is the one in which the last interruption ends', () => {
    expect(billingPeriodOf(aDraft({ cycleDay: '11' }))).toEqual({ from: '2026-03-11', to: '2026-04-11' })
    expect(billingPeriodOf(aDraft({ cycleDay: '12' }))).toEqual({ from: '2026-03-12', to: '2026-04-12' })
    expect(billingPeriodOf(aDraft({ cycleDay: '13' }))).toEqual({ from: '2026-02-13', to: '2026-03-13' })
  })

  test('does not begin with an interruption that ends at its first midnight', () => {
    const draft = aDraft({ interruptions: [anInterruption({ from: '2026-03-30T00:00', to: '2026-04-01T00:00' })] })

    expect(billingPeriodOf(draft)).toEqual({ from: '2026-03-01', to: '2026-04-01' })
  })

  test('can be chosen among those that are touched, and the next', () => {
    const draft = aDraft({ interruptions: [anInterruption({ from: '2026-03-30T00:00', to: '2026-04-03T00:00' })] })

    expect(periodsToChoose(draft).map(({ from }) => from)).toEqual(['2026-03-01', '2026-04-01', '2026-05-01'])
    expect(billingPeriodOf({ ...draft, month: '2026-03' })).toEqual({ from: '2026-03-01', to: '2026-04-01' })
  })

  test('that comes to most is looked at first, and the others are told', () => {
    const draft = aDraft({
      interruptions: [
        anInterruption({ from: '2026-03-10T00:00', to: '2026-03-15T00:00' }),
        anInterruption({ from: '2026-04-10T08:00', to: '2026-04-10T20:00' }),
      ],
    })

    expect(answersByPeriod(draft, rulebook)).toEqual([
      { period: { from: '2026-03-01', to: '2026-04-01' }, recommended: '10.00', isShown: false },
      { period: { from: '2026-04-01', to: '2026-05-01' }, recommended: '2.00', isShown: true },
    ])
    expect(atBestPeriod(draft, rulebook).month).toBe('2026-03')
    expect(atBestPeriod({ ...draft, month: '2026-04' }, rulebook).month).toBe('2026-04')
  })

  test('does not matter where nobody says so', () => {
    expect(billingPeriodOf(aDraft({ cycleDay: '' }))).toBeNull()
  })
})

describe('a time on the wall', () => {
  test('comes twice when the clocks go back, and both are told apart', () => {
    expect(comesTwice('2026-10-25T02:30', 'Europe/Warsaw')).toBe(true)
    expect(instantText('2026-10-25T02:30', 'Europe/Warsaw')).toBe('2026-10-25T02:30:00+02:00')
    expect(instantText('2026-10-25T02:30~', 'Europe/Warsaw')).toBe('2026-10-25T02:30:00+01:00')
    expect(localTimeOf('2026-10-25T02:30:00+01:00', 'Europe/Warsaw')).toBe('2026-10-25T02:30~')
  })

  test('that spring skips moves forward and comes once', () => {
    expect(comesTwice('2026-03-29T02:30', 'Europe/Warsaw')).toBe(false)
    expect(instantText('2026-03-29T02:30', 'Europe/Warsaw')).toBe('2026-03-29T03:30:00+02:00')
  })

  test.each(['', '2026-02-30T10:00', '2026-01-01', 'yesterday', '2026-01-01T25:00'])('is not “%s”', text => {
    expect(instantText(text, 'Europe/Warsaw')).toBeNull()
  })
})

describe('an amount', () => {
  test.each([
    ['pl', '1 234,50', '1234.50'],
    ['pl', '60', '60'],
    ['pl', '60.5', '60.5'],
    ['id', '350.000', '350000'],
    ['id', '1.350.000,50', '1350000.50'],
    ['en', '1,234.50', '1234.50'],
    ['en', '60,5', '60.5'],
    ['en', 'sixty', 'sixty'],
    ['en', '-5', '-5'],
  ] as const)('in %s, %s, is %s', (language, typed, plain) => {
    expect(plainDecimal(typed, language)).toBe(plain)
  })

  test('is shown as the language writes it, to the last digit', () => {
    expect(writtenDecimal('1234567.50', 'id-ID')).toBe('1.234.567,50')
    expect(writtenDecimal('900719925474.0993', 'en-GB')).toBe('900,719,925,474.0993')
    expect(writtenDecimal('sixty', 'en-GB')).toBe('sixty')
  })
})

describe('the countries', () => {
  test('are those that have rules', () => {
    expect(countries.map(({ code }) => code).toSorted()).toEqual(rulebook.jurisdictions())
  })

  test('are asked only what their rules need', () => {
    const needs = (jurisdiction: string, part: Partial<Draft> = {}) =>
      needsOf(aDraft({ jurisdiction, ...part }), rulebook)

    expect(needs('NL')).toMatchObject({ regions: [], reports: false, appointments: false, bills: false, settings: [] })
    expect(needs('US').regions).toContain('US-NY')
    expect(needs('GB').codes).toEqual(['gb/automatic-compensation'])
    expect(needs('DE')).toMatchObject({ reports: true, appointments: true })
    expect(needs('PL').designated).toBe(false)
    expect(needs('PL', { schemes: ['pl/pke-377-3'] })).toMatchObject({ designated: true, bills: true })
    expect(needs('ID', { kind: 'electricity' }).settings.map(({ name }) => name)).toContain('level')
  })
})
