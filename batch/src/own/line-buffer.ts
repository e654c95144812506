const longestLoop = 32
const largestSmall = 0x7fffffff

/** Lines of text that wait to be written, as bytes: joining a million small strings would cost more than making them. */
export class LineBuffer {
  #bytes = Buffer.allocUnsafe(1 << 16)
  #length = 0

  add(chunk: Uint8Array): void {
    // A call costs more than a few dozen bytes do.
    if (chunk.length <= longestLoop) return this.addPart(chunk, 0, chunk.length)
    this.#reserve(chunk.length)
    this.#bytes.set(chunk, this.#length)
    this.#length += chunk.length
  }

  addPart(text: Uint8Array, from: number, length: number): void {
    this.#reserve(length)
    const bytes = this.#bytes
    const start = this.#length
    for (let at = 0; at < length; at++) bytes[start + at] = text[from + at] as number
    this.#length = start + length
  }

  /** A whole number from zero to 2^53. */
  addNumber(number: number): void {
    this.#reserve(16)
    const bytes = this.#bytes
    let width = 1
    for (let limit = 10; number >= limit; limit *= 10) width++
    let rest = number
    let at = this.#length + width
    this.#length = at
    for (; rest > largestSmall; rest = Math.floor(rest / 10)) bytes[--at] = 48 + (rest % 10)
    // Small whole numbers are divided as such.
    for (let small = rest | 0; at > this.#length - width;) {
      const tenth = (small / 10) | 0
      bytes[--at] = 48 + small - tenth * 10
      small = tenth
    }
  }

  /** What has been added since the last time; it holds until something is added again. */
  take(): Uint8Array {
    const taken = this.#bytes.subarray(0, this.#length)
    this.#length = 0
    return taken
  }

  /** All that was added and not taken. */
  get bytes(): Uint8Array {
    return this.#bytes
  }

  get length(): number {
    return this.#length
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + more))
    larger.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = larger
  }
}
