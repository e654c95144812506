import {
  compare,
  currencyDigits,
  LocalDays,
  parseInstant,
  parseMinor,
  parseRatio,
  ratio,
  union,
  type Interval,
  type Mistake,
  type Ratio,
} from '@pulih/kernel'
import type { Case, CaseBill, CaseInterruption, CaseService } from './case.ts'
import type { Facts, Interruption } from './facts.ts'
import type { HolidayCalendars } from './holidays.ts'
import type { Base } from './vocabulary.ts'

/** Mistakes that the form of a case cannot show: dates in the wrong order, names that lead nowhere, amounts of the wrong currency. */
export function caseMistakes(question: Case): Mistake[] {
  const mistakes: Mistake[] = []
  const add = (pointer: string, code: string, values: Mistake['values'] = {}) =>
    mistakes.push({ pointer, code, values })
  const services = servicesOf(question)
  if (services.length === 0) add('/service', 'missing-field', { field: 'service' })
  if (question.service && question.services) add('/services', 'either-or', { one: 'service', other: 'services' })
  const ids = new Set(services.map(service => service.id))
  const prefix = (index: number) => (question.service ? '/service' : `/services/${index}`)
  services.forEach((service, index) => {
    if (service.monthlyFee === undefined && service.bundle === undefined)
      add(`${prefix(index)}/monthlyFee`, 'missing-field', { field: 'monthlyFee' })
    if (service.bundle !== undefined && !question.bundles?.some(bundle => bundle.id === service.bundle)) {
      add(`${prefix(index)}/bundle`, 'unknown-bundle', { found: service.bundle })
    }
    if (services.findIndex(other => other.id === service.id) !== index)
      add(`${prefix(index)}/id`, 'duplicate', { found: service.id })
  })
  question.bundles?.forEach((bundle, index) => {
    if (bundle.split === 'equal') return
    const field = bundle.split === 'stated' ? 'feeShare' : 'standalonePrice'
    services.forEach((service, position) => {
      if (service.bundle === bundle.id && service[field] === undefined)
        add(`${prefix(position)}/${field}`, 'needed-by-bundle', { bundle: bundle.id, split: bundle.split })
    })
    if (!services.some(service => service.bundle === bundle.id))
      add(`/bundles/${index}`, 'unused-bundle', { found: bundle.id })
  })
  const currency = currencyOf(question)
  if (currency === null) add(`${prefix(0)}/currency`, 'missing-field', { field: 'currency' })
  else checkAmounts(question, currency, add, prefix)
  const refersTo = (pointer: string, service: string | undefined) => {
    if (service !== undefined && !ids.has(service))
      add(`${pointer}/service`, 'unknown-service', { found: service, known: [...ids].join(', ') })
  }
  const inOrder = (pointer: string, from: number | string, to: number | string) => {
    if (to <= from) add(`${pointer}/to`, 'end-not-after-start', {})
  }
  question.interruptions?.forEach((interruption, index) => {
    refersTo(`/interruptions/${index}`, interruption.service)
    inOrder(`/interruptions/${index}`, parseInstant(interruption.from) ?? 0, parseInstant(interruption.to) ?? 0)
  })
  question.reports?.forEach((report, index) => refersTo(`/reports/${index}`, report.service))
  question.appointments?.forEach((appointment, index) => refersTo(`/appointments/${index}`, appointment.service))
  for (const field of ['bills', 'topUps'] as const) {
    question[field]?.forEach((bill, index) => {
      refersTo(`/${field}/${index}`, bill.service)
      inOrder(`/${field}/${index}`, bill.from, bill.to)
    })
  }
  if (question.billingPeriod) inOrder('/billingPeriod', question.billingPeriod.from, question.billingPeriod.to)
  return mistakes
}

function checkAmounts(
  question: Case,
  currency: string,
  add: (pointer: string, code: string, values?: Mistake['values']) => void,
  prefix: (index: number) => string,
): void {
  const amount = (pointer: string, text: string | undefined) => {
    if (text !== undefined && parseMinor(text, currency) === null)
      add(pointer, 'too-many-decimals', { found: text, currency, digits: currencyDigits(currency) })
  }
  servicesOf(question).forEach((service, index) => {
    amount(`${prefix(index)}/monthlyFee`, service.monthlyFee)
    amount(`${prefix(index)}/feeBeforeDiscount`, service.feeBeforeDiscount)
    amount(`${prefix(index)}/feeShare`, service.feeShare)
    amount(`${prefix(index)}/standalonePrice`, service.standalonePrice)
    if (service.currency !== undefined && service.currency !== currency)
      add(`${prefix(index)}/currency`, 'several-currencies', { found: service.currency, expected: currency })
  })
  question.bundles?.forEach((bundle, index) => {
    amount(`/bundles/${index}/monthlyFee`, bundle.monthlyFee)
    if (bundle.currency !== currency)
      add(`/bundles/${index}/currency`, 'several-currencies', { found: bundle.currency, expected: currency })
  })
  question.bills?.forEach((bill, index) => amount(`/bills/${index}/amount`, bill.amount))
  question.topUps?.forEach((bill, index) => amount(`/topUps/${index}/amount`, bill.amount))
}

export function servicesOf(question: Case): readonly (CaseService & { readonly id: string })[] {
  return question.services ?? (question.service ? [{ id: '', ...question.service }] : [])
}

export function currencyOf(question: Case): string | null {
  return (
    servicesOf(question).find(service => service.currency !== undefined)?.currency ??
    question.bundles?.[0]?.currency ??
    null
  )
}

/** The facts of one service of a valid case. */
export function factsOf(
  question: Case,
  service: CaseService & { readonly id: string },
  holidays: HolidayCalendars,
): Facts {
  const mine = (entry: { readonly service?: string }) => entry.service === undefined || entry.service === service.id
  const days = new LocalDays(service.timeZone)
  const interruptions = (question.interruptions ?? []).filter(mine).map(entry => interruptionOf(entry, question))
  const services = servicesOf(question)
  return {
    days,
    holidays,
    region: question.subscriber?.region ?? null,
    period: question.billingPeriod ?? null,
    interruptions,
    reports: (question.reports ?? [])
      .filter(mine)
      .map(report => instantOf(report.at))
      .toSorted((a, b) => a - b),
    appointments: (question.appointments ?? [])
      .filter(mine)
      .map(({ at, outcome }) => ({ at: instantOf(at), outcome }))
      .toSorted((a, b) => a.at - b.at),
    activation: question.activation ?? null,
    since: service.since ?? null,
    allServicesDown: services.length > 1 ? downTogether(question, services) : null,
  }
}

function interruptionOf(entry: CaseInterruption, question: Case): Interruption {
  const group = entry.group ?? question.group
  const extent = entry.extent ?? 'total'
  const share = (entry.delivered ?? (extent === 'degraded' ? question.delivered : undefined))?.share
  return {
    from: instantOf(entry.from),
    to: instantOf(entry.to),
    extent,
    cause: entry.cause ?? 'network-fault',
    planned: entry.planned ?? entry.cause === 'planned-work',
    noticeSeconds: entry.noticeHours === undefined ? null : entry.noticeHours * 3600,
    knownAt: entry.knownAt === undefined ? null : instantOf(entry.knownAt),
    subscribersHit: group?.subscribers ?? null,
    sitesHit: group?.sites ?? null,
    deliveredTenThousandths: share === undefined ? 0 : tenThousandths(share),
  }
}

function tenThousandths(share: string): number {
  const parsed = parseRatio(share)
  return parsed ? Math.min(10000, Number((parsed.numerator * 10000n) / parsed.denominator)) : 0
}

/** The time in which every service of the subscriber was down. */
function downTogether(question: Case, services: readonly { readonly id: string }[]): Interval[] {
  const perService = services.map(({ id }) =>
    union(
      (question.interruptions ?? [])
        .filter(entry => (entry.service === undefined || entry.service === id) && (entry.extent ?? 'total') === 'total')
        .map(entry => ({ from: instantOf(entry.from), to: instantOf(entry.to) })),
    ),
  )
  return perService.reduce((common, next) => common.flatMap(a => next.flatMap(b => overlap(a, b))))
}

function overlap(a: Interval, b: Interval): Interval[] {
  const from = Math.max(a.from, b.from)
  const to = Math.min(a.to, b.to)
  return from < to ? [{ from, to }] : []
}

function instantOf(text: string): number {
  const instant = parseInstant(text)
  if (instant === null) throw new TypeError(`"${text}" is no instant; cases are checked before they are read`)
  return instant
}

/** The customer's money that shares are taken of, in minor units; `short` tells that a history was shorter than the base wants. */
export interface Bases {
  value(base: Base): Ratio
  readonly short: ReadonlySet<Base>
}

export function basesOfCase(question: Case, service: CaseService & { readonly id: string }, currency: string): Bases {
  const minor = (text: string) => parseMinor(text, currency) ?? 0n
  const mine = (bill: CaseBill) => bill.service === undefined || bill.service === service.id
  const before = question.billingPeriod?.from
  const history = (entries: readonly CaseBill[] | undefined, last: number) =>
    (entries ?? [])
      .filter(bill => mine(bill) && (before === undefined || bill.to <= before))
      .toSorted((a, b) => (a.to < b.to ? -1 : 1))
      .slice(-last)
      .map(bill => minor(bill.amount))
  const sum = (amounts: readonly bigint[]) => amounts.reduce((a, b) => a + b, 0n)
  const fee = monthlyFee(question, service, minor)
  const bills = history(question.bills, 3)
  const short = new Set<Base>()
  if (bills.length < 3) short.add('bills-average-3').add('bills-sum-3')
  if (bills.length < 1) short.add('previous-bill')
  return {
    short,
    value(base) {
      switch (base) {
        case 'monthly-fee':
          return fee
        case 'fee-before-discount': {
          // A list price is never below the fee that is paid.
          const listed = ratio(minor(service.feeBeforeDiscount ?? '0'))
          return compare(listed, fee) > 0 ? listed : fee
        }
        case 'bills-average-3':
          return bills.length === 0 ? fee : ratio(sum(bills), BigInt(bills.length))
        case 'bills-sum-3':
          return ratio(sum(bills))
        case 'previous-bill':
          return bills.length === 0 ? fee : ratio(bills.at(-1) ?? 0n)
        case 'top-ups-sum-3':
          return ratio(sum(history(question.topUps, 3)))
        default:
          throw new RangeError(`there is no base "${base}"`)
      }
    },
  }
}

/** The fee of the service, or its share of the bundle: as stated, by stand-alone prices, or in equal parts. */
function monthlyFee(question: Case, service: CaseService, minor: (text: string) => bigint): Ratio {
  if (service.monthlyFee !== undefined) return ratio(minor(service.monthlyFee))
  const bundle = question.bundles?.find(candidate => candidate.id === service.bundle)
  if (!bundle) return ratio(0n)
  const members = servicesOf(question).filter(member => member.bundle === bundle.id)
  if (bundle.split === 'stated') return ratio(minor(service.feeShare ?? '0'))
  if (bundle.split === 'equal') return ratio(minor(bundle.monthlyFee), BigInt(members.length))
  const all = members.reduce((total, member) => total + minor(member.standalonePrice ?? '0'), 0n)
  return all === 0n ? ratio(0n) : ratio(minor(bundle.monthlyFee) * minor(service.standalonePrice ?? '0'), all)
}
