import type { PlannedStatus, PublicStatus } from '../../picture.ts'
import { latestFirst } from '../order.ts'
import { has, instant, mistaken, objects, onlyKnown, optional, required, text, word, type Place } from './fields.ts'
import { foreignStatuses, ourStatus, updateFields } from './words.ts'

export interface HistoricUpdate {
  readonly id: string
  readonly at: string
  readonly status: PublicStatus | PlannedStatus
  /** As it stood there, in whatever language; it may hold Markdown or HTML and is shown as text. */
  readonly text: string
}

interface FoundUpdates {
  readonly updates: readonly HistoricUpdate[]
  /** Components that only the updates name. */
  readonly components: readonly { readonly id: string; readonly name: string }[]
  /** When it was said for the first time that it is over. */
  readonly finished: string | null
}

/** What was said of an incident. An update that is not understood is left out and named, and the incident keeps the others. */
export function readUpdates(incident: Place, planned: boolean): FoundUpdates {
  const places = required(objects, incident, 'incident_updates') ?? []
  const updates = latestFirst(
    places.flatMap(place => {
      const update = readUpdate(place, planned)
      return update === null ? [] : [update]
    }),
    update => update.at,
  )
  const finished = updates.findLast(({ status }) => status === 'resolved' || status === 'completed')?.at ?? null
  return { updates, components: places.flatMap(affected), finished }
}

function readUpdate(place: Place, planned: boolean): HistoricUpdate | null {
  onlyKnown(place, updateFields)
  const id = required(text, place, 'id')
  const status = required(word(foreignStatuses), place, 'status')
  const said = required(text, place, 'body')
  const at = optional(instant, place, 'display_at') ?? optional(instant, place, 'created_at')
  if (at === null && !has(place, 'display_at') && !has(place, 'created_at')) {
    mistaken(place, 'created_at', 'missing-field', { field: 'created_at' })
  }
  if (id === null || status === null || said === null || at === null) return null
  return { id, at, status: ourStatus(status, planned), text: said }
}

function affected(update: Place): FoundUpdates['components'] {
  return (optional(objects, update, 'affected_components') ?? []).flatMap(component => {
    const id = required(text, component, 'code')
    const name = required(text, component, 'name')
    return id === null || name === null ? [] : [{ id, name }]
  })
}
