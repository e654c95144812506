import { sql } from 'kysely'
import { systemActor, type Platform, type Work } from '../platform/index.ts'
import { dayEverywhere } from './deadline.ts'
import { lapsedBenefits } from './expire-store.ts'
import { holdLedger } from './post-store.ts'
import { post } from './post-transfers.ts'

const benefitsAtOnce = 20_000

/** Ends benefits that nobody claimed or used in time. Money never lapses here. */
export async function expireBenefits(platform: Platform): Promise<void> {
  for (;;) {
    const expired = await platform.work(systemActor('ledger'), work => expireSome(work, benefitsAtOnce))
    if (expired < benefitsAtOnce) return
  }
}

async function expireSome(work: Work, limit: number): Promise<number> {
  const head = await holdLedger(work.tx)
  const lapsed = lapsedBenefits(dayEverywhere(work.now), limit)
  const { transfers } = await post(
    work,
    head,
    sql`select service_id, service_key, unit, amount, 'expired' as scheme, basis, revision, null as corrects, null as claim_until,
      null as expires_on, 'expired' as kind, null as run_id, null as reverses, null as reason, 'expired' as moves from ${lapsed}`,
  )
  return transfers
}
