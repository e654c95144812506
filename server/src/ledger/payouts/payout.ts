import type { payoutFindings, payoutStates } from '@pulih/contracts'
import type { Found, PayoutRequest, Sent } from './adapter.ts'
import { formatAmount } from './unit.ts'

export type PayoutState = (typeof payoutStates)[number]

/** A credit on its way from the ledger to a customer's bill. */
export interface Payout {
  readonly id: string
  readonly key: string
  readonly channel: string
  readonly state: PayoutState
  readonly serviceId: bigint
  readonly serviceKey: string
  readonly address: string
  readonly unit: string
  readonly amount: bigint
  readonly purpose: string
  readonly runId: string | null
  readonly text: string
  readonly requestedAt: Temporal.Instant
  readonly dueAt: Temporal.Instant
  readonly attempts: number
  readonly sends: number
  readonly asks: number
  /** Answers in a row that kept it from being sent, none of which was that there is too much to do. */
  readonly retries: number
  readonly lastSentAt: Temporal.Instant | null
  readonly batchId: string | null
  readonly reference: string | null
  readonly reason: string | null
  readonly acceptedAt: Temporal.Instant | null
  /** Why the ledger does not take what the biller accepted. */
  readonly postingProblem: string | null
  readonly seen: bigint
  readonly billed: bigint
  readonly carried: bigint
}

/** What somebody did about a payout, and in what state that leaves it. */
export interface Next {
  readonly state: PayoutState
  readonly dueAt: Temporal.Instant
  readonly reason: string | null
  readonly reference: string | null
  /** For the record of the attempt. */
  readonly outcome: string
  /** Where it is not said, they are counted from the beginning. */
  readonly retries?: number
  /** How often the biller says that it booked it. */
  readonly times?: number
}

/** What the decisions need to know of a channel. */
export interface Manner {
  readonly queryable: boolean
  readonly settlingSeconds: number
}

export function requestOf(payout: Payout): PayoutRequest {
  const { key, address, unit, amount, text, requestedAt } = payout
  return { key, address, unit, amount, text, requestedAt }
}

/** How long a worker may be silent before it is presumed dead, and somebody else asks what became of its attempt. */
export const leaseSeconds = 300
/**
 * How long after its beginning an attempt may still call the biller, however many calls it needs. The last one begun in time, which
 * the wire gives up after twenty seconds, is over long before the lease is.
 */
export const callingSeconds = 150

const firstAskSeconds = 5
const mostSends = 8
const mostAsks = 12
const mostRefusals = 5
/** With an hour between them at last, so that what is wrong at the biller may be so for a weekend. */
export const mostRetries = 72

/** What follows from the answer to a request. Only a clear acceptance moves money, and only a clear refusal is sent again unasked. */
export function afterSending(payout: Payout, sent: Sent, manner: Manner, now: Temporal.Instant): Next {
  const later = (seconds: number) => now.add({ seconds })
  switch (sent.outcome) {
    case 'accepted':
      return { state: 'accepted', dueAt: now, reason: null, reference: sent.reference, outcome: 'accepted' }
    case 'rejected': {
      const again = !sent.permanent && payout.sends < mostRefusals
      return {
        state: again ? 'requested' : 'rejected',
        dueAt: again ? later(backOffSeconds(payout.sends)) : now,
        reason: sent.reason,
        reference: null,
        outcome: 'rejected',
      }
    }
    case 'retry': {
      // What hinders this one may never end by itself, and somebody has to look. Too many of them end sometime, and a biller comes back.
      const retries = sent.tooMany ? 0 : payout.retries + (sent.unreached ? 0 : 1)
      const common = { reference: null, outcome: 'retry', retries }
      if (!sent.tooMany && !sent.unreached && retries >= mostRetries) {
        const reason = `${sent.reason}; given up after ${retries} tries`
        return { ...common, state: 'waiting-for-person', dueAt: now, reason }
      }
      const seconds = Math.max(sent.afterSeconds, backOffSeconds(payout.sends))
      return { ...common, state: 'requested', dueAt: later(seconds), reason: sent.reason }
    }
    case 'unknown':
      return doubt(sent.reason, manner, later(firstAskSeconds))
  }
}

/** What follows when a worker vanished between the record of its attempt and the record of its outcome. */
export function afterVanishing(manner: Manner, now: Temporal.Instant): Next {
  return doubt('the worker that was sending it vanished', manner, now)
}

function doubt(reason: string, manner: Manner, askAt: Temporal.Instant): Next {
  const common = { reference: null, outcome: 'unknown' }
  return manner.queryable
    ? { ...common, state: 'unknown', dueAt: askAt, reason }
    : {
        ...common,
        state: 'waiting-for-person',
        dueAt: askAt,
        reason: `${reason}; the biller cannot be asked for our key`,
      }
}

/**
 * What follows from the answer to a question. "Not there" is believed only when the biller has had its time to finish what it may
 * have begun: sent again before that, a slow request and its copy would both be booked.
 */
export function afterAsking(payout: Payout, found: Found, manner: Manner, now: Temporal.Instant): Next {
  const person = (reason: string): Next => ({
    state: 'waiting-for-person',
    dueAt: now,
    reason,
    reference: null,
    outcome: found.outcome,
  })
  switch (found.outcome) {
    case 'found': {
      if (found.amount !== null && found.amount !== payout.amount)
        return person(
          `the biller has it as ${found.reference} with ${formatAmount(found.amount, payout.unit)} ${payout.unit}`,
        )
      const reason = found.times > 1 ? `booked ${found.times} times by the biller` : null
      return { state: 'accepted', dueAt: now, reason, reference: found.reference, outcome: 'found', times: found.times }
    }
    case 'absent': {
      const settledAt = (payout.lastSentAt ?? payout.requestedAt).add({ seconds: manner.settlingSeconds })
      const reason = 'the biller does not have it'
      if (Temporal.Instant.compare(now, settledAt) < 0)
        return { state: 'unknown', dueAt: settledAt, reason: `${reason} yet`, reference: null, outcome: 'absent' }
      if (payout.sends >= mostSends) return person(`${reason} after ${payout.sends} requests`)
      return { state: 'requested', dueAt: now, reason, reference: null, outcome: 'absent' }
    }
    case 'cannot-tell':
      return payout.asks >= mostAsks
        ? person(`the biller does not say: ${found.reason}`)
        : {
            state: 'unknown',
            dueAt: now.add({ seconds: backOffSeconds(payout.asks) }),
            reason: found.reason,
            reference: null,
            outcome: 'cannot-tell',
          }
  }
}

/** Ten seconds, then twice as long each time, an hour at most. */
function backOffSeconds(times: number): number {
  return Math.min(3_600, 10 * 2 ** Math.min(times, 12))
}

export type Finding = (typeof payoutFindings)[number]

/**
 * What a person may say of a payout in this state. A file that is out counts as doubtful until its answer is in. What a biller accepted
 * and the balance no longer covers is set off against later credits, or withdrawn once the biller has taken it back.
 */
export function choices(payout: Pick<Payout, 'state' | 'batchId' | 'postingProblem' | 'seen'>): readonly Finding[] {
  switch (payout.state) {
    case 'waiting-for-person':
      return ['arrived', 'send-again', 'withdraw']
    case 'rejected':
      return ['send-again', 'withdraw']
    case 'requested':
      // A database that was restored from a backup asks for what the biller has booked meanwhile.
      return ['arrived', 'withdraw']
    case 'sending':
      return payout.batchId === null ? [] : ['arrived', 'send-again', 'withdraw']
    case 'accepted':
    case 'billed':
      if (payout.postingProblem === null) return []
      return payout.seen > 0n ? ['set-off'] : ['set-off', 'withdraw']
    case 'unknown':
    case 'withdrawn':
      return []
  }
}
