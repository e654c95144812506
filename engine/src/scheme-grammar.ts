import { roundingModes } from '@pulih/kernel'
import {
  anyText,
  anything,
  byField,
  byWord,
  count,
  currency,
  date,
  duration,
  either,
  fraction,
  list,
  money,
  object,
  optional,
  orNull,
  orParameter,
  record,
  recursive,
  text,
  timeOfDay,
  wholeNumber,
  word,
  yes,
  type Form,
} from './grammar.ts'
import {
  appointmentOutcomes,
  benefitKinds,
  causes,
  comparisons,
  confidences,
  denominators,
  extents,
  figures,
  parameterUnits,
  payments,
  proofs,
  remotenesses,
  serviceKinds,
  spans,
  statuses,
  subscriberTypes,
} from './vocabulary.ts'

/** The form of a scheme file; `vocabulary.ts` says what each word means. */
export const baseWords = [
  'monthly-fee',
  'fee-before-discount',
  'previous-bill',
  'bills-average-3',
  'bills-sum-3',
  'top-ups-sum-3',
]

const time = orParameter(duration)
const share = orParameter(fraction)
const number = orParameter(count)
const amountOfMoney = orParameter(money)
/** A threshold: what it must be follows from the measure it stands beside, which `check-scheme` verifies. */
const threshold = orParameter(anyText)
const calendarChoice = either(
  { when: value => typeof value === 'string', form: anyText },
  { when: () => true, form: object({ byRegion: record(anyText), otherwise: anyText }) },
)

const who = object({
  services: optional(list(word(serviceKinds), 1)),
  subscribers: optional(list(word(subscriberTypes), 1)),
  payment: optional(list(word(payments), 1)),
  regions: optional(list(anyText, 1)),
  remoteness: optional(list(word(remotenesses), 1)),
  designated: optional(yes),
  signatoryOf: optional(anyText),
  joinedBeforeOnset: optional(yes),
})

const timeLimit = object({ is: word(comparisons), than: time })
const countLimit = object({ is: word(comparisons), than: number })

const counts = object({
  extent: list(word(extents), 1),
  causes: optional(
    object({ except: optional(list(word(causes), 1)), only: optional(list(word(causes), 1)), proof: word(proofs) }),
  ),
  planned: either(
    { when: value => typeof value === 'string', form: word(['counts', 'excluded']) },
    { when: () => true, form: object({ excludedWithNotice: time, upTo: optional(time) }) },
  ),
  length: optional(timeLimit),
  subscribersHit: optional(countLimit),
  sitesHit: optional(countLimit),
  allServices: optional(yes),
})

const clock = object({
  start: word(['onset', 'report', 'known', 'earlier-of-known-and-report']),
  free: optional(
    byField('free time', {
      time: object({ time }),
      calendarDays: object({ calendarDays: number }),
      workingDays: object({ workingDays: number, calendar: calendarChoice, cutOff: optional(timeOfDay) }),
    }),
  ),
  pausedBy: optional(list(word(appointmentOutcomes), 1)),
})

const of = optional(word(spans))
const over = optional(word(denominators))

export const measure: Form = recursive('measure', () =>
  byWord('measure', {
    duration: object({
      measure: anyText,
      of,
      window: optional(object({ from: timeOfDay, to: timeOfDay })),
      less: optional(time),
      over,
    }),
    'longest-in-a-day': object({ measure: anyText }),
    availability: object({ measure: anyText, of: word(['month', 'cycle']) }),
    'calendar-days': object({
      measure: anyText,
      of,
      which: word(['touched', 'whole', 'with-more-than', 'with-at-least']),
      time: optional(time),
      plus: optional(number),
      less: optional(number),
      over,
    }),
    'working-days': object({ measure: anyText, of, calendar: calendarChoice, plus: optional(number), over }),
    blocks: object({
      measure: anyText,
      of,
      length: time,
      each: word(['full', 'started', 'full-or-fraction-above']),
      fraction: optional(time),
      less: optional(time),
      over,
    }),
    windows: object({ measure: anyText, length: time, atLeast: time, over }),
    occurrences: object({ measure: anyText }),
    appointments: object({ measure: anyText, outcomes: list(word(appointmentOutcomes), 1) }),
    'activation-days': object({ measure: anyText, over }),
    shortfall: object({ measure: anyText }),
    once: object({ measure: anyText }),
  }),
)

const gate: Form = recursive('gate', () =>
  byField('gate', {
    all: object({ all: list(gate, 1) }),
    any: object({ any: list(gate, 1) }),
    when: object({ when: measure, is: word(comparisons), than: threshold }),
  }),
)

const amount: Form = recursive('amount', () =>
  byField('amount', {
    money: object({ money: amountOfMoney }),
    share: object({ share, of: word(baseWords) }),
    times: object({ pay: amount, times: measure }),
    by: object({ pay: amount, by: share }),
    dividedBy: object({ pay: amount, dividedBy: share }),
    sum: object({ sum: list(amount, 1) }),
    greatest: object({ greatest: list(amount, 2) }),
    least: object({ least: list(amount, 2) }),
    tiers: object({
      tiers: measure,
      rows: list(
        byField('tier', {
          above: object({ above: threshold, pays: amount }),
          atLeast: object({ atLeast: threshold, pays: amount }),
        }),
        1,
      ),
    }),
    steps: object({
      steps: measure,
      rows: list(
        byField('step', { first: object({ first: number, each: amount }), rest: object({ rest: yes, each: amount }) }),
        2,
      ),
    }),
    rounded: object({ rounded: amount, mode: word(roundingModes), to: optional(amountOfMoney) }),
  }),
)

const benefit = object({
  kind: word(benefitKinds),
  unit: anyText,
  quantity: orParameter(money),
  times: optional(measure),
  validDays: optional(number),
  claimWithinDays: optional(number),
  frequency: optional(anyText),
  price: optional(amountOfMoney),
})

const head = object({
  id: anyText,
  title: optional(text),
  cites: list(object({ source: anyText, article: optional(anyText) }), 1),
  who: optional(who),
  counts,
  clock: optional(clock),
  gate: optional(gate),
  pays: orNull(amount),
  benefit: optional(benefit),
  duty: word(['automatic', 'on-claim']),
  automaticWhen: optional(gate),
})

const parameter = object({
  unit: word(parameterUnits),
  title: optional(text),
  values: list(
    object({
      from: date,
      to: optional(date),
      value: anyText,
      source: anyText,
      article: optional(anyText),
      note: optional(anyText),
    }),
  ),
  setBy: optional(word(['operator'])),
})

const reading = object({
  id: anyText,
  figures: list(word(figures), 1),
  question: text,
  says: text,
  why: text,
  patch: optional(record(anything)),
})

const period = (froms: readonly string[]) => object({ period: duration, from: word(froms) })

const settlement = object({
  forms: list(word(['bill-credit', 'money', 'balance', 'validity', 'in-kind']), 1),
  claimWithin: optional(period(['restoration', 'period-end', 'report'])),
  payWithin: optional(period(['restoration', 'period-end', 'claim-accepted', 'claim'])),
  payOn: optional(word(['next-bill', 'same-bill', 'second-next-bill'])),
  late: optional(object({ times: optional(fraction), interestPerMonth: optional(fraction), note: optional(text) })),
  note: optional(text),
})

export const schemeForm: Form = object({
  id: anyText,
  jurisdiction: anyText,
  title: text,
  status: word(statuses),
  statusNote: optional(text),
  inForce: object({ from: date, to: orNull(date) }),
  sources: list(object({ id: anyText, cite: anyText, url: optional(anyText), confidence: word(confidences) }), 1),
  currency: orNull(currency),
  versionBy: word(['onset', 'report', 'period-start', 'each-day']),
  parameters: record(parameter),
  who,
  per: word(['event', 'billing-period', 'calendar-month']),
  once: optional(word(['per-subscriber'])),
  heads: list(head, 1),
  combine: word(['sum', 'greatest']),
  floor: optional(amount),
  cap: optional(amount),
  rounding: object({ mode: word(roundingModes), to: optional(amountOfMoney) }),
  stacking: byWord('rule', {
    adds: object({ rule: anyText }),
    'greatest-of': object({ rule: anyText, group: anyText, rank: wholeNumber }),
    'set-off': object({ rule: anyText, against: list(anyText, 1) }),
    subsidiary: object({ rule: anyText, to: list(anyText, 1) }),
    'on-top': object({ rule: anyText }),
  }),
  settlement,
  readings: list(reading),
  openQuestions: optional(list(text)),
})
