import type { Column } from './columns.ts'
import { RefusedFile, type Rejection } from './reasons.ts'
import type { Table } from './table.ts'

/** Rows as `COPY` wants them, and those that were refused on the way. */
export interface Block {
  readonly text: string
  readonly read: number
  readonly rejections: readonly Rejection[]
}

export interface StagedTable {
  readonly columns: readonly Column[]
  readonly blocks: AsyncIterable<Block>
  /** How much of the file was read so far, from 0 to 1. */
  readonly share: () => number
}

/** Reads every field of a table by its column. Columns that nobody knows are ignored. */
export function stageRows(table: Table, columns: readonly Column[]): StagedTable {
  const places = placesOf(table.header, columns)
  return {
    columns: columns.filter((_, index) => (places[index] ?? absent) !== absent),
    share: table.share ?? (() => 0),
    blocks: (async function* () {
      // The header is row 1.
      let row = 1
      for await (const rows of table.rows) {
        const block = readBlock(rows, row, table.header.length, columns, places)
        row += rows.length
        yield block
      }
    })(),
  }
}

const absent = -1

function placesOf(header: readonly string[], columns: readonly Column[]): number[] {
  const repeated = header.find((name, index) => name !== '' && header.indexOf(name) !== index)
  if (repeated !== undefined && columns.some(({ name, aliases }) => name === repeated || aliases.includes(repeated)))
    throw new RefusedFile('duplicate-column', repeated)
  const places = columns.map(
    ({ name, aliases }) => [name, ...aliases].map(each => header.indexOf(each)).find(each => each !== absent) ?? absent,
  )
  const missing = columns.filter(({ required }, index) => required && places[index] === absent).map(({ name }) => name)
  if (missing.length > 0)
    throw new RefusedFile(
      places.every(place => place === absent) ? 'no-known-column' : 'missing-column',
      missing.join(', '),
    )
  return places
}

function readBlock(
  rows: readonly (readonly string[] | undefined)[],
  before: number,
  width: number,
  columns: readonly Column[],
  places: readonly number[],
): Block {
  const rejections: Rejection[] = []
  let text = ''
  let row = before
  for (const fields of rows) {
    row += 1
    if (fields === undefined) rejections.push({ row, field: '', reason: 'broken-quotes', value: null })
    else if (fields.length === 1 && fields[0] === '' && width > 1) continue
    else if (fields.length !== width) rejections.push({ row, field: '', reason: 'wrong-number-of-fields', value: null })
    else {
      const found = rejections.length
      let line = String(row)
      for (let index = 0; index < columns.length; index++) {
        const column = columns[index] as Column
        const place = places[index] as number
        if (place === absent) continue
        const given = (fields[place] as string).trim()
        if (given === '') {
          if (column.required) rejections.push({ row, field: column.name, reason: 'missing-value', value: null })
          line += '\t\\N'
          continue
        }
        const staged = column.read(given)
        if (staged === undefined)
          rejections.push({
            row,
            field: column.name,
            reason: column.reason,
            value: column.personal ? null : excerpt(given),
          })
        line += `\t${staged}`
      }
      if (rejections.length === found) text += `${line}\n`
    }
  }
  return { text, read: rows.length, rejections }
}

/** PostgreSQL takes no NUL in a text, and nobody reads more than a line of a bad value. */
function excerpt(value: string): string {
  return value.replaceAll('\0', '').slice(0, 100)
}
