import { checkCase, type Case, type CaseInterruption, type Rulebook, type Scheme } from '@pulih/engine'
import { currencyDigits, isCurrency, isIsoDate, isTimeZone, parseInstant, type Mistake } from '@pulih/kernel'
import { billingPeriodOf, periodsBefore } from './billing-period.ts'
import { isDecimal } from './decimal-text.ts'
import type { Draft, DraftInterruption, Field } from './draft.ts'
import { instantText } from './local-time.ts'
import { schemesOf } from './needs.ts'

/** What is wrong with a field: a key below `mistake.` in the messages, with its values. */
export interface DraftMistake {
  readonly field: Field
  readonly code: MistakeCode
  readonly values?: Readonly<Record<string, string | number>>
}

export type MistakeCode =
  | 'choose-country'
  | 'choose-zone'
  | 'choose-rule'
  | 'currency'
  | 'amount-missing'
  | 'amount'
  | 'amount-decimals'
  | 'time-missing'
  | 'time'
  | 'end-before-start'
  | 'too-long'
  | 'year'
  | 'percent'
  | 'whole-number'
  | 'date'
  | 'nothing-happened'
  | 'setting'
  | 'other'
  | 'unknown-version'

export type CaseOrMistakes = { readonly question: Case } | { readonly mistakes: readonly DraftMistake[] }

const longestDays = 366

/** The case that a draft means, or everything that is wrong with it. */
export function caseOf(draft: Draft, rulebook: Rulebook): CaseOrMistakes {
  const mistakes = mistakesIn(draft, rulebook)
  if (mistakes.length > 0) return { mistakes }
  const question = plainCase(draft, rulebook)
  const left = checkCase(question, rulebook)
  return left.length > 0 ? { mistakes: left.map(asDraftMistake) } : { question }
}

/** In the order in which the form asks, so that the first one is where to begin. */
function mistakesIn(draft: Draft, rulebook: Rulebook): DraftMistake[] {
  const found: DraftMistake[] = []
  const add = (field: Field, code: MistakeCode, values?: DraftMistake['values']) =>
    found.push({ field, code, ...(values ? { values } : {}) })
  if (!rulebook.jurisdictions().includes(draft.jurisdiction)) return [{ field: 'jurisdiction', code: 'choose-country' }]
  if (!isTimeZone(draft.timeZone)) return [{ field: 'timeZone', code: 'choose-zone' }]
  const told = draft.interruptions.filter(isTold)
  draft.interruptions.forEach((interruption, index) => {
    if (isTold(interruption)) interruptionMistakes(interruption, `interruptions.${index}`, draft.timeZone, add)
  })
  draft.reports.forEach((at, index) => {
    if (at !== '') time(at, `reports.${index}`, draft.timeZone, add)
  })
  draft.appointments.forEach(({ at }, index) => {
    if (at === '') add(`appointments.${index}.at`, 'time-missing')
    else time(at, `appointments.${index}.at`, draft.timeZone, add)
  })
  const { activation } = draft
  if (activation && !isIsoDate(activation.promised)) add('activation.promised', 'date')
  if (activation && activation.actual !== '' && !isIsoDate(activation.actual)) add('activation.actual', 'date')
  if (told.length === 0 && draft.appointments.length === 0 && !activation)
    add('interruptions.0.from', 'nothing-happened')
  if (!isCurrency(draft.currency)) add('currency', 'currency')
  if (draft.fee.trim() === '') add('fee', 'amount-missing')
  else amount(draft, draft.fee, 'fee', add)
  if (draft.listFee !== '') amount(draft, draft.listFee, 'listFee', add)
  draft.bills.forEach((bill, index) => {
    if (bill !== '') amount(draft, bill, `bills.${index}`, add)
  })
  if (draft.schemes?.length === 0) add('schemes', 'choose-rule')
  return found
}

type Add = (field: Field, code: MistakeCode, values?: DraftMistake['values']) => void

/** A row that nobody touched is no interruption. */
function isTold({ from, to }: DraftInterruption): boolean {
  return from !== '' || to !== ''
}

function interruptionMistakes(interruption: DraftInterruption, place: string, zone: string, add: Add): void {
  const { from, to, delivered, noticeHours, knownAt, subscribersHit, sitesHit } = interruption
  for (const [name, text] of [
    ['from', from],
    ['to', to],
  ] as const) {
    if (text === '') add(`${place}.${name}`, 'time-missing')
    else time(text, `${place}.${name}`, zone, add)
  }
  const [start, end] = [from, to].map(text => parseInstant(instantText(text, zone) ?? ''))
  if (typeof start === 'number' && typeof end === 'number') {
    if (end <= start) add(`${place}.to`, 'end-before-start')
    else if (end - start > longestDays * 86400) add(`${place}.to`, 'too-long', { days: longestDays })
  }
  if (knownAt !== '') time(knownAt, `${place}.knownAt`, zone, add)
  if (delivered !== '' && !(/^\d{1,3}$/.test(delivered) && Number(delivered) <= 100))
    add(`${place}.delivered`, 'percent')
  for (const [name, text] of Object.entries({ noticeHours, subscribersHit, sitesHit }))
    if (text !== '' && !/^\d{1,9}$/.test(text)) add(`${place}.${name}`, 'whole-number')
}

function time(text: string, field: Field, zone: string, add: Add): void {
  if (instantText(text, zone) === null) return add(field, 'time')
  const year = Number(text.slice(0, 4))
  if (year < 2000 || year > 2100) add(field, 'year')
}

function amount({ currency }: Draft, text: string, field: Field, add: Add): void {
  if (!isDecimal(text)) return add(field, 'amount')
  const digits = isCurrency(currency) ? currencyDigits(currency) : 2
  if (/[^0]/.test((text.split('.')[1] ?? '').slice(digits))) add(field, 'amount-decimals', { currency, digits })
}

function plainCase(draft: Draft, rulebook: Rulebook): Case {
  const instant = (local: string) => instantText(local, draft.timeZone) ?? ''
  const period = billingPeriodOf(draft)
  const bills = draft.bills.filter(bill => bill !== '')
  const settings = settingsFor(draft, schemesOf(draft, rulebook))
  const reports = draft.reports.filter(at => at !== '')
  return {
    case: 'calculator',
    jurisdiction: draft.jurisdiction,
    ...(draft.schemes === null ? {} : { schemes: draft.schemes }),
    ...(Object.keys(settings).length === 0 ? {} : { parameters: settings }),
    provider: { designated: draft.designated, signatoryOf: draft.signatoryOf },
    subscriber: {
      type: draft.subscriber,
      payment: draft.payment,
      ...(draft.region === '' ? {} : { region: draft.region }),
      ...(draft.remoteness === '' ? {} : { remoteness: draft.remoteness }),
    },
    service: {
      kind: draft.kind,
      timeZone: draft.timeZone,
      monthlyFee: draft.fee,
      currency: draft.currency,
      ...(draft.listFee === '' ? {} : { feeBeforeDiscount: draft.listFee }),
    },
    ...(period === null ? {} : { billingPeriod: period }),
    ...(bills.length === 0
      ? {}
      : { bills: periodsBefore(period, bills.length).map((each, index) => ({ ...each, amount: bills[index] ?? '' })) }),
    interruptions: draft.interruptions.filter(isTold).map(each => caseInterruption(each, instant)),
    reports: reports.map(at => ({ at: instant(at) })),
    appointments: draft.appointments.map(({ at, outcome }) => ({ at: instant(at), outcome })),
    ...(draft.activation
      ? {
          activation: {
            promised: draft.activation.promised,
            actual: draft.activation.actual === '' ? null : draft.activation.actual,
          },
        }
      : {}),
  }
}

/** Only values that a chosen rule lets its operator set: others may still stand in the form after a change of country. */
function settingsFor(draft: Draft, schemes: readonly Scheme[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(draft.settings).filter(
      ([name, value]) => value !== '' && schemes.some(scheme => scheme.parameters[name]?.setBy === 'operator'),
    ),
  )
}

function caseInterruption(each: DraftInterruption, instant: (local: string) => string): CaseInterruption {
  const group = {
    ...(each.subscribersHit === '' ? {} : { subscribers: Number(each.subscribersHit) }),
    ...(each.sitesHit === '' ? {} : { sites: Number(each.sitesHit) }),
  }
  return {
    from: instant(each.from),
    to: instant(each.to),
    extent: each.extent,
    cause: each.cause,
    ...(each.planned === '' ? {} : { planned: each.planned === 'yes' }),
    ...(each.noticeHours === '' ? {} : { noticeHours: Number(each.noticeHours) }),
    ...(each.knownAt === '' ? {} : { knownAt: instant(each.knownAt) }),
    ...(each.extent === 'degraded' && each.delivered !== '' ? { delivered: { share: `${each.delivered}%` } } : {}),
    ...(Object.keys(group).length === 0 ? {} : { group }),
  }
}

/** What only the engine can see, brought to the field that can mend it. */
function asDraftMistake({ pointer }: Mistake): DraftMistake {
  const [, list, name = ''] = pointer.split('/')
  if (list === 'parameters') return { field: `settings.${name}`, code: 'setting' }
  if (list === 'service') return { field: name === 'currency' ? 'currency' : 'fee', code: 'amount' }
  return { field: 'form', code: 'other' }
}
