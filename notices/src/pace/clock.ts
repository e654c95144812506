import type { Language } from '@pulih/kernel'

/** What has to be said, by when, as data: a law's or an operator's own promise. Files in `clocks/` have this form. */
export interface ClockRule {
  readonly id: string
  /** ISO 3166-1; null: a promise of the operator. */
  readonly jurisdiction: string | null
  readonly title: Readonly<Record<Language, string>>
  readonly source: { readonly instrument: string; readonly url: string; readonly confidence: string }
  /** What of the source is read in one way of several, or not looked at, for whoever relies on it. */
  readonly note?: string
  /** Days on which an outage may begin to fall under it; `to` is the last. */
  readonly inForce: { readonly from: string; readonly to: string | null }
  /** Whether it is about planned work, or about outages. */
  readonly planned: boolean
  /** It holds from the moment when one of these is reached. */
  readonly reached: readonly Threshold[]
  readonly duties: readonly Duty[]
}

export interface Threshold {
  readonly services: number
  /** ISO 8601 durations. Exactly one of both. */
  readonly atLeast?: string
  readonly moreThan?: string
  /** Only services in such places are counted: a remoteness, as services have it. */
  readonly place?: string
}

export type Telling = 'first' | 'update' | 'restored' | 'compensation'

export type Duty =
  /** Once, after something. `within` null: as soon as it can be done, with no figure that could be missed. */
  | { readonly tell: Telling; readonly from: 'known' | 'confirmed' | 'restored'; readonly within: string | null }
  /** Once, before planned work begins. */
  | { readonly tell: 'first'; readonly from: 'begin'; readonly before: string }
  /** Again and again until it is over. The last cadence holds on. */
  | { readonly tell: 'update'; readonly from: 'first'; readonly cadence: readonly Cadence[] }

export interface Cadence {
  /** Since the first notice; null: as long as it lasts. */
  readonly during: string | null
  readonly every: string
}

/** What is known of an outage, as far as clocks look at it. */
export interface Story {
  readonly planned: boolean
  readonly startedAt: Temporal.Instant
  readonly knownAt: Temporal.Instant
  /** When somebody, or a machine that may, was sure of it: from then on it can be told. */
  readonly confirmedAt: Temporal.Instant
  readonly restoredAt: Temporal.Instant | null
  /** It was none: nothing has to be said of it any more. */
  readonly retractedAt: Temporal.Instant | null
  /** How many services are hit in all and by kind of place, as it was last counted. */
  readonly services: number
  readonly inPlaces: Readonly<Record<string, number>>
  /** What was said, in its order. An update says something to everybody who got the first. */
  readonly told: readonly { readonly tell: Telling; readonly at: Temporal.Instant }[]
}

/**
 * One deadline. `open`: not met, and not too late; `dueAt` null where no figure is given. `late`: not met, or met after it was due.
 * `over`: fell away before it was due.
 */
export interface Clock {
  readonly rule: string
  readonly tell: Telling
  /** When it began to run. */
  readonly from: Temporal.Instant
  readonly dueAt: Temporal.Instant | null
  readonly metAt: Temporal.Instant | null
  readonly state: 'open' | 'met' | 'late' | 'over'
}
