import { sql, type RawBuilder } from 'kysely'
import type { Work } from '../../platform/index.ts'
import { holdLedger } from '../post-store.ts'
import { payOut, settle } from '../settle.ts'
import { abilities } from './adapters/index.ts'
import { beyondBalance } from './balance-store.ts'
import { findChannel } from './channel-store.ts'
import { insertPayouts } from './request-store.ts'
import { lockToPost, lockToSettle, markPosted, markSettled, markUnpostable, type ToPost } from './posting-store.ts'
import { readAmount } from './unit.ts'

/** How many are posted in one transaction. */
const usually = 20_000

/**
 * Tells the ledger what billers accepted and what bills showed. All who post queue for the ledger's end, so it is told of many at
 * once; each payout is marked in the same transaction, and the ledger itself refuses a second posting. True if more is left that
 * may be posted.
 */
export async function postPayouts(work: Work, atOnce = usually): Promise<boolean> {
  const accepted = await lockToPost(work.tx, atOnce)
  const beyond = await postCovered(work, accepted)
  const billed = await lockToSettle(work.tx, atOnce)
  if (billed.length > 0) await settle(work, relation(billed))
  await markSettled(work.tx, billed, work.now)
  for (const rest of billed.filter(each => each.asksAgain)) await askForRest(work, rest)
  // What was refused again would be refused for ever.
  const moved = accepted.some(each => !each.refused || !beyond.has(each.id))
  return (accepted.length === atOnce && moved) || billed.length === atOnce
}

/**
 * Posts all but those whose customers no longer have the credit, because it was taken back after the biller had accepted it. These
 * wait for a person: set off, they are posted all the same and leave a debt, as if they had been posted before.
 */
async function postCovered(work: Work, accepted: readonly ToPost[]): Promise<ReadonlyMap<string, string>> {
  if (accepted.length === 0) return new Map()
  await holdLedger(work.tx)
  const [debts, usual] = [accepted.filter(each => each.setOff), accepted.filter(each => !each.setOff)]
  const beyond = await beyondBalance(work.tx, usual)
  const covered = usual.filter(each => !beyond.has(each.id))
  if (covered.length > 0) await payOut(work, relation(covered))
  if (debts.length > 0) await payOut(work, relation(debts), 'leave-a-debt')
  await markPosted(work.tx, [...covered, ...debts], work.now)
  await markUnpostable(work.tx, beyond)
  return beyond
}

function relation(payouts: readonly ToPost[]): RawBuilder<unknown> {
  return sql`select service_id, service_key, unit, amount, basis, run_id from unnest(
    ${payouts.map(each => each.serviceId)}::bigint[], ${payouts.map(each => each.serviceKey)}::text[], ${payouts.map(each => each.unit)}::text[],
    ${payouts.map(each => each.amount)}::bigint[], ${payouts.map(each => `payout:${each.id}`)}::text[], ${payouts.map(each => each.runId)}::uuid[]
  ) as payout (service_id, service_key, unit, amount, basis, run_id)`
}

/** What the bill was too small for is in the customer's balance again, and goes to the next bill. */
async function askForRest(work: Work, payout: ToPost): Promise<void> {
  const channel = await findChannel(work.tx, payout.channel)
  await insertPayouts(work.tx, {
    services: sql`select ${payout.serviceId}::bigint as service_id`,
    channel: { name: channel.name, text: channel.text, form: abilities(channel.settings).form },
    unit: payout.unit,
    purpose: `rest:${payout.id}`,
    run: payout.runId,
    largest: channel.largest === null ? null : readAmount(channel.largest, payout.unit),
    now: work.now,
  })
}
