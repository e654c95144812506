/** Longitude, latitude. */
export type Point = readonly [number, number]
export type Ring = readonly Point[]

/** West, south, east, north. */
export type Box = readonly [number, number, number, number]

export interface Outline {
  readonly area: string
  readonly name: string
  readonly box: Box
  readonly rings: readonly Ring[]
}

/** The outlines of whatever GeoJSON says: polygons and collections of them. */
export function ringsOf(geometry: unknown): Ring[] {
  const { type, coordinates, geometries } = (geometry ?? {}) as {
    type?: string
    coordinates?: unknown
    geometries?: readonly unknown[]
  }
  if (type === 'Polygon') return [...(coordinates as readonly Ring[])]
  if (type === 'MultiPolygon') return (coordinates as readonly (readonly Ring[])[]).flat()
  if (type === 'GeometryCollection') return (geometries ?? []).flatMap(ringsOf)
  return []
}

export function boxOf(ring: Ring): Box {
  const [longitudes, latitudes] = [ring.map(([longitude]) => longitude), ring.map(([, latitude]) => latitude)]
  return [Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)]
}

export function boxAround(boxes: readonly Box[]): Box | null {
  const [first, ...rest] = boxes
  if (!first) return null
  return rest.reduce<Box>(
    ([w, s, e, n], [west, south, east, north]) => [
      Math.min(w, west),
      Math.min(s, south),
      Math.max(e, east),
      Math.max(n, north),
    ],
    first,
  )
}

/** Flat enough for one country: degrees of longitude shortened as they are in its middle, north above. */
export function projection([, south, , north]: Box): (point: Point) => Point {
  const shorter = Math.cos((((south + north) / 2) * Math.PI) / 180)
  return ([longitude, latitude]) => [longitude * shorter, -latitude]
}

export function pathOf(rings: readonly Ring[], project: (point: Point) => Point): string {
  return rings
    .map(
      ring =>
        `M${ring
          .map(point =>
            project(point)
              .map(value => value.toFixed(4))
              .join(' '),
          )
          .join('L')}Z`,
    )
    .join('')
}
