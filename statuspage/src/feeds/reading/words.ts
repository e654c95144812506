import type { Impact, PlannedStatus, PublicStatus } from '../../picture.ts'
import { incidentStatuses, maintenanceStatuses, type V2IncidentStatus, type V2MaintenanceStatus } from '../v2/types.ts'

export const foreignStatuses = [...incidentStatuses, ...maintenanceStatuses] as const
export type ForeignStatus = V2IncidentStatus | V2MaintenanceStatus

export const foreignImpacts = ['none', 'minor', 'major', 'critical', 'maintenance'] as const

/** Their word for how far something is, as ours. */
export function ourStatus(status: ForeignStatus, planned: boolean): PublicStatus | PlannedStatus {
  return planned ? plannedStatuses[status] : publicStatuses[status]
}

const publicStatuses: Readonly<Record<ForeignStatus, PublicStatus>> = {
  investigating: 'investigating',
  identified: 'identified',
  monitoring: 'monitoring',
  resolved: 'resolved',
  // What is told afterwards of an outage that is over.
  postmortem: 'resolved',
  scheduled: 'investigating',
  in_progress: 'identified',
  verifying: 'monitoring',
  completed: 'resolved',
}

const plannedStatuses: Readonly<Record<ForeignStatus, PlannedStatus>> = {
  scheduled: 'scheduled',
  in_progress: 'in_progress',
  verifying: 'in_progress',
  completed: 'completed',
  investigating: 'in_progress',
  identified: 'in_progress',
  monitoring: 'in_progress',
  resolved: 'completed',
  postmortem: 'completed',
}

/** Of planned work they say only that it is planned. */
export function ourImpact(impact: (typeof foreignImpacts)[number]): Impact {
  return impact === 'maintenance' ? 'none' : impact
}

/** What Statuspage writes into an incident, in its files and in its webhooks. */
export const incidentFields: ReadonlySet<string> = new Set([
  ...['id', 'name', 'status', 'created_at', 'updated_at', 'monitoring_at', 'resolved_at', 'impact', 'shortlink'],
  ...['started_at', 'page_id', 'incident_updates', 'components', 'scheduled_for', 'scheduled_until'],
  ...['reminder_intervals', 'metadata', 'backfilled', 'impact_override', 'organization_id'],
  ...['postmortem_body', 'postmortem_body_last_updated_at', 'postmortem_ignored', 'postmortem_published_at'],
  ...['postmortem_notified_subscribers', 'postmortem_notified_twitter'],
  ...['scheduled_remind_prior', 'scheduled_reminded_at', 'scheduled_auto_in_progress', 'scheduled_auto_completed'],
])

export const updateFields: ReadonlySet<string> = new Set([
  ...['id', 'status', 'body', 'incident_id', 'created_at', 'updated_at', 'display_at', 'affected_components'],
  ...['deliver_notifications', 'wants_twitter_update', 'custom_tweet', 'twitter_updated_at', 'tweet_id'],
])

export const fileFields: ReadonlySet<string> = new Set([
  ...['page', 'incidents', 'scheduled_maintenances', 'components', 'status'],
])
