import type { Picture, PublicArea, PublicOutage } from '../picture.ts'
import { levelOfOutage, type Level } from './headline.ts'

/** An area with everything that goes on in it, and the worst of that. */
export interface AffectedArea {
  readonly area: PublicArea
  readonly level: Level
  readonly outages: readonly PublicOutage[]
}

/** Each area once, in the order in which the outages name them. */
export function affectedBy(outages: readonly PublicOutage[]): readonly AffectedArea[] {
  const affected = new Map<string, AffectedArea>()
  for (const outage of outages) {
    for (const area of outage.areas) {
      const known = affected.get(area.key)
      if (known?.outages.includes(outage)) continue
      affected.set(area.key, {
        area: known?.area.geometry ? known.area : area,
        level: known ? worseOf(known.level, levelOfOutage(outage)) : levelOfOutage(outage),
        outages: [...(known?.outages ?? []), outage],
      })
    }
  }
  return [...affected.values()]
}

const worst: readonly Level[] = ['down', 'part', 'worse', 'work', 'fine', 'none']

function worseOf(one: Level, other: Level): Level {
  return worst.indexOf(one) < worst.indexOf(other) ? one : other
}

/** What a map of the present shows: outages, and planned work that has begun. */
export function goingOn({ open, planned }: Picture): readonly PublicOutage[] {
  return [...open, ...planned.filter(({ status }) => status === 'in_progress')]
}

/** The same as GeoJSON with whole outlines, for a map that can be moved: https://www.rfc-editor.org/rfc/rfc7946 */
export function areasAsGeoJson(picture: Picture): string {
  const features = affectedBy(goingOn(picture)).flatMap(({ area, level, outages }) =>
    area.geometry === null
      ? []
      : [
          {
            type: 'Feature',
            id: area.key,
            properties: { name: area.name, level, outages: outages.map(({ number }) => number) },
            geometry: area.geometry,
          },
        ],
  )
  return JSON.stringify({ type: 'FeatureCollection', features })
}
