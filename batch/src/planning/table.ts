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
  readonly rows: readonly TableRow[]
  readonly refused: readonly Refusal[]
}

export interface TableRow {
  readonly row: number
  readonly values: readonly string[]
}

/** Reads a column of a row; a column that the table does not have reads as empty. */
export function columnReader(table: Table, column: string): (row: TableRow) => string {
  const at = table.columns.indexOf(column)
  return at < 0 ? () => '' : row => row.values[at] ?? ''
}

/** Reads a CSV file with a header. Broken lines are refused one by one; a file that is no UTF-8 text is refused whole. */
export async function readTable(file: string): Promise<Table> {
  const text = decode(await readFile(file), file)
  const { lines, broken } = text.includes('"') ? quotedLines(text) : plainLines(text)
  const columns = (lines[0] ?? []).map(name => name.trim())
  const remedy = 'close the double quotes; double a quote that belongs to the text'
  const refused: Refusal[] = [...broken].map(row => ({ file, row, column: '', reason: 'broken-quotes', value: '', remedy }))
  const rows: TableRow[] = []
  for (let index = 1; index < lines.length; index++) {
    const values = lines[index] as string[]
    const row = index + 1
    if (broken.has(row) || (values.length === 1 && values[0] === '')) continue
    if (values.length === columns.length) rows.push({ row, values })
    else {
      const reason = values.length < columns.length ? 'too-few-fields' : 'too-many-fields'
      refused.push({ file, row, column: '', reason, value: values.join(',').slice(0, 80), remedy: `give ${columns.length} fields, as in the header` })
    }
  }
  return { columns, rows, refused }
}

/** Without a quote in the file, a line is its fields and nothing needs a parser. */
function plainLines(text: string): { lines: string[][]; broken: ReadonlySet<number> } {
  const [header = ''] = text.split('\n', 1)
  const separator = separators.toSorted((a, b) => header.split(b).length - header.split(a).length)[0] ?? ','
  return { lines: text.split('\n').map(line => (line.endsWith('\r') ? line.slice(0, -1) : line).split(separator)), broken: new Set() }
}

function quotedLines(text: string): { lines: string[][]; broken: ReadonlySet<number> } {
  const { data, errors } = Papa.parse<string[]>(text, { delimitersToGuess: separators })
  return { lines: data, broken: new Set(errors.filter(error => error.type === 'Quotes').map(error => (error.row ?? 0) + 1)) }
}

const separators = [',', ';', '\t']

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
