import type { Transfer } from '@pulih/proofs'
import { sql, type RawBuilder } from 'kysely'
import { findTransfer } from '../ledger/index.ts'
import { problem, type Db, type Tx } from '../platform/index.ts'
import { listServices, servedOn, serviceKeys, servicesAs, servicesByKey, type Service } from '../subscribers/index.ts'
import type { Subscriber } from './subscriber.ts'

/**
 * The one place where it is settled what is whose. Everything that a subscriber names goes through here, and what is somebody else's is
 * refused in the same words as what there is not.
 */
export async function ownService(db: Db | Tx, me: Subscriber, key: string): Promise<Service> {
  const [service] = await servicesByKey(db, [key])
  if (!service || service.customer !== me.customer) throw problem('portal.not-found')
  return service
}

/** In the order of their keys, one more than `limit`. */
export function ownServices(db: Db, me: Subscriber, after: string | null, limit: number): Promise<Service[]> {
  const any = { kind: undefined, segment: undefined, area: undefined, ranges: undefined, search: undefined }
  return listServices(db, { ...any, customerId: me.customerId }, after, limit + 1)
}

/** How many services he has on a day, and which of some keys are among them. */
export async function runningServices(
  db: Db,
  me: Subscriber,
  today: string,
  keys: readonly string[],
): Promise<{ running: number; among: readonly string[] }> {
  const { rows } = await sql<{ running: number; among: readonly string[] }>`
    select count(*)::int as running, coalesce(array_agg(s.key order by s.key) filter (where s.key = any(${keys}::text[])), '{}') as among
    from ${servicesAs('s')} where s.customer_id = ${me.customerId} and ${servedOn('s', sql`${today}::date`)}`.execute(
    db,
  )
  return rows[0] ?? { running: 0, among: [] }
}

/** The services of a subscriber, for a query: service_id. */
export function ownServiceIds(me: Subscriber): RawBuilder<unknown> {
  return sql`select k.id as service_id from ${serviceKeys} k where k.customer_id = ${me.customerId}`
}

/** What subscribers are shown of the ledger; how it is paid out is the biller's business. */
export const grantKinds = ['credit', 'correction', 'goodwill', 'reversal'] as const

export async function ownCredit(db: Db, me: Subscriber, id: string): Promise<{ transfer: Transfer; service: Service }> {
  const transfer = await findTransfer(db, BigInt(id))
  if (!transfer || !grantKinds.some(kind => kind === transfer.kind)) throw problem('portal.not-found')
  return { transfer, service: await ownService(db, me, transfer.serviceKey) }
}
