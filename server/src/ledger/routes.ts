import * as contract from '@pulih/contracts'
import type { FastifyInstance } from 'fastify'
import { download, mistake, mount, page, problem, readNumberCursor, type Db, type Tx } from '../platform/index.ts'
import { accountName } from './account.ts'
import { exportLedger } from './export-ledger.ts'
import { giveGoodwill } from './give-goodwill.ts'
import {
  balanceOf,
  entriesOf,
  findReversal,
  findTransfer,
  listTransfers,
  pageOf,
  statementOf,
  trialBalance,
  type TransferFilter,
} from './read-store.ts'
import { reverse } from './reverse-transfer.ts'
import type { KnownService, ServiceDirectory } from './service-directory.ts'
import { transfersCsv } from './transfers-csv.ts'
import { amountText } from './unit.ts'
import { verifyLedger } from './verify-ledger.ts'
import { toDetailView, toStatementView, toVerdictView, toView } from './view.ts'

type FilterQuery = contract.QueryOf<typeof contract.downloadTransfers>

export function ledgerRoutes(app: FastifyInstance, services: ServiceDirectory): void {
  mount(app, contract.listTransfers, async ({ query, db }) => {
    const { limit = 50, cursor } = query
    const filter = await readFilter(db, services, query)
    const slice = { from: readNumberCursor(cursor), order: 'newest-first', limit: limit + 1 } as const
    return page(await listTransfers(db, filter, slice), limit, ({ id }) => [id.toString()], toView)
  })

  mount(app, contract.downloadTransfers, async ({ query, db }) =>
    download('transfers.csv', transfersCsv(db, await readFilter(db, services, query))),
  )

  mount(app, contract.readTransfer, async ({ params, db }) => {
    const id = BigInt(params.transfer)
    const transfer = await findTransfer(db, id)
    const place = transfer && (await pageOf(db, transfer.page))
    if (!transfer || !place) throw problem('ledger.not-found', { transfer: params.transfer })
    return toDetailView(transfer, await entriesOf(db, id), await findReversal(db, id), place)
  })

  mount(app, contract.readStatement, async ({ params, query, db }) => {
    const { limit = 50, cursor } = query
    const service = await known(db, services, params.service)
    const lines = await statementOf(db, service.id, readNumberCursor(cursor), limit + 1)
    const balances = await balanceOf(db, service.id)
    return {
      service: service.key,
      balances: balances.map(({ unit, amount }) => ({ unit, amount: amountText(amount, unit) })),
      ...page(lines, limit, ({ id }) => [id.toString()], toStatementView),
    }
  })

  mount(app, contract.readBalances, async ({ db }) => ({
    items: (await trialBalance(db)).map(({ unit, account, balance, transfers }) => ({
      unit,
      account: accountName(account),
      balance: amountText(balance, unit),
      transfers: Number(transfers),
    })),
  }))

  mount(app, contract.reverseTransfer, async ({ body, work }) =>
    toView(await reverse(work, BigInt(body.transfer), body.reason)),
  )

  mount(app, contract.giveGoodwill, async ({ body, work }) => {
    const { claimUntil = null, expiresOn = null, ...given } = body
    return toView(
      await giveGoodwill(work, {
        ...given,
        claimUntil,
        expiresOn,
        service: await known(work.tx, services, body.service),
      }),
    )
  })

  mount(app, contract.verifyLedger, async ({ query, db }) => {
    const { page: number, digest } = query
    if ((number === undefined) !== (digest === undefined))
      throw problem('request.invalid', {}, [
        mistake(number === undefined ? '/query/page' : '/query/digest', 'half-an-anchor'),
      ])
    const anchor = number === undefined || digest === undefined ? null : { page: BigInt(number), digest }
    return toVerdictView(await verifyLedger(db, { anchor }))
  })

  mount(app, contract.exportLedger, ({ db }) => Promise.resolve(download('ledger.jsonl', exportLedger(db))))
}

async function readFilter(db: Db, services: ServiceDirectory, query: FilterQuery): Promise<TransferFilter> {
  const { service, run, since, until, kind, unit, scheme, basis } = query
  return {
    serviceId: service === undefined ? undefined : (await known(db, services, service)).id,
    runId: run,
    since: since === undefined ? undefined : Temporal.Instant.from(since),
    until: until === undefined ? undefined : Temporal.Instant.from(until),
    kind,
    unit,
    scheme,
    basis,
  }
}

async function known(db: Db | Tx, services: ServiceDirectory, key: string): Promise<KnownService> {
  const service = await services.find(db, key)
  if (!service) throw problem('ledger.service-unknown', { service: key })
  return service
}
