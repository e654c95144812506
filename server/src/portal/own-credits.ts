import type { PortalCredit } from '@pulih/contracts'
import type { Language } from '@pulih/kernel'
import type { Transfer } from '@pulih/proofs'
import { sql } from 'kysely'
import { amountText, balancesOf, transfersOf } from '../ledger/index.ts'
import type { Db } from '../platform/index.ts'
import type { Service } from '../subscribers/index.ts'
import type { Doors } from './doors.ts'
import { grantKinds, ownServiceIds } from './own.ts'
import type { Subscriber } from './subscriber.ts'

/** What was granted to a subscriber, or to one of his services, newest first; one more than `limit`. */
export function ownTransfers(
  db: Db,
  me: Subscriber,
  service: Service | null,
  before: bigint | null,
  limit: number,
): Promise<Transfer[]> {
  const services = service === null ? ownServiceIds(me) : sql`select ${service.id}::bigint as service_id`
  return transfersOf(db, services, grantKinds, before, limit + 1)
}

/** What of it is not yet on a bill or a balance, by unit. */
export async function waitingFor(db: Db, me: Subscriber): Promise<{ unit: string; amount: string }[]> {
  const { rows } = await sql<{ unit: string; amount: bigint }>`
    select unit, sum(amount)::bigint as amount from ${balancesOf(ownServiceIds(me))} group by unit having sum(amount) > 0 order by unit`.execute(
    db,
  )
  return rows.map(({ unit, amount }) => ({ unit, amount: amountText(amount, unit) }))
}

export async function creditView(
  db: Db,
  doors: Doors,
  transfer: Transfer,
  kind: Service['kind'],
  language: Language,
): Promise<PortalCredit> {
  return {
    credit: transfer.id.toString(),
    service: transfer.serviceKey,
    kind,
    what: whatOf(transfer),
    amount: amountText(transfer.amount, transfer.unit),
    unit: transfer.unit,
    title: await doors.titleOf(db, transfer.scheme, language),
    periodFrom: periodOf(transfer),
    grantedAt: transfer.postedAt.toString(),
    claimUntil: transfer.claimUntil,
    expiresOn: transfer.expiresOn,
  }
}

function whatOf({ kind }: Transfer): PortalCredit['what'] {
  const what = grantKinds.find(each => each === kind)
  if (!what) throw new Error(`a ${kind} is no grant`)
  return what
}

/** The first day of the billing period for which it was granted. */
export function periodOf({ basis }: Transfer): string | null {
  return basis.startsWith('period:') ? basis.slice('period:'.length) : null
}
