import type { Clock, Counts, Head, Scheme, Settlement, Stacking, Who } from '@pulih/engine'
import { periodText } from '@pulih/phrases'
import { calendarText, gateOutline, gateText } from './describe-measure.ts'
import { amountText, roundingText } from './describe-amount.ts'
import { comparedText, valueText, type Outline, type View } from './value-text.ts'

/** For whom a rule is: one line for each limit. */
export function whoLines({ words }: View, who: Who): string[] {
  const lines = [
    ...(who.services
      ? [words.phrase('who.services', { list: words.list(who.services.map(kind => words.phrase(`kind.${kind}`))) })]
      : []),
    ...(who.subscribers
      ? [
          words.phrase('who.subscribers', {
            list: words.list(who.subscribers.map(type => words.phrase(`subscriber.${type}`))),
          }),
        ]
      : []),
    ...(who.payment
      ? [
          words.phrase('who.payment', {
            list: words.list(who.payment.map(payment => words.phrase(`payment.${payment}`))),
          }),
        ]
      : []),
    ...(who.regions ? [words.phrase('who.regions', { list: words.list(who.regions) })] : []),
    ...(who.remoteness
      ? [
          words.phrase('who.remoteness', {
            list: words.list(who.remoteness.map(place => words.phrase(`remoteness.${place}`))),
          }),
        ]
      : []),
    ...(who.designated ? [words.phrase('who.designated')] : []),
    ...(who.signatoryOf === undefined ? [] : [words.phrase('who.signatory', { code: who.signatoryOf })]),
    ...(who.joinedBeforeOnset ? [words.phrase('who.joined-before-onset')] : []),
  ]
  return lines.length > 0 ? lines : [words.phrase('who.everyone')]
}

/** Which interruptions count. */
export function countsLines(view: View, counts: Counts): string[] {
  const { words } = view
  return [
    words.list(
      counts.extent.map(extent => words.phrase(`extent.${extent}`)),
      'or',
    ),
    causesText(view, counts),
    plannedText(view, counts.planned),
    ...(counts.length
      ? [words.phrase('counts.length', { limit: comparedText(view, counts.length.is, counts.length.than, 'duration') })]
      : []),
    ...(counts.subscribersHit
      ? [
          words.phrase('counts.subscribers-hit', {
            limit: comparedText(view, counts.subscribersHit.is, counts.subscribersHit.than, 'count'),
          }),
        ]
      : []),
    ...(counts.sitesHit
      ? [
          words.phrase('counts.sites-hit', {
            limit: comparedText(view, counts.sitesHit.is, counts.sitesHit.than, 'count'),
          }),
        ]
      : []),
    ...(counts.allServices ? [words.phrase('counts.all-services')] : []),
  ]
}

export function clockLines(view: View, clock: Clock): string[] {
  const { words } = view
  const paused = clock.pausedBy
    ? [
        words.phrase('clock.paused', {
          outcomes: words.list(
            clock.pausedBy.map(outcome => words.phrase(`appointment.${outcome}`)),
            'or',
          ),
        }),
      ]
    : []
  return [words.phrase(`clock.start.${clock.start}`), ...(clock.free ? freeTimeLines(view, clock.free) : []), ...paused]
}

export function dutyText(view: View, head: Head): string {
  const { words } = view
  return head.automaticWhen
    ? words.phrase('duty.automatic-when', { condition: gateText(view, head.automaticWhen) })
    : words.phrase(`duty.${head.duty}`)
}

export function conditionOutline(view: View, head: Head): Outline {
  return head.gate ? gateOutline(view, head.gate) : { text: view.words.phrase('gate.none') }
}

export function settlementLines(view: View, settlement: Settlement): string[] {
  const { words } = view
  const { claimWithin, payWithin, payOn, late, note } = settlement
  const within = (
    kind: 'claim' | 'pay',
    { period, from }: NonNullable<Settlement['claimWithin'] | Settlement['payWithin']>,
  ) =>
    words.phrase(`limit.${kind}`, { time: words.durationAsWritten(period), start: words.phrase(`limit-from.${from}`) })
  return [
    words.phrase('settled.forms', {
      forms: words.list(
        settlement.forms.map(form => words.phrase(`form.${form}`)),
        'or',
      ),
    }),
    ...(claimWithin ? [within('claim', claimWithin)] : []),
    ...(payWithin ? [within('pay', payWithin)] : []),
    ...(payOn ? [words.phrase('settled.pay-on', { bill: words.phrase(`pay-on.${payOn}`) })] : []),
    ...(late?.times === undefined
      ? []
      : [words.phrase('settled.late-times', { times: valueText(view, late.times, 'fraction') })]),
    ...(late?.interestPerMonth === undefined
      ? []
      : [words.phrase('settled.late-interest', { rate: valueText(view, late.interestPerMonth, 'fraction') })]),
    ...(late?.note ? [late.note[words.language]] : []),
    ...(note ? [note[words.language]] : []),
  ]
}

export function stackingText({ words }: View, stacking: Stacking): string {
  switch (stacking.rule) {
    case 'adds':
    case 'on-top':
      return words.phrase(`stacking.${stacking.rule}`)
    case 'greatest-of':
      return words.phrase('stacking.greatest-of', { group: stacking.group })
    case 'set-off':
      return words.phrase('stacking.set-off', { list: stacking.against.join(', ') })
    case 'subsidiary':
      return words.phrase('stacking.subsidiary', { list: stacking.to.join(', ') })
  }
}

/** What holds for the scheme as a whole: name and text. */
export function generalFacts(view: View): [string, string][] {
  const { words, scheme } = view
  return [
    [words.phrase('rules.in-force'), periodText(words, scheme.inForce.from, scheme.inForce.to)],
    [words.phrase('rules.jurisdiction'), scheme.jurisdiction],
    [words.phrase('rules.currency'), scheme.currency ?? words.phrase('rules.any-currency')],
    [words.phrase('rules.version'), words.phrase(`version-by.${scheme.versionBy}`)],
    [words.phrase('rules.per'), perText(view, scheme)],
    ...(scheme.heads.length > 1
      ? [[words.phrase('rules.combined'), words.phrase(`combine.${scheme.combine}`)] satisfies [string, string]]
      : []),
    [words.phrase('rules.rounding'), boundsText(view, scheme)],
    [words.phrase('rules.stacking'), stackingText(view, scheme.stacking)],
  ]
}

function perText({ words }: View, { per, once }: Scheme): string {
  return once === undefined ? words.phrase(`per.${per}`) : `${words.phrase(`per.${per}`)}; ${words.phrase('per.once')}`
}

function boundsText(view: View, { rounding, floor, cap }: Scheme): string {
  const { words } = view
  return [
    roundingText(view, rounding.mode, rounding.to),
    ...(floor ? [words.phrase('bound.floor', { amount: amountText(view, floor) })] : []),
    ...(cap ? [words.phrase('bound.cap', { amount: amountText(view, cap) })] : []),
  ].join('; ')
}

function causesText({ words }: View, { causes }: Counts): string {
  if (!causes?.except && !causes?.only) return words.phrase('counts.causes-any')
  const named = causes.except ?? causes.only ?? []
  const values = {
    list: words.list(named.map(cause => words.phrase(`cause.${cause}`))),
    proof: words.phrase(`proof.${causes.proof}`),
  }
  return words.phrase(causes.except ? 'counts.causes-except' : 'counts.causes-only', values)
}

function plannedText(view: View, planned: Counts['planned']): string {
  const { words } = view
  if (typeof planned === 'string') return words.phrase(`counts.planned.${planned}`)
  const notice = valueText(view, planned.excludedWithNotice, 'duration')
  if (planned.upTo === undefined) return words.phrase('counts.planned-notice', { notice })
  return words.phrase('counts.planned-notice-up-to', { notice, upTo: valueText(view, planned.upTo, 'duration') })
}

function freeTimeLines(view: View, free: NonNullable<Clock['free']>): string[] {
  const { words } = view
  if ('time' in free) return [words.phrase('clock.free-time', { time: valueText(view, free.time, 'duration') })]
  const days = 'calendarDays' in free ? free.calendarDays : free.workingDays
  const calendar = 'calendar' in free ? calendarText(view, free.calendar) : null
  const named = `${words.phrase('clock.free-days-named', { days: valueText(view, days, 'count') })}${calendar === null ? '' : ` (${calendar})`}`
  const plain = () =>
    calendar === null
      ? words.phrase('clock.free-calendar-days', { days: Number(days) })
      : words.phrase('clock.free-working-days', { days: Number(days), calendar })
  const cutOff =
    'cutOff' in free && free.cutOff !== undefined ? [words.phrase('clock.cut-off', { time: free.cutOff })] : []
  return [days.startsWith('$') ? named : plain(), ...cutOff]
}
