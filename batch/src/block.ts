import type { Views } from './arena.ts'
import type { Chunk } from './chunk.ts'
import { type Kernel, seen, word } from './kernel.ts'
import { greatestAmount } from './limits.ts'
import { refusalReasons, type RefusalReason } from './plan.ts'
import { type Region, sliceRows } from './region.ts'
import type { Work } from './work.ts'

/** The lines of a chunk, found; rows come out of it slice by slice. */
export interface Block {
  readonly lineCount: number
  readonly seen: number
}

export interface Slice {
  readonly rows: number
  readonly good: number
}

/** Reads the text of a chunk into the columns of a thread's region. */
export interface BlockReader {
  index(chunk: Chunk): Block
  /** Rows of the next lines, with every field read and every refusal noted; `lineBase` is the number of the block's first line. */
  read(block: Block, firstLine: number, lineBase: number): Slice
  /** The bytes of one field of a row, for the list of refused rows. */
  field(row: number, column: number): Uint8Array
  line(line: number): Uint8Array
  /** Where in the file the row's line begins. */
  fileOffset(row: number): number
}

const codeOf = (reason: RefusalReason): number => refusalReasons.indexOf(reason) + 1

export function blockReader(kernel: Kernel, views: Views, work: Work, region: Region): BlockReader {
  const { header, tables } = work
  const { rows, refusals } = region
  const columns = header.names.length
  const lastColumn = columns - 1
  // Fields of a line that has too few or too many: empty, in a stretch of zeros behind the entries.
  const zeros = region.blank + (columns + 1) * 4
  for (let column = -1; column < columns; column++) views.u32[region.blank / 4 + column + 1] = zeros + column
  const startProfile = work.profiles.reduce(
    (sum, { column, fallback, weight }) => (column < 0 ? sum + fallback * weight : sum),
    0,
  )
  const whenPlaceEmpty = header.element >= 0 && header.area >= 0 ? word.nothing : word.refuse
  let chunkNow: Chunk = { from: 0, to: 0, fileOffset: 0 }
  let isUnquoted = false

  return { index, read, field, line, fileOffset }

  function index(chunk: Chunk): Block {
    const { report, ends, lines, origins } = region
    chunkNow = chunk
    kernel.indexBlock(chunk.from, chunk.to, header.separator, ends, lines, report)
    const found = views.u32[report / 4 + 2] ?? 0
    isUnquoted = (found & seen.quotes) !== 0
    if (isUnquoted) {
      kernel.unquoteBlock(chunk.from, chunk.to, header.separator, region.unquoted, ends, lines, origins, report)
    }
    // The order of ids begins anew: nothing was seen, and anything is greater than nothing.
    views.u32.fill(0, region.order / 4, region.order / 4 + 4)
    views.u32[region.order / 4 + 2] = zeros
    views.u32[region.order / 4 + 4] = 1
    return { lineCount: views.u32[report / 4 + 1] ?? 0, seen: found }
  }

  function read(block: Block, firstLine: number, lineBase: number): Slice {
    const lineCount = Math.min(sliceRows, block.lineCount - firstLine)
    const count = kernel.takeRows(
      region.lines,
      firstLine,
      lineCount,
      region.ends,
      columns,
      isUnquoted ? region.origins : 0,
      region.blank,
      rows,
      region.rowLines,
      refusals,
    )
    readCurrency(count)
    readPlaces(count)
    readProfiles(count)
    readNumbers(count)
    const ids = header.service
    let good = kernel.takeIds(rows, count, ids, ids === lastColumn, block.seen, region.ids, refusals, region.order)
    if (work.uniqueness === 'marked') {
      good -= kernel.refuseMarked(count, region.rowLines, lineBase, work.marks, ids, refusals)
    }
    return { rows: count, good }
  }

  function readCurrency(count: number): void {
    const column = header.currency
    if (column < 0) return
    const wrong = codeOf('wrong-currency')
    kernel.checkText(rows, count, column, column === lastColumn, tables.currency, work.currencyLength, wrong, refusals)
  }

  function readPlaces(count: number): void {
    const { element, area } = header
    if (element >= 0 && tables.elements) {
      const unknown = codeOf('unknown-element')
      kernel.findWords(
        rows,
        count,
        element,
        element,
        element === lastColumn,
        tables.elements.table,
        whenPlaceEmpty,
        word.refuse,
        unknown,
        0,
        region.elements,
        refusals,
      )
    } else views.i32.fill(-1, region.elements / 4, region.elements / 4 + count)
    if (area >= 0 && tables.areas) {
      const unknown = codeOf('unknown-area')
      kernel.findWords(
        rows,
        count,
        area,
        area,
        area === lastColumn,
        tables.areas.table,
        whenPlaceEmpty,
        word.refuse,
        unknown,
        0,
        region.areas,
        refusals,
      )
    } else views.i32.fill(-1, region.areas / 4, region.areas / 4 + count)
    if (whenPlaceEmpty === word.nothing) kernel.needPlace(region.elements, region.areas, count, element, refusals)
  }

  function readProfiles(count: number): void {
    const { profiles } = region
    const begin = (): unknown => views.i32.fill(startProfile, profiles / 4, profiles / 4 + count)
    begin()
    let missed = 0
    for (const [at, { column, lastColumn: last }] of work.joined.entries()) {
      const table = tables.joined[at]?.table ?? 0
      const { nothing } = word
      missed += kernel.findWords(
        rows,
        count,
        column,
        last,
        last === lastColumn,
        table,
        nothing,
        nothing,
        0,
        1,
        profiles,
        refusals,
      )
    }
    // Some row has a word that nobody knows: only column by column can it be said which.
    if (missed > 0) begin()
    for (const [at, { column, fallback, unknown, weight, isJoined }] of work.profiles.entries()) {
      const table = tables.profiles[at]
      if (column < 0 || !table || (isJoined && missed === 0)) continue
      kernel.findWords(
        rows,
        count,
        column,
        column,
        column === lastColumn,
        table.table,
        fallback,
        unknown,
        codeOf('unknown-word'),
        weight,
        profiles,
        refusals,
      )
    }
  }

  function readNumbers(count: number): void {
    const { cycleDay, reportedAt, restoredAt } = header
    if (cycleDay >= 0) kernel.readDays(rows, count, cycleDay, cycleDay === lastColumn, region.days, refusals)
    else views.i32.fill(0, region.days / 4, region.days / 4 + count)
    for (const [at, base] of work.readBases.entries()) {
      const column = header.bases[base]
      const out = region.bases[at] ?? 0
      if (column < 0) views.i64.fill(0n, out / 8, out / 8 + count)
      else {
        const required = base === 'monthly_fee'
        kernel.readMoney(
          rows,
          count,
          column,
          column === lastColumn,
          work.currencyDigits,
          greatestAmount,
          required,
          out,
          refusals,
        )
      }
    }
    for (const [column, out] of [
      [reportedAt, region.reportedAt],
      [restoredAt, region.restoredAt],
    ] as const) {
      if (column >= 0) kernel.readInstants(rows, count, column, column === lastColumn, out, refusals)
      else views.f64.fill(Number.NaN, out / 8, out / 8 + count)
    }
  }

  function field(row: number, column: number): Uint8Array {
    const entry = (views.u32[rows / 4 + row] ?? 0) / 4 + column
    const end = views.u32[entry] ?? 0
    const isReturn = column === lastColumn && views.bytes[end - 1] === 13
    return views.bytes.subarray((views.u32[entry - 1] ?? 0) + 1, isReturn ? end - 1 : end)
  }

  function line(number: number): Uint8Array {
    const first = number === 0 ? 0 : (views.u32[region.lines / 4 + number - 1] ?? 0)
    const after = views.u32[region.lines / 4 + number] ?? 0
    const start = (views.u32[region.ends / 4 + first - 1] ?? 0) + 1
    const end = views.u32[region.ends / 4 + after - 1] ?? 0
    return views.bytes.subarray(start, views.bytes[end - 1] === 13 ? end - 1 : end)
  }

  function fileOffset(row: number): number {
    const number = views.u32[region.rowLines / 4 + row] ?? 0
    const start = isUnquoted
      ? (views.u32[region.origins / 4 + number] ?? 0) & 0x7fffffff
      : line(number).byteOffset - chunkNow.from
    return chunkNow.fileOffset + start
  }
}
