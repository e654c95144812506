import { centreOf, doubleArea, simplified, type Point, type Ring } from './outline.ts'

/** The drawing's size in its own units, two to a pixel of its usual width. Always the same, so that nothing moves when it appears. */
export const width = 960
export const height = 640

/** West, south, east, north, in degrees. */
export type Box = readonly [number, number, number, number]

const margin = 90
const kilometresPerDegree = 111.195
/** A single street would look like a country if it filled the drawing. */
const leastKilometres = 2

export function boxOf(rings: readonly Ring[]): Box | null {
  let box: [number, number, number, number] | null = null
  for (const [x, y] of rings.flat()) {
    box ??= [x, y, x, y]
    box = [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)]
  }
  return box
}

/** From degrees to units of the drawing: a degree of longitude is as long as it is in the middle of the box. */
export interface Projection {
  readonly unitsPerKilometre: number
  place(point: Point): Point
}

export function projectionOf([west, south, east, north]: Box): Projection {
  const middle: Point = [(west + east) / 2, (south + north) / 2]
  const narrowing = Math.max(0.01, Math.cos((middle[1] * Math.PI) / 180))
  const wide = Math.max(leastKilometres, (east - west) * narrowing * kilometresPerDegree)
  const high = Math.max(leastKilometres, (north - south) * kilometresPerDegree)
  const unitsPerKilometre = Math.min((width - 2 * margin) / wide, (height - 2 * margin) / high)
  const units = unitsPerKilometre * kilometresPerDegree
  return {
    unitsPerKilometre,
    place: ([x, y]) => [width / 2 + (x - middle[0]) * narrowing * units, height / 2 - (y - middle[1]) * units],
  }
}

/** Below this, a piece of an outline cannot be seen. In square units. */
const leastArea = 6

/** An outline on the drawing: one path of whole units for all rings, and the middle of the largest, where a number can stand. */
export interface Shape {
  readonly way: string
  readonly middle: Point
}

/** Half a pixel is not seen; a coast line of a hundred areas is drawn more coarsely, so that the page stays light. */
const finest = 1.5
const coarsest = 24
const mostCharacters = 8_000

/** The shapes of several outlines, as fine as there is room for all of them; null for one without a point. */
export function shapesOf(outlines: readonly (readonly Ring[])[], projection: Projection): readonly (Shape | null)[] {
  const placed = outlines.map(rings => rings.map(ring => ring.map(point => projection.place(point))))
  for (let tolerance = finest; ; tolerance *= 2) {
    const shapes = placed.map(rings => shapeOf(rings, tolerance))
    const characters = shapes.reduce((sum, shape) => sum + (shape?.way.length ?? 0), 0)
    if (characters <= mostCharacters || tolerance >= coarsest) return shapes
  }
}

function shapeOf(rings: readonly Ring[], tolerance: number): Shape | null {
  const placed = rings
    .filter(ring => ring.length > 0)
    .map(ring => simplified(ring, tolerance))
    .sort((one, other) => Math.abs(doubleArea(other)) - Math.abs(doubleArea(one)))
  const [largest] = placed
  if (!largest) return null
  const least = 2 * leastArea * (tolerance / finest) ** 2
  const shown = placed.filter((ring, index) => index === 0 || Math.abs(doubleArea(ring)) >= least)
  return { way: shown.map(wayOf).join(''), middle: centreOf(largest) }
}

function wayOf(ring: Ring): string {
  let [lastX, lastY] = [0, 0]
  const steps = ring.map(([exactX, exactY], index) => {
    const [x, y] = [Math.round(exactX), Math.round(exactY)]
    const step = index === 0 ? `M${x} ${y}` : x === lastX && y === lastY ? '' : `l${x - lastX} ${y - lastY}`
    lastX = x
    lastY = y
    return step
  })
  return `${steps.join('')}z`
}

/** The longest round distance that is not longer than a quarter of the drawing. */
export function scaleOf({ unitsPerKilometre }: Projection): { readonly kilometres: number; readonly units: number } {
  const most = width / 4 / unitsPerKilometre
  const power = 10 ** Math.floor(Math.log10(most))
  const kilometres = ([5, 2, 1].find(step => step * power <= most) ?? 1) * power
  return { kilometres, units: Math.round(kilometres * unitsPerKilometre) }
}
