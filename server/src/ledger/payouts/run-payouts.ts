import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/index.ts'

export interface RunPayouts {
  readonly asked: number
  /** Not yet taken by a biller: under way, in doubt, or refused. */
  readonly open: number
}

/** How far the payouts of a run are. */
export async function payoutsOfRun(db: Db | Tx, run: string): Promise<RunPayouts> {
  const { rows } = await sql<RunPayouts>`
    select count(*)::int as asked, count(*) filter (where state not in ('accepted', 'billed', 'withdrawn'))::int as open
    from ledger.payout where run_id = ${run} and not (state = 'rejected' and exists (select from ledger.payout n where n.follows = payout.id))`.execute(
    db,
  )
  return rows[0] ?? { asked: 0, open: 0 }
}
