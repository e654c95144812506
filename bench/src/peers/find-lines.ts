export const blockBytes = 1 << 20

export interface LineFinder {
  /** Filled by the caller. */
  readonly block: Uint8Array
  /** Writes down where the line feeds in the first bytes of the block are, and says how many there are. */
  readonly findLines: (bytes: number) => number
}

const pages = (5 * blockBytes) / 65_536

/** The block lies at the start of the WebAssembly memory, the positions of its line feeds (four bytes each) behind it. */
export function createLineFinder(): LineFinder {
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
  const block = new Uint8Array(memory.buffer, 0, blockBytes)
  const instance = new WebAssembly.Instance(new WebAssembly.Module(moduleBytes()), { env: { memory } })
  const { find } = instance.exports as { readonly find: (bytes: number) => number }
  const findLines = (bytes: number) => {
    // The last step reads beyond the end, where an older block may still have line feeds.
    block.fill(0, bytes, Math.min(blockBytes, (bytes + 15) & ~15))
    return find(bytes)
  }
  return { block, findLines }
}

/** `find(bytes)`, written down as the opcodes themselves: a compiler for forty instructions would be the larger thing to trust. */
function moduleBytes(): Uint8Array {
  const [bytes, at, hits, target] = [0, 1, 2, 3] as const
  const [add, subtract, and, equalsZero, countTrailingZeros] = [0x6a, 0x6b, 0x71, 0x45, 0x68] as const
  const get = (local: number) => [0x20, local]
  const set = (local: number) => [0x21, local]
  const constant = (small: number) => [0x41, small]
  const positions = [0x41, 0x80, 0x80, 0xc0, 0x00] // i32.const 1 << 20
  const code = join(
    [0x01, 0x03, 0x7f], // three more locals, all i32
    join(positions, set(target)),
    [0x03, 0x40], // loop over sixteen bytes each
    join(get(at), [0xfd, 0x00, 0x00, 0x00]), // v128.load
    join(constant(0x0a), [0xfd, 0x0f, 0xfd, 0x23, 0xfd, 0x64], set(hits)), // i8x16.splat, i8x16.eq, i8x16.bitmask
    [0x02, 0x40, 0x03, 0x40], // loop over the hits
    join(get(hits), [equalsZero, 0x0d, 0x01]), // leave when none is left
    join(get(target), get(at), get(hits), [countTrailingZeros, add, 0x36, 0x02, 0x00]), // i32.store
    join(get(target), constant(4), [add], set(target)),
    join(get(hits), get(hits), constant(1), [subtract, and], set(hits)),
    [0x0c, 0x00, 0x0b, 0x0b],
    join(get(at), constant(16), [add, 0x22, at], get(bytes), [0x49, 0x0d, 0x00, 0x0b]), // while at < bytes
    join(get(target), positions, [subtract], constant(2), [0x76, 0x0b]), // number of positions
  )
  const text = (word: string) => [word.length, ...Buffer.from(word)]
  const section = (id: number, content: readonly number[]) => [id, content.length, ...content]
  return Uint8Array.from(
    join(
      [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      section(1, [0x01, 0x60, 0x01, 0x7f, 0x01, 0x7f]), // (i32) → i32
      section(2, join([0x01], text('env'), text('memory'), [0x02, 0x03, pages, pages])),
      section(3, [0x01, 0x00]),
      section(7, join([0x01], text('find'), [0x00, 0x00])),
      section(10, join([0x01, code.length], code)),
    ),
  )
}

function join(...parts: readonly (readonly number[])[]): number[] {
  return parts.flat()
}
