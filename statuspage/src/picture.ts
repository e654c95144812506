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
  /** What is over, the latest first; at most two hundred. */
  readonly past: readonly PublicOutage[]
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
  /** One per day of the last ninety, the oldest first: the share of service that was there, weighed by services; null: not known. */
  readonly days: readonly (number | null)[]
  readonly createdAt: string
  readonly updatedAt: string
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
  /** What follows for customers. */
  readonly compensation: 'not-yet-known' | 'being-assessed' | 'paid-on-the-bill' | 'none' | null
  readonly createdAt: string
  readonly updatedAt: string
  readonly revision: number
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
  /** By language; the first language of the page is always there. Plain text, paragraphs divided by an empty line. */
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
