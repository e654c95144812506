import Papa from 'papaparse'
import { readFile } from 'node:fs/promises'
import { InputError, type MistakeReason } from '../input-error.ts'

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

/** Reads a CSV file with a header. Broken lines are refused one by one; a file that is no table is refused whole. */
export async function readTable(file: string): Promise<Table> {
  const lines = decode(await readFile(file), file)
    .split('\n')
    .map(line => (line.endsWith('\r') ? line.slice(0, -1) : line))
  const header = lines[0] ?? ''
  if (header.trim() === '') throw unusable(file, 'empty-file', 'Give the file a header line and one line per entry.')
  const separator = separators.toSorted((a, b) => header.split(b).length - header.split(a).length)[0] ?? ','
  const columns = (fieldsOf(header, separator) ?? [header]).map(name => name.trim())
  const repeated = columns.find((name, index) => name !== '' && columns.indexOf(name) !== index)
  if (repeated !== undefined) throw unusable(file, 'duplicate-column', 'Name each column once.', repeated)

  const rows: TableRow[] = []
  const refused: Refusal[] = []
  for (let index = 1; index < lines.length; index++) {
    const line = lines[index] as string
    if (line === '') continue
    const row = index + 1
    const values = fieldsOf(line, separator)
    if (values?.length === columns.length) rows.push({ row, values })
    else refused.push({ file, row, column: '', value: line.slice(0, 80), ...lineProblem(values, columns.length) })
  }
  return { columns, rows, refused }
}

/** The fields of a line; null if its quotes are not closed. A field never spans lines, so that a broken line harms no other. */
function fieldsOf(line: string, separator: string): string[] | null {
  if (!line.includes('"')) return line.split(separator)
  const { data, errors } = Papa.parse<string[]>(line, { delimiter: separator })
  return errors.some(error => error.type === 'Quotes') ? null : (data[0] ?? [])
}

function lineProblem(values: readonly string[] | null, expected: number): { reason: string; remedy: string } {
  if (values === null)
    return {
      reason: 'broken-quotes',
      remedy: 'close the double quotes on the same line; double a quote that belongs to the text',
    }
  return {
    reason: values.length < expected ? 'too-few-fields' : 'too-many-fields',
    remedy: `give ${expected} fields, as in the header`,
  }
}

/** A file that cannot be read as what it should be. */
export function unusable(file: string, reason: MistakeReason, remedy: string, column = ''): InputError {
  return new InputError([{ file, row: 1, column, reason, remedy }])
}

const separators = [',', ';', '\t']

/** UTF-8 with or without a byte order mark. Throws an InputError that names the file and the remedy. */
export function decode(bytes: Uint8Array, file: string): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw unusable(file, 'not-utf8', 'The file is UTF-16; save it as UTF-8.')
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw unusable(file, 'not-utf8', 'The file is not UTF-8 text; save it as UTF-8.')
  }
}
