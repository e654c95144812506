import { afterEvent, MissingFact, type MessageEvent } from '@pulih/notices'
import type { Platform } from '../../platform/index.ts'
import type { HandOver, Outgoing, Provider } from '../adapters/index.ts'
import { reasonOf } from '../reason.ts'
import type { Landed } from './landing.ts'
import type { Outcome, TakenMessage } from './message-store.ts'
import type { LeftAlone } from './ready.ts'
import type { Rendered } from './render.ts'

const mostAttempts = 8
const longestPauseSeconds = 900
/** Who was written to freely once may be so for as long after he wrote. */
const conversationHours = 24

/** Who brings messages, and the words that go over him. */
export interface Bringing {
  readonly provider: Provider
  readonly render: (message: TakenMessage) => Rendered
  readonly contentOf: (message: TakenMessage) => string | null
  readonly unsubscribeUrl: (message: TakenMessage) => string | null
  /** Something that nobody had thought of happened to a message. */
  readonly log: (message: bigint, reason: unknown) => void
}

/** Hands over one message, and says what it comes to. */
export async function handOver(platform: Platform, way: Bringing, message: TakenMessage): Promise<Landed<Outcome>> {
  const { answer, parts, content } = await attempt(way, message)
  const now = platform.clock.now()
  const state = afterEvent('sending', eventOf(answer, way.provider))
  const isSpent = state === 'waiting' && answer.kind !== 'throttled' && message.attempts >= mostAttempts
  const pause = answer.kind === 'throttled' ? answer.seconds : pauseSeconds(message.attempts)
  return {
    isAnswered: answer.kind === 'accepted' || (answer.kind === 'refused' && answer.isFinal),
    restSeconds: answer.kind === 'throttled' && answer.only === undefined ? answer.seconds : 0,
    isOurs: answer.kind === 'refused' && answer.isOurs === true,
    outcome: {
      id: message.id,
      takings: message.takings,
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

/** One that was taken and is not tried: it waits as before, where its destination is left alone for a while. */
export function untried(message: TakenMessage, why: LeftAlone, now: Temporal.Instant): Outcome {
  return {
    id: message.id,
    takings: message.takings,
    state: 'waiting',
    isUntried: true,
    providerId: null,
    parts: null,
    content: null,
    reason: reasons[why.because],
    isGone: false,
    isPerhapsOut: null,
    notBefore: why.because === 'destination' ? now.add({ seconds: why.seconds }) : now,
  }
}

const reasons: Readonly<Record<LeftAlone['because'], string>> = {
  destination: 'its destination does not answer',
  stale: 'its turn did not come in time',
  left: 'its channel was changed or stopped',
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

async function attempt(way: Bringing, message: TakenMessage): Promise<Attempt> {
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

function outgoing(way: Bringing, message: TakenMessage, rendered: Rendered): Outgoing {
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
    code: message.words?.code ?? null,
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
