import type { Area } from './areas.ts'
import type { ProvinceFact } from './facts/operator-facts.ts'

type Point = readonly [longitude: number, latitude: number]

/**
 * Shapes to draw areas with, as GeoJSON (RFC 7946): what is nearer to the middle of an area than to that of any other, within a box.
 * They are computed from the middles alone, do not overlap and follow no real border. A province is all of its areas.
 */
export function areaShapes(areas: ReadonlyMap<ProvinceFact, readonly Area[]>): string {
  const middles = [...areas.values()].flat()
  const features = [...areas].flatMap(([province, inside]) => {
    const rings = inside
      .toSorted((a, b) => (a.code < b.code ? -1 : 1))
      .map(area => ({ area, ring: ringOf(area, middles, reachOf(province)) }))
    return [
      feature(
        province.code,
        province.name,
        'province',
        rings.map(({ ring }) => ring),
      ),
      ...rings.map(({ area, ring }) => feature(area.code, area.name, area.kind, [ring])),
    ]
  })
  return `{"type":"FeatureCollection","features":[\n${features.map(each => JSON.stringify(each)).join(',\n')}\n]}\n`
}

function feature(area: string, name: string, kind: string, rings: readonly (readonly Point[])[]): object {
  const points = rings.flat()
  const [longitudes, latitudes] = [points.map(([longitude]) => longitude), points.map(([, latitude]) => latitude)]
  const geometry =
    rings.length === 1
      ? { type: 'Polygon', coordinates: rings }
      : { type: 'MultiPolygon', coordinates: rings.map(ring => [ring]) }
  return {
    type: 'Feature',
    id: area,
    bbox: [Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)],
    properties: { area, name, kind },
    geometry,
  }
}

/** How far a shape may reach from its middle, in ten-thousandths of a degree: half of the province, and not too little. */
function reachOf({ spread: [north, east] }: ProvinceFact): { readonly north: number; readonly east: number } {
  return { north: Math.max(1000, north * 50), east: Math.max(1000, east * 50) }
}

/** A box around the middle, cut along the bisector to every other middle. Anticlockwise and closed, as the format asks. */
function ringOf(area: Area, middles: readonly Area[], { north, east }: ReturnType<typeof reachOf>): Point[] {
  const { longitude: x, latitude: y } = area
  let ring: Point[] = [
    [x - east, y - north],
    [x + east, y - north],
    [x + east, y + north],
    [x - east, y + north],
  ]
  for (const other of middles) {
    const [dx, dy] = [other.longitude - x, other.latitude - y]
    if (dx === 0 && dy === 0) continue
    const limit = (dx * (other.longitude + x) + dy * (other.latitude + y)) / 2
    ring = cut(ring, ([longitude, latitude]) => dx * longitude + dy * latitude - limit)
  }
  const corners = ring
    .map(([longitude, latitude]): Point => [Math.round(longitude) / 10_000, Math.round(latitude) / 10_000])
    .filter((corner, at, all) => !same(corner, all.at(at - 1)))
  const [first] = corners
  return first ? [...corners, first] : []
}

function same(a: Point, b: Point | undefined): boolean {
  return b !== undefined && a[0] === b[0] && a[1] === b[1]
}

/** The part of a convex ring where the measure is not positive. */
function cut(ring: readonly Point[], measure: (point: Point) => number): Point[] {
  return ring.flatMap((point, at) => {
    const before = ring.at(at - 1) ?? point
    const [here, there] = [measure(point), measure(before)]
    const crossing = here > 0 === there > 0 ? [] : [between(before, point, there / (there - here))]
    return here > 0 ? crossing : [...crossing, point]
  })
}

function between(a: Point, b: Point, share: number): Point {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
}
