import type { FastifyInstance } from 'fastify'
import {
  downloadBatch,
  exportBreaks,
  getBatch,
  getPayout,
  getReconciliation,
  importBatchAnswer,
  importBillCredits,
  listBatches,
  listBreaks,
  listPayouts,
  makeBatch as makeBatchRoute,
  recordBillCredits,
  requestPayouts as requestPayoutsRoute,
  resolvePayout as resolvePayoutRoute,
} from '@pulih/contracts'
import { bytesOf, download, mount, mountStream, page, problem, readCursor } from '../../platform/index.ts'
import { UnreadableAnswer } from './adapter.ts'
import * as batchStore from './batch-store.ts'
import { breaksCsv } from './breaks-csv.ts'
import type { Wiring } from './channel.ts'
import { importAnswer } from './import-answer.ts'
import { makeBatch } from './make-batch.ts'
import * as payoutStore from './payout-store.ts'
import { creditOf, readBills, recordBills } from './record-bills.ts'
import * as reportStore from './report-store.ts'
import { requestPayouts } from './request-payouts.ts'
import { resolvePayout } from './resolve-payout.ts'
import { batchView, breakView, lineView, payoutView, payoutWithAttempts } from './view.ts'

export function payoutRoutes(app: FastifyInstance, wiring: Wiring): void {
  mount(app, requestPayoutsRoute, ({ body, work }) => requestPayouts(work, body))
  mount(app, listPayouts, async ({ query, db }) => {
    const limit = query.limit ?? 50
    const before = readCursor(query.cursor, 1)?.[0] ?? null
    return page(await payoutStore.listPayouts(db, query, before, limit + 1), limit, row => [row.id], payoutView)
  })
  mount(app, getPayout, async ({ params, db }) =>
    payoutWithAttempts(
      await payoutStore.findPayout(db, params.payout),
      await payoutStore.attemptsOf(db, params.payout),
    ),
  )
  mount(app, resolvePayoutRoute, async ({ params, body, work }) =>
    payoutView(await resolvePayout(work, params.payout, body)),
  )

  mount(app, makeBatchRoute, async ({ body, work, platform }) =>
    batchView(await makeBatch(work, platform, wiring, { channel: body.channel, limit: body.limit ?? 100_000 })),
  )
  mount(app, listBatches, async ({ query, db }) => {
    const limit = query.limit ?? 50
    const before = readCursor(query.cursor, 1)?.[0] ?? null
    const rows = await batchStore.listBatches(db, query.channel ?? null, before, limit + 1)
    return page(rows, limit, row => [row.number.toString()], batchView)
  })
  mount(app, getBatch, async ({ params, db }) => batchView(await batchStore.findBatch(db, params.batch)))
  mount(app, downloadBatch, async ({ params, db }) => {
    const { file, content } = await batchStore.fileOf(db, params.batch)
    return download(file, [content])
  })
  mountStream(app, importBatchAnswer, async ({ params, query, body, actor, platform }) => {
    const answer = await bytesOf(body, mostBytes)
    const given = { batch: params.batch, answer, failed: query.failed ?? null }
    const read = await platform.work(actor, work => importAnswer(work, platform, wiring, given))
    return { ...read, contradicted: [...read.contradicted] }
  })

  mount(app, recordBillCredits, ({ body, work }) => {
    const credits = body.items.map(item => creditOf(item) ?? wrongAmount(item.line))
    return recordBills(work, body.channel, credits)
  })
  mountStream(app, importBillCredits, async ({ query, body, actor, platform }) => {
    const credits = readable(await bytesOf(body, mostBytes))
    return platform.work(actor, work => recordBills(work, query.channel, credits))
  })

  mount(app, getReconciliation, async ({ query, db, platform }) => {
    const [lines, breaks] = [await reportStore.reportLines(db, query), await reportStore.countBreaks(db, query)]
    const odd = await reportStore.oddLines(db, query)
    const isOdd = (line: reportStore.ReportLine) =>
      odd.some(each => each.channel === line.channel && each.unit === line.unit)
    return { at: platform.clock.now().toString(), lines: lines.map(line => lineView(line, isOdd(line))), breaks }
  })
  mount(app, listBreaks, async ({ query, db, platform }) => {
    const limit = query.limit ?? 50
    const [since, order] = readCursor(query.cursor, 2) ?? []
    const after = since === undefined || order === undefined ? null : ([since, order] as const)
    const rows = await reportStore.listBreaks(db, query, after, limit + 1)
    return page(
      rows,
      limit,
      row => [row.since.toString(), row.order],
      row => breakView(row, platform.clock.now()),
    )
  })
  mount(app, exportBreaks, ({ query, db, platform }) => {
    const now = platform.clock.now()
    return Promise.resolve(download(`payout-breaks-${now.toString().slice(0, 10)}.csv`, breaksCsv(db, query, now)))
  })
}

/** A file of at most 100 000 rows about one batch, or as many lines of bills. */
const mostBytes = 64 * 2 ** 20

function readable(bytes: Buffer) {
  try {
    return readBills(bytes)
  } catch (reason) {
    if (!(reason instanceof UnreadableAnswer)) throw reason
    const mistakes = reason.mistakes.slice(0, 20).map(({ row, message }) => `Row ${row}: ${message}.`)
    throw problem('payouts.bills-unreadable', { mistakes: mistakes.join(' ') })
  }
}

function wrongAmount(line: string): never {
  throw problem('payouts.bills-unreadable', { mistakes: `Line ${line}: the amount is none of its unit.` })
}
