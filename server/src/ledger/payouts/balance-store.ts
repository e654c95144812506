import { sql } from 'kysely'
import type { Tx } from '../../platform/index.ts'
import { balanceIn, underWayIn } from '../read-store.ts'
import type { Payout } from './payout.ts'
import type { ToPost } from './posting-store.ts'
import { formatAmount } from './unit.ts'

/** A customer who has too little for a payout. */
interface Short {
  readonly id: string
  readonly unit: string
  readonly balance: bigint
}

/** Of payouts that are about to leave the house those whose customers no longer have what was promised, and why: it was taken back. */
export async function fallenBalances(tx: Tx, payouts: readonly Payout[]): Promise<ReadonlyMap<string, string>> {
  const same = [sql`p.service_id`, sql`p.unit`] as const
  const { rows } = await sql<Short>`
    select id, unit, balance from (
      select p.id, p.unit, ${balanceIn(...same)} as balance, ${underWayIn(...same)} as under_way
      from ledger.payout p where p.id = any(${payouts.map(({ id }) => id)}::uuid[])
    ) as promised where balance < under_way`.execute(tx)
  return new Map(
    rows.map(({ id, unit, balance }) => [
      id,
      `the balance has fallen to ${formatAmount(balance, unit)} ${unit} since it was requested`,
    ]),
  )
}

/**
 * Of payouts that billers accepted those for which the balance is too small, and why. A balance goes to what was asked for first;
 * whoever calls holds the ledger.
 */
export async function beyondBalance(tx: Tx, accepted: readonly ToPost[]): Promise<ReadonlyMap<string, string>> {
  const asked = sql`unnest(${accepted.map(each => each.id)}::uuid[], ${accepted.map(each => each.serviceId)}::bigint[],
    ${accepted.map(each => each.unit)}::text[], ${accepted.map(each => each.amount)}::bigint[]) as asked (id, service_id, unit, amount)`
  const { rows } = await sql<Short>`
    select id, unit, balance from (
      select id, unit, sum(amount) over (partition by service_id, unit order by id) as needed, ${balanceIn(sql`asked.service_id`, sql`asked.unit`)} as balance
      from ${asked}
    ) as covered where needed > balance`.execute(tx)
  return new Map(
    rows.map(({ id, unit, balance }) => [
      id,
      `the biller accepted it, but the customer has only ${formatAmount(balance, unit)} ${unit}`,
    ]),
  )
}
