import type { Page, PlannedStatus, PublicOutage, PublicStatus, PublicUpdate } from '../../picture.ts'
import { saidText } from '../facts.ts'
import { firstLanguage, outageAddress } from '../links.ts'
import type {
  V2Component,
  V2Incident,
  V2IncidentStatus,
  V2Maintenance,
  V2MaintenanceStatus,
  V2Update,
} from './types.ts'

/** An outage as an incident. */
export function v2Incident(page: Page, outage: PublicOutage, components: readonly V2Component[]): V2Incident {
  const { head, tail } = shared(page, outage, components, incidentStatus)
  return { ...head, impact: outage.impact, ...tail }
}

/** Planned work as a scheduled maintenance. Its end is never empty there: without one it is the beginning. */
export function v2Maintenance(page: Page, work: PublicOutage, components: readonly V2Component[]): V2Maintenance {
  const { head, tail } = shared(page, work, components, maintenanceStatus)
  return {
    ...head,
    impact: 'maintenance',
    ...tail,
    scheduled_for: work.startedAt,
    scheduled_until: work.until ?? work.etr ?? work.startedAt,
  }
}

/** Both in the order in which Statuspage writes the fields: the impact stands between them. */
function shared<Status extends string>(
  page: Page,
  outage: PublicOutage,
  components: readonly V2Component[],
  word: (status: PublicStatus | PlannedStatus) => Status,
) {
  const status = word(outage.status)
  const updates = updatesOf(page, outage)
  const head = {
    id: outage.id,
    name: outage.title,
    status,
    created_at: outage.createdAt,
    updated_at: outage.updatedAt,
    monitoring_at: updates.findLast(update => update.status === 'monitoring')?.at ?? null,
    resolved_at: status === 'resolved' || status === 'completed' ? endOf(outage) : null,
  }
  const tail = {
    shortlink: outageAddress(page, outage.number, firstLanguage(page)),
    started_at: outage.startedAt,
    page_id: page.id,
    incident_updates: updates.map(update => v2Update(page, outage, update, word)),
    components: components.filter(component => outage.components.includes(component.id)),
  }
  return { head, tail }
}

/** Readers count on at least one update: an outage of which nothing was said yet says its title. */
function updatesOf(page: Page, outage: PublicOutage): readonly PublicUpdate[] {
  if (outage.updates.length > 0) return outage.updates
  return [
    {
      id: `${outage.id}.0`,
      at: outage.createdAt,
      status: outage.status,
      text: { [firstLanguage(page)]: outage.title },
    },
  ]
}

function v2Update<Status>(
  page: Page,
  outage: PublicOutage,
  update: PublicUpdate,
  word: (status: PublicStatus | PlannedStatus) => Status,
): V2Update<Status> {
  return {
    id: update.id,
    status: word(update.status),
    body: saidText(page, update, firstLanguage(page)),
    incident_id: outage.id,
    created_at: update.at,
    updated_at: update.at,
    display_at: update.at,
    // Which component changed with which update is not part of the picture.
    affected_components: null,
    deliver_notifications: true,
    custom_tweet: null,
    tweet_id: null,
  }
}

function endOf(outage: PublicOutage): string {
  const said = outage.updates.find(({ status }) => ['resolved', 'completed', 'cancelled'].includes(status))
  return outage.restoredAt ?? said?.at ?? outage.updatedAt
}

function incidentStatus(status: PublicStatus | PlannedStatus): V2IncidentStatus {
  switch (status) {
    case 'scheduled':
      return 'investigating'
    case 'in_progress':
      return 'identified'
    case 'completed':
    case 'cancelled':
      return 'resolved'
    default:
      return status
  }
}

/** There is no word for what was called off; `completed` ends it for those who already hold it as scheduled. */
function maintenanceStatus(status: PublicStatus | PlannedStatus): V2MaintenanceStatus {
  switch (status) {
    case 'cancelled':
    case 'resolved':
      return 'completed'
    case 'monitoring':
      return 'verifying'
    case 'investigating':
    case 'identified':
      return 'in_progress'
    default:
      return status
  }
}
