import { problem, type Work } from '../../platform/index.ts'
import { holdLedger } from '../post-store.ts'
import { abilities } from './adapters/index.ts'
import { lockChannel } from './channel-store.ts'
import { insertPayouts, servicesWith } from './request-store.ts'
import { formatAmount, readAmount } from './unit.ts'

export interface PayoutOrder {
  readonly channel: string
  readonly unit: string
  /** Which bill it is for, or which run's services are paid. */
  readonly for: { readonly bill: string } | { readonly run: string }
  /** Keys of services; without them all that have something. */
  readonly services?: readonly string[] | undefined
}

/**
 * Asks for what customers have and what is not yet on its way. Nothing moves in the ledger: that is for the biller's acceptance. Asking
 * twice for the same bill or run asks once. The end of the ledger is held, so that a balance is not promised to two channels.
 */
export async function requestPayouts(
  work: Work,
  order: PayoutOrder,
): Promise<{ requested: number; amount: string; waiting: number }> {
  const { unit } = order
  const channel = await lockChannel(work.tx, order.channel)
  if (!channel.units.includes(unit))
    throw problem('payouts.unit-not-carried', { channel: channel.name, units: channel.units.join(', '), unit })
  await holdLedger(work.tx)
  const run = 'run' in order.for ? order.for.run : null
  const added = await insertPayouts(work.tx, {
    services: servicesWith(unit, run, order.services ?? null),
    channel: { name: channel.name, text: channel.text, form: abilities(channel.settings).form },
    unit,
    purpose: 'run' in order.for ? `run:${order.for.run}` : `bill:${order.for.bill}`,
    run,
    largest: channel.largest === null ? null : readAmount(channel.largest, unit),
    now: work.now,
  })
  if (added.count > 0) {
    work.audit('payouts.requested', `channel:${channel.name}`, {
      unit,
      count: added.count,
      amount: added.amount.toString(),
    })
    await work.enqueue('payouts.send', {}, { key: 'payouts.send' })
  }
  return { requested: added.count, amount: formatAmount(added.amount, unit), waiting: added.waiting }
}
