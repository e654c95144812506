import type { FileAdapter, PayoutRequest } from '../adapter.ts'
import { formatAmount } from '../unit.ts'
import { readAnswerCsv, writeCsv } from './answer-csv.ts'

/** A plain CSV for billers that import their own: UTF-8, a header, LF, quotes where needed (https://www.rfc-editor.org/rfc/rfc4180). */
export const csvFile: FileAdapter = {
  name: 'csv',
  form: 'file',
  queryable: false,
  ending: '.csv',
  silenceIsAcceptance: false,
  unfit: () => null,
  write: async rows =>
    Buffer.from(writeCsv(['key', 'address', 'unit', 'amount', 'text', 'requested_at'], rows.map(line))),
  read: async (answer, rows) => readAnswerCsv(answer, rows),
}

function line(row: PayoutRequest): string[] {
  return [row.key, row.address, row.unit, formatAmount(row.amount, row.unit), row.text, row.requestedAt.toString()]
}
