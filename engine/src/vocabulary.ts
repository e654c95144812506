import type { IsoDate, RoundingMode, Text } from '@pulih/kernel'

/**
 * The closed vocabulary in which every rule is written, be it a statute or an operator's promise. There is no expression
 * language: what cannot be said here needs a new word, with its evaluator, its SQL and its explanation.
 *
 * Values are texts: durations ISO 8601 (`PT12H`), fractions `1/30`, `0.995` or `20%`, counts `5`, money `8.06` in the scheme's
 * currency. Wherever a value may stand, `$name` refers to a dated parameter of the scheme.
 */
export type Value = string

export const statuses = [
  'law',
  'regulator-code',
  'contract',
  'goodwill',
  'bill',
  'superseded',
  'challenged',
  'dormant',
] as const
export type Status = (typeof statuses)[number]

/** How far the source was read: the official text, a mirror of it, or somebody's account. */
export const confidences = ['primary', 'mirror', 'secondary'] as const
export type Confidence = (typeof confidences)[number]

export const serviceKinds = ['internet', 'voice', 'mobile', 'tv', 'hosting', 'leased-line', 'electricity'] as const
export type ServiceKind = (typeof serviceKinds)[number]

export const subscriberTypes = ['consumer', 'small-business', 'business'] as const
export type SubscriberType = (typeof subscriberTypes)[number]

export const payments = ['postpaid', 'prepaid'] as const
export type Payment = (typeof payments)[number]

export const remotenesses = ['urban', 'rural', 'remote'] as const
export type Remoteness = (typeof remotenesses)[number]

export const extents = ['total', 'degraded'] as const
export type Extent = (typeof extents)[number]

export const causes = [
  'network-fault',
  'equipment-fault',
  'fibre-cut',
  'submarine-cable-cut',
  'power-failure',
  'software-fault',
  'overload',
  'cyber-attack',
  'route-leak',
  'third-party-damage',
  'theft',
  'planned-work',
  'weather',
  'flood',
  'earthquake',
  'natural-calamity',
  'force-majeure',
  'terrorist-attack',
  'war',
  'civil-emergency',
  'security-order',
  'statutory-measure',
  'gross-negligence',
  'customer',
  'customer-equipment',
  'customer-power',
  'unknown',
] as const
export type Cause = (typeof causes)[number]

export const appointmentOutcomes = ['missed', 'kept', 'cancelled-late', 'refused'] as const
export type AppointmentOutcome = (typeof appointmentOutcomes)[number]

export const figures = ['minimum', 'recommended', 'maximum'] as const
export type Figure = (typeof figures)[number]

export interface Source {
  readonly id: string
  /** As the country cites it. */
  readonly cite: string
  readonly url?: string
  readonly confidence: Confidence
}

export interface Citation {
  readonly source: string
  readonly article?: string
}

/** Whose services the rule covers; every list that is given must hold the service's own word. */
export interface Who {
  readonly services?: readonly ServiceKind[]
  readonly subscribers?: readonly SubscriberType[]
  readonly payment?: readonly Payment[]
  /** Region codes; `GB-SCT` also covers codes that begin with it and a dot or hyphen. */
  readonly regions?: readonly string[]
  readonly remoteness?: readonly Remoteness[]
  /** The provider must be designated for universal service. */
  readonly designated?: true
  /** The provider must have signed this code. */
  readonly signatoryOf?: string
  /** The service must have existed at the onset. */
  readonly joinedBeforeOnset?: true
}

export const comparisons = ['>', '>=', '<', '<='] as const
export type Comparison = (typeof comparisons)[number]

export interface Limit {
  readonly is: Comparison
  readonly than: Value
}

export const proofs = ['provider', 'customer', 'not-stated'] as const

/** Which interruptions count at all. */
export interface Counts {
  readonly extent: readonly Extent[]
  /** `except` and `only` exclude each other. */
  readonly causes?: {
    readonly except?: readonly Cause[]
    readonly only?: readonly Cause[]
    readonly proof: (typeof proofs)[number]
  }
  /** Planned work: counts, is out, or is out when announced so many hours ahead. */
  readonly planned: 'counts' | 'excluded' | { readonly excludedWithNotice: Value; readonly upTo?: Value }
  /** Each whole interruption, after overlapping and touching ones are merged. */
  readonly length?: Limit
  readonly subscribersHit?: Limit
  readonly sitesHit?: Limit
  /** Only time in which every service of the subscriber was down counts. */
  readonly allServices?: true
}

/** A time of day, `08:00`, local to the service. `to` may be `24:00`. */
export interface DailyWindow {
  readonly from: string
  readonly to: string
}

export type CalendarChoice =
  string | { readonly byRegion: Readonly<Record<string, string>>; readonly otherwise: string }

/** From when time runs, and how much of it is free. The day on which the clock starts is day 0. */
export interface Clock {
  readonly start: 'onset' | 'report' | 'known' | 'earlier-of-known-and-report'
  readonly free?:
    | { readonly time: Value }
    | { readonly calendarDays: Value }
    | { readonly workingDays: Value; readonly calendar: CalendarChoice; readonly cutOff?: string }
  /** Appointment outcomes that stop the clock until the next visit. */
  readonly pausedBy?: readonly AppointmentOutcome[]
}

/** Which time is measured: all of it, the longest piece, from the clock's start, or after the free time. */
export const spans = ['interruption', 'longest', 'pending', 'overdue'] as const
export type Span = (typeof spans)[number]

/** What a measure is divided by: time by the seconds, a count of days by the days of the thing named. */
export const denominators = ['thirty-days', 'month', 'cycle'] as const
export type Denominator = (typeof denominators)[number]

/** A quantity that follows from facts and calendar alone, never from the fee. */
export type Measure =
  | {
      readonly measure: 'duration'
      readonly of?: Span
      readonly window?: DailyWindow
      /** An allowance that is taken off first. */
      readonly less?: Value
      readonly over?: Denominator
    }
  | { readonly measure: 'longest-in-a-day' }
  | { readonly measure: 'availability'; readonly of: 'month' | 'cycle' }
  | {
      readonly measure: 'calendar-days'
      readonly of?: Span
      readonly which: 'touched' | 'whole' | 'with-more-than' | 'with-at-least'
      readonly time?: Value
      readonly plus?: Value
      readonly less?: Value
      readonly over?: Denominator
    }
  | {
      readonly measure: 'working-days'
      readonly of?: Span
      readonly calendar: CalendarChoice
      readonly plus?: Value
      readonly over?: Denominator
    }
  | {
      readonly measure: 'blocks'
      readonly of?: Span
      readonly length: Value
      readonly each: 'full' | 'started' | 'full-or-fraction-above'
      readonly fraction?: Value
      readonly less?: Value
      readonly over?: Denominator
    }
  /** Windows of a length from each onset that hold at least so much continuous interruption. */
  | { readonly measure: 'windows'; readonly length: Value; readonly atLeast: Value; readonly over?: Denominator }
  | { readonly measure: 'occurrences' }
  | { readonly measure: 'appointments'; readonly outcomes: readonly AppointmentOutcome[] }
  /** Days from the promised day of activation, included, to the actual one, excluded. */
  | { readonly measure: 'activation-days'; readonly over?: Denominator }
  /** What was not delivered of what was agreed, as a fraction. */
  | { readonly measure: 'shortfall' }
  | { readonly measure: 'once' }

export type Gate =
  | { readonly all: readonly Gate[] }
  | { readonly any: readonly Gate[] }
  | { readonly when: Measure; readonly is: Comparison; readonly than: Value }

/** `monthly-fee`, `fee-before-discount` (at least the monthly fee), `bills-average-3`, `bills-sum-3`, `previous-bill`, `top-ups-sum-3`. */
export type Base = string

export type Amount =
  | { readonly money: Value }
  | { readonly share: Value; readonly of: Base }
  | { readonly pay: Amount; readonly times: Measure }
  | { readonly pay: Amount; readonly by: Value }
  | { readonly pay: Amount; readonly dividedBy: Value }
  | { readonly sum: readonly Amount[] }
  | { readonly greatest: readonly Amount[] }
  | { readonly least: readonly Amount[] }
  /** The row with the highest bound that is reached; nothing below the first. */
  | { readonly tiers: Measure; readonly rows: readonly TierRow[] }
  /** By ordinal of the unit: the first so many at one amount, the rest at another. */
  | { readonly steps: Measure; readonly rows: readonly StepRow[] }
  | { readonly rounded: Amount; readonly mode: RoundingMode; readonly to?: Value }

export type TierRow =
  { readonly above: Value; readonly pays: Amount } | { readonly atLeast: Value; readonly pays: Amount }

export type StepRow = { readonly first: Value; readonly each: Amount } | { readonly rest: true; readonly each: Amount }

export const benefitKinds = [
  'data',
  'minutes',
  'messages',
  'validity-days',
  'airtime',
  'waived-period',
  'waived-late-fee',
  'moved-due-date',
] as const
export type BenefitKind = (typeof benefitKinds)[number]

/** Something other than a credit on the bill. Airtime has an amount; everything else a quantity. */
export interface Benefit {
  readonly kind: BenefitKind
  readonly unit: string
  readonly quantity: Value
  readonly times?: Measure
  readonly validDays?: Value
  readonly claimWithinDays?: Value
  readonly frequency?: string
  readonly price?: Value
}

/** One head of compensation: its own conditions and its own arithmetic. */
export interface Head {
  readonly id: string
  readonly title?: Text
  readonly cites: readonly Citation[]
  readonly who?: Who
  readonly counts: Counts
  readonly clock?: Clock
  readonly gate?: Gate
  /** Null: a right without an amount in law. */
  readonly pays: Amount | null
  readonly benefit?: Benefit
  readonly duty: 'automatic' | 'on-claim'
  /** When given, the duty is automatic only if this holds. */
  readonly automaticWhen?: Gate
}

export const parameterUnits = ['money', 'duration', 'fraction', 'count'] as const
export type ParameterUnit = (typeof parameterUnits)[number]

export interface DatedValue {
  readonly from: IsoDate
  /** Half open; omitted: until the next value, or open. */
  readonly to?: IsoDate
  readonly value: string
  readonly source: string
  readonly article?: string
  readonly note?: string
}

export interface Parameter {
  readonly unit: ParameterUnit
  readonly title?: Text
  /** Empty only if the operator must set it. */
  readonly values: readonly DatedValue[]
  readonly setBy?: 'operator'
}

export interface Reading {
  readonly id: string
  /** Which figures this reading gives. A reading without a patch describes the scheme as written. */
  readonly figures: readonly Figure[]
  readonly question: Text
  readonly says: Text
  readonly why: Text
  /** JSON pointer into the scheme → what stands there under this reading. */
  readonly patch?: Readonly<Record<string, unknown>>
}

export type Stacking =
  | { readonly rule: 'adds' }
  /** Of all schemes in a group only the greatest is due; on a tie the one with the lower rank. */
  | { readonly rule: 'greatest-of'; readonly group: string; readonly rank: number }
  | { readonly rule: 'set-off'; readonly against: readonly string[] }
  | { readonly rule: 'subsidiary'; readonly to: readonly string[] }
  | { readonly rule: 'on-top' }

export interface Settlement {
  readonly forms: readonly ('bill-credit' | 'money' | 'balance' | 'validity' | 'in-kind')[]
  readonly claimWithin?: { readonly period: Value; readonly from: 'restoration' | 'period-end' | 'report' }
  readonly payWithin?: {
    readonly period: Value
    readonly from: 'restoration' | 'period-end' | 'claim-accepted' | 'claim'
  }
  readonly payOn?: 'next-bill' | 'same-bill' | 'second-next-bill'
  readonly late?: { readonly times?: Value; readonly interestPerMonth?: Value; readonly note?: Text }
  readonly note?: Text
}

export interface Scheme {
  readonly id: string
  readonly jurisdiction: string
  readonly title: Text
  readonly status: Status
  readonly statusNote?: Text
  /** Half open: the first day on which it binds, and the first on which it no longer does. */
  readonly inForce: { readonly from: IsoDate; readonly to: IsoDate | null }
  readonly sources: readonly Source[]
  /** ISO 4217; null when nothing is fixed in money, so that any currency will do. */
  readonly currency: string | null
  /** Which day picks the version of the scheme and its parameters. `each-day` cuts time at every change of law. */
  readonly versionBy: 'onset' | 'report' | 'period-start' | 'each-day'
  readonly parameters: Readonly<Record<string, Parameter>>
  readonly who: Who
  readonly per: 'event' | 'billing-period' | 'calendar-month'
  /** Several services of one subscriber that fail together are paid once: the greatest amount. */
  readonly once?: 'per-subscriber'
  readonly heads: readonly Head[]
  readonly combine: 'sum' | 'greatest'
  /** The least that is paid once anything is due, per event or period. */
  readonly floor?: Amount
  /** The most that is paid, per event or period as the scheme counts. */
  readonly cap?: Amount
  readonly rounding: { readonly mode: RoundingMode; readonly to?: Value }
  readonly stacking: Stacking
  readonly settlement: Settlement
  readonly readings: readonly Reading[]
  /** What the text leaves open and no reading decides. */
  readonly openQuestions?: readonly Text[]
}
