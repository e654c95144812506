/** Pseudo-random numbers that a seed repeats on every machine: splitmix32, integer operations only. */
export class Random {
  #state: number

  constructor(seed: number, stream = 0) {
    // Streams must not be the same numbers begun at another place, so that both numbers are stirred before they meet.
    this.#state = seed | 0
    const stirred = this.#next()
    this.#state = stirred ^ Math.imul(stream + 1, 0x85ebca6b)
    this.#state = this.#next()
  }

  /** A whole number from 0 up to, but not including, `limit`. */
  below(limit: number): number {
    return Math.floor((this.#next() * limit) / 2 ** 32)
  }

  between(least: number, most: number): number {
    return least + this.below(most - least + 1)
  }

  /** True in `percent` of 100 draws. */
  chance(percent: number): boolean {
    return this.below(100) < percent
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)]
    if (item === undefined) throw new RangeError('nothing to draw from')
    return item
  }

  /** Some of the items, in their order; at least `least`. */
  some<T>(items: readonly T[], percent: number, least = 0): T[] {
    const drawn = items.filter(() => this.chance(percent))
    return drawn.length >= least ? drawn : [this.pick(items)]
  }

  list<T>(length: number, make: (index: number) => T): T[] {
    return Array.from({ length }, (_, index) => make(index))
  }

  #next(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0
    let z = this.#state ^ (this.#state >>> 16)
    z = Math.imul(z, 0x21f0aaad)
    z ^= z >>> 15
    z = Math.imul(z, 0x735a2d97)
    return (z ^ (z >>> 15)) >>> 0
  }
}
