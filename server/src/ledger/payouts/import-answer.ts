import { problem, type Platform, type Work } from '../../platform/index.ts'
import { UnreadableAnswer, type FileAdapter, type FileAnswer } from './adapter.ts'
import { contentOf, lockBatchRows, noteAnswer, recordAnswers, type BatchRow, type RowOutcome } from './batch-store.ts'
import { adapterFor, type Wiring } from './channel.ts'

export interface AnswerRead {
  readonly accepted: number
  readonly rejected: number
  /** Rows of which the same was known. */
  readonly repeated: number
  /** Rows of which the opposite was known; what was known stands. */
  readonly contradicted: readonly { readonly key: string; readonly said: string }[]
}

/**
 * Reads what a biller gave back about a file. Rows are found by our key as they were sent, whatever was corrected since. What was
 * accepted is never in a file again; what failed is kept, can be corrected, and is sent in another file under the same key.
 */
export async function importAnswer(
  work: Work,
  platform: Platform,
  wiring: Wiring,
  given: { readonly batch: string; readonly answer: Buffer; readonly failed: number | null },
): Promise<AnswerRead> {
  const { tx, now } = work
  const { settings } = await contentOf(tx, given.batch)
  const adapter = adapterFor({ settings }, platform, wiring)
  if (adapter.form !== 'file')
    throw new Error(`batch ${given.batch} was written by ${adapter.name}, which writes no files`)
  const rows = await lockBatchRows(tx, given.batch)
  const said = await read(adapter, given.answer, rows)
  checkCount(adapter, said, given.failed)
  await noteAnswer(tx, given.batch, given.answer, { now, actor: work.actor.id })
  const result = compare(said, rows)
  await recordAnswers(tx, result.news, now)
  const [accepted, rejected] = [
    result.news.filter(row => row.accepted).length,
    result.news.filter(row => !row.accepted).length,
  ]
  if (accepted > 0) await work.enqueue('payouts.post', {}, { key: 'payouts.post' })
  const { repeated, contradicted } = result
  work.audit('payouts.answer-read', `payout-batch:${given.batch}`, {
    accepted,
    rejected,
    repeated,
    contradicted: contradicted.length,
  })
  return { accepted, rejected, repeated, contradicted }
}

async function read(adapter: FileAdapter, answer: Buffer, rows: readonly BatchRow[]): Promise<FileAnswer> {
  try {
    return await adapter.read(
      answer,
      rows.map(row => row.request),
    )
  } catch (reason) {
    if (!(reason instanceof UnreadableAnswer)) throw reason
    const mistakes = reason.mistakes.slice(0, 20).map(({ row, message }) => `Row ${row}: ${message}.`)
    throw problem('payouts.answer-unreadable', { mistakes: mistakes.join(' ') })
  }
}

/** Where silence is acceptance, a file that was cut short would accept what failed: the log's count must agree. */
function checkCount(adapter: FileAdapter, said: FileAnswer, failed: number | null): void {
  const found = said.rejected.length
  if (failed === null && !adapter.silenceIsAcceptance) return
  if (failed !== found) throw problem('payouts.answer-incomplete', { found, failed: failed ?? 'nothing' })
}

function compare(said: FileAnswer, rows: readonly BatchRow[]) {
  const byKey = new Map(rows.map(row => [row.request.key, row]))
  const news: RowOutcome[] = []
  const contradicted: { key: string; said: string }[] = []
  let repeated = 0
  const look = (key: string, accepted: boolean, reference: string | null, reason: string | null): void => {
    const row = byKey.get(key)
    if (!row) return
    const known = row.outcome === null ? null : row.outcome === 'accepted' || row.outcome === 'arrived'
    if (known === accepted) repeated++
    else if (known === null && row.stillHere)
      news.push({ payout: row.payout, number: row.number, accepted, reference, reason })
    else
      contradicted.push({
        key,
        said: `the biller says ${accepted ? 'accepted' : `rejected: ${reason ?? ''}`}, known was ${row.outcome ?? 'nothing'}`,
      })
  }
  for (const { key, reference } of said.accepted) look(key, true, reference, null)
  for (const { key, reason } of said.rejected) look(key, false, null, reason)
  return { news, repeated, contradicted }
}
