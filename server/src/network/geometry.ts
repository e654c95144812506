/** Rings of [longitude, latitude] in WGS 84, the first one outside, the others holes (RFC 7946). */
export type Area =
  | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] }
type Ring = readonly (readonly number[])[]

/** West, south, east, north. */
export type BoundingBox = readonly [number, number, number, number]

export function isArea(value: unknown): value is Area {
  if (typeof value !== 'object' || value === null || !('type' in value) || !('coordinates' in value)) return false
  const { type, coordinates } = value
  if (type === 'Polygon') return isPolygon(coordinates)
  return type === 'MultiPolygon' && Array.isArray(coordinates) && coordinates.length > 0 && coordinates.every(isPolygon)
}

function isPolygon(rings: unknown): boolean {
  return Array.isArray(rings) && rings.length > 0 && rings.every(isRing)
}

function isRing(ring: unknown): boolean {
  if (!Array.isArray(ring) || ring.length < 4 || !ring.every(isPosition)) return false
  const [first, last] = [ring[0] as number[], ring.at(-1) as number[]]
  return first[0] === last[0] && first[1] === last[1]
}

function isPosition(position: unknown): boolean {
  if (!Array.isArray(position) || position.length < 2) return false
  const [longitude, latitude] = position as [unknown, unknown]
  return (
    typeof longitude === 'number' &&
    typeof latitude === 'number' &&
    Math.abs(longitude) <= 180 &&
    Math.abs(latitude) <= 90
  )
}

export function boundingBox(area: Area): BoundingBox {
  let [west, south, east, north] = [180, 90, -180, -90]
  for (const rings of polygonsOf(area))
    for (const [longitude = 0, latitude = 0] of rings[0] ?? []) {
      west = Math.min(west, longitude)
      east = Math.max(east, longitude)
      south = Math.min(south, latitude)
      north = Math.max(north, latitude)
    }
  return [west, south, east, north]
}

/** Whether a point lies inside: a ray to the east crosses the rings an odd number of times. Areas across the date line are two polygons. */
export function contains(area: Area, longitude: number, latitude: number): boolean {
  return polygonsOf(area).some(rings => rings.filter(ring => isInside(ring, longitude, latitude)).length % 2 === 1)
}

function isInside(ring: Ring, longitude: number, latitude: number): boolean {
  let inside = false
  for (let at = 0, before = ring.length - 1; at < ring.length; before = at++) {
    const [x1 = 0, y1 = 0] = ring[at] ?? []
    const [x2 = 0, y2 = 0] = ring[before] ?? []
    if (y1 > latitude !== y2 > latitude && longitude < ((x2 - x1) * (latitude - y1)) / (y2 - y1) + x1) inside = !inside
  }
  return inside
}

function polygonsOf(area: Area): readonly (readonly Ring[])[] {
  return area.type === 'Polygon' ? [area.coordinates] : area.coordinates
}
