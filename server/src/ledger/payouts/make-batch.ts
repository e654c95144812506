import { problem, type Platform, type Problem, type Work } from '../../platform/index.ts'
import type { FileAdapter } from './adapter.ts'
import { fallenBalances } from './balance-store.ts'
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
  const rows = await takeFitting(work, name, adapter, limit)
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

/** The oldest payouts that can leave the house in a file. The others wait for a person, and keep nobody behind them from leaving. */
async function takeFitting(work: Work, channel: string, adapter: FileAdapter, limit: number): Promise<Payout[]> {
  let problemOfFirst: Problem | null = null
  for (;;) {
    const requested = await lockRequested(work.tx, channel, limit)
    const fallen = await fallenBalances(work.tx, requested)
    const rows: Payout[] = []
    for (const payout of requested) {
      const unfit = adapter.unfit(requestOf(payout))
      const fell = fallen.get(payout.id)
      if (unfit !== null) await refuse(work, payout, unfit)
      else if (fell !== undefined) await holdBack(work, payout, fell)
      else rows.push(payout)
      problemOfFirst ??= unfit !== null ? allUnfit(unfit) : fell !== undefined ? allFallen(payout, fell) : null
    }
    if (rows.length > 0) return rows
    if (requested.length < limit) throw problemOfFirst ?? problem('payouts.nothing-to-send', { channel })
  }
}

function allUnfit(reason: string): Problem {
  return problem('payouts.channel-unusable', {
    why: 'nothing-fits',
    reason: `Not one payout can stand in this file; the first because ${reason}.`,
  })
}

function allFallen({ id }: Payout, reason: string): Problem {
  return problem('payouts.taken-back', { payout: id, reason })
}

/** A reversal took back what was promised. */
async function holdBack({ tx, now }: Work, { id, attempts }: Payout, reason: string): Promise<void> {
  const next = { state: 'waiting-for-person', dueAt: now, reason, reference: null, outcome: 'held' } as const
  await advance(tx, id, attempts, next, { now, sentAt: null })
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
