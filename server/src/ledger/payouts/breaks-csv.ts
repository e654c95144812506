import type { Db } from '../../platform/index.ts'
import { writeCsv } from './adapters/answer-csv.ts'
import { listBreaks, type BreakKind, type ReportFilter } from './report-store.ts'
import { breakView } from './view.ts'

const columns = [
  'kind',
  'channel',
  'unit',
  'payout',
  'key',
  'address',
  'requested',
  'seen',
  'since',
  'ageDays',
] as const
const atOnce = 1_000

/** All breaks as CSV, read a thousand at a time. */
export async function* breaksCsv(
  db: Db,
  filter: ReportFilter & { readonly kind?: BreakKind | undefined },
  now: Temporal.Instant,
): AsyncGenerator<string> {
  yield writeCsv(columns, [])
  for (let after: readonly [string, string] | null = null; ;) {
    const rows: Awaited<ReturnType<typeof listBreaks>> = await listBreaks(db, filter, after, atOnce)
    const views = rows.map(row => breakView(row, now))
    yield writeCsv(
      null,
      views.map(view => columns.map(column => spreadsheetSafe(String(view[column] ?? '')))),
    )
    const last = rows.at(-1)
    if (!last || rows.length < atOnce) return
    after = [last.since.toString(), last.order]
  }
}

/** A person opens this in a spreadsheet, which would run an address that begins like a formula. */
function spreadsheetSafe(cell: string): string {
  return /^[=+@\t\r]|^-(?!\d)/.test(cell) ? `'${cell}` : cell
}
