import type { Answer, Call, Exchange } from '../../platform/index.ts'
import type { Found, Sent } from './adapter.ts'

export type { Answer, Call, Exchange }

/**
 * What an answer to a request that books something means before its body is read; null: it says that it was booked, read the body.
 * A 4xx was refused before anything was booked, except those that say nothing about an earlier copy of the same request.
 */
export function readSending(answer: Answer): Sent | null {
  if (answer.kind === 'not-sent') return { outcome: 'retry', afterSeconds: 0, reason: answer.reason }
  if (answer.kind === 'lost') return { outcome: 'unknown', reason: answer.reason }
  const { status } = answer
  if (status >= 200 && status < 300) return null
  const said = `HTTP ${status}${answer.body === '' ? '' : `: ${answer.body.slice(0, 300)}`}`
  if (status === 429)
    return {
      outcome: 'retry',
      afterSeconds: retryAfterSeconds(answer.headers['retry-after']),
      reason: said,
      tooMany: true,
    }
  if (status === 401 || status === 403) return { outcome: 'rejected', reason: said, permanent: false }
  if (status === 408 || status === 409 || status === 425) return { outcome: 'unknown', reason: said }
  if (status >= 400 && status < 500) return { outcome: 'rejected', reason: said, permanent: true }
  // A server that failed may have failed after it had booked; a redirection may be its way of saying that it has.
  return { outcome: 'unknown', reason: said }
}

/** What an answer to a question means before its body is read; null: read the body. */
export function readAsking(answer: Answer): Found | null {
  if (answer.kind !== 'answer') return { outcome: 'cannot-tell', reason: answer.reason }
  if (answer.status === 200 || answer.status === 206) return null
  const reason = `HTTP ${answer.status}`
  return answer.status === 429 ? { outcome: 'cannot-tell', reason, tooMany: true } : { outcome: 'cannot-tell', reason }
}

/** A wire that lets nothing out any more once the time is over. Whoever is told so has sent nothing. */
export function until(end: Temporal.Instant, exchange: Exchange, now: () => Temporal.Instant): Exchange {
  return call =>
    Temporal.Instant.compare(now(), end) < 0
      ? exchange(call)
      : Promise.resolve({ kind: 'not-sent', reason: 'the time for this attempt was over' })
}

/**
 * RFC 9110, 10.2.3: seconds, or a date. A date would have to be compared with the biller's clock, so it counts as a minute.
 * https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
function retryAfterSeconds(value: string | undefined): number {
  if (value === undefined) return 0
  return /^\d{1,6}$/.test(value) ? Number(value) : 60
}

export function bearer(secret: string): Record<string, string> {
  return { authorization: `Bearer ${secret}` }
}

export const json = { 'content-type': 'application/json', accept: 'application/json' } as const

/** An address below the biller's base, however many slashes it was configured with. */
export function below(base: string, path: string): string {
  return base.replace(/\/+$/, '') + path
}

/** A harmless question as the test of a channel. */
export async function ask(exchange: Exchange, call: Call): Promise<string | null> {
  const answer = await exchange(call)
  if (answer.kind !== 'answer') return answer.reason
  return answer.status < 300 ? null : `HTTP ${answer.status}`
}
