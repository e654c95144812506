import { closeSync, openSync, readSync } from 'node:fs'

import { splitLine } from './csv-line.ts'
import { longestLine } from './region.ts'
import { pagesOf, recordWords, type SpillIndex } from './spill.ts'

export interface Marks {
  /** One bit for each line of the file; set where the line repeats a service of an earlier line. */
  readonly bits: Uint8Array
  readonly count: number
}

/**
 * Finds the lines that repeat a service. Equal hashes are only a suspicion: the two lines are read again and their ids compared.
 * Memory: one partition at a time and one bit for each line.
 */
export function findDuplicates(
  file: string,
  separator: number,
  column: number,
  spills: readonly SpillIndex[],
  partitions: number,
  lines: number,
): Marks {
  const bits = new Uint8Array((lines >> 3) + 8)
  let count = 0
  const services = openSync(file, 'r')
  const spillFiles = spills.map(spill => openSync(spill.file, 'r'))
  const lineBytes = Buffer.alloc(longestLine)
  // One room for all partitions: it grows to the largest of them.
  let words = new Uint32Array(0)
  let slots = new Uint32Array(0)
  try {
    for (let partition = 0; partition < partitions; partition++) lookThrough(readPartition(partition))
  } finally {
    for (const fd of [services, ...spillFiles]) closeSync(fd)
  }
  return { bits, count }

  function readPartition(partition: number): Uint32Array {
    const pages = spills.flatMap((spill, number) => [...pagesOf(spill, partition)].map(page => ({ ...page, number })))
    const length = pages.reduce((sum, { records }) => sum + records, 0) * recordWords
    if (words.length < length) words = new Uint32Array(Math.ceil(length * 1.2))
    let at = 0
    for (const { number, position, records } of pages) {
      const size = records * recordWords
      readSync(spillFiles[number] ?? -1, words.subarray(at, at + size), 0, size * 4, position)
      at += size
    }
    return words.subarray(0, length)
  }

  function lookThrough(records: Uint32Array): void {
    const slotCount = 2 ** Math.ceil(Math.log2(Math.max(2, (records.length / recordWords) * 2)))
    // A slot holds the place of a record plus one.
    if (slots.length < slotCount) slots = new Uint32Array(slotCount)
    slots.fill(0)
    for (let record = 0; record < records.length; record += recordWords) {
      let slot = (records[record + 1] ?? 0) & (slotCount - 1)
      for (let other = slots[slot] ?? 0; ; other = slots[slot] ?? 0) {
        if (other === 0) {
          slots[slot] = record + 1
          break
        }
        if (
          records[other - 1] === records[record] &&
          records[other] === records[record + 1] &&
          sameId(records, other - 1, record)
        ) {
          // Threads spill in any order; the line that comes first in the file stays.
          const isLater = (records[record + 2] ?? 0) > (records[other + 1] ?? 0)
          mark(records[isLater ? record + 2 : other + 1] ?? 0)
          if (!isLater) slots[slot] = record + 1
          break
        }
        slot = (slot + 1) & (slotCount - 1)
      }
    }
  }

  function mark(line: number): void {
    const at = line >> 3
    bits[at] = (bits[at] ?? 0) | (1 << (line & 7))
    count++
  }

  function sameId(records: Uint32Array, one: number, other: number): boolean {
    return idAt(offsetOf(records, one)).equals(idAt(offsetOf(records, other)))
  }

  function idAt(offset: number): Buffer {
    for (const size of [1024, longestLine]) {
      const read = readSync(services, lineBytes, 0, size, offset)
      const feed = lineBytes.subarray(0, read).indexOf(10)
      if (feed < 0 && read === size) continue
      const line = lineBytes.subarray(0, feed < 0 ? read : feed)
      return Buffer.from(splitLine(line, separator)?.[column] ?? [])
    }
    throw new Error(`${file} changed while it was read`)
  }
}

function offsetOf(records: Uint32Array, record: number): number {
  return (records[record + 3] ?? 0) + (records[record + 4] ?? 0) * 2 ** 32
}
