import { sql } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'

/** How far the money of an outage is, for those who were hit. */
export type OutageStage = 'being-assessed' | 'paid' | 'none'

/** Of outages with a run that counts: those that nobody has assessed yet are missing in the answer. */
export async function outageStages(db: Db | Tx, outages: readonly string[]): Promise<ReadonlyMap<string, OutageStage>> {
  const { rows } = await sql<{ outage: string; posted: boolean; pays: boolean }>`
    select i.outage_id as outage, bool_or(r.status in ('posted', 'settled')) as posted,
      bool_or(r.status in ('posted', 'settled') and r.paid > 0 or r.in_kind) as pays
    from (select distinct run_id, outage_id from compensation.interruption where outage_id = any(${outages}::uuid[])) i
    join compensation.run r on r.id = i.run_id and r.status <> 'cancelled'
    group by i.outage_id`.execute(db)
  return new Map(
    rows.map(({ outage, posted, pays }) => [outage, posted ? (pays ? 'paid' : 'none') : 'being-assessed'] as const),
  )
}
