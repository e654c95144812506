import { systemActor, type Platform, type Work } from '../../platform/index.ts'
import type { RequestAdapter, Sent } from './adapter.ts'
import { MissingSecret } from './adapters/index.ts'
import { fallenBalances } from './balance-store.ts'
import { adapterFor, mannerOf, type Channel, type Wiring } from './channel.ts'
import { findChannel, restChannel, takeTurn } from './channel-store.ts'
import { until } from './exchange.ts'
import {
  afterAsking,
  afterSending,
  afterVanishing,
  callingSeconds,
  leaseSeconds,
  requestOf,
  type Next,
  type Payout,
} from './payout.ts'
import { advance, beginAttempt, endAttempt, lockDue } from './payout-store.ts'

/** Where a process may die. Tests let it die there. */
export type CrashPoint = 'before-sending' | 'after-sending' | 'after-recording'
export type Probe = (point: CrashPoint) => void

const nobodyDies: Probe = () => undefined
const worker = systemActor('payouts')

/**
 * Sends what is due and asks about what is unknown, until nothing is left or the limit is reached. Any number of workers may do this
 * at once. Of each payout the attempt is committed first, then the biller is called outside of any transaction, then the outcome is
 * committed: whoever dies in between leaves an attempt without an outcome, which is asked about and never simply repeated.
 */
export async function sendDue(
  platform: Platform,
  wiring: Wiring,
  limit = 1_000,
  probe: Probe = nobodyDies,
): Promise<number> {
  for (let done = 0; done < limit; done++) {
    const claimed = await platform.work(worker, work => claim(work, platform, wiring))
    if (claimed === null) return done
    if (claimed !== 'decided') await act(platform, claimed, probe)
  }
  return limit
}

interface Claimed {
  readonly kind: 'send' | 'ask'
  readonly payout: Payout
  readonly number: number
  readonly channel: Channel
  readonly adapter: RequestAdapter
  /** Whether the biller answered anything in this attempt. */
  readonly line: { answered: boolean }
}

async function claim(work: Work, platform: Platform, wiring: Wiring): Promise<Claimed | 'decided' | null> {
  const { tx, now } = work
  const payout = await lockDue(tx, now)
  if (!payout) return null
  const channel = await findChannel(tx, payout.channel)
  const line = { answered: false }
  const adapter = usable(channel, platform, listening(inTime(wiring, now.add({ seconds: callingSeconds })), line))
  if (typeof adapter === 'string') return decide(work, payout, hold(payout, adapter, now.add({ minutes: 10 })))
  if (payout.state === 'sending') return decide(work, payout, afterVanishing(mannerOf(channel), now))
  if (payout.state === 'unknown' && !adapter.queryable)
    return decide(work, payout, afterVanishing(mannerOf(channel), now))
  const kind = payout.state === 'requested' ? 'send' : 'ask'
  if (kind === 'send') {
    const fallen = (await fallenBalances(tx, [payout])).get(payout.id)
    if (fallen !== undefined) return decide(work, payout, { ...hold(payout, fallen, now), state: 'waiting-for-person' })
    if (!(await takeTurn(tx, channel, now)))
      return decide(work, payout, hold(payout, payout.reason, now.add({ seconds: 1 })))
  }
  const number = await beginAttempt(tx, payout, kind, {
    actor: work.actor.id,
    now,
    until: now.add({ seconds: leaseSeconds }),
  })
  return {
    kind,
    payout: {
      ...payout,
      sends: payout.sends + (kind === 'send' ? 1 : 0),
      asks: payout.asks + (kind === 'ask' ? 1 : 0),
    },
    number,
    channel,
    adapter,
    line,
  }
}

/** Whoever took too long, or slept, must not send what somebody else may have asked about by now. */
function inTime(wiring: Wiring, end: Temporal.Instant): Wiring {
  return platform => until(end, wiring(platform), () => platform.clock.now())
}

/** Notes whether anything is answered, whatever the adapter makes of it. */
function listening(wiring: Wiring, line: Claimed['line']): Wiring {
  return platform => {
    const exchange = wiring(platform)
    return async call => {
      const answer = await exchange(call)
      if (answer.kind === 'answer') line.answered = true
      return answer
    }
  }
}

/** The adapter, or why there is none. */
function usable(channel: Channel, platform: Platform, wiring: Wiring): RequestAdapter | string {
  try {
    const adapter = adapterFor(channel, platform, wiring)
    return adapter.form === 'request' ? adapter : 'the channel takes files now'
  } catch (reason) {
    if (reason instanceof MissingSecret) return reason.message
    throw reason
  }
}

/** Stays what it is until later. */
function hold(payout: Payout, reason: string | null, dueAt: Temporal.Instant): Next {
  return { state: payout.state, dueAt, reason, reference: null, outcome: 'held', retries: payout.retries }
}

async function decide(work: Work, payout: Payout, next: Next): Promise<'decided'> {
  if (payout.state === 'sending')
    await endAttempt(work.tx, payout.id, payout.attempts, { at: work.now, outcome: 'unknown', detail: next.reason })
  await advance(work.tx, payout.id, payout.attempts, next, { now: work.now, sentAt: null })
  return 'decided'
}

async function act(platform: Platform, claimed: Claimed, probe: Probe): Promise<void> {
  const { payout, adapter, channel, kind, line } = claimed
  probe('before-sending')
  const [manner, request] = [mannerOf(channel), requestOf(payout)]
  if (kind === 'ask') {
    if (!adapter.queryable) return
    const found = await adapter.query(request)
    probe('after-sending')
    await record(platform, claimed, now => afterAsking(payout, found, manner, now))
  } else {
    const said = await adapter.send(request)
    probe('after-sending')
    const sent: Sent = said.outcome === 'retry' ? { ...said, unreached: !line.answered } : said
    const pause = sent.outcome === 'retry' ? sent.afterSeconds : 0
    await record(platform, claimed, now => afterSending(payout, sent, manner, now), pause)
  }
  probe('after-recording')
}

async function record(
  platform: Platform,
  claimed: Claimed,
  decideNext: (now: Temporal.Instant) => Next,
  pause = 0,
): Promise<void> {
  const { payout, number, kind, channel } = claimed
  await platform.work(worker, async work => {
    const { tx, now } = work
    const next = decideNext(now)
    await endAttempt(tx, payout.id, number, { at: now, outcome: next.outcome, detail: next.reason ?? next.reference })
    const sentAt = kind === 'send' ? now : null
    const moved = await advance(tx, payout.id, number, next, { now, sentAt })
    if (pause > 0) await restChannel(tx, channel.name, now.add({ seconds: pause }))
    if (moved && next.state === 'accepted') await work.enqueue('payouts.post', {}, { key: 'payouts.post' })
    if (moved && next.state === 'waiting-for-person')
      platform.log.warn(
        { payout: payout.id, channel: channel.name, reason: next.reason },
        'A payout waits for a person: see what became of it at the biller and say so.',
      )
  })
}
