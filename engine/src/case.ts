import type {
  AppointmentOutcome,
  Cause,
  Extent,
  Payment,
  Remoteness,
  ServiceKind,
  SubscriberType,
} from './vocabulary.ts'
import {
  appointmentOutcomes,
  causes,
  extents,
  payments,
  remotenesses,
  serviceKinds,
  subscriberTypes,
} from './vocabulary.ts'
import {
  anyText,
  anything,
  currency,
  date,
  flag,
  fraction,
  instant,
  list,
  money,
  object,
  optional,
  orNull,
  record,
  timeZone,
  wholeNumber,
  word,
  type Form,
} from './grammar.ts'

/** One question to the engine, as it is written down: amounts are decimal texts, instants ISO 8601 with offset, dates plain. */
export interface Case {
  readonly case: string
  readonly jurisdiction: string
  readonly schemes?: readonly string[]
  readonly parameters?: Readonly<Record<string, string>>
  readonly provider?: {
    readonly designated?: boolean
    readonly signatoryOf?: readonly string[]
    readonly contract?: Readonly<Record<string, string>>
  }
  readonly subscriber?: {
    readonly type?: SubscriberType
    readonly payment?: Payment
    readonly region?: string
    readonly remoteness?: Remoteness
    readonly district?: string
  }
  readonly service?: CaseService
  readonly services?: readonly (CaseService & { readonly id: string })[]
  readonly bundles?: readonly CaseBundle[]
  readonly billingPeriod?: { readonly from: string; readonly to: string }
  readonly bills?: readonly CaseBill[]
  readonly topUps?: readonly CaseBill[]
  readonly interruptions?: readonly CaseInterruption[]
  readonly reports?: readonly { readonly at: string; readonly service?: string }[]
  readonly appointments?: readonly {
    readonly at: string
    readonly outcome: AppointmentOutcome
    readonly service?: string
  }[]
  readonly activation?: { readonly promised: string; readonly actual: string | null }
  readonly delivered?: { readonly share: string }
  readonly group?: { readonly subscribers?: number; readonly sites?: number }
  readonly expect?: Expectation
}

export interface CaseService {
  readonly kind: ServiceKind
  readonly timeZone: string
  readonly monthlyFee?: string
  readonly feeBeforeDiscount?: string
  readonly currency?: string
  readonly since?: string
  readonly bundle?: string
  readonly feeShare?: string
  readonly standalonePrice?: string
}

export interface CaseBundle {
  readonly id: string
  readonly monthlyFee: string
  readonly currency: string
  readonly split: 'stated' | 'standalone' | 'equal'
}

export interface CaseBill {
  readonly from: string
  readonly to: string
  readonly amount: string
  readonly service?: string
}

export interface CaseInterruption {
  readonly from: string
  readonly to: string
  readonly extent?: Extent
  readonly cause?: Cause
  readonly planned?: boolean
  readonly noticeHours?: number
  readonly knownAt?: string
  readonly onsetKnown?: boolean
  readonly service?: string
  readonly delivered?: { readonly share: string }
  readonly group?: { readonly subscribers?: number; readonly sites?: number }
}

/** What the author of a case says must come out; `explain --check` fails on a difference. */
export interface Expectation {
  readonly undisputedMinimum?: string
  readonly recommended?: string
  readonly arguableMaximum?: string
  readonly goodwill?: string
  readonly benefits?: readonly {
    readonly scheme?: string
    readonly kind: string
    readonly quantity: string
    readonly unit: string
  }[]
  readonly lines?: readonly {
    readonly scheme: string
    readonly service?: string
    readonly outcome?: string
    readonly amount?: string
    readonly duty?: string
  }[]
  /** Codes that must be among the reasons. */
  readonly because?: readonly string[]
  /** Schemes that must be listed as not applied. */
  readonly notApplied?: readonly string[]
}

const serviceFields = {
  kind: word(serviceKinds),
  timeZone,
  monthlyFee: optional(money),
  feeBeforeDiscount: optional(money),
  currency: optional(currency),
  since: optional(date),
  bundle: optional(anyText),
  feeShare: optional(money),
  standalonePrice: optional(money),
}

const group = object({ subscribers: optional(wholeNumber), sites: optional(wholeNumber) })
const delivered = object({ share: fraction })
const bill = object({ from: date, to: date, amount: money, service: optional(anyText) })

export const caseForm: Form = object({
  case: anyText,
  title: optional(anyText),
  source: optional(anyText),
  jurisdiction: anyText,
  schemes: optional(list(anyText, 1)),
  parameters: optional(record(anyText)),
  provider: optional(
    object({ designated: optional(flag), signatoryOf: optional(list(anyText)), contract: optional(record(anyText)) }),
  ),
  subscriber: optional(
    object({
      type: optional(word(subscriberTypes)),
      payment: optional(word(payments)),
      region: optional(anyText),
      remoteness: optional(word(remotenesses)),
      district: optional(anyText),
    }),
  ),
  service: optional(object(serviceFields)),
  services: optional(list(object({ id: anyText, ...serviceFields }), 1)),
  bundles: optional(
    list(object({ id: anyText, monthlyFee: money, currency, split: word(['stated', 'standalone', 'equal']) })),
  ),
  billingPeriod: optional(object({ from: date, to: date })),
  bills: optional(list(bill)),
  topUps: optional(list(bill)),
  interruptions: optional(
    list(
      object({
        from: instant,
        to: instant,
        extent: optional(word(extents)),
        cause: optional(word(causes)),
        planned: optional(flag),
        noticeHours: optional(wholeNumber),
        knownAt: optional(instant),
        onsetKnown: optional(flag),
        service: optional(anyText),
        delivered: optional(delivered),
        group: optional(group),
      }),
    ),
  ),
  reports: optional(list(object({ at: instant, service: optional(anyText) }))),
  appointments: optional(list(object({ at: instant, outcome: word(appointmentOutcomes), service: optional(anyText) }))),
  activation: optional(object({ promised: date, actual: orNull(date) })),
  delivered: optional(delivered),
  group: optional(group),
  expect: optional(
    object({
      undisputedMinimum: optional(money),
      recommended: optional(money),
      arguableMaximum: optional(money),
      goodwill: optional(money),
      benefits: optional(list(object({ scheme: optional(anyText), kind: anyText, quantity: anyText, unit: anyText }))),
      lines: optional(list(anything)),
      because: optional(list(anyText)),
      notApplied: optional(list(anyText)),
    }),
  ),
})
