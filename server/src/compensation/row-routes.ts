import type { FastifyInstance } from 'fastify'
import {
  listRunChanges,
  listRunInterruptions,
  listRunServices,
  listRunSteps,
  listRunUnpaid,
  type ReplyOf,
} from '@pulih/contracts'
import { formatMinor, parseMinor } from '@pulih/kernel'
import { amountText } from '../ledger/index.ts'
import { mount, page, problem, readCursor } from '../platform/index.ts'
import { serviceByKey } from '../subscribers/index.ts'
import { columnsOf } from './credit-store.ts'
import { alignColumns } from './run-column.ts'
import { assessedServices, changedCredits, interruptionsOfRun, stepsOfRun, unpaidServices } from './row-store.ts'
import { getRun, summaryOf } from './run-store.ts'

/** The rows behind each figure of a run's summary. */
export function rowRoutes(app: FastifyInstance): void {
  mount(app, listRunServices, async ({ params, query, db }) => {
    const run = await getRun(db, params.run)
    const { limit = 50, cursor, service, monthlyFee, ...filter } = query
    const found = service === undefined ? undefined : await serviceByKey(db, service)
    if (found === null) throw problem('compensation.service-not-found', { service: service ?? '' })
    const { currency } = run.question
    const fee = monthlyFee === undefined ? undefined : (parseMinor(monthlyFee, currency) ?? -1n)
    const rows = await assessedServices(
      db,
      run,
      { ...filter, serviceId: found?.id, monthlyFee: fee },
      readCursor(cursor, 2),
      limit + 1,
    )
    return page(
      rows,
      limit,
      row => [row.serviceId.toString(), row.periodFrom],
      ({ serviceId: _, seconds, ...row }) => ({
        ...row,
        monthlyFee: formatMinor(row.monthlyFee, currency),
        seconds: seconds === null ? null : Number(seconds),
      }),
    )
  })

  mount(app, listRunUnpaid, async ({ params, query, db }) => {
    const { id } = await getRun(db, params.run)
    const { limit = 50, reason } = query
    const rows = await unpaidServices(db, id, reason, readCursor(query.cursor, 2), limit + 1)
    return page(
      rows,
      limit,
      row => [row.serviceId.toString(), row.outage ?? row.periodFrom ?? ''],
      ({ serviceId: _, ...row }) => ({ ...row, reason }),
    )
  })

  mount(app, listRunChanges, async ({ params, query, db }) => {
    const run = await getRun(db, params.run)
    const last = (await summaryOf(db, run.id))?.lastRun
    if (!last) return { items: [], next: null }
    const limit = query.limit ?? 50
    const [mine, theirs] = await Promise.all([columnsOf(db, run.id), columnsOf(db, last.run)])
    const { columns, places } = alignColumns(mine, theirs)
    const after = readCursor(query.cursor, 3)
    const rows = await changedCredits(db, run, { run: last.run, places }, query.change, after, limit + 1)
    return page(
      rows,
      limit,
      row => [row.serviceId.toString(), row.periodFrom, row.col.toString()],
      ({ service, periodFrom, col, before, now }): ReplyOf<typeof listRunChanges>['items'][number] => {
        const column = columns[col]
        const unit = column?.unit ?? run.question.currency
        const text = (amount: bigint | null) => (amount === null ? null : amountText(amount, unit))
        return { service, periodFrom, scheme: column?.scheme ?? '', unit, before: text(before), now: text(now) }
      },
    )
  })

  mount(app, listRunInterruptions, async ({ params, query, db }) => {
    const { id } = await getRun(db, params.run)
    const limit = query.limit ?? 50
    const [after = '-1'] = readCursor(query.cursor, 1) ?? []
    return page(
      await interruptionsOfRun(db, id, Number(after), limit + 1),
      limit,
      row => [row.number.toString()],
      ({ from, to, ...row }) =>
        ({ ...row, from: from.toString(), to: to.toString() }) as ReplyOf<typeof listRunInterruptions>['items'][number],
    )
  })

  mount(app, listRunSteps, async ({ params, query, db }) => {
    const { id } = await getRun(db, params.run)
    const limit = query.limit ?? 50
    return page(
      await stepsOfRun(db, id, readCursor(query.cursor, 1)?.[0] ?? null, limit + 1),
      limit,
      row => [row.id.toString()],
      ({ at, by, kind, note }) => ({ at: at.toString(), by, kind, note }),
    )
  })
}
