import { askPage, type ItemOf, type ListName } from '../api/queries.ts'
import type { ArgumentsOf } from '../api/ask.ts'

export interface CsvColumn<Row> {
  readonly header: string
  readonly text: (row: Row) => string
}

/** All pages of a list as a file: comma-separated, quoted where needed, with the mark by which spreadsheets know UTF-8. */
export async function exportList<Name extends ListName>(
  name: Name,
  given: ArgumentsOf<Name>,
  columns: readonly CsvColumn<ItemOf<Name>>[],
  { signal, progress }: { readonly signal: AbortSignal; readonly progress: (rows: number) => void },
): Promise<Blob> {
  const parts: string[] = [`\uFEFF${lineOf(columns.map(({ header }) => header))}`]
  let rows = 0
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof askPage<Name>>> = await askPage(name, given, { limit: 500, cursor, signal })
    parts.push(page.items.map(row => lineOf(columns.map(({ text }) => text(row)))).join(''))
    rows += page.items.length
    progress(rows)
    cursor = page.next
  } while (cursor !== null)
  return new Blob(parts, { type: 'text/csv;charset=utf-8' })
}

export function lineOf(fields: readonly string[]): string {
  return `${fields.map(field).join(',')}\r\n`
}

/** A text that a spreadsheet would take for a formula is led by an apostrophe; a plain number stays one. */
function field(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+([.,]\d+)?$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

export function save(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
