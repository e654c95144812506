import type { Language } from '@pulih/kernel'

/**
 * Everything that the public may know of the network at one instant. The status page, its feeds and its JSON are made from this and from
 * nothing else, so they agree with each other, hold no personal data, and can be made again years later.
 *
 * Instants are ISO 8601 in UTC with milliseconds (`2026-11-22T09:00:00.000Z`). Nothing in it is HTML.
 */
export interface Picture {
  readonly page: Page
  /** When it was taken. What is shown is true of this instant, however much later somebody reads it. */
  readonly asOf: string
  /** Grows with every change of what the public may know. */
  readonly revision: number
  /** In the order in which they are shown. */
  readonly components: readonly Component[]
  /** Confirmed outages that are not over, the latest first. */
  readonly open: readonly PublicOutage[]
  /** Planned work that has begun or is to come, the next first. */
  readonly planned: readonly PublicOutage[]
  /** What is over, the last to end first: all of ninety days, and two hundred anyway; at most two thousand, and as many from elsewhere. */
  readonly past: readonly PublicOutage[]
  /** Of outages that go on, and for some days of those that are over. */
  readonly alerts: readonly PublicAlert[]
}

/** What was sent of an outage as alerts of the Common Alerting Protocol. */
export interface PublicAlert {
  /** The outage's number. */
  readonly outage: string
  readonly title: string
  /** The first first; the last one is to be read now. What stands under an identifier never changes. */
  readonly messages: readonly AlertMessage[]
}

export interface AlertMessage {
  /** `Update` also says that it is over; `Cancel`, that it was none. */
  readonly kind: 'Alert' | 'Update' | 'Cancel'
  /** As they were written when it was sent, for later ones to refer to. */
  readonly sender: string
  readonly identifier: string
  readonly sent: string
  readonly sentAt: string
}

/** How the operator wants to be seen. */
export interface Page {
  /** Stable for ever: it is in identifiers that others store. */
  readonly id: string
  readonly name: string
  /** Where the page is read, without a slash at the end: `https://status.example.net`. */
  readonly url: string
  /** An IANA time zone; everything is told in its local time. */
  readonly timeZone: string
  /** The first is that of a reader who asks for none of them. */
  readonly languages: readonly Language[]
  /** Where customers turn to otherwise. */
  readonly contact: { readonly url: string | null; readonly phone: string | null; readonly mail: string | null }
  /** Where the subscribers' portal is, in which anybody can ask to be told; without one there is none. */
  readonly portal?: string | null | undefined
  /** A path or address of a picture. */
  readonly logo: string | null
  /** `#rrggbb`. */
  readonly accent: string
  /** The share of time that is promised, as a decimal text: `0.995`. */
  readonly promise: string | null
}

export type ComponentStatus =
  'operational' | 'degraded_performance' | 'partial_outage' | 'major_outage' | 'under_maintenance'

/** A part of what the operator offers, as customers name it: an area, or a kind of service. */
export interface Component {
  readonly id: string
  readonly name: string
  /** What it is called in other languages, where that is another word. */
  readonly names?: Readonly<Partial<Record<Language, string>>>
  /** The component that it is part of. */
  readonly group: string | null
  readonly status: ComponentStatus
  readonly kind: 'area' | 'service'
  /** The key of the area, for those who look themselves up by it. */
  readonly area: string | null
  readonly since: string | null
  /** One per day of the last ninety, the oldest first; null: not known. */
  readonly days: readonly (Day | null)[]
  readonly createdAt: string
  readonly updatedAt: string
}

/** A local day of a component. The share that was available is `(owed - lost) / owed`, of several days that of their sums. */
export interface Day {
  /** The seconds of the day, or what has passed of it, of each service together. */
  readonly owed: number
  /** For how many of these something was missing, weighed by how much; never more than is owed. */
  readonly lost: number
}

export type PublicStatus = 'investigating' | 'identified' | 'monitoring' | 'resolved'
export type PlannedStatus = 'scheduled' | 'in_progress' | 'completed' | 'cancelled'
export type Impact = 'none' | 'minor' | 'major' | 'critical'

/** An outage or planned work as the public knows it. */
export interface PublicOutage {
  readonly id: string
  /** What staff and customers call it: `OUT-000123`. */
  readonly number: string
  readonly planned: boolean
  readonly title: string
  readonly status: PublicStatus | PlannedStatus
  readonly impact: Impact
  /** `degraded`: it works, but worse than promised. */
  readonly extent: 'total' | 'degraded'
  /** What the operator says the cause was; null: nothing yet. */
  readonly cause: string | null
  readonly startedAt: string
  /** Of planned work: until when it is announced. */
  readonly until: string | null
  readonly restoredAt: string | null
  /** When it is expected to be over. Null with `nextUpdateBy`: not known, and when more will be said. */
  readonly etr: string | null
  readonly nextUpdateBy: string | null
  /** Connections that are hit, rounded so that nobody can be found by counting; null: not said. */
  readonly services: number | null
  /** Of these, how many work again. */
  readonly servicesBack: number | null
  readonly areas: readonly PublicArea[]
  /** Ids of components. */
  readonly components: readonly string[]
  /** The operator's statement and what was said after it, the latest first. */
  readonly updates: readonly PublicUpdate[]
  /** What follows for customers. `granted`: it is decided and on its way; `given`: all of it was handed over. */
  readonly compensation: 'not-yet-known' | 'being-assessed' | 'granted' | 'given' | 'none' | null
  /** How they get it; null as long as that is not decided. */
  readonly payment: PublicPayment | null
  readonly createdAt: string
  readonly updatedAt: string
  readonly revision: number
}

/** How what follows from an outage is given, as the runs decided it. */
export interface PublicPayment {
  /** On the bill, on the prepaid balance, paid out by itself, or as something other than money. */
  readonly forms: readonly ('bill' | 'balance' | 'payout' | 'in-kind')[]
  /** Whether it must be asked for. */
  readonly claim: 'none' | 'some' | 'all'
  /** By when: whoever asks on this day at the latest asks in time for all of it. */
  readonly claimUntil: string | null
}

export interface PublicArea {
  readonly key: string
  readonly name: string
  /** GeoJSON, longitude first; null: it has no outline. */
  readonly geometry: Outline | null
}

export type Outline =
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly (readonly number[])[])[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly (readonly number[])[])[])[] }

export interface PublicUpdate {
  readonly id: string
  readonly at: string
  readonly status: PublicStatus | PlannedStatus
  /** By the language in which it was written, one at least. Plain text, paragraphs divided by an empty line. */
  readonly text: Readonly<Partial<Record<Language, string>>>
}

/** A file of the static page: what any web server can serve with nothing behind it. */
export interface PageFile {
  /** `/`, `/id/`, `/api/v2/summary.json` … */
  readonly path: string
  readonly type: string
  readonly body: string
  /** Seconds for which a reader's browser, and for which a shared cache, may keep it. */
  readonly maxAge: number
  readonly sharedMaxAge: number
}
