import { writeFileSync } from 'node:fs'
import { readCsv } from './read-csv.ts'
import { RefusedFile } from './reasons.ts'
import type { Table } from './table.ts'

/** Where the rows of a Parquet file are while they are imported. Whoever runs the import removes it, however that ends. */
export function asCsv(file: string): string {
  return `${file}.csv`
}

/** Reads Parquet through CSV with the same columns, so that there is one way in and both are judged alike. */
export async function readParquet(file: string, known: ReadonlySet<string>): Promise<Table> {
  const csv = asCsv(file)
  // For nobody else's eyes: DuckDB would make it readable for everybody on this machine.
  writeFileSync(csv, '', { mode: 0o600 })
  await toCsv(file, csv)
  return readCsv(csv, known)
}

async function toCsv(parquet: string, csv: string): Promise<void> {
  // Loaded only when it is needed, because that takes as long as a large import.
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '1GB' })
  const connection = await instance.connect()
  try {
    const described = await connection.runAndReadAll(`describe select * from read_parquet(${quote(parquet)})`)
    const columns = described.getRows().map(([name, type]) => asText(String(name), String(type)))
    await connection.run(
      `copy (select ${columns.join(', ')} from read_parquet(${quote(parquet)})) to ${quote(csv)} (format csv, header, use_tmp_file false)`,
    )
  } catch {
    throw new RefusedFile('not-parquet')
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

/** Lists become texts with bars. Instants are printed in UTC by their number, which needs no knowledge of zones. */
function asText(name: string, type: string): string {
  const column = `"${name.replaceAll('"', '""')}"`
  if (type.endsWith('[]')) return `array_to_string(${column}, '|') as ${column}`
  if (type === 'TIMESTAMP WITH TIME ZONE')
    return `strftime(make_timestamp(epoch_us(${column})), '%Y-%m-%dT%H:%M:%S.%fZ') as ${column}`
  if (type.startsWith('TIMESTAMP')) return `strftime(${column}, '%Y-%m-%dT%H:%M:%S.%f') as ${column}`
  return column
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
