import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Planned } from '../planning/make-plan.ts'
import type { BatchPlan, SchemePlan } from '../plan.ts'
import { dialects } from './dialect.ts'
import { layoutOf, type Layout } from './layout.ts'
import { sqlForRun } from './script.ts'
import { filledReader, noShape, sameShape, type Filled } from './shapes.ts'
import { factTables } from './tables.ts'

/** Writes the facts of a run as CSV files, one for each table, and beside them the SQL of the run for every dialect. */
export async function writeFacts(planned: Planned, folder: string): Promise<string[]> {
  const { plan } = planned
  const layout = layoutOf(plan)
  await mkdir(folder, { recursive: true })
  const written: string[] = []
  for (const table of factTables(layout)) {
    const file = join(folder, `${table.name}.csv`)
    const header = `${table.columns.map(column => column.name).join(',')}\n`
    await pipeline(Readable.from(inPieces(header, rowsOf(table.name, planned, layout))), createWriteStream(file))
    written.push(file)
  }
  for (const dialect of dialects) {
    const file = join(folder, `pulih-${dialect}.sql`)
    await writeFile(file, sqlForRun(planned, dialect))
    written.push(file)
  }
  return written
}

/** The cells of a line, or the line as text. */
type Row = readonly (string | number | bigint)[] | string

function rowsOf(table: string, { plan, exposures, outages }: Planned, layout: Layout): Iterable<Row> {
  switch (table) {
    case 'pulih_run': {
      const size = plan.profileColumns.reduce((product, column) => product * column.values.length, 1)
      return [
        [
          plan.currency,
          plan.currencyDigits,
          plan.largestBase,
          placesOf(plan).length,
          size,
          exposures.length,
          plan.lines,
        ],
      ]
    }
    case 'pulih_place':
      return placesOf(plan)
    case 'pulih_profile':
      return profileRows(plan)
    case 'pulih_exposure':
      return exposures.map(({ signature, cycleDay, segment }, exposure) => [
        signature,
        cycleDay,
        segment,
        exposure,
        plan.lineOf[exposure] ?? -1,
      ])
    case 'pulih_apart':
      return [...new Set(outages.flatMap(outage => outage.services))].map(service => [service])
    default: {
      const index = layout.schemes.findIndex(scheme => `pulih_amount_${scheme.name}` === table)
      const [scheme, { width = 0 } = {}] = [plan.schemes[index], layout.schemes[index]]
      return scheme ? amountRows(scheme, plan.lines, width) : []
    }
  }
}

function placesOf({ elements, areas, elementSignature, areaSignature }: BatchPlan): (readonly [string, number])[] {
  const [names, signatures] = elements ? [elements, elementSignature] : [areas ?? [], areaSignature]
  return names.flatMap((name, index) => (name === '' ? [] : [[name, signatures[index] ?? 0] as const]))
}

function* profileRows({ profileColumns, profileSegment, profileSchemes, schemes }: BatchPlan): Generator<Row> {
  for (const [profile, segment] of profileSegment.entries()) {
    const words: string[] = []
    let rest = profile
    for (const { values } of profileColumns.toReversed()) {
      words.unshift(values[rest % values.length] ?? '')
      rest = Math.floor(rest / values.length)
    }
    yield [...words, segment, ...schemes.map((_, index) => ((profileSchemes[profile] ?? 0) >>> index) & 1)]
  }
}

/** Lines of some fifty numbers, nearly all of them zero: written as text at once. */
function* amountRows(scheme: SchemePlan, lines: number, width: number): Generator<Row> {
  const read = {
    minimum: filledReader(scheme.minimum),
    recommended: filledReader(scheme.recommended),
    maximum: filledReader(scheme.maximum),
  }
  const zeros = Array.from({ length: width + 1 }, (_, count) => ',0'.repeat(count))
  const same = sameShape + (zeros[width] ?? '')
  const cells = (filled: Filled | null) =>
    filled
      ? `${filled.shape},${filled.slots.join(',')}${zeros[width - filled.slots.length] ?? ''}`
      : noShape + (zeros[width] ?? '')
  for (let line = 0; line < lines; line++) {
    const recommended = read.recommended(line)
    const other = (figure: 'minimum' | 'maximum') => {
      const filled = scheme.figuresAgree ? recommended : read[figure](line)
      return sameFilled(filled, recommended) ? same : cells(filled)
    }
    yield `${line},${other('minimum')},${cells(recommended)},${other('maximum')}`
  }
}

function sameFilled(a: Filled | null, b: Filled | null): boolean {
  if (a === null || b === null) return a === b
  return a.shape === b.shape && a.slots.every((value, slot) => value === b.slots[slot])
}

/** Lines in pieces large enough for a disk. */
function* inPieces(header: string, rows: Iterable<Row>): Generator<string> {
  let piece = header
  for (const row of rows) {
    piece += `${typeof row === 'string' ? row : row.map(cell).join(',')}\n`
    if (piece.length < 1 << 16) continue
    yield piece
    piece = ''
  }
  yield piece
}

function cell(value: string | number | bigint): string {
  const text = String(value)
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
