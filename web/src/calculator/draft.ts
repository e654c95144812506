import {
  appointmentOutcomes,
  causes,
  extents,
  payments,
  remotenesses,
  serviceKinds,
  subscriberTypes,
  type AppointmentOutcome,
  type Cause,
  type Extent,
  type Payment,
  type Remoteness,
  type ServiceKind,
  type SubscriberType,
} from '@pulih/engine'

/**
 * A case while somebody fills it in: every field holds what was typed, right or wrong, and an empty text where nothing was. Times are
 * those of a clock on the wall of the service's time zone; `draft-to-case.ts` makes a case of it or says what is wrong.
 */
export interface Draft {
  readonly jurisdiction: string
  readonly kind: ServiceKind
  readonly subscriber: SubscriberType
  readonly payment: Payment
  readonly region: string
  readonly remoteness: Remoteness | ''
  readonly timeZone: string
  readonly currency: string
  readonly fee: string
  readonly listFee: string
  /** The bills before the period that is looked at, the latest first. */
  readonly bills: readonly string[]
  /** The day on which a bill begins, 1 to 28; empty: it does not matter. */
  readonly cycleDay: string
  /** The month in which the looked-at billing period begins, `2026-03`; empty: the one in which the last interruption ends. */
  readonly month: string
  readonly interruptions: readonly DraftInterruption[]
  readonly reports: readonly string[]
  readonly appointments: readonly DraftAppointment[]
  readonly activation: { readonly promised: string; readonly actual: string } | null
  readonly designated: boolean
  readonly signatoryOf: readonly string[]
  readonly settings: Readonly<Record<string, string>>
  /** The rules to try; null: those that apply by themselves. */
  readonly schemes: readonly string[] | null
}

export interface DraftInterruption {
  readonly from: string
  readonly to: string
  readonly extent: Extent
  /** What still arrived of a degraded service, in percent. */
  readonly delivered: string
  readonly cause: Cause
  /** Empty: planned if the cause says so. */
  readonly planned: 'yes' | 'no' | ''
  readonly noticeHours: string
  readonly knownAt: string
  readonly subscribersHit: string
  readonly sitesHit: string
}

export interface DraftAppointment {
  readonly at: string
  readonly outcome: AppointmentOutcome
}

/** Where a message belongs: `fee`, `interruptions.0.from`. */
export type Field = string

/** How much a draft may hold, so that a link stays short and an answer quick. */
export const most = { interruptions: 12, reports: 6, appointments: 6, bills: 6, settings: 12, schemes: 20, codes: 6 }

/** The words that a draft may hold, for the links that carry them. */
export const draftWords = {
  kind: serviceKinds,
  subscriber: subscriberTypes,
  payment: payments,
  remoteness: ['', ...remotenesses],
  extent: extents,
  cause: causes,
  planned: ['', 'yes', 'no'],
  outcome: appointmentOutcomes,
} as const

export const emptyInterruption: DraftInterruption = {
  from: '',
  to: '',
  extent: 'total',
  delivered: '',
  cause: 'unknown',
  planned: '',
  noticeHours: '',
  knownAt: '',
  subscribersHit: '',
  sitesHit: '',
}

export const emptyDraft: Draft = {
  jurisdiction: '',
  kind: 'internet',
  subscriber: 'consumer',
  payment: 'postpaid',
  region: '',
  remoteness: '',
  timeZone: '',
  currency: '',
  fee: '',
  listFee: '',
  bills: [],
  cycleDay: '1',
  month: '',
  interruptions: [emptyInterruption],
  reports: [],
  appointments: [],
  activation: null,
  designated: false,
  signatoryOf: [],
  settings: {},
  schemes: null,
}

/** True for planned work, said or implied by the cause, as the engine reads it. */
export function isPlanned({ planned, cause }: DraftInterruption): boolean {
  return planned === '' ? cause === 'planned-work' : planned === 'yes'
}
