import { listCustomerTrail, listCustomerTransfers, transferKinds } from '@pulih/contracts'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { trailOf } from '../identity/index.ts'
import { toTransferView, transfersOf } from '../ledger/index.ts'
import { mount, page, problem, readNumberCursor, type Db } from '../platform/index.ts'
import { holderByKey, servicesAs, type Holder } from '../subscribers/index.ts'

/** Ledger and audit trail know no customers, so whoever asks for what concerns one is answered where all are known. */
export function customerRoutes(app: FastifyInstance): void {
  mount(app, listCustomerTransfers, async ({ params, query, db }) => {
    const { limit = 50, cursor } = query
    const customer = await known(db, params.customer)
    const services = sql`select s.id as service_id from ${servicesAs('s')} where s.customer_id = ${customer.id}`
    const before = readNumberCursor(cursor)
    const rows = await transfersOf(db, services, transferKinds, before, limit + 1)
    return page(rows, limit, ({ id }) => [id.toString()], toTransferView)
  })

  mount(app, listCustomerTrail, async ({ params, query, db }) => {
    const { limit = 50, cursor } = query
    const customer = await known(db, params.customer)
    const before = readNumberCursor(cursor)
    // Changes go by the number that stays, requests of the person by the key that was named.
    const subjects = [`customer:${customer.id}`, `customer:${customer.key}`]
    const rows = await trailOf(db, subjects, before, limit + 1)
    return page(
      rows,
      limit,
      ({ number }) => [number.toString()],
      ({ number, at, actor, action, detail }) => ({
        number: Number(number),
        at: at.toString(),
        actor,
        action,
        detail,
      }),
    )
  })
}

async function known(db: Db, key: string): Promise<Holder> {
  const customer = await holderByKey(db, key)
  if (!customer) throw problem('subscribers.customer-not-found', { customer: key })
  return customer
}
