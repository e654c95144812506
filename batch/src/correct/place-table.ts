/** Numbers the places of a services file in the order in which they are first seen, straight from the bytes of the lines. */
export class PlaceTable {
  readonly names: Buffer[] = []
  #hashes = new Int32Array(1 << 10)
  /** Open addressing: one more than a place's number, zero where nothing is. */
  #slots = new Int32Array(1 << 12)

  get size(): number {
    return this.names.length
  }

  numberOf(bytes: Buffer, start: number, end: number): number {
    let hash = 0x811c9dc5
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193)
    hash ^= hash >>> 15
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (let found = this.#slots[slot] ?? 0; found !== 0; found = this.#slots[slot] ?? 0) {
      if (this.#hashes[found - 1] === hash && this.#isAt(found - 1, bytes, start, end)) return found - 1
      slot = (slot + 1) & mask
    }
    return this.#add(Buffer.from(bytes.subarray(start, end)), hash, slot)
  }

  texts(): string[] {
    return this.names.map(name => name.toString('utf8'))
  }

  #isAt(number: number, bytes: Buffer, start: number, end: number): boolean {
    const name = this.names[number]
    if (name?.length !== end - start) return false
    for (let at = 0; at < name.length; at++) if (name[at] !== bytes[start + at]) return false
    return true
  }

  #add(name: Buffer, hash: number, slot: number): number {
    const number = this.names.push(name) - 1
    if (number === this.#hashes.length) {
      const more = new Int32Array(number * 2)
      more.set(this.#hashes)
      this.#hashes = more
    }
    this.#hashes[number] = hash
    this.#slots[slot] = number + 1
    if (number * 2 > this.#slots.length) this.#grow()
    return number
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 4)
    const mask = this.#slots.length - 1
    for (let number = 0; number < this.names.length; number++) {
      let slot = (this.#hashes[number] ?? 0) & mask
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
      this.#slots[slot] = number + 1
    }
  }
}
