import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import type { FileAdapter, PayoutRequest } from '../adapter.ts'
import { formatAmount } from '../unit.ts'
import { readAnswerCsv, writeCsv } from './answer-csv.ts'

/** The rows of the CSV as Parquet with exact decimals, for billers that load files into a warehouse. The answer is a CSV all the same. */
export const parquetFile: FileAdapter = {
  name: 'parquet',
  form: 'file',
  queryable: false,
  ending: '.parquet',
  silenceIsAcceptance: false,
  unfit: () => null,
  write,
  read: async (answer, rows) => readAnswerCsv(answer, rows),
}

async function write(rows: readonly PayoutRequest[]): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'pulih-payouts-'))
  // One thread: several would write their row groups in the order in which they finish.
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  try {
    const [source, target] = [join(folder, 'rows.csv'), join(folder, 'rows.parquet')]
    await writeFile(source, writeCsv(header, rows.map(line)))
    await connection.run(
      `copy (select * from read_csv($source, header = true, all_varchar = false, columns = {key: 'varchar', address: 'varchar', unit: 'varchar',
        amount: 'decimal(22,4)', text: 'varchar', requested_at: 'timestamp'}, delim = ',', quote = '"', escape = '"', parallel = false))
       to '${target.replaceAll("'", "''")}' (format parquet, compression zstd)`,
      { source },
    )
    return await readFile(target)
  } finally {
    connection.closeSync()
    instance.closeSync()
    await rm(folder, { recursive: true })
  }
}

const header = ['key', 'address', 'unit', 'amount', 'text', 'requested_at'] as const

function line(row: PayoutRequest): string[] {
  const utc = row.requestedAt.toString({ fractionalSecondDigits: 6 }).replace('T', ' ').replace('Z', '')
  return [row.key, row.address, row.unit, formatAmount(row.amount, row.unit), row.text, utc]
}
