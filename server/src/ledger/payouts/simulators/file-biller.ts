import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { keyIn } from '../adapter.ts'
import { readCsv, readTable, writeCsv } from '../adapters/answer-csv.ts'
import { readBooked } from '../unit.ts'
import type { SimulatedCredit } from './simulator.ts'

export type FileFormat = 'csv' | 'parquet' | 'brm'

/** A biller that loads files row by row: some rows fail, and a file that it loaded before under that name is not loaded again but answered again. */
export interface FileBiller {
  readonly credits: readonly SimulatedCredit[]
  /** The answer, and how many rows its log says have failed. */
  readonly load: (file: Buffer, name: string) => Promise<{ readonly answer: string; readonly failed: number }>
}

export function fileBiller(format: FileFormat, fails: (key: string) => boolean): FileBiller {
  const credits: SimulatedCredit[] = []
  const loaded = new Map<string, { answer: string; failed: number }>()
  return {
    credits,
    async load(file, name) {
      const digest = createHash('sha256').update(name).update(file).digest('hex')
      const before = loaded.get(digest)
      if (before) return before
      const rows = await rowsOf(format, file)
      const failed = rows.filter(row => fails(row.key ?? ''))
      for (const row of rows.filter(each => !failed.includes(each)))
        credits.push({ ...row, reference: `F-${credits.length + 1}` })
      const answer = {
        answer: format === 'brm' ? failed.map(row => `${row.line}\n`).join('') : answerCsv(rows, failed),
        failed: failed.length,
      }
      loaded.set(digest, answer)
      return answer
    },
  }
}

type Row = Omit<SimulatedCredit, 'reference'> & { readonly line: string }

async function rowsOf(format: FileFormat, file: Buffer): Promise<Row[]> {
  if (format === 'brm') {
    const lines = file.toString().split('\n').slice(0, -1)
    return readCsv(file).map((cells, index) => {
      const [account = '', amount = ''] = cells
      return {
        key: keyIn(cells[10] ?? ''),
        address: account,
        unit: 'PLN',
        amount: readBooked(amount, 'PLN') ?? 0n,
        line: lines[index] ?? '',
      }
    })
  }
  const table = format === 'csv' ? readTable(file, ['key', 'address', 'unit', 'amount']) : await parquetTable(file)
  return table.map(({ key = '', address = '', unit = '', amount = '' }) => ({
    key,
    address,
    unit,
    amount: readBooked(amount, unit) ?? 0n,
    line: '',
  }))
}

async function parquetTable(file: Buffer): Promise<Record<string, string>[]> {
  const folder = await mkdtemp(join(tmpdir(), 'pulih-loader-'))
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    await writeFile(join(folder, 'rows.parquet'), file)
    const reader = await connection.runAndReadAll(
      'select key, address, unit, amount::varchar from read_parquet($file)',
      { file: join(folder, 'rows.parquet') },
    )
    return reader.getRows().map(([key, address, unit, amount]) => ({
      key: String(key),
      address: String(address),
      unit: String(unit),
      amount: String(amount),
    }))
  } finally {
    connection.closeSync()
    instance.closeSync()
    await rm(folder, { recursive: true })
  }
}

function answerCsv(rows: readonly Row[], failed: readonly Row[]): string {
  const lines = rows.map(row =>
    failed.includes(row)
      ? [row.key ?? '', 'rejected', '', 'no such account']
      : [row.key ?? '', 'accepted', `ref-${row.key ?? ''}`, ''],
  )
  return writeCsv(['key', 'result', 'reference', 'reason'], lines)
}
