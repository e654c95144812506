import type { OutageScope } from '@pulih/contracts'
import type { Point } from '../../ui/geometry.ts'

/** A drawn area: its corners without the first one repeated, and the holes in it, which stay as they are. */
export interface Shape {
  readonly corners: readonly Point[]
  readonly holes: readonly (readonly Point[])[]
}

type Polygons = NonNullable<OutageScope['polygons']>

const digits = 5
export const leastCorners = 3

export function shapesOf(polygons: OutageScope['polygons']): Shape[] {
  return (polygons ?? []).map(({ coordinates: [outer = [], ...holes] }) => ({
    // Each ring of a polygon ends where it begins.
    corners: outer.slice(0, -1).map(pointOf),
    holes: holes.map(hole => hole.map(pointOf)),
  }))
}

export function polygonsOf(shapes: readonly Shape[]): Polygons {
  return shapes
    .filter(({ corners }) => corners.length >= leastCorners)
    .map(({ corners, holes }) => ({
      type: 'Polygon',
      coordinates: [closed(corners), ...holes].map(ring => ring.map(point => [...point])),
    }))
}

export function closed(corners: readonly Point[]): readonly Point[] {
  const [first] = corners
  return first ? [...corners, first] : []
}

export function rounded([longitude, latitude]: Point): Point {
  return [Number(longitude.toFixed(digits)), Number(latitude.toFixed(digits))]
}

/** Corners as people write them: a line each, latitude first. */
export function textOf(corners: readonly Point[]): string {
  return corners.map(([longitude, latitude]) => `${latitude}, ${longitude}`).join('\n')
}

/** What was written, or the number of the first line that is no corner. Degrees have a point; between them stands a comma, semicolon or space. */
export function cornersIn(text: string): { readonly corners: readonly Point[] } | { readonly badLine: number } {
  const corners: Point[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const [, latitude, longitude] = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(line) ?? []
    const point: Point = [Number(longitude), Number(latitude)]
    if (!(Math.abs(point[0]) <= 180 && Math.abs(point[1]) <= 90)) return { badLine: index + 1 }
    corners.push(rounded(point))
  }
  const [first, last] = [corners.at(0), corners.at(-1)]
  const isClosed = corners.length > leastCorners && first?.[0] === last?.[0] && first?.[1] === last?.[1]
  return { corners: isClosed ? corners.slice(0, -1) : corners }
}

function pointOf(position: readonly number[]): Point {
  return [position[0] ?? 0, position[1] ?? 0]
}
