import { closeSync, openSync, readSync } from 'node:fs'
import { splitLine } from '../csv-line.ts'
import { PlaceTable } from './place-table.ts'

/** Where the places stand in a services file. */
export interface PlaceColumn {
  readonly separator: number
  readonly column: number
  /** The bytes of the header line, line feed included. */
  readonly header: Buffer
  readonly names: readonly string[]
}

/** Lines of one block with their places: line `n` is `bytes[starts[n] .. ends[n])`, line feed included. */
export interface PlacedLines {
  readonly bytes: Buffer
  readonly count: number
  readonly starts: Uint32Array
  readonly ends: Uint32Array
  readonly places: Uint32Array
}

const feed = 10
const quote = 34
const longestHeader = 1 << 20
/** A line shorter than this cannot hold what a service needs, so that the arrays are always long enough. */
const shortestLine = 4

/** Finds the column in the header line; the names are read as in the assessment. */
export function readPlaceColumn(file: string, name: string): PlaceColumn {
  const descriptor = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(longestHeader)
    const length = readSync(descriptor, bytes, 0, bytes.length, 0)
    const found = bytes.subarray(0, length).indexOf(feed)
    const header = Buffer.from(bytes.subarray(0, found < 0 ? length : found + 1))
    const bom = header[0] === 0xef && header[1] === 0xbb && header[2] === 0xbf ? 3 : 0
    const line = header.subarray(bom, found < 0 ? header.length : header.length - 1)
    for (const sign of [',', ';', '\t']) {
      const separator = sign.charCodeAt(0)
      const names = (splitLine(line, separator) ?? []).map(field => Buffer.from(field).toString('utf8').trim())
      const column = names.indexOf(name)
      if (column >= 0 && names.includes('service')) return { separator, column, header, names }
    }
    throw new RangeError(`${file} has no column "${name}" beside "service"`)
  } finally {
    closeSync(descriptor)
  }
}

/**
 * Hands on the lines of a services file block by block, each with the number of its place. Lines whose number is in `without` (the
 * header being 1) are left out, and so are those without a place: no run gave them anything.
 */
export class PlaceReader {
  readonly places = new PlaceTable()
  readonly #file: string
  readonly #column: PlaceColumn
  readonly #without: ReadonlySet<number>
  readonly #block: Buffer
  readonly #lines: { readonly starts: Uint32Array; readonly ends: Uint32Array; readonly places: Uint32Array }

  constructor(file: string, column: PlaceColumn, without: ReadonlySet<number>, blockBytes: number) {
    this.#file = file
    this.#column = column
    this.#without = without
    // One byte more, for the line feed that the last line may lack.
    this.#block = Buffer.allocUnsafe(blockBytes + 1)
    const most = Math.ceil(blockBytes / shortestLine)
    this.#lines = { starts: new Uint32Array(most), ends: new Uint32Array(most), places: new Uint32Array(most) }
  }

  read(onLines: (lines: PlacedLines) => void): void {
    const descriptor = openSync(this.#file, 'r')
    const room = this.#block.length - 1
    try {
      let number = 1
      let kept = 0
      for (let isFirst = true; ; isFirst = false) {
        const read = readSync(descriptor, this.#block, kept, room - kept, null)
        let filled = kept + read
        if (read === 0) {
          if (kept === 0) return
          this.#block[filled++] = feed
        }
        const end = this.#block.subarray(0, filled).lastIndexOf(feed) + 1
        if (end === 0 && filled === room) throw new RangeError(`${this.#file} has a line of more than ${room} bytes`)
        const found = this.#find(isFirst ? this.#column.header.length : 0, end, number)
        onLines({ ...this.#lines, bytes: this.#block, count: found.count })
        number = found.number
        if (read === 0) return
        this.#block.copyWithin(0, end, filled)
        kept = filled - end
      }
    } finally {
      closeSync(descriptor)
    }
  }

  /** The hottest loop of a snapshot: every byte of the file passes here. */
  #find(from: number, to: number, lastNumber: number): { readonly count: number; readonly number: number } {
    const bytes = this.#block
    const { separator, column: wanted } = this.#column
    const { starts, ends, places } = this.#lines
    let number = lastNumber
    let count = 0
    for (let at = from; at < to; at++) {
      const start = at
      let column = 0
      let fieldStart = at
      let fieldEnd = -1
      let quoted = false
      for (; bytes[at] !== feed; at++) {
        const byte = bytes[at]
        if (byte === separator) {
          if (column === wanted) fieldEnd = at
          column++
          if (column === wanted) fieldStart = at + 1
        } else if (byte === quote) quoted = true
      }
      number++
      if (column === wanted) fieldEnd = bytes[at - 1] === 13 ? at - 1 : at
      if (this.#without.has(number)) continue
      const place = quoted
        ? this.#quotedPlace(start, at)
        : fieldEnd > fieldStart
          ? this.places.numberOf(bytes, fieldStart, fieldEnd)
          : -1
      if (place < 0) continue
      starts[count] = start
      ends[count] = at + 1
      places[count++] = place
    }
    return { count, number }
  }

  #quotedPlace(start: number, end: number): number {
    const field = splitLine(this.#block.subarray(start, end), this.#column.separator)?.[this.#column.column]
    return field && field.length > 0 ? this.places.numberOf(Buffer.from(field), 0, field.length) : -1
  }
}
