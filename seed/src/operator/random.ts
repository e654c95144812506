/**
 * A small generator of pseudo-random whole numbers: xoshiro128** (Blackman and Vigna, 2018) on 32-bit words, its state filled
 * by splitmix32. Only integer operations, so that a seed gives the same numbers on every machine and in every version.
 */
export interface Random {
  /** A whole number from 0 up to, but not including, `limit` (at most 2^20). */
  below(limit: number): number
  /** True in `perMille` of 1000 cases. */
  chance(perMille: number): boolean
}

/** Streams of one seed are independent, so that a change in one part of the output leaves the other parts as they were. */
export function createRandom(seed: number, stream: number): Random {
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new RangeError(`The seed must be a whole number of zero or more, not ${seed}`)

  const next = splitmix32(
    (seed >>> 0) ^ Math.imul(Math.floor(seed / 2 ** 32), 0x85ebca6b) ^ Math.imul(stream + 1, 0xc2b2ae35),
  )
  let a = next()
  let b = next()
  let c = next()
  let d = next()

  function word(): number {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
    const t = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= t
    d = rotate(d, 11)
    return result
  }

  // The high half of a product of two integers below 2^53 is exact; the bias of at most 2^-12 does not matter here.
  const below = (limit: number): number => Math.floor((word() * limit) / 2 ** 32)
  return { below, chance: perMille => below(1000) < perMille }
}

/**
 * The number of anything that is numbered, below 2^32, always the same and like drawn: for what must be known without drawing all that
 * comes before it.
 */
export function numbered(seed: number, stream: number): (number: number) => number {
  const start = splitmix32((seed >>> 0) ^ Math.floor(seed / 2 ** 32) ^ Math.imul(stream + 1, 0x9e3779b1))()
  return number => splitmix32(start ^ Math.imul(number + 1, 0x85ebca6b))() >>> 0
}

/** Draws from a list in proportion to whole-number weights. */
export function weighted<Item>(items: readonly Item[], weightOf: (item: Item) => number): (random: Random) => Item {
  let sum = 0
  const entries = items.map(item => ({ item, upTo: (sum += weightOf(item)) }))
  const last = entries.at(-1)
  if (last === undefined || sum <= 0) throw new RangeError('Nothing to draw from')

  return random => {
    const drawn = random.below(sum)
    for (const entry of entries) if (drawn < entry.upTo) return entry.item
    return last.item
  }
}

function splitmix32(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let z = state ^ (state >>> 16)
    z = Math.imul(z, 0x21f0aaad)
    z ^= z >>> 15
    z = Math.imul(z, 0x735a2d97)
    return z ^ (z >>> 15)
  }
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by))
}
