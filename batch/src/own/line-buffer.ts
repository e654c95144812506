/** Lines of text that wait to be written, as bytes: joining a million small strings would cost more than making them. */
export class LineBuffer {
  #bytes = Buffer.allocUnsafe(1 << 16)
  #length = 0

  add(chunk: Uint8Array): void {
    this.#reserve(chunk.length)
    this.#bytes.set(chunk, this.#length)
    this.#length += chunk.length
  }

  /** A whole number, zero or more. */
  addNumber(number: number): void {
    this.#reserve(16)
    let width = 1
    for (let limit = 10; number >= limit; limit *= 10) width++
    let rest = number
    for (let at = this.#length + width - 1; at >= this.#length; at--) {
      const tenth = Math.floor(rest / 10)
      this.#bytes[at] = 48 + rest - tenth * 10
      rest = tenth
    }
    this.#length += width
  }

  /** What has been added since the last time; it holds until something is added again. */
  take(): Uint8Array {
    const taken = this.#bytes.subarray(0, this.#length)
    this.#length = 0
    return taken
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
