import type { ComponentStatus, Impact } from '../../picture.ts'
import type { Indicator } from '../words.ts'

/**
 * The public JSON of Statuspage, version 2, as its readers know it. Every field is always there; instants are ISO 8601 in UTC with
 * milliseconds. What each file holds is shown at https://metastatuspage.com/api.
 */
export interface V2Page {
  readonly id: string
  readonly name: string
  readonly url: string
  readonly time_zone: string
  readonly updated_at: string
}

export interface V2Status {
  readonly indicator: Indicator
  /** For people; readers also compare it with the five sentences that Statuspage writes. */
  readonly description: string
}

interface V2Part {
  readonly id: string
  readonly name: string
  readonly status: ComponentStatus
  readonly created_at: string
  readonly updated_at: string
  /** From 1, among those of the same group. */
  readonly position: number
  readonly description: string | null
  readonly showcase: boolean
  /** A day, `2026-01-01`. */
  readonly start_date: string | null
  readonly group_id: string | null
  readonly page_id: string
  readonly only_show_if_degraded: boolean
}

export interface V2Single extends V2Part {
  readonly group: false
}

export interface V2Group extends V2Part {
  readonly group: true
  /** Ids of those in it. */
  readonly components: readonly string[]
}

export type V2Component = V2Single | V2Group

export const incidentStatuses = ['investigating', 'identified', 'monitoring', 'resolved', 'postmortem'] as const
export type V2IncidentStatus = (typeof incidentStatuses)[number]

export const maintenanceStatuses = ['scheduled', 'in_progress', 'verifying', 'completed'] as const
export type V2MaintenanceStatus = (typeof maintenanceStatuses)[number]

export interface V2Affected {
  readonly code: string
  readonly name: string
  readonly old_status: ComponentStatus
  readonly new_status: ComponentStatus
}

export interface V2Update<Status> {
  readonly id: string
  readonly status: Status
  readonly body: string
  readonly incident_id: string
  readonly created_at: string
  readonly updated_at: string
  readonly display_at: string
  readonly affected_components: readonly V2Affected[] | null
  readonly deliver_notifications: boolean
  readonly custom_tweet: string | null
  readonly tweet_id: number | null
}

interface V2Event<Status> {
  readonly id: string
  readonly name: string
  readonly status: Status
  readonly created_at: string
  readonly updated_at: string
  readonly monitoring_at: string | null
  readonly resolved_at: string | null
  readonly shortlink: string
  readonly started_at: string
  readonly page_id: string
  /** The latest first. */
  readonly incident_updates: readonly V2Update<Status>[]
  readonly components: readonly V2Component[]
}

export interface V2Incident extends V2Event<V2IncidentStatus> {
  readonly impact: Impact
}

export interface V2Maintenance extends V2Event<V2MaintenanceStatus> {
  readonly impact: 'maintenance'
  readonly scheduled_for: string
  readonly scheduled_until: string
}
