import type { Outage } from '../outages/index.ts'
import type { HitRow } from './store.ts'
import { fewestInArea } from './days.ts'

type Count = Pick<HitRow, 'area' | 'services'>

/** What could be known of the places of an outage. */
export interface Places {
  /** Areas that a person named. */
  readonly named: readonly string[]
  /** Areas of what broke. */
  readonly supposed: readonly string[]
  /** How many are hit; null: nobody has counted them yet. */
  readonly hits: readonly Count[] | null
  /** How many could be. */
  readonly served: readonly Count[]
}

/**
 * Which areas of an outage are told: those that a person named, otherwise those of the services that it hit. An area in which it hit fewer
 * than five is not told, because that would tell of them: what lies around it is, as soon as there are five in it. Before they are counted
 * these five are of all whom it could have hit.
 */
export function placesHit({ named, supposed, hits, served }: Places): readonly string[] {
  if (hits === null) return allWidened(named.length > 0 ? named : supposed, served)
  return named.length > 0 ? allWidened(named, hits) : gathered(hits)
}

/** Whom it hits now; of an outage that is over, whom it hit. Of an area in which but a few are left, these few must not be told. */
export function stillHit({ restoredAt }: Pick<Outage, 'restoredAt'>, hits: readonly HitRow[]): readonly HitRow[] {
  return restoredAt === null ? hits.map(hit => ({ ...hit, services: hit.services - hit.back })) : hits
}

function allWidened(areas: readonly string[], counts: readonly Count[]): readonly string[] {
  return [...new Set(areas.flatMap(key => widened(key, counts) ?? []))]
}

/** The area itself or the nearest one around it in which enough were hit. */
function widened(key: string, hits: readonly Count[]): string | null {
  const inside = hits.filter(({ area }) => area === key || area.startsWith(`${key}.`))
  if (inside.reduce((sum, { services }) => sum + services, 0) >= fewestInArea) return key
  const around = parentOf(key)
  return around === null ? null : widened(around, hits)
}

/** The most hit first. What is too few goes to the area around it, the smallest areas first. */
function gathered(hits: readonly Count[]): readonly string[] {
  const counts = new Map<string, number>()
  const add = (area: string, services: number) => counts.set(area, (counts.get(area) ?? 0) + services)
  for (const { area, services } of hits) if (area !== '') add(area, services)
  const deepest = Math.max(0, ...[...counts.keys()].map(depth))
  for (let level = deepest; level > 1; level -= 1)
    for (const [area, services] of [...counts]) {
      if (depth(area) !== level || services >= fewestInArea) continue
      counts.delete(area)
      add(parentOf(area) ?? area, services)
    }
  return [...counts]
    .filter(([, services]) => services >= fewestInArea)
    .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([area]) => area)
}

function depth(area: string): number {
  return area.split('.').length
}

function parentOf(area: string): string | null {
  const dot = area.lastIndexOf('.')
  return dot === -1 ? null : area.slice(0, dot)
}
