import Papa from 'papaparse'
import type { Db } from '../platform/index.ts'
import { listTransfers, type TransferFilter } from './read-store.ts'
import { toView, type TransferView } from './view.ts'

const rowsAtOnce = 5_000
const columns = [
  'id',
  'kind',
  'service',
  'unit',
  'amount',
  'scheme',
  'basis',
  'revision',
  'run',
  'reverses',
  'corrects',
  'claimUntil',
  'expiresOn',
  'reason',
  'actor',
  'postedAt',
  'page',
] as const satisfies readonly (keyof TransferView)[]

/** Transfers as CSV, oldest first, read piece by piece. */
export async function* transfersCsv(db: Db, filter: TransferFilter): AsyncGenerator<string> {
  yield `${columns.join(',')}\r\n`
  let from: bigint | null = null
  for (;;) {
    const transfers = await listTransfers(db, filter, { from, order: 'oldest-first', limit: rowsAtOnce })
    const last = transfers.at(-1)
    if (!last) return
    const rows = transfers.map(transfer => {
      const view = toView(transfer)
      return columns.map(column => safeCell(view[column]))
    })
    yield `${Papa.unparse(rows, { newline: '\r\n' })}\r\n`
    from = last.id
  }
}

/** A spreadsheet runs texts that begin like a formula; amounts may begin with a minus. */
function safeCell(value: string | number | null): string | number | null {
  return typeof value === 'string' && /^[=+@\t\r]|^-(?![\d.]+$)/.test(value) ? `'${value}` : value
}
