import { readSync } from 'node:fs'

import type { Header } from './header.ts'
import { InputError } from './input-error.ts'
import { longestLine } from './region.ts'

/** Lines in memory, from the first byte to behind the last line feed, and where in the file the first byte stands. */
export interface Chunk {
  readonly from: number
  readonly to: number
  readonly fileOffset: number
}

/** Read beyond a chunk's end at first; only a longer line makes a second read necessary. */
const usualOverlap = 4096
const feed = 10

/** Reads the lines that begin within chunk `number`, wherever the last of them ends; null when none begins there. */
export function readChunk(
  fd: number,
  file: string,
  header: Header,
  number: number,
  chunkBytes: number,
  bytes: Buffer,
  input: number,
): Chunk | null {
  const { dataStart, fileBytes } = header
  const start = dataStart + number * chunkBytes
  const next = Math.min(start + chunkBytes, fileBytes)
  // The byte before the chunk tells whether a line begins with its first byte.
  const readFrom = number === 0 ? start : start - 1
  const offsetOf = (address: number): number => readFrom + address - input
  const addressOf = (offset: number): number => input + offset - readFrom

  let filled = fill(input, readFrom, Math.min(next + usualOverlap, fileBytes))
  let from = input
  if (number > 0) {
    const before = bytes.subarray(0, addressOf(next)).indexOf(feed, input)
    if (before < 0 || offsetOf(before + 1) >= next) return null
    from = before + 1
  }
  let last = bytes.subarray(0, filled).indexOf(feed, addressOf(next) - 1)
  if (last < 0 && offsetOf(filled) < fileBytes) {
    filled = fill(filled, offsetOf(filled), Math.min(next + longestLine - 64, fileBytes))
    last = bytes.subarray(0, filled).indexOf(feed, addressOf(next) - 1)
    if (last < 0 && offsetOf(filled) < fileBytes) throw tooLong()
  }
  if (last < 0) {
    // The file ends without a line feed.
    last = filled
    bytes[last] = feed
  }
  return { from, to: last + 1, fileOffset: offsetOf(from) }

  function fill(address: number, offset: number, until: number): number {
    let at = address
    while (offset + at - address < until) {
      const count = readSync(fd, bytes, at, until - (offset + at - address), offset + at - address)
      if (count === 0) throw new Error(`${file} became shorter while it was read`)
      at += count
    }
    return at
  }

  function tooLong(): InputError {
    const remedy = `A line near byte ${next} is longer than ${longestLine} bytes; check quotes and line ends.`
    return new InputError([{ file, row: 0, column: '', reason: 'line-too-long', remedy }])
  }
}
