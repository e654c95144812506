import type { Mistake } from '@pulih/kernel'
import { isObject, mistaken, objects, objectsOf, onlyKnown, optional, shown, type Place } from './fields.ts'
import { readIncident, type HistoricOutage } from './incident.ts'
import { fileFields } from './words.ts'

export type { HistoricOutage } from './incident.ts'

export interface StatuspageHistory {
  /** In the order of the file. */
  readonly outages: readonly HistoricOutage[]
  /** Of everything that was left out, and of what was read in spite of something wrong. `describeMistake` tells them in words. */
  readonly mistakes: readonly Mistake[]
}

/**
 * Reads the history that an operator takes along from Statuspage: the parsed `incidents.json` or `scheduled-maintenances.json` of its
 * API, version 2, or a bare list of incidents. An entry that is not understood is left out and named; the others are read.
 */
export function readStatuspageHistory(json: unknown): StatuspageHistory {
  const mistakes: Mistake[] = []
  const seen = new Set<string>()
  const outages = entriesOf(json, mistakes).flatMap(({ place, planned }) => {
    const outage = readIncident(place, planned)
    if (outage === null) return []
    if (seen.has(outage.id)) {
      mistaken(place, 'id', 'duplicate', { found: outage.id })
      return []
    }
    seen.add(outage.id)
    return [outage]
  })
  return { outages, mistakes }
}

interface FoundEntry {
  readonly place: Place
  /** The file says so by where it stands. */
  readonly planned: boolean
}

function entriesOf(json: unknown, mistakes: Mistake[]): readonly FoundEntry[] {
  if (Array.isArray(json)) return objectsOf(json, '', mistakes).map(place => ({ place, planned: false }))
  const file: Place = { fields: isObject(json) ? json : {}, pointer: '', mistakes }
  if (!isObject(json)) {
    mistaken(file, '', 'not-an-object', { found: shown(json) })
    return []
  }
  if (json['incidents'] === undefined && json['scheduled_maintenances'] === undefined) {
    mistaken(file, '', 'unknown-form', { what: 'Statuspage', known: 'incidents, scheduled_maintenances' })
    return []
  }
  onlyKnown(file, fileFields)
  const found = (field: string, planned: boolean) =>
    (optional(objects, file, field) ?? []).map(place => ({ place, planned }))
  return [...found('incidents', false), ...found('scheduled_maintenances', true)]
}
