/** Whole numbers that follow from a seed alone (mulberry32), so that a scenario that failed can be played again. */
export interface Random {
  below(limit: number): number
  chance(share: number): boolean
  pick<Item>(items: readonly [Item, ...Item[]]): Item
}

export function seeded(seed: number): Random {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  // The first numbers of neighbouring seeds resemble each other.
  for (let skipped = 0; skipped < 4; skipped++) next()
  return {
    below: limit => Math.floor(next() * limit),
    chance: share => next() < share,
    pick: items => items[Math.floor(next() * items.length)] ?? items[0],
  }
}
