import { parseInstant, parseRatio } from '@pulih/kernel'
import type { Case, CaseInterruption } from '@pulih/engine'
import { billingPeriodOf } from './billing-period.ts'
import { emptyInterruption, type Draft, type DraftInterruption } from './draft.ts'
import { localTimeOf } from './local-time.ts'

/** A written case as the form shows it; null if it holds what the form has no field for: several services, bundles, top-ups. */
export function draftOf(question: Case): Draft | null {
  const { service, subscriber, provider, billingPeriod } = question
  if (!service || service.monthlyFee === undefined || service.bundle !== undefined || service.since !== undefined)
    return null
  if ((question.topUps ?? []).length > 0) return null
  const zone = service.timeZone
  const local = (instant: string) => localTimeOf(instant, zone)
  const interruptions = (question.interruptions ?? []).map(each => interruptionOf(each, question, local))
  if (!interruptions.every(each => each !== null)) return null
  const bills = (question.bills ?? []).toSorted((a, b) => (a.to < b.to ? 1 : -1)).map(bill => bill.amount)
  const draft: Draft = {
    jurisdiction: question.jurisdiction,
    kind: service.kind,
    subscriber: subscriber?.type ?? 'consumer',
    payment: subscriber?.payment ?? 'postpaid',
    region: subscriber?.region ?? '',
    remoteness: subscriber?.remoteness ?? '',
    timeZone: zone,
    currency: service.currency ?? '',
    fee: service.monthlyFee,
    listFee: service.feeBeforeDiscount ?? '',
    bills,
    cycleDay: billingPeriod ? String(Number(billingPeriod.from.slice(8))) : '',
    month: '',
    interruptions,
    reports: (question.reports ?? []).map(({ at }) => local(at)),
    appointments: (question.appointments ?? []).map(({ at, outcome }) => ({ at: local(at), outcome })),
    activation: question.activation
      ? { promised: question.activation.promised, actual: question.activation.actual ?? '' }
      : null,
    designated: provider?.designated ?? false,
    signatoryOf: provider?.signatoryOf ?? [],
    settings: { ...provider?.contract, ...question.parameters },
    schemes: question.schemes ?? null,
  }
  if (!billingPeriod) return draft
  const isDefault = billingPeriodOf(draft)?.from === billingPeriod.from
  const dated = isDefault ? draft : { ...draft, month: billingPeriod.from.slice(0, 7) }
  return billingPeriodOf(dated)?.to === billingPeriod.to ? dated : null
}

function interruptionOf(
  each: CaseInterruption,
  question: Case,
  local: (instant: string) => string,
): DraftInterruption | null {
  const extent = each.extent ?? 'total'
  const group = each.group ?? question.group
  const share = (each.delivered ?? (extent === 'degraded' ? question.delivered : undefined))?.share
  const percent = share === undefined ? '' : percentOf(share)
  if (percent === null || each.service !== undefined || parseInstant(each.from) === null) return null
  return {
    ...emptyInterruption,
    from: local(each.from),
    to: local(each.to),
    extent,
    delivered: extent === 'degraded' ? percent : '',
    cause: each.cause ?? 'network-fault',
    planned: each.planned === undefined ? '' : each.planned ? 'yes' : 'no',
    noticeHours: each.noticeHours === undefined ? '' : String(each.noticeHours),
    knownAt: each.knownAt === undefined ? '' : local(each.knownAt),
    subscribersHit: group?.subscribers === undefined ? '' : String(group.subscribers),
    sitesHit: group?.sites === undefined ? '' : String(group.sites),
  }
}

/** Whole percents only: what the form can show. */
function percentOf(share: string): string | null {
  const value = parseRatio(share)
  if (value === null || (value.numerator * 100n) % value.denominator !== 0n) return null
  return String((value.numerator * 100n) / value.denominator)
}
