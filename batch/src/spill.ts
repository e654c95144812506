import { closeSync, openSync, writeSync } from 'node:fs'

/** One record: hash (two words), line of the file, offset of the line (two words, low one first). */
export const recordWords = 5
const pageRecords = 400
export const pageWords = pageRecords * recordWords
export const pageBytes = pageWords * 4

/** Which partition each page of a spill file belongs to, and how many records it holds. */
export interface SpillIndex {
  readonly file: string
  readonly pages: Uint32Array
}

/** Sorts hashes into partitions that are small enough to be looked through one by one, on disk, in pages of one file. */
export interface Spill {
  add(high: number, low: number, line: number, offset: number): void
  close(): SpillIndex
}

/** So many partitions that each of them takes a few megabytes; always a power of two. */
export function partitionsFor(fileBytes: number): number {
  return Math.min(1024, 2 ** Math.ceil(Math.log2(Math.max(1, fileBytes / (16 << 20)))))
}

export function openSpill(file: string, partitions: number): Spill {
  const fd = openSync(file, 'wx', 0o600)
  const shift = 32 - Math.log2(partitions)
  const open = Array.from({ length: partitions }, () => ({ words: new Uint32Array(0), used: 0 }))
  let pages = new Uint32Array(1024)
  let pageCount = 0

  return {
    add(high, low, line, offset) {
      const partition = shift === 32 ? 0 : high >>> shift
      const page = open[partition]
      if (!page) throw new RangeError(`no partition ${partition}`)
      if (page.words.length === 0) page.words = new Uint32Array(pageWords)
      const { words, used } = page
      words[used] = high
      words[used + 1] = low
      words[used + 2] = line
      words[used + 3] = offset >>> 0
      words[used + 4] = offset / 2 ** 32
      page.used += recordWords
      if (page.used === pageWords) flush(partition, page)
    },
    close() {
      for (const [partition, page] of open.entries()) if (page.used > 0) flush(partition, page)
      closeSync(fd)
      return { file, pages: pages.slice(0, pageCount) }
    },
  }

  function flush(partition: number, page: { words: Uint32Array; used: number }): void {
    if (pageCount === pages.length) {
      const more = new Uint32Array(pages.length * 2)
      more.set(pages)
      pages = more
    }
    pages[pageCount] = partition * pageRecords * 2 + page.used / recordWords
    writeSync(fd, page.words, 0, pageBytes, pageCount * pageBytes)
    pageCount++
    page.used = 0
  }
}

/** The pages of one partition, and the records on each. */
export function* pagesOf(index: SpillIndex, partition: number): Generator<{ position: number; records: number }> {
  const least = partition * pageRecords * 2
  for (let page = 0; page < index.pages.length; page++) {
    const records = (index.pages[page] ?? 0) - least
    if (records > 0 && records <= pageRecords) yield { position: page * pageBytes, records }
  }
}
