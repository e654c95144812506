import { unusable } from '../planning/table.ts'

/** Turns a Parquet file into CSV with the same columns, so that there is one way in. */
export async function parquetToCsv(parquet: string, csv: string): Promise<void> {
  try {
    await run(`select 1 from parquet_schema(${quote(parquet)}) limit 1`)
  } catch (error) {
    throw unusable(
      parquet,
      'not-parquet',
      `Give a Parquet file: ${error instanceof Error ? error.message : String(error)}.`,
    )
  }
  await run(
    `copy (select * from read_parquet(${quote(parquet)})) to ${quote(csv)} (format csv, header, timestampformat '%Y-%m-%dT%H:%M:%SZ')`,
  )
}

/** Turns finished credits into Parquet: amounts become exact decimals. */
export async function creditsToParquet(csv: string, parquet: string, currencyDigits: number): Promise<void> {
  const amount = `'DECIMAL(18,${currencyDigits})'`
  const columns = `{service: 'VARCHAR', scheme: 'VARCHAR', exposure: 'VARCHAR', minimum: ${amount}, recommended: ${amount}, maximum: ${amount}}`
  await run(
    `copy (select * from read_csv(${quote(csv)}, header = true, columns = ${columns})) to ${quote(parquet)} (format parquet, compression zstd)`,
  )
}

/** The different words in some columns of a services file, for operators without a network file. */
export async function distinctWords(file: string, column: string): Promise<string[]> {
  const source = file.endsWith('.parquet')
    ? `read_parquet(${quote(file)})`
    : `read_csv(${quote(file)}, header = true, all_varchar = true, ignore_errors = true)`
  const rows = await run(
    `select distinct cast("${column}" as varchar) as word from ${source} where "${column}" is not null order by word`,
  )
  return rows.map(row => textOf(row[0])).filter(word => word !== '')
}

/** The rows of a Parquet file with a text in a column, as texts by column name. */
export async function parquetRowsWith(
  file: string,
  column: string,
  text: string,
): Promise<Readonly<Record<string, string>>[]> {
  const source = `(select columns(*)::varchar from read_parquet(${quote(file)}))`
  const described = await run(`describe ${source.slice(1, -1)}`)
  const names = described.map(row => textOf(row[0]))
  const rows = await run(`select * from ${source} where "${column}" = ${quote(text)} limit 64`)
  return rows.map(row => Object.fromEntries(names.map((name, index) => [name, textOf(row[index])])))
}

async function run(sql: string): Promise<readonly (readonly unknown[])[]> {
  // Loaded only when it is needed, because that takes as long as a million services.
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    const reader = await connection.runAndReadAll(sql)
    return reader.getRows()
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
