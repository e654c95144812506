import { problem, type Work } from '../../platform/index.ts'
import { changeAddress, leaveBatch } from './batch-store.ts'
import { choices, type Finding, type Next, type Payout } from './payout.ts'
import { advance, beginAttempt, endAttempt, hasErasedAddress, lockPayout, setOff, takeBack } from './payout-store.ts'

export interface Resolution {
  readonly finding: Finding
  readonly reference?: string | undefined
  /** Where to send it instead, if the biller did not know the old address. */
  readonly address?: string | undefined
  readonly note: string
}

/** A person says what became of a payout, and that is on record as an attempt of its own. */
export async function resolvePayout(work: Work, id: string, resolution: Resolution): Promise<Payout> {
  const { tx, now } = work
  const payout = await lockPayout(tx, id)
  const { finding } = resolution
  if (!choices(payout).includes(finding)) {
    const possible = 'waiting for a person, rejected, or accepted and above the balance'
    throw problem('payouts.nothing-to-resolve', { state: payout.state, finding, possible })
  }
  if (finding === 'send-again' && resolution.address === undefined && (await hasErasedAddress(tx, payout)))
    throw problem('payouts.address-erased', { service: payout.serviceKey })
  // What the file's answer would say later is compared with what the person says now.
  if (payout.batchId !== null)
    await endAttempt(tx, id, payout.attempts, { at: now, outcome: finding, detail: resolution.note })
  const number = await beginAttempt(tx, payout, 'person', { actor: work.actor.id, now, until: now })
  await endAttempt(tx, id, number, { at: now, outcome: finding, detail: resolution.note })
  await leaveBatch(tx, id)
  if (finding === 'send-again' && resolution.address !== undefined) await changeAddress(tx, id, resolution.address)
  if (finding === 'set-off') await setOff(tx, id, resolution.note)
  else if (payout.acceptedAt !== null) await takeBack(tx, id, resolution.note)
  else await advance(tx, id, number, next(payout, resolution, now), { now, sentAt: null })
  work.audit('payouts.resolved', `payout:${id}`, { finding })
  if (finding === 'arrived' || finding === 'set-off') await work.enqueue('payouts.post', {}, { key: 'payouts.post' })
  if (finding === 'send-again') await work.enqueue('payouts.send', {}, { key: 'payouts.send' })
  return lockPayout(tx, id)
}

function next(payout: Payout, { finding, reference, note }: Resolution, now: Temporal.Instant): Next {
  const state = finding === 'arrived' ? 'accepted' : finding === 'send-again' ? 'requested' : 'withdrawn'
  return { state, dueAt: now, reason: note, reference: reference ?? payout.reference, outcome: finding }
}
