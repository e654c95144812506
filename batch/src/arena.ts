/** Hands out addresses in a memory that is made when all of them are known, so that it is exactly as large as it must be. */
export interface Arena {
  /** Room for so many bytes, aligned to 64; the kernel may read, and write what it then overwrites, up to 64 bytes past either end. */
  reserve(bytes: number): number
  make(): WebAssembly.Memory
}

const pageBytes = 65536
const largestPages = 65536

export function arena(): Arena {
  let end = 128
  return {
    reserve(bytes) {
      const address = end
      end = Math.ceil((address + bytes + 128) / 64) * 64
      return address
    },
    make() {
      const pages = Math.ceil(end / pageBytes) + 1
      if (pages > largestPages) throw new RangeError(`the tables of this run need ${end} bytes, more than 4 GiB`)
      return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
    },
  }
}

/** The same memory seen as bytes, words and numbers. */
export interface Views {
  readonly bytes: Buffer
  readonly i32: Int32Array
  readonly u32: Uint32Array
  readonly i64: BigInt64Array
  readonly u64: BigUint64Array
  readonly f64: Float64Array
}

export function viewsOf(memory: WebAssembly.Memory): Views {
  const { buffer } = memory
  return {
    bytes: Buffer.from(buffer, 0, buffer.byteLength),
    i32: new Int32Array(buffer),
    u32: new Uint32Array(buffer),
    i64: new BigInt64Array(buffer),
    u64: new BigUint64Array(buffer),
    f64: new Float64Array(buffer),
  }
}
