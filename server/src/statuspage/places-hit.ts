import type { HitRow } from './store.ts'
import { fewestInArea } from './days.ts'

/**
 * Which areas of an outage are told: those that a person named, otherwise those of the services that it hit, and before these are known
 * `supposed`. An area in which it hit fewer than five is not told, because that would tell of them: what lies around it is, as soon as
 * there are five in it.
 */
export function placesHit(
  named: readonly string[],
  hits: readonly Pick<HitRow, 'area' | 'services'>[],
  supposed: readonly string[],
): readonly string[] {
  if (hits.length === 0) return named.length > 0 ? named : supposed
  if (named.length > 0) return [...new Set(named.flatMap(key => widened(key, hits) ?? []))]
  return gathered(hits)
}

/** The area itself or the nearest one around it in which enough were hit. */
function widened(key: string, hits: readonly Pick<HitRow, 'area' | 'services'>[]): string | null {
  const inside = hits.filter(({ area }) => area === key || area.startsWith(`${key}.`))
  if (inside.reduce((sum, { services }) => sum + services, 0) >= fewestInArea) return key
  const around = parentOf(key)
  return around === null ? null : widened(around, hits)
}

/** The most hit first. What is too few goes to the area around it, the smallest areas first. */
function gathered(hits: readonly Pick<HitRow, 'area' | 'services'>[]): readonly string[] {
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
