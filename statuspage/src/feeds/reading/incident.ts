import type { Impact, PlannedStatus, PublicStatus } from '../../picture.ts'
import { latestFirst } from '../order.ts'
import { maintenanceStatuses } from '../v2/types.ts'
import { has, instant, mistaken, objects, onlyKnown, optional, required, text, word, type Place } from './fields.ts'
import { readUpdates, type HistoricUpdate } from './updates.ts'
import { foreignImpacts, foreignStatuses, incidentFields, ourImpact, ourStatus } from './words.ts'

/** An outage or planned work that another page told of, in our words. Instants are in UTC with milliseconds. */
export interface HistoricOutage {
  /** As the other page named it, so that reading a file twice gives nothing new. */
  readonly id: string
  readonly planned: boolean
  readonly title: string
  readonly status: PublicStatus | PlannedStatus
  readonly impact: Impact
  readonly startedAt: string
  /** Of planned work: until when it was announced. */
  readonly until: string | null
  /** Null: it is not over, or was called off. */
  readonly restoredAt: string | null
  readonly createdAt: string
  readonly updatedAt: string
  /** Where it was read. */
  readonly url: string | null
  readonly components: readonly { readonly id: string; readonly name: string }[]
  /** The latest first. */
  readonly updates: readonly HistoricUpdate[]
}

/** Null: it cannot be told what, when or how it was, and the mistakes say why. */
export function readIncident(place: Place, standsWithPlanned: boolean): HistoricOutage | null {
  onlyKnown(place, incidentFields)
  const id = required(text, place, 'id')
  const title = required(text, place, 'name')
  const status = required(word(foreignStatuses), place, 'status')
  const impact = required(word(foreignImpacts), place, 'impact')
  const createdAt = optional(instant, place, 'created_at')
  const began = optional(instant, place, 'started_at')
  const scheduledFor = optional(instant, place, 'scheduled_for')
  const until = optional(instant, place, 'scheduled_until')
  const updatedAt = required(instant, place, 'updated_at')
  const url = optional(text, place, 'shortlink')
  const planned =
    standsWithPlanned ||
    has(place, 'scheduled_for') ||
    impact === 'maintenance' ||
    maintenanceStatuses.some(one => one === status)
  const { updates, components, finished } = readUpdates(place, planned)

  // Older files have no `started_at`; what they were posted as is then the best that is known.
  const startedAt = (planned ? scheduledFor : null) ?? began ?? createdAt
  if (startedAt === null) return mistakenUnlessNoted(place, 'started_at', ['created_at', 'scheduled_for'])
  if (id === null || title === null || status === null) return null

  const ours = ourStatus(status, planned)
  const restoredAt = readEnd(place, isOver(ours), finished)
  if (restoredAt === null && isOver(ours)) return mistakenUnlessNoted(place, 'resolved_at', [])
  const endsFirst = restoredAt !== null && restoredAt < startedAt
  if (endsFirst && !planned) return mistaken(place, 'resolved_at', 'end-not-after-start')
  return {
    id,
    planned,
    title,
    // There is no word for work that is called off; it is completed before it began.
    status: endsFirst ? 'cancelled' : ours,
    impact: ourImpact(impact ?? 'none'),
    startedAt,
    until,
    restoredAt: endsFirst ? null : restoredAt,
    createdAt: createdAt ?? startedAt,
    updatedAt: updatedAt ?? restoredAt ?? updates[0]?.at ?? createdAt ?? startedAt,
    url,
    components: uniqueById([...readComponents(place), ...components]),
    updates: latestFirst(
      [...updates, ...readPostmortem(place, id, planned, updates, updatedAt ?? startedAt)],
      update => update.at,
    ),
  }
}

function isOver(status: PublicStatus | PlannedStatus): boolean {
  return status === 'resolved' || status === 'completed' || status === 'cancelled'
}

/** When it was over; where the file has no such field, the first update that says so. */
function readEnd(place: Place, over: boolean, finished: string | null): string | null {
  const said = optional(instant, place, 'resolved_at')
  if (over) return said ?? finished
  if (said !== null) mistaken(place, 'status', 'either-or', { one: 'status', other: 'resolved_at' })
  return null
}

/** A field that is missing is told once: where it, or another that could stand for it, was wrong, that was told already. */
function mistakenUnlessNoted(place: Place, field: string, others: readonly string[]): null {
  return [field, ...others].some(one => has(place, one)) ? null : mistaken(place, field, 'missing-field', { field })
}

function readComponents(place: Place): HistoricOutage['components'] {
  return (optional(objects, place, 'components') ?? []).flatMap(component => {
    const id = required(text, component, 'id')
    const name = required(text, component, 'name')
    return id === null || name === null ? [] : [{ id, name }]
  })
}

/** The last word on an incident is a field of its own in some files, and an update in others. */
function readPostmortem(
  place: Place,
  id: string,
  planned: boolean,
  updates: readonly HistoricUpdate[],
  otherwiseAt: string,
): readonly HistoricUpdate[] {
  const said = optional(text, place, 'postmortem_body')
  if (said === null || said === '' || updates.some(update => update.text === said)) return []
  const at = optional(instant, place, 'postmortem_published_at') ?? otherwiseAt
  return [{ id: `${id}.postmortem`, at, status: ourStatus('postmortem', planned), text: said }]
}

function uniqueById(components: HistoricOutage['components']): HistoricOutage['components'] {
  return [...new Map(components.toReversed().map(component => [component.id, component])).values()].toReversed()
}
