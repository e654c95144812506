import { refuse } from './fields'
import { MISSING_VALUE } from './reasons'

/** Place numbers into signatures; a row without a place (-1) is not hit. */
export function findSignatures(places: usize, count: u32, table: usize, out: usize): void {
  for (let at: usize = 0; at < (<usize>count) << 2; at += 4) {
    const place = load<i32>(places + at)
    store<i32>(out + at, place < 0 ? 0 : load<i32>(table + ((<usize>place) << 2)))
  }
}

/** Refuses rows that say neither where they hang nor where they are used. */
export function needPlace(elements: usize, areas: usize, count: u32, column: u32, refusals: usize): void {
  for (let at: usize = 0; at < (<usize>count) << 2; at += 4) {
    if ((load<i32>(elements + at) & load<i32>(areas + at)) == -1) refuse(refusals + at, MISSING_VALUE, column)
  }
}

/** Two signatures, by element and by area, into one. */
export function pairSignatures(byElement: usize, byArea: usize, count: u32, areaSignatures: u32, table: usize): void {
  for (let at: usize = 0; at < (<usize>count) << 2; at += 4) {
    const cell = load<u32>(byElement + at) * areaSignatures + load<u32>(byArea + at)
    store<i32>(byElement + at, load<i32>(table + ((<usize>cell) << 2)))
  }
}

/** Area for the sums: what the row's own area says, else that of its element, else `nowhere`. */
export function placeAreas(
  elements: usize,
  areas: usize,
  count: u32,
  elementArea: usize,
  areaArea: usize,
  nowhere: i32,
  out: usize,
): void {
  for (let at: usize = 0; at < (<usize>count) << 2; at += 4) {
    const element = load<i32>(elements + at)
    const own = load<i32>(areas + at)
    let area: i32 = -1
    if (own >= 0) area = load<i32>(areaArea + ((<usize>own) << 2))
    if (area < 0 && element >= 0) area = load<i32>(elementArea + ((<usize>element) << 2))
    store<i32>(out + at, area < 0 ? nowhere : area)
  }
}

/** Signature, cycle day and segment of the profile into the exposure, -1 where there is none or the row is refused. */
export function findExposures(
  signatures: usize,
  days: usize,
  profiles: usize,
  count: u32,
  segmentOf: usize,
  segments: u32,
  exposureOf: usize,
  refusals: usize,
  out: usize,
): void {
  for (let at: usize = 0; at < (<usize>count) << 2; at += 4) {
    const segment = load<u32>(segmentOf + ((<usize>load<u32>(profiles + at)) << 2))
    const cell = (load<u32>(signatures + at) * 28 + load<u32>(days + at)) * segments + segment
    const exposure = load<i32>(exposureOf + ((<usize>cell) << 2))
    store<i32>(out + at, exposure | -i32(load<u32>(refusals + at) != 0))
  }
}

/**
 * Keeps the rows that have an exposure, with all that the rest of the way needs of them. Writes always and counts on, because a branch
 * would be guessed wrong. Returns how many there are.
 */
export function keepHits(
  exposures: usize,
  profiles: usize,
  areas: usize,
  ids: usize,
  count: u32,
  schemesOf: usize,
  classOf: usize,
  slotsOf: usize,
  hitRows: usize,
  hitExposures: usize,
  hitMasks: usize,
  hitClasses: usize,
  hitSlots: usize,
  hitAreas: usize,
  hitIds: usize,
): u32 {
  let hits: usize = 0
  for (let row: usize = 0; row < <usize>count; row++) {
    const at = row << 2
    const to = hits << 2
    const exposure = load<i32>(exposures + at)
    const profile = (<usize>load<u32>(profiles + at)) << 2
    store<u32>(hitRows + to, <u32>row)
    store<i32>(hitExposures + to, exposure)
    store<u32>(hitMasks + to, load<u32>(schemesOf + profile))
    store<u32>(hitClasses + to, load<u32>(classOf + profile))
    // A row without an exposure (-1) reads the four bytes before the table.
    store<u32>(hitSlots + to, load<u32>(slotsOf + (exposure << 2)))
    store<u32>(hitAreas + to, load<u32>(areas + at))
    store<u64>(hitIds + (hits << 3), load<u64>(ids + (row << 3)))
    hits += usize(exposure >= 0)
  }
  return <u32>hits
}

export function gather64(from: usize, index: usize, count: u32, out: usize): void {
  for (let i: usize = 0; i < <usize>count; i++) {
    store<u64>(out + (i << 3), load<u64>(from + ((<usize>load<u32>(index + (i << 2))) << 3)))
  }
}
