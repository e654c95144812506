import type { Outline } from '../picture.ts'

/** Longitude and latitude in degrees, or x and y on the drawing. */
export type Point = readonly [number, number]
export type Ring = readonly Point[]

/** All rings of an outline, outer ones and holes alike. What is not a pair of numbers is left out. */
export function ringsOf(outline: Outline): readonly Ring[] {
  const polygons = outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates
  return polygons.flatMap(rings =>
    rings.map(ring =>
      ring.flatMap(([longitude, latitude]): Point[] =>
        Number.isFinite(longitude) && Number.isFinite(latitude) ? [[longitude ?? 0, latitude ?? 0]] : [],
      ),
    ),
  )
}

/**
 * Fewer points, none further than `tolerance` from the line that is left. Douglas and Peucker 1973, with a stack instead of recursion:
 * a coast has more points than a call stack has room. https://doi.org/10.3138/FM57-6770-U75U-7727
 */
export function simplified(ring: Ring, tolerance: number): Ring {
  if (ring.length <= 3) return ring
  const kept = new Set([0, ring.length - 1])
  const stack: (readonly [number, number])[] = [[0, ring.length - 1]]
  for (let piece = stack.pop(); piece; piece = stack.pop()) {
    const [first, last] = piece
    const furthest = furthestBetween(ring, first, last)
    if (furthest.distance <= tolerance) continue
    kept.add(furthest.index)
    stack.push([first, furthest.index], [furthest.index, last])
  }
  return ring.filter((_, index) => kept.has(index))
}

function furthestBetween(ring: Ring, first: number, last: number): { index: number; distance: number } {
  const furthest = { index: first, distance: 0 }
  const [from, to] = [ring[first] ?? origin, ring[last] ?? origin]
  for (let index = first + 1; index < last; index += 1) {
    const distance = distanceToLine(ring[index] ?? origin, from, to)
    if (distance > furthest.distance) Object.assign(furthest, { index, distance })
  }
  return furthest
}

const origin: Point = [0, 0]

function distanceToLine([x, y]: Point, [fromX, fromY]: Point, [toX, toY]: Point): number {
  const [dx, dy] = [toX - fromX, toY - fromY]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - fromX) * dx + (y - fromY) * dy) / length))
  return Math.hypot(x - fromX - along * dx, y - fromY - along * dy)
}

/** Twice the area, positive or negative by direction: https://en.wikipedia.org/wiki/Shoelace_formula */
export function doubleArea(ring: Ring): number {
  return ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? origin
    return sum + x * nextY - nextX * y
  }, 0)
}

/** The centre of gravity of a ring; of one without an area, the middle of its points. */
export function centreOf(ring: Ring): Point {
  const double = doubleArea(ring)
  if (Math.abs(double) < 1e-9) {
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    return [mean(ring.map(([x]) => x)), mean(ring.map(([, y]) => y))]
  }
  const sum = ring.reduce<Point>(
    ([sumX, sumY], [x, y], index) => {
      const [nextX, nextY] = ring[(index + 1) % ring.length] ?? origin
      const cross = x * nextY - nextX * y
      return [sumX + (x + nextX) * cross, sumY + (y + nextY) * cross]
    },
    [0, 0],
  )
  return [sum[0] / (3 * double), sum[1] / (3 * double)]
}
