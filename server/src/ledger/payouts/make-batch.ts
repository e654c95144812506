import { problem, type Platform, type Problem, type Work } from '../../platform/index.ts'
import { findBatch, insertBatch, lockRequested, type Batch } from './batch-store.ts'
import { abilities } from './adapters/index.ts'
import { adapterFor, type Wiring } from './channel.ts'
import { lockChannel } from './channel-store.ts'
import { requestOf, type Payout } from './payout.ts'
import { advance, beginAttempt, endAttempt } from './payout-store.ts'
import { formatAmount } from './unit.ts'

/**
 * Writes what is requested of a file channel into a file, oldest first. File, manifest and attempts are one transaction: either the
 * file exists and its payouts are in it, or neither. Fetching the file sends nothing and may be done again.
 */
export async function makeBatch(
  work: Work,
  platform: Platform,
  wiring: Wiring,
  { channel: name, limit }: { readonly channel: string; readonly limit: number },
): Promise<Batch> {
  const { tx, now } = work
  const channel = await lockChannel(tx, name)
  // Asked first, because the adapter of a channel without its secrets cannot be made.
  const adapter = abilities(channel.settings).form === 'file' ? adapterFor(channel, platform, wiring) : null
  if (adapter?.form !== 'file') throw problem('payouts.not-a-file-channel', { channel: name })
  if (channel.stopped !== null) throw problem('payouts.stopped', { channel: name, reason: channel.stopped })
  const requested = await lockRequested(tx, name, limit)
  const rows = requested.filter(payout => adapter.unfit(requestOf(payout)) === null)
  if (rows.length === 0) throw nothing(name, requested.map(payout => adapter.unfit(requestOf(payout)))[0] ?? null)
  for (const payout of requested) {
    const unfit = adapter.unfit(requestOf(payout))
    if (unfit !== null) await refuse(work, payout, unfit)
  }
  const id = await insertBatch(tx, {
    channel: name,
    settings: channel.settings,
    text: channel.text,
    ending: adapter.ending,
    rows,
    sums: sumsOf(rows),
    content: await adapter.write(rows.map(requestOf)),
    now,
    actor: work.actor.id,
  })
  work.audit('payouts.file-made', `payout-batch:${id}`, { channel: name, rows: rows.length })
  return findBatch(tx, id)
}

function nothing(channel: string, unfit: string | null): Problem {
  return unfit === null
    ? problem('payouts.nothing-to-send', { channel })
    : problem('payouts.channel-unusable', {
        reason: `Not one payout can stand in this file; the first because ${unfit}.`,
      })
}

/** A payout that cannot stand in the file is refused before it is sent, and can be corrected. */
async function refuse(work: Work, payout: Payout, reason: string): Promise<void> {
  const { tx, now } = work
  const number = await beginAttempt(tx, payout, 'file', { actor: work.actor.id, now, until: now })
  await endAttempt(tx, payout.id, number, { at: now, outcome: 'rejected', detail: reason })
  await advance(
    tx,
    payout.id,
    number,
    { state: 'rejected', dueAt: now, reason, reference: null, outcome: 'rejected' },
    { now, sentAt: null },
  )
}

function sumsOf(rows: readonly Payout[]): Record<string, string> {
  const sums = new Map<string, bigint>()
  for (const { unit, amount } of rows) sums.set(unit, (sums.get(unit) ?? 0n) + amount)
  return Object.fromEntries(
    [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([unit, sum]) => [unit, formatAmount(sum, unit)]),
  )
}
