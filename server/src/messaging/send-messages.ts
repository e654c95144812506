import { afterEvent, type MessageEvent } from '@pulih/notices'
import { readSetting, systemActor, type Platform } from '../platform/index.ts'
import type { HandOver, Provider } from './adapters/provider.ts'
import { takeAllowance, type Channel } from './channel-store.ts'
import * as store from './message-store.ts'
import { MissingFact, render } from './render.ts'
import { tellingSetting, type Telling } from './telling-setting.ts'

const sender = systemActor('messaging')
/** Longer than a hand-over can take, so that nobody is given up who is still waiting for an answer. */
const leaseSeconds = 120
const mostAtATime = 500
const mostAttempts = 8
const longestPauseSeconds = 900

/** Where a process may die. Tests let it die there. */
export type Probe = (point: 'before-sending' | 'after-sending') => void

/**
 * Hands over what is due through one channel until nothing is left or its limit is reached; any number of senders may do this at once. That
 * messages are taken is committed before the first is handed over, what came of them after the last.
 */
export async function sendDue(
  platform: Platform,
  channel: Channel,
  provider: Provider,
  probe: Probe = () => undefined,
): Promise<number> {
  const telling = await readSetting(platform.db, tellingSetting)
  let sent = 0
  for (;;) {
    const { messages, from } = await platform.work(sender, async ({ tx, now }) => {
      await store.giveUpVanished(tx, channel.kind, provider.isIdempotent, now)
      const allowance = await takeAllowance(tx, channel, mostAtATime, now)
      const leaseUntil = now.add({ seconds: leaseSeconds })
      const taken = await store.takeDue(tx, channel.kind, { most: allowance.count, now, leaseUntil })
      return { messages: taken, from: allowance.from }
    })
    if (messages.length === 0) return sent
    probe('before-sending')
    const outcomes = await handOverAll(platform, { channel, provider, telling, from }, messages)
    probe('after-sending')
    await platform.work(sender, ({ tx, now }) => store.recordOutcomes(tx, outcomes, now))
    sent += messages.length
  }
}

interface Way {
  readonly channel: Channel
  readonly provider: Provider
  readonly telling: Telling
  readonly from: Temporal.Instant
}

/** As many at once as the channel allows, each not before its turn. */
async function handOverAll(
  platform: Platform,
  way: Way,
  messages: readonly store.TakenMessage[],
): Promise<readonly store.Outcome[]> {
  const outcomes: store.Outcome[] = []
  const waiting = messages.entries()
  const { perSecond, atOnce } = way.channel
  const lane = async (): Promise<void> => {
    for (const [index, message] of waiting) {
      if (perSecond !== null)
        await until(platform, way.from.add({ nanoseconds: Math.round((index / perSecond) * 1e9) }))
      outcomes.push(await handOver(platform, way, message))
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, messages.length) }, lane))
  return outcomes
}

async function handOver(platform: Platform, way: Way, message: store.TakenMessage): Promise<store.Outcome> {
  const answer = await attempt(way, message)
  const now = platform.clock.now()
  const event = eventOf(answer, way.provider)
  const state = afterEvent('sending', event)
  const isSpent = state === 'waiting' && answer.kind !== 'throttled' && message.attempts >= mostAttempts
  return {
    id: message.id,
    attempts: message.attempts,
    state: isSpent ? 'failed' : state,
    providerId: answer.kind === 'accepted' ? answer.id : null,
    reason: 'reason' in answer ? answer.reason : null,
    notBefore: now.add({ seconds: answer.kind === 'throttled' ? answer.seconds : pauseSeconds(message.attempts) }),
  }
}

async function attempt({ channel, provider, telling }: Way, message: store.TakenMessage): Promise<HandOver> {
  try {
    const words = render(channel.kind, message, telling)
    return await provider.handOver({
      key: `pulih-${message.id}`,
      to: message.address,
      ...words,
      unsubscribeUrl: null,
    })
  } catch (reason) {
    // Nothing was said yet: what cannot be said is not sent in part.
    if (reason instanceof MissingFact) return { kind: 'refused', isFinal: true, reason: reason.message }
    throw reason
  }
}

function eventOf(answer: HandOver, { isIdempotent }: Provider): MessageEvent {
  switch (answer.kind) {
    case 'accepted':
      return { kind: 'accepted' }
    case 'refused':
      return { kind: 'refused', isFinal: answer.isFinal }
    case 'throttled':
      return { kind: 'refused', isFinal: false }
    case 'lost':
      return { kind: 'lost', canRepeat: isIdempotent }
  }
}

/** Ten seconds, and twice as many after each attempt. */
function pauseSeconds(attempts: number): number {
  return Math.min(longestPauseSeconds, 5 * 2 ** attempts)
}

async function until(platform: Platform, instant: Temporal.Instant): Promise<void> {
  const milliseconds = platform.clock.now().until(instant).total('milliseconds')
  if (milliseconds > 0) await new Promise(resolve => setTimeout(resolve, milliseconds))
}
