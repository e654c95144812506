import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../../platform/index.ts'
import { settlementSchemes } from '../account.ts'
import { balancesOf } from '../read-store.ts'

export interface RunPayouts {
  /** Payouts that were asked for the run. */
  readonly asked: number
  /** Of these: not yet paid out in the ledger, and not given up: under way, in doubt, refused, or above the balance. */
  readonly open: number
  /** Of these: given up by a person. They are no payment, and whoever says that a run is settled says how many. */
  readonly withdrawn: number
  /**
   * Something that the run granted still lies in a balance and nobody asked a biller for it, for want of a channel perhaps; or it
   * went into a payout for a bill that is itself not through.
   */
  readonly unasked: boolean
  /** Each credit of the run is paid out, or given up by a person, or no longer there: set off, reversed or lapsed. */
  readonly settled: boolean
}

/** How far the payouts of a run are. What costs most is asked last, and only if everything else is done. */
export async function payoutsOfRun(db: Db | Tx, run: string): Promise<RunPayouts> {
  const { rows } = await sql<Pick<RunPayouts, 'asked' | 'open' | 'withdrawn'>>`
    select count(*)::int as asked, count(*) filter (where state <> 'withdrawn' and posted_at is null)::int as open,
      count(*) filter (where state = 'withdrawn')::int as withdrawn
    from ledger.payout where run_id = ${run}`.execute(db)
  const counted = rows[0] ?? { asked: 0, open: 0, withdrawn: 0 }
  if (counted.open > 0) return { ...counted, unasked: false, settled: false }
  const { rows: left } = await sql<{ granted: boolean; unasked: boolean }>`
    select exists (select from ${grantedBy(run)}) as granted, exists (select from ${grantedBy(run)} where ${isUnasked(run)}) as unasked`.execute(
    db,
  )
  const [{ granted, unasked }] = [left[0] ?? { granted: false, unasked: false }]
  return { ...counted, unasked, settled: granted && !unasked }
}

/** What the run gave: its payouts carry its number as well, and are no grants. */
function grantedBy(run: string): RawBuilder<unknown> {
  const settlements = sql.join(settlementSchemes.map(scheme => sql.lit(scheme)))
  return sql`(select service_id, unit, posted_at from ledger.transfer
    where run_id = ${run} and amount > 0 and scheme not in (${settlements})) as granted`
}

/**
 * A payout takes all that a customer has, so whichever was asked for behind a credit contains it. Without one the credit still lies
 * there, unless nothing is left in the balance beyond what is under way.
 */
function isUnasked(run: string): RawBuilder<boolean> {
  const same = sql`p.service_id = granted.service_id and p.unit = granted.unit`
  return sql`not exists (select from ledger.payout p where ${same} and p.run_id = ${run}) and coalesce(
    (select bool_and(p.posted_at is null) and bool_or(p.state <> 'withdrawn') from ledger.payout p
      where ${same} and p.requested_at >= granted.posted_at),
    coalesce((select balance.amount from ${balancesOf(sql`select granted.service_id`)} where balance.unit = granted.unit), 0)
      > coalesce((select sum(u.amount) from ledger.under_way u where u.service_id = granted.service_id and u.unit = granted.unit), 0))`
}
