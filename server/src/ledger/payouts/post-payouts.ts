import { sql, type RawBuilder } from 'kysely'
import { Problem, type Work } from '../../platform/index.ts'
import { payOut, settle } from '../settle.ts'
import { abilities } from './adapters/index.ts'
import { findChannel } from './channel-store.ts'
import { insertPayouts } from './payout-store.ts'
import { lockToPost, lockToSettle, markPosted, markSettled, markUnpostable, type ToPost } from './posting-store.ts'
import { readAmount } from './unit.ts'

/** How many are posted in one transaction. */
const atOnce = 20_000

/**
 * Tells the ledger what billers accepted and what bills showed. All who post queue for the ledger's end, so it is told of many at
 * once; each payout is marked in the same transaction, and the ledger itself refuses a second posting. True if more is left.
 */
export async function postPayouts(work: Work): Promise<boolean> {
  const accepted = await lockToPost(work.tx, atOnce)
  const posted = await postAll(work, accepted)
  await markPosted(work.tx, posted, work.now)
  const billed = await lockToSettle(work.tx, atOnce)
  if (billed.length > 0) await settle(work, relation(billed))
  await markSettled(work.tx, billed, work.now)
  for (const rest of billed.filter(each => each.asksAgain)) await askForRest(work, rest)
  return accepted.length === atOnce || billed.length === atOnce
}

/** Posts all but those whose customers no longer have the credit, because it was reversed after the biller had accepted it. */
async function postAll(work: Work, accepted: readonly ToPost[]): Promise<readonly ToPost[]> {
  let left = accepted
  while (left.length > 0) {
    try {
      await payOut(work, relation(left))
      return left
    } catch (reason) {
      if (!(reason instanceof Problem) || reason.code !== 'ledger.overdrawn') throw reason
      const { service, unit, balance } = reason.values
      const over = left.filter(each => each.serviceKey === service && each.unit === unit)
      if (over.length === 0) throw reason
      await markUnpostable(
        work.tx,
        over,
        `the biller accepted it, but the customer has only ${String(balance)} ${String(unit)}`,
      )
      left = left.filter(each => !over.includes(each))
    }
  }
  return left
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
