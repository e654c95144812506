import { randomInt } from 'node:crypto'
import { networksOf } from './visitor.ts'

/**
 * How much one network may ask. A carrier puts thousands of customers behind one address, so what is allowed is far above what people do,
 * and comes back every second: nobody is ever shut out, a machine that tries numbers is slowed down.
 */
export interface Buckets {
  take(address: string, now: number): boolean
}

/** Many networks of one owner may ask together as much as so many of them. */
const widerShare = 8

/**
 * `slots`: how many buckets there are. They are neither made nor forgotten: a network has the one into which its name falls, so that who
 * asks from very many networks gains nothing by pushing out those that are empty. Two that share a slot share what is in it.
 */
export function bucketsOf({
  burst,
  perSecond,
  slots,
}: {
  readonly burst: number
  readonly perSecond: number
  readonly slots: number
}): Buckets {
  const single = slotsOf(slots, burst, perSecond)
  const wide = slotsOf(slots, burst * widerShare, perSecond * widerShare)
  return {
    take(address, now) {
      const [network = '', wider] = networksOf(address)
      // Both are asked: what the one refuses is not taken from the other.
      if (wider !== undefined && !wide.has(wider, now)) return false
      if (!single.has(network, now)) return false
      single.takeOne(network)
      if (wider !== undefined) wide.takeOne(wider)
      return true
    },
  }
}

function slotsOf(slots: number, burst: number, perSecond: number) {
  const tokens = new Float64Array(slots).fill(burst)
  const at = new Float64Array(slots)
  // Nobody outside can say whose slot is whose.
  const seed = randomInt(2 ** 32)
  const slotOf = (name: string): number => scattered(name, seed) % slots
  return {
    has(name: string, now: number): boolean {
      const slot = slotOf(name)
      const passed = Math.max(0, now - (at[slot] ?? 0)) / 1000
      tokens[slot] = Math.min(burst, (tokens[slot] ?? 0) + passed * perSecond)
      at[slot] = now
      return (tokens[slot] ?? 0) >= 1
    },
    takeOne(name: string): void {
      const slot = slotOf(name)
      tokens[slot] = (tokens[slot] ?? 0) - 1
    },
  }
}

/** A number for a name, as good as any other as long as the seed is not known. */
function scattered(name: string, seed: number): number {
  let hash = seed
  for (let index = 0; index < name.length; index++) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x5bd1_e995)
    hash ^= hash >>> 15
  }
  hash = Math.imul(hash ^ (hash >>> 13), 0x85eb_ca6b)
  return (hash ^ (hash >>> 16)) >>> 0
}
