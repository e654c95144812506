import type {
  ReplyOf,
  getPayout,
  getReconciliation,
  listBatches,
  listBreaks,
  listChannels,
  listPayouts,
} from '@pulih/contracts'
import type { Platform } from '../../platform/index.ts'
import { abilities } from './adapters/index.ts'
import type { Batch } from './batch-store.ts'
import { missingSecrets, type Channel } from './channel.ts'
import type { ChannelCounts } from './channel-store.ts'
import { choices, type Payout } from './payout.ts'
import type { Attempt } from './payout-store.ts'
import type { Break, ReportLine } from './report-store.ts'
import { formatAmount } from './unit.ts'

type ChannelView = ReplyOf<typeof listChannels>['items'][number]
type PayoutView = ReplyOf<typeof listPayouts>['items'][number]
type BatchView = ReplyOf<typeof listBatches>['items'][number]
type BreakView = ReplyOf<typeof listBreaks>['items'][number]
type LineView = ReplyOf<typeof getReconciliation>['lines'][number]

export function channelView(channel: Channel, counts: readonly ChannelCounts[], platform: Platform): ChannelView {
  const { name, revision: _, units, ...rest } = channel
  const count = counts.find(each => each.channel === name)
  return {
    channel: name,
    ...rest,
    units: [...units],
    ...abilities(channel.settings),
    missingSecrets: missingSecrets(channel.settings, platform),
    open: Number(count?.open ?? 0n),
    waiting: Number(count?.waiting ?? 0n),
  }
}

export function payoutView(payout: Payout): PayoutView {
  const { id, key, channel, state, address, unit, reference, reason } = payout
  return {
    id,
    key,
    channel,
    state,
    service: payout.serviceKey,
    address,
    unit,
    amount: formatAmount(payout.amount, unit),
    seen: formatAmount(payout.seen, unit),
    for: payout.purpose,
    run: payout.runId,
    reference,
    reason,
    requestedAt: payout.requestedAt.toString(),
    dueAt: payout.dueAt.toString(),
    batch: payout.batchId,
  }
}

export function payoutWithAttempts(payout: Payout, attempts: readonly Attempt[]): ReplyOf<typeof getPayout> {
  return {
    ...payoutView(payout),
    choices: [...choices(payout)],
    attempts: attempts.map(({ number, kind, outcome, detail, startedAt, endedAt }) => ({
      number,
      kind,
      startedAt: startedAt.toString(),
      endedAt: endedAt?.toString() ?? null,
      outcome,
      detail,
    })),
  }
}

export function batchView(batch: Batch): BatchView {
  const { number, createdAt, sums, ...rest } = batch
  return {
    ...rest,
    number: Number(number),
    sums: { ...sums },
    createdAt: createdAt.toString(),
    outstanding: batch.rows - batch.accepted - batch.rejected,
  }
}

export function lineView(line: ReportLine, odd: boolean): LineView {
  const { unit, requested, accepted, seen, carried } = line
  const sum = (count: bigint, amount: bigint) => ({ count: Number(count), amount: formatAmount(amount, unit) })
  return {
    channel: line.channel,
    unit,
    run: line.run,
    requested: sum(line.requestedCount, requested),
    accepted: sum(line.acceptedCount, accepted),
    seen: sum(line.seenCount, seen),
    carried: formatAmount(carried, unit),
    open: sum(line.openCount, line.open),
    agrees: requested === accepted && accepted === seen + carried && !odd,
  }
}

export function breakView(found: Break, now: Temporal.Instant): BreakView {
  const { kind, channel, unit, payout, key, address, requested, seen, since } = found
  return {
    kind,
    channel,
    unit,
    payout,
    key,
    address,
    requested: requested === null ? null : formatAmount(requested, unit),
    seen: seen === null ? null : formatAmount(seen, unit),
    since: since.toString(),
    ageDays: Math.max(0, Math.floor(now.since(since, { largestUnit: 'hours' }).hours / 24)),
  }
}
