import type { Outline } from '../../picture.ts'

/**
 * The outline of an area as CAP writes it: per ring pairs of latitude and longitude, `52.22,20.95 …`, the last like the first
 * (https://docs.oasis-open.org/emergency/cap/v1.2/CAP-v1.2-os.html#_Toc97699550). CAP knows no holes: an alert rather covers too much.
 * A ring that is none, or that lies outside the globe, is left out; the name of the area still stands.
 */
export function capPolygons(outline: Outline | null): readonly string[] {
  if (outline === null) return []
  const shapes = outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates
  return shapes.flatMap(([outer]) => {
    const ring = outer === undefined ? null : ringText(outer)
    return ring === null ? [] : [ring]
  })
}

function ringText(ring: readonly (readonly number[])[]): string | null {
  const pairs = ring.map(([longitude, latitude]) =>
    isWithin(latitude, 90) && isWithin(longitude, 180) ? `${decimal(latitude)},${decimal(longitude)}` : null,
  )
  const [first] = pairs
  if (first === undefined || pairs.includes(null)) return null
  const closed = pairs.at(-1) === first ? pairs : [...pairs, first]
  return closed.length >= fewestPairs ? closed.join(' ') : null
}

const fewestPairs = 4

function isWithin(degrees: number | undefined, limit: number): degrees is number {
  return degrees !== undefined && Math.abs(degrees) <= limit
}

/** To a tenth of a metre, and never with an exponent. */
function decimal(degrees: number): string {
  return degrees
    .toFixed(6)
    .replace(/\.?0+$/, '')
    .replace(/^-0$/, '0')
}
