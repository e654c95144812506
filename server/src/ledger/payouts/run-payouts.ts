import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../../platform/index.ts'
import { settlementSchemes } from '../account.ts'
import { balanceIn, underWayIn } from '../read-store.ts'

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
  const { rows: left } = await sql<{ unasked: boolean }>`
    select exists (select from ${grantedElsewhere(run)} where ${isUnasked}) as unasked`.execute(db)
  const unasked = left[0]?.unasked === true
  return { ...counted, unasked, settled: !unasked }
}

/** What the run gave: its payouts carry its number as well, and are no grants. */
function grantedBy(run: string): RawBuilder<unknown> {
  const settlements = sql.join(settlementSchemes.map(scheme => sql.lit(scheme)))
  return sql`(select service_id, unit, posted_at from ledger.transfer
    where run_id = ${run} and amount > 0 and scheme not in (${settlements})) as granted`
}

/** Of this what no payout of the run is about; `offset 0` has these few found before more is asked about them. */
function grantedElsewhere(run: string): RawBuilder<unknown> {
  return sql`(select * from ${grantedBy(run)} where not exists (
    select from ledger.payout p where (p.service_id, p.unit) = (granted.service_id, granted.unit) and p.run_id = ${run}) offset 0) as granted`
}

const ofGranted = [sql`granted.service_id`, sql`granted.unit`] as const

/**
 * A payout takes all that a customer has, so whichever was asked for behind a credit contains it. Without one the credit still lies
 * there, unless nothing is left in the balance beyond what is under way.
 */
const isUnasked = sql<boolean>`coalesce(
  (select bool_and(p.posted_at is null) and bool_or(p.state <> 'withdrawn') from ledger.payout p
    where (p.service_id, p.unit) = (granted.service_id, granted.unit) and p.requested_at >= granted.posted_at),
  ${balanceIn(...ofGranted)} > ${underWayIn(...ofGranted)})`
