import type { Answer } from '../../../platform/index.ts'
import type { HandOver } from '../provider.ts'
import { jsonOf, objectOf, objectsOf, textOf } from '../reading.ts'
import { restSeconds } from '../retry-after.ts'

/** `closed`: it was free text, and the reader has not written for a day; nothing was sent. `ours`: it is ours to mend, for every message. */
export type Outcome = { readonly handOver: HandOver; readonly about?: 'closed' | 'ours' }

/**
 * What came of a request, by the number of its error: Meta says that the words may change.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
export function outcomeOf(answer: Answer, now: Temporal.Instant): Outcome {
  if (answer.kind === 'not-sent') return unable(answer.reason)
  if (answer.kind === 'lost') return { handOver: { kind: 'lost', reason: answer.reason } }
  const { status, headers, body } = answer
  const said = objectOf(jsonOf(body))
  if (status >= 200 && status < 300) {
    const [message] = objectsOf(said?.['messages'])
    return { handOver: { kind: 'accepted', id: textOf(message?.['id'], 512) } }
  }
  const error = objectOf(said?.['error'])
  const code = error?.['code']
  if (typeof code !== 'number') return withoutCode(status, headers['retry-after'], now)
  return withCode(
    code,
    status,
    `${code}: ${textOf(error?.['message'], 250) ?? 'no words'}`,
    headers['retry-after'],
    now,
  )
}

/** Too much from us: of the app (4), of the account (80007), of the number (130429). */
const tooMuch = new Set([4, 80_007, 130_429])
/** People called our messages spam: Meta lets fewer through for longer. */
const spam = 131_048
/** Too much to one reader. */
const tooMuchToReader = 131_056
const windowClosed = 131_047
/** Meta's own trouble, which passes, and may be with this message alone. */
const passing = new Set([1, 131_000])
/** The whole of Meta's service is away for a while. */
const away = new Set([2, 131_016, 131_057, 133_004])
/** The token, rights, payment, the registration of the number, or the account itself. */
const ours = new Set([0, 3, 10, 33, 190, 368, 131_005, 131_031, 131_042, 133_010])

/** A pair of numbers has a message each six seconds. */
const readerRestSeconds = 6
const spamRestSeconds = 300

function withCode(
  code: number,
  status: number,
  reason: string,
  after: string | undefined,
  now: Temporal.Instant,
): Outcome {
  if (tooMuch.has(code)) return throttled(restSeconds(after, now), reason)
  if (code === spam) return throttled(spamRestSeconds, reason)
  if (code === tooMuchToReader)
    return { handOver: { kind: 'throttled', seconds: readerRestSeconds, reason, only: 'reader' } }
  if (code === windowClosed) return { ...refused(true, reason), about: 'closed' }
  // Of the token it says more than may stand in a log.
  if (ours.has(code) || (code >= 200 && code < 300))
    return { ...unable(`${code}: the account, its rights or its token`), about: 'ours' }
  if (away.has(code)) return unable(reason)
  if (status === 429) return throttled(restSeconds(after, now), reason)
  return refused(!passing.has(code) && status < 500, reason)
}

/** It is not Meta's service that speaks, but something on the way. Who waited in vain for it does not know what it did. */
function withoutCode(status: number, after: string | undefined, now: Temporal.Instant): Outcome {
  const reason = `it answered ${status}`
  if (status === 429) return throttled(restSeconds(after, now), reason)
  if (status === 502 || status === 504) return { handOver: { kind: 'lost', reason } }
  return status >= 400 && status < 500 ? refused(true, reason) : unable(reason)
}

function throttled(seconds: number, reason: string): Outcome {
  return { handOver: { kind: 'throttled', seconds, reason } }
}

/** So it would be with every other message. */
function unable(reason: string): Outcome {
  return { handOver: { kind: 'refused', isFinal: false, isOurs: true, reason } }
}

function refused(isFinal: boolean, reason: string): Outcome {
  return { handOver: { kind: 'refused', isFinal, reason } }
}
