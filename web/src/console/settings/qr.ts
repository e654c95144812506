/**
 * QR codes (ISO/IEC 18004) of short texts: bytes, error correction M, versions 1 to 10. Enough for what a phone scans at sign-in, and no
 * service is told the secret.
 */
export type Modules = readonly (readonly boolean[])[]

/** Codewords in all, those for correction in each block, and blocks, by version. */
const versions = [
  [26, 10, 1],
  [44, 16, 1],
  [70, 26, 1],
  [100, 18, 2],
  [134, 24, 2],
  [172, 16, 4],
  [196, 18, 4],
  [242, 22, 4],
  [292, 22, 5],
  [346, 26, 5],
] as const

/** Throws when the text is longer than 213 bytes. */
export function qrOf(text: string): Modules {
  const bytes = [...new TextEncoder().encode(text)]
  const version = versions.findIndex(([all, correction, blocks], at) => {
    const room = all - correction * blocks
    return bytes.length + (at < 9 ? 2 : 3) <= room
  })
  const shape = versions[version]
  if (!shape) throw new Error(`${bytes.length} bytes do not fit`)
  const codewords = interleaved(dataOf(bytes, version + 1, shape[0] - shape[1] * shape[2]), shape)
  const masks = [0, 1, 2, 3, 4, 5, 6, 7].map(mask => drawn(version + 1, codewords, mask))
  return masks.reduce((best, each) => (penaltyOf(each) < penaltyOf(best) ? each : best))
}

function dataOf(bytes: readonly number[], version: number, room: number): number[] {
  const bits: number[] = []
  const push = (value: number, length: number): void => {
    for (let bit = length - 1; bit >= 0; bit--) bits.push((value >> bit) & 1)
  }
  push(0b0100, 4)
  push(bytes.length, version < 10 ? 8 : 16)
  for (const byte of bytes) push(byte, 8)
  push(0, Math.min(4, room * 8 - bits.length))
  while (bits.length % 8 !== 0) bits.push(0)
  const data: number[] = []
  for (let at = 0; at < bits.length; at += 8) data.push(bits.slice(at, at + 8).reduce((sum, bit) => sum * 2 + bit, 0))
  for (let pad = 0; data.length < room; pad++) data.push(pad % 2 === 0 ? 0xec : 0x11)
  return data
}

function interleaved(data: readonly number[], [all, correction, count]: (typeof versions)[number]): number[] {
  const length = Math.floor(all / count) - correction
  const short = count - (all % count)
  const blocks: number[][] = []
  for (let block = 0, at = 0; block < count; block++) {
    const own = length + (block < short ? 0 : 1)
    blocks.push(data.slice(at, at + own))
    at += own
  }
  const divisor = generator(correction)
  const remainders = blocks.map(block => remainderOf(block, divisor))
  const across = (rows: readonly (readonly number[])[]): number[] =>
    Array.from({ length: Math.max(...rows.map(row => row.length)) }, (_, at) =>
      rows.flatMap(row => (at < row.length ? [row[at] ?? 0] : [])),
    ).flat()
  return [...across(blocks), ...across(remainders)]
}

/** In the field of 256 elements with x⁸ + x⁴ + x³ + x² + 1. */
export function times(a: number, b: number): number {
  let product = 0
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >> 7) * 0x11d)
    product ^= ((b >> bit) & 1) * a
  }
  return product
}

function generator(degree: number): number[] {
  let root = 1
  let coefficients = [1]
  for (let each = 0; each < degree; each++) {
    const next = [...coefficients, 0]
    coefficients.forEach((value, at) => (next[at + 1] = (next[at + 1] ?? 0) ^ times(value, root)))
    coefficients = next
    root = times(root, 2)
  }
  return coefficients.slice(1)
}

function remainderOf(block: readonly number[], divisor: readonly number[]): number[] {
  let remainder = divisor.map(() => 0)
  for (const byte of block) {
    const factor = byte ^ (remainder[0] ?? 0)
    remainder = [...remainder.slice(1), 0].map((value, at) => value ^ times(divisor[at] ?? 0, factor))
  }
  return remainder
}

/** Null: still free for data. */
type Draft = (boolean | null)[][]

function drawn(version: number, codewords: readonly number[], mask: number): boolean[][] {
  const size = version * 4 + 17
  const draft: Draft = Array.from({ length: size }, () => Array.from({ length: size }, () => null))
  const set = (row: number, column: number, dark: boolean): void => {
    const line = draft[row]
    if (line && column >= 0 && column < size) line[column] = dark
  }
  drawPatterns(version, size, set, (row, column) => draft[row]?.[column] !== null)
  drawFormat(size, mask, set)
  if (version >= 7) drawVersion(version, size, set)
  let bit = 0
  for (const [row, column] of path(size)) {
    if (draft[row]?.[column] !== null) continue
    const dark = (((codewords[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1
    set(row, column, dark !== masked(mask, row, column))
    bit++
  }
  return draft.map(line => line.map(dark => dark === true))
}

type Set = (row: number, column: number, dark: boolean) => void

function drawPatterns(version: number, size: number, set: Set, taken: (row: number, column: number) => boolean): void {
  for (const [top, left] of [
    [0, 0],
    [0, size - 7],
    [size - 7, 0],
  ] as const)
    for (let row = -1; row <= 7; row++)
      for (let column = -1; column <= 7; column++) {
        const ring = Math.max(Math.abs(row - 3), Math.abs(column - 3))
        set(top + row, left + column, ring !== 2 && ring !== 4)
      }
  const places = alignments(version, size)
  for (const row of places)
    for (const column of places) {
      // Where a finder is there is none; timing lines are drawn later and agree with those on them.
      if (taken(row, column)) continue
      for (let down = -2; down <= 2; down++)
        for (let across = -2; across <= 2; across++)
          set(row + down, column + across, Math.max(Math.abs(down), Math.abs(across)) !== 1)
    }
  for (let at = 8; at < size - 8; at++) {
    set(6, at, at % 2 === 0)
    set(at, 6, at % 2 === 0)
  }
}

function alignments(version: number, size: number): number[] {
  if (version === 1) return []
  return version < 7 ? [6, size - 7] : [6, (size - 1) / 2, size - 7]
}

function drawFormat(size: number, mask: number, set: Set): void {
  // Level M is 00, so what is said is the mask alone.
  let rest = mask
  for (let each = 0; each < 10; each++) rest = (rest << 1) ^ ((rest >> 9) * 0x537)
  const bits = ((mask << 10) | rest) ^ 0x5412
  const dark = (bit: number): boolean => ((bits >> bit) & 1) === 1
  for (let bit = 0; bit < 15; bit++) {
    const row = bit < 6 ? bit : bit < 8 ? bit + 1 : size - 15 + bit
    set(row, 8, dark(bit))
    const column = bit < 8 ? size - 1 - bit : bit === 8 ? 7 : 14 - bit
    set(8, column, dark(bit))
  }
  set(size - 8, 8, true)
}

function drawVersion(version: number, size: number, set: Set): void {
  let rest = version
  for (let each = 0; each < 12; each++) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25)
  const bits = (version << 12) | rest
  for (let bit = 0; bit < 18; bit++) {
    const dark = ((bits >> bit) & 1) === 1
    const [far, near] = [size - 11 + (bit % 3), Math.floor(bit / 3)]
    set(near, far, dark)
    set(far, near, dark)
  }
}

/** Two columns at a time from the right, up and down in turns, past the timing line. */
function* path(size: number): Generator<readonly [number, number]> {
  let up = true
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5
    for (let step = 0; step < size; step++) {
      const row = up ? size - 1 - step : step
      yield [row, right]
      yield [row, right - 1]
    }
    up = !up
  }
}

function masked(mask: number, row: number, column: number): boolean {
  const product = row * column
  const conditions = [
    (row + column) % 2,
    row % 2,
    column % 3,
    (row + column) % 3,
    (Math.floor(row / 2) + Math.floor(column / 3)) % 2,
    (product % 2) + (product % 3),
    ((product % 2) + (product % 3)) % 2,
    (((row + column) % 2) + (product % 3)) % 2,
  ]
  return conditions[mask] === 0
}

/** What makes a code hard to read: long runs, blocks, look-alikes of finders, and too much of one colour. */
function penaltyOf(modules: Modules): number {
  const lines = modules.map(line => line.map(dark => (dark ? '1' : '0')).join(''))
  const columns = modules.map((_, at) => lines.map(line => line[at] ?? '').join(''))
  let penalty = 0
  for (const line of [...lines, ...columns]) {
    for (const run of line.match(/0{5,}|1{5,}/g) ?? []) penalty += run.length - 2
    for (const _ of line.matchAll(/(?=00001011101|10111010000)/g)) penalty += 40
  }
  for (let row = 0; row + 1 < lines.length; row++)
    for (let column = 0; column + 1 < lines.length; column++) {
      const four = [modules[row], modules[row + 1]].flatMap(line => [line?.[column], line?.[column + 1]])
      if (four.every(dark => dark === four[0])) penalty += 3
    }
  const dark = lines.join('').replaceAll('0', '').length / lines.length ** 2
  return penalty + Math.floor(Math.abs(dark * 20 - 10)) * 10
}
