import type { Views } from './arena.ts'
import { type Kernel, word } from './kernel.ts'
import { pairKey } from './planning/listed.ts'
import type { Region } from './region.ts'
import type { Work } from './work.ts'

/** Rows that outages name one by one, as one thread deals with them. */
export interface ListedRows {
  /** Adds the outages that list a row to those that hit its place. */
  sign(rows: number): void
  report(): ListedReport
}

export interface ListedReport {
  /** By listed service: whether a good row is about it. */
  readonly seen: Uint8Array
  /** What was met together and the plan does not know: then no result of the run may be used. */
  readonly lacking: readonly (readonly [place: number, list: number])[]
}

export function listedRows(kernel: Kernel, views: Views, work: Work, region: Region): ListedRows | null {
  const { listed, header, tables } = work
  const words = tables.listed
  if (!listed || !words) return null
  const seen = new Uint8Array(listed.signature.length)
  const lacking = new Map<number, readonly [number, number]>()
  const { i32, u32 } = views
  const column = header.service
  const isLast = column === header.names.length - 1

  return {
    sign(rows) {
      const { nothing } = word
      kernel.findWords(
        region.rows,
        rows,
        column,
        column,
        isLast,
        words.table,
        nothing,
        nothing,
        0,
        0,
        region.listed,
        region.refusals,
      )
      for (let row = 0; row < rows; row++) {
        const number = i32[region.listed / 4 + row] ?? -1
        if (number >= 0 && u32[region.refusals / 4 + row] === 0) signOne(row, number)
      }
    },
    report: () => ({ seen, lacking: [...lacking.values()] }),
  }

  function signOne(row: number, number: number): void {
    seen[number] = 1
    const place = i32[region.signatures / 4 + row] ?? 0
    const list = listed?.signature[number] ?? 0
    const key = pairKey(place, list)
    const together = listed?.together.get(key)
    if (together === undefined) lacking.set(key, [place, list])
    else i32[region.signatures / 4 + row] = together
  }
}
