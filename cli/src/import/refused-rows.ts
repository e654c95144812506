import type { Page } from '@pulih/explanations'
import { itemTable, part } from '../api/tables.ts'

/** The rows that were not taken, as far as a page shows them. */
export interface RefusedRows {
  /** Lines of `rejected.csv` below its header: file, row, field, reason, value, remedy. */
  readonly rows: readonly (readonly string[])[]
  readonly more: boolean
}

const rowsShown = 20

export async function firstRefused(lines: AsyncIterable<string>): Promise<RefusedRows> {
  const rows: string[][] = []
  let open = ''
  let isHeader = true
  for await (const line of lines) {
    open = open === '' ? line : `${open}\n${line}`
    // A value of several lines stands in quotes, and then their number is odd until it ends.
    if (open.split('"').length % 2 === 0) continue
    if (!isHeader && rows.length === rowsShown) return { rows, more: true }
    if (!isHeader && open !== '') rows.push(fieldsOf(open))
    isHeader = false
    open = ''
  }
  return { rows, more: false }
}

export function refusedLines(page: Page, { rows, more }: RefusedRows): string[] {
  const column = (place: number) => (row: readonly string[]) => (row[place] ?? '').replaceAll(/\s+/g, ' ')
  return [
    ...part(
      page,
      'Refused',
      rows.length === 0
        ? []
        : itemTable(
            page,
            [
              { heading: 'row', of: column(1), right: true },
              { heading: 'column', of: column(2) },
              { heading: 'reason', of: column(3), flexible: true },
              { heading: 'what to do', of: column(5), flexible: true },
            ],
            rows,
            '  ',
          ),
    ),
    ...(more ? ['  … and more: --rejected <file> saves all of them.'] : []),
  ]
}

function fieldsOf(line: string): string[] {
  const fields = line.match(/(?:^|,)(?:"(?:[^"]|"")*"|[^,]*)/g) ?? []
  return fields
    .map((field, index) => (index === 0 ? field : field.slice(1)))
    .map(field => (field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field))
}
