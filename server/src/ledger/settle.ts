import { sql } from 'kysely'
import { problem, type Work } from '../platform/index.ts'
import { holdLedger, type Relation } from './post-store.ts'
import { post } from './post-transfers.ts'
import { firstBeyondPayout, firstOverdrawn, openPayouts } from './settle-store.ts'
import type { Posted } from './transfer.ts'
import { amountText } from './unit.ts'

/**
 * Takes credit from customers' balances for a bill or a top-up that is being sent. The source selects service_id, service_key,
 * unit, amount, basis (`payout:<uuid>`) and run_id. Nobody is paid more than the balance, unless it has happened already and a person
 * wants the debt to be set off against later credits.
 */
export async function payOut(
  work: Work,
  source: Relation,
  beyond: 'refuse' | 'leave-a-debt' = 'refuse',
): Promise<Posted> {
  const head = await holdLedger(work.tx)
  const overdrawn = beyond === 'refuse' ? await firstOverdrawn(work.tx, source) : null
  if (overdrawn) {
    const { service, unit, amount, available } = overdrawn
    const values = { service, unit, amount: amountText(amount, unit), balance: amountText(available, unit) }
    throw problem('ledger.overdrawn', values)
  }
  return post(
    work,
    head,
    sql`select service_id, service_key, unit, amount, 'payout' as scheme, basis, 1 as revision, null as corrects, null as claim_until,
      null as expires_on, 'payout' as kind, run_id, null as reverses, null as reason, 'payout' as moves from (${source}) as sent`,
  )
}

/**
 * Says how much of payouts was seen on bills. The source selects service_id, service_key, unit, amount (0 or more), basis and
 * run_id. What the bill was too small for is carried: it goes back to the customer's balance, to be offered to the next bill.
 */
export async function settle(work: Work, source: Relation): Promise<Posted> {
  const head = await holdLedger(work.tx)
  const beyond = await firstBeyondPayout(work.tx, source)
  if (beyond) {
    const { service, unit, basis, amount, available } = beyond
    const values = { service, unit, basis, amount: amountText(amount, unit), open: amountText(available, unit) }
    throw problem('ledger.nothing-to-settle', values)
  }
  return post(
    work,
    head,
    sql`select service_id, service_key, unit, part.amount, part.kind as scheme, basis, settled + 1 as revision, null as corrects,
      null as claim_until, null as expires_on, part.kind, run_id, null as reverses, null as reason, part.kind as moves
      from ${openPayouts(source)} cross join lateral (values ('billed', amount), ('carried', open - amount)) as part (kind, amount)
      where part.amount > 0`,
  )
}
