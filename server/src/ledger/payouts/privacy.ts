import { sql } from 'kysely'
import { defineSweep, forgetAnswersAbout, systemActor, type Json, type Work } from '../../platform/index.ts'
import { countWaiting, eraseKnownAddresses, eraseSentAddresses, markErased, type Services } from './erase-store.ts'
import { formatAmount } from './unit.ts'

/** The credits of a customer with their reasons, by what billers know the services, what went there, and where bills showed it. */
export async function exportMoney({ tx }: Work, services: Services): Promise<Json> {
  const { rows: credits } = await sql<Money>`
    select s.key as service, t.id::text as transfer, t.kind, t.scheme, t.basis, t.unit, t.amount, t.reason, to_json(t.posted_at) as "postedAt"
    from ledger.transfer t join ${services} s on s.id = t.service_id order by t.id`.execute(tx)
  const { rows: addresses } = await sql<{ service: string; channel: string; address: string }>`
    select s.key as service, a.channel, a.address from ledger.payout_address a join ${services} s on s.key = a.service_key
    where a.address is not null order by s.key, a.channel`.execute(tx)
  const { rows: payouts } = await sql<Money>`
    select s.key as service, p.id as payout, p.channel, p.state, p.unit, p.amount, p.address,
      array(select distinct a.address from ledger.payout_attempt a where a.payout_id = p.id order by a.address) as "sentTo",
      p.reference, p.reason, to_json(p.requested_at) as "requestedAt", to_json(p.accepted_at) as "acceptedAt"
    from ledger.payout p join ${services} s on s.id = p.service_id order by p.id`.execute(tx)
  const { rows: bills } = await sql<Money>`
    select s.key as service, b.channel, b.bill, b.line, to_json(b.billed_on) as "billedOn", b.address, b.unit, b.amount
    from ledger.bill_credit b join ledger.payout p on p.id = b.payout_id join ${services} s on s.id = p.service_id order by b.id`.execute(
    tx,
  )
  if ([credits, addresses, payouts, bills].every(each => each.length === 0)) return null
  return { credits: credits.map(said), addresses, payouts: payouts.map(said), bills: bills.map(said) }
}

type Money = Readonly<Record<string, Json>> & { readonly unit: string; readonly amount: bigint }

function said({ amount, ...row }: Money): Json {
  return { ...row, amount: formatAmount(amount, row.unit) }
}

/**
 * Forgets where the money went; that it went, and how much, stays. A payout that is still on its way keeps its address until it is over,
 * because it is owed to this very customer; `waiting` says how many there are.
 */
export async function eraseAddresses(work: Work, services: Services): Promise<Json> {
  const { tx, now } = work
  const addresses = await eraseKnownAddresses(tx, services)
  const marked = await markErased(tx, services, now)
  if (addresses === 0 && marked.length === 0) return null
  const payouts = await eraseSentAddresses(tx)
  await forgetAnswersAbout(
    work,
    marked.map(id => `payout:${id}`),
  )
  return { addresses, payouts, waiting: await countWaiting(tx, services) }
}

/** Payouts that were on their way when their customer was erased, and bills that came later. */
export const forgetAddresses = defineSweep('payouts.forget', 3_600, async platform => {
  await platform.work(systemActor('payouts'), ({ tx }) => eraseSentAddresses(tx))
})
