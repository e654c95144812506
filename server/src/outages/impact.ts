import type { Impact } from '@pulih/contracts'
import { holdShape } from '../network/index.ts'
import type { Tx } from '../platform/index.ts'
import { countReach, countProtected } from './count-store.ts'
import { latestMatching } from './matching-store.ts'
import type { Outage } from './outage.ts'
import { reachOf } from './reach.ts'

/** Counts whom an outage hits without looking at stored rows, and says beside it what was stored. */
export async function impactOf(db: Tx, outage: Outage, now: Temporal.Instant): Promise<Impact> {
  await holdShape(db)
  const reach = await reachOf(db, outage, now)
  const [counts, kept, matching] = await Promise.all([
    countReach(db, reach),
    countProtected(db, reach),
    latestMatching(db, outage.id),
  ])
  return {
    ...counts,
    protected: kept,
    matched: matching && {
      at: matching.at.toString(),
      revision: matching.revision,
      frozen: matching.frozen,
      services: matching.services,
      money: matching.money,
      byEvidence: Object.entries(matching.by_evidence).map(([name, services]) => ({ name, services })),
    },
  }
}
