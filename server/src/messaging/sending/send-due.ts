import { afterEvent, MissingFact, type MessageEvent } from '@pulih/notices'
import { systemActor, type Platform } from '../../platform/index.ts'
import type { HandOver, Outgoing, Provider } from '../adapters/index.ts'
import { restUntil, takeAllowance, useAllowance, type Channel } from '../channels/channel-store.ts'
import { fallBack } from './fall-back.ts'
import { flightOf, type Landed } from './flight.ts'
import { sharing } from './lanes.ts'
import * as store from './message-store.ts'
import { reasonOf } from '../reason.ts'
import type { Rendered } from './render.ts'

const sender = systemActor('messaging')
/** Longer than a hand-over can take, so that nobody is given up who is still waiting for an answer. */
const leaseSeconds = 120
const mostAttempts = 8
const longestPauseSeconds = 900
/** Who was written to freely once may be so for as long after he wrote. */
const conversationHours = 24

/** Where a process may die. Tests let it die there. */
export type Probe = (point: 'before-sending' | 'after-sending') => void

/** A way out and the words that go over it. */
export interface Way {
  readonly channel: Channel
  readonly provider: Provider
  readonly render: (message: store.TakenMessage) => Rendered
  readonly contentOf: (message: store.TakenMessage) => string | null
  readonly unsubscribeUrl: (message: store.TakenMessage) => string | null
  /** Something that nobody had thought of happened to a message. */
  readonly log: (message: bigint, reason: unknown) => void
}

/**
 * Hands over what is due through one channel until nothing is left, its limit is reached, or it is told to stop; any number of senders may
 * do this at once. That messages are taken is committed before they are handed over, what came of them afterwards, together with the next
 * ones. Returns how many were handed over.
 */
export async function sendDue(
  platform: Platform,
  way: Way,
  signal: AbortSignal = new AbortController().signal,
  probe: Probe = () => undefined,
): Promise<number> {
  const { channel, provider } = way
  const flight = flightOf<store.TakenMessage, store.Outcome>(
    provider,
    channel,
    message => handOver(platform, way, message),
    (message, seconds) => untried(message, seconds, platform.clock.now()),
  )
  const share = sharing()
  let handedOver = 0
  for (;;) {
    const landed = flight.landed()
    if (landed.length > 0) probe('after-sending')
    handedOver += landed.filter(({ outcome }) => !outcome.isUntried).length
    const room = signal.aborted ? 0 : flight.room()
    const round = await platform.work(sender, async work => {
      const { tx, now } = work
      await fallBack(
        work,
        await store.recordOutcomes(
          tx,
          landed.map(each => each.outcome),
          now,
        ),
      )
      await restAfter(tx, channel, landed, now)
      if (room === 0) return { messages: [], from: now, wait: null }
      await store.giveUpVanished(tx, channel.kind, provider.isIdempotent, now)
      const allowance = await takeAllowance(tx, channel, room, now)
      const leaseUntil = now.add({ seconds: leaseSeconds })
      const taking = { most: allowance.count, shares: share(allowance.count), now, leaseUntil }
      const messages = allowance.count === 0 ? [] : await store.takeDue(tx, channel.kind, taking)
      await useAllowance(tx, channel, allowance.from, messages.length)
      return { messages, from: allowance.from, wait: allowance.wait }
    })
    if (round.messages.length > 0) probe('before-sending')
    flight.start(round.messages, round.from, platform.clock.now())
    if (flight.isEmpty()) {
      if (landed.length > 0 && !signal.aborted) continue
      if (round.wait === null || signal.aborted || !(await waited(platform, round.wait, signal))) return handedOver
    } else await flight.somethingLands()
  }
}

/** A moment of the limit has to pass. False where it is long, or where time stands still. */
async function waited(platform: Platform, milliseconds: number, signal: AbortSignal): Promise<boolean> {
  if (milliseconds > 5_000) return false
  const before = platform.clock.now()
  await new Promise<void>(resolve => {
    const timer = setTimeout(resolve, Math.max(5, milliseconds))
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })
  return Temporal.Instant.compare(platform.clock.now(), before) > 0
}

/** A provider that wants less gets nothing for a while, from nobody. */
async function restAfter(
  tx: Parameters<typeof restUntil>[0],
  channel: Channel,
  landed: readonly Landed<store.Outcome>[],
  now: Temporal.Instant,
): Promise<void> {
  const seconds = Math.max(0, ...landed.map(({ restSeconds }) => restSeconds))
  if (seconds > 0) await restUntil(tx, channel.name, now.add({ milliseconds: Math.round(seconds * 1_000) }))
}

async function handOver(platform: Platform, way: Way, message: store.TakenMessage): Promise<Landed<store.Outcome>> {
  const { answer, parts, content } = await attempt(way, message)
  const now = platform.clock.now()
  const state = afterEvent('sending', eventOf(answer, way.provider))
  const isSpent = state === 'waiting' && answer.kind !== 'throttled' && message.attempts >= mostAttempts
  const pause = answer.kind === 'throttled' ? answer.seconds : pauseSeconds(message.attempts)
  return {
    isAnswered: answer.kind === 'accepted' || (answer.kind === 'refused' && answer.isFinal),
    restSeconds: answer.kind === 'throttled' && answer.only === undefined ? answer.seconds : 0,
    outcome: {
      id: message.id,
      attempts: message.attempts,
      state: isSpent ? 'failed' : state,
      isUntried: answer.kind === 'throttled',
      providerId: answer.kind === 'accepted' ? answer.id : null,
      parts,
      content,
      reason: 'reason' in answer ? reasonOf(answer.reason) : null,
      isGone: answer.kind === 'refused' && answer.isGone === true,
      isPerhapsOut: perhapsOut(answer),
      notBefore: now.add({ milliseconds: Math.round(pause * 1_000) }),
    },
  }
}

/** One of a destination that is left alone for a while: it waits without having been tried. */
function untried(message: store.TakenMessage, seconds: number, now: Temporal.Instant): store.Outcome {
  return {
    id: message.id,
    attempts: message.attempts,
    state: 'waiting',
    isUntried: true,
    providerId: null,
    parts: null,
    content: null,
    reason: seconds > 0 ? 'its destination does not answer' : 'its turn did not come in time',
    isGone: false,
    isPerhapsOut: null,
    notBefore: now.add({ seconds }),
  }
}

/** Whoever takes or refuses a message for good knows what became of earlier attempts; whoever is busy says nothing of them. */
function perhapsOut(answer: HandOver): boolean | null {
  if (answer.kind === 'lost') return true
  return answer.kind === 'accepted' || (answer.kind === 'refused' && answer.isFinal) ? false : null
}

interface Attempt {
  readonly answer: HandOver
  readonly parts: number | null
  readonly content: string | null
}

async function attempt(way: Way, message: store.TakenMessage): Promise<Attempt> {
  let isBegun = false
  try {
    const rendered = way.render(message)
    const { parts } = rendered
    isBegun = true
    const answer = await way.provider.handOver(outgoing(way, message, rendered))
    return { answer, parts, content: way.contentOf(message) }
  } catch (reason) {
    // Nothing was said yet: what cannot be said is not sent in part.
    if (reason instanceof MissingFact)
      return { answer: { kind: 'refused', isFinal: true, reason: reason.message }, parts: null, content: null }
    // One that cannot be written, or breaks its provider, keeps no other from going out.
    way.log(message.id, reason)
    const answer: HandOver = isBegun
      ? { kind: 'lost', reason: 'the hand-over broke' }
      : { kind: 'refused', isFinal: false, reason: 'it could not be written' }
    return { answer, parts: null, content: null }
  }
}

function outgoing(way: Way, message: store.TakenMessage, rendered: Rendered): Outgoing {
  const { kind, wroteAt } = message
  const { subject, text, html, facts } = rendered
  return {
    key: `pulih-${message.id}`,
    to: message.address,
    language: message.language,
    subject,
    text,
    html,
    template: kind === null ? null : { kind, facts },
    conversationUntil: wroteAt?.add({ hours: conversationHours }) ?? null,
    unsubscribeUrl: kind === null ? null : way.unsubscribeUrl(message),
    expiresAt: message.expiresAt,
    format: message.format,
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
