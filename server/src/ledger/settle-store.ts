import { sql, type RawBuilder } from 'kysely'
import { accountNumber } from '@pulih/proofs'
import type { Tx } from '../platform/index.ts'
import type { Relation } from './post-store.ts'
import { balanceIn } from './read-store.ts'

interface TooMuch {
  readonly service: string
  readonly unit: string
  readonly basis: string
  readonly amount: bigint
  readonly available: bigint
}

/** The first service that would be paid more than it has. */
export async function firstOverdrawn(tx: Tx, source: Relation): Promise<TooMuch | null> {
  const { rows } = await sql<TooMuch>`
    with wanted as (
      select service_id, max(service_key) as service_key, unit, max(basis) as basis, sum(amount)::bigint as amount
      from (${source}) as source group by service_id, unit
    )
    select * from (
      select service_key as service, unit, basis, amount, ${balanceIn(sql`wanted.service_id`, sql`wanted.unit`)} as available from wanted
    ) as compared where amount > available limit 1`.execute(tx)
  return rows[0] ?? null
}

/** The rows of a source with what is open of each payout, and how often it was settled: open, settled. */
export function openPayouts(source: Relation): RawBuilder<unknown> {
  return sql`(
    select s.service_id, s.service_key, s.unit, s.basis, s.run_id, s.amount, coalesce(sum(e.amount), 0)::bigint as open,
      coalesce(max(t.revision) filter (where t.scheme <> 'payout'), 0) as settled
    from (${source}) as s
    left join ledger.transfer t on t.service_id = s.service_id and t.basis = s.basis and t.unit = s.unit
      and t.scheme in ('payout', 'billed', 'carried')
    left join ledger.entry e on e.transfer_id = t.id and e.account = ${sql.lit(accountNumber['payout-clearing'])}
    group by s.service_id, s.service_key, s.unit, s.basis, s.run_id, s.amount) as payout`
}

/** The first row that says that more was billed than was sent. */
export async function firstBeyondPayout(tx: Tx, source: Relation): Promise<TooMuch | null> {
  const { rows } = await sql<TooMuch>`
    select service_key as service, unit, basis, amount, open as available from ${openPayouts(source)}
    where amount < 0 or amount > open limit 1`.execute(tx)
  return rows[0] ?? null
}
