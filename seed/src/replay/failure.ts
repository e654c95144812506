import type { Random } from '../operator/random.ts'

/** Seconds since 1970. */
export type Seconds = number

export interface NetworkElement {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly parents: readonly string[]
  readonly area: string
}

export interface Downtime {
  readonly from: Seconds
  readonly to: Seconds
}

export interface Failure {
  /** Elements that did not work, the one that failed among them, and when. */
  readonly down: ReadonlyMap<string, Downtime>
  /** Elements that lost one of their uplinks and worked on over another. */
  readonly saved: readonly NetworkElement[]
}

/** How many of a thousand do not come back by themselves when power and light return, and for how long, in minutes. */
const stuck = { perMille: 40, least: 20, most: 90 } as const

/**
 * What the failure of one element does to the others. An element works while one of its parents works, so a second uplink saves it and
 * what hangs below; after the repair it works as soon as one of them does, but for a few that somebody has to start again by hand.
 */
export function failureOf(
  elements: readonly NetworkElement[],
  failed: string,
  downtime: Downtime,
  random: Random,
): Failure {
  const byId = new Map(elements.map(element => [element.id, element]))
  if (!byId.has(failed)) throw new RangeError(`There is no element ${failed} in this network`)
  const known = new Map<string, Downtime | null>([[failed, downtime]])
  const stuckFor = new Map(
    elements
      .filter(({ kind, id }) => id !== failed && ['olt', 'site', 'cpe'].includes(kind) && random.chance(stuck.perMille))
      .map(({ id }) => [id, 60 * (stuck.least + random.below(stuck.most - stuck.least))]),
  )

  function downOf(id: string): Downtime | null {
    const found = known.get(id)
    if (found !== undefined) return found
    const ends = (byId.get(id)?.parents ?? []).map(parent => downOf(parent)?.to ?? downtime.from)
    const end = Math.min(...ends)
    const isDown = ends.length > 0 && end > downtime.from
    const down = isDown ? { from: downtime.from, to: end + (stuckFor.get(id) ?? 0) } : null
    known.set(id, down)
    return down
  }

  const down = new Map<string, Downtime>()
  for (const { id } of elements) {
    const interval = downOf(id)
    if (interval) down.set(id, interval)
  }
  const saved = elements.filter(({ id, parents }) => !down.has(id) && parents.some(parent => down.has(parent)))
  return { down, saved }
}
