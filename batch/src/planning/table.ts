import Papa from 'papaparse'
import { readFile } from 'node:fs/promises'

/** A line of a small file that could not be used; the same shape as the lines of `rejected.csv`. */
export interface Refusal {
  readonly file: string
  readonly row: number
  readonly column: string
  readonly reason: string
  readonly value: string
  readonly remedy: string
}

/** A small CSV file read whole: networks and outages. `row` is the line in the file, the header being line 1. */
export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly { readonly row: number; readonly fields: Readonly<Record<string, string>> }[]
  readonly refused: readonly Refusal[]
}

/** Reads a CSV file with a header. Broken lines are refused one by one; a file that is no UTF-8 text is refused whole. */
export async function readTable(file: string): Promise<Table> {
  const text = decode(await readFile(file), file)
  const parsed = Papa.parse<string[]>(text, { skipEmptyLines: true, delimitersToGuess: [',', ';', '\t'] })
  const [header = [], ...lines] = parsed.data
  const columns = header.map(name => name.trim())
  const refused: Refusal[] = parsed.errors
    .filter(error => error.type === 'Quotes')
    .map(error => ({ file, row: (error.row ?? 0) + 1, column: '', reason: 'broken-quotes', value: '', remedy: 'close the double quotes; double a quote that belongs to the text' }))
  const brokenRows = new Set(refused.map(refusal => refusal.row))
  const rows: { row: number; fields: Record<string, string> }[] = []
  lines.forEach((line, index) => {
    const row = index + 2
    if (brokenRows.has(row)) return
    if (line.length !== columns.length) {
      refused.push({ file, row, column: '', reason: line.length < columns.length ? 'too-few-fields' : 'too-many-fields', value: line.join(',').slice(0, 80), remedy: `give ${columns.length} fields, as in the header` })
      return
    }
    rows.push({ row, fields: Object.fromEntries(columns.map((column, at) => [column, line[at] ?? ''])) })
  })
  return { columns, rows, refused }
}

/** UTF-8 with or without a byte order mark. Throws an Error that names the file and the remedy. */
export function decode(bytes: Uint8Array, file: string): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new Error(`${file} is UTF-16; save it as UTF-8`)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new Error(`${file} is not UTF-8 text; save it as UTF-8`, { cause: error })
  }
}
