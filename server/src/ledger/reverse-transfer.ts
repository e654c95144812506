import type { reversalReasons } from '@pulih/contracts'
import { sql } from 'kysely'
import { type Transfer, accountNumber } from '@pulih/proofs'
import { problem, type Work } from '../platform/index.ts'
import { grantKinds, isBenefit } from './account.ts'
import { grantedFor } from './grant-store.ts'
import { movesSql } from './line-sql.ts'
import { holdLedger } from './post-store.ts'
import { post } from './post-transfers.ts'
import { findReversal, findTransfer, notUnderWay } from './read-store.ts'
import { amountText } from './unit.ts'

export type ReversalReason = (typeof reversalReasons)[number]

/** Takes back one grant by its exact opposite, linked to it. Twice is refused. */
export async function reverse(work: Work, id: bigint, reason: ReversalReason): Promise<Transfer> {
  const head = await holdLedger(work.tx)
  const transfer = await findTransfer(work.tx, id)
  if (!transfer) throw problem('ledger.not-found', { transfer: id.toString() })
  const { revision } = await refuseUnlessReversible(work, transfer)

  const { last } = await post(
    work,
    head,
    sql`select service_id, service_key, unit, -amount as amount, scheme, basis, ${revision + 1}::integer as revision,
      null as corrects, claim_until, expires_on, 'reversal' as kind, null as run_id, id as reverses, ${reason}::text as reason,
      ${movesSql(wasGiven)} as moves from ledger.transfer t where id = ${id}`,
  )
  const reversal = last === null ? null : await findTransfer(work.tx, last)
  if (!reversal) throw new Error(`the reversal of transfer ${id} was not written`)
  await work.emit('ledger.reversed', `transfer:${id}`, {
    transfer: id.toString(),
    reversal: reversal.id.toString(),
    reason,
  })
  work.audit('ledger.reversed', `transfer:${id}`, { reversal: reversal.id.toString(), reason })
  return reversal
}

/** What is taken back flows where it came from. */
const wasGiven = sql<boolean>`exists (select from ledger.entry e where e.transfer_id = t.id and e.account = ${sql.lit(accountNumber['goodwill-expense'])})`

async function refuseUnlessReversible(work: Work, transfer: Transfer): Promise<{ revision: number }> {
  const { id, kind, unit, amount } = transfer
  const named = { transfer: id.toString() }
  if (!grantKinds.some(grant => grant === kind)) throw problem('ledger.not-reversible', { ...named, kind })
  const reversedBy = await findReversal(work.tx, id)
  if (reversedBy !== null) throw problem('ledger.already-reversed', { ...named, reversedBy: reversedBy.toString() })

  const granted = await grantedFor(work.tx, transfer)
  if (granted.amount < amount)
    throw problem('ledger.corrected-since', { ...named, scheme: transfer.scheme, basis: transfer.basis })
  // Money that was paid out already is set off against the next credit; a benefit that is used, or on its way, cannot be taken back.
  if (isBenefit(unit)) {
    const left = await notUnderWay(work.tx, transfer.serviceId, unit)
    if (left < amount)
      throw problem('ledger.benefit-used', {
        ...named,
        service: transfer.serviceKey,
        unit,
        balance: amountText(left, unit),
      })
  }
  return granted
}
