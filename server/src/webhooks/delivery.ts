import type { AttemptOutcome, DeliveryState, WebhookPatience } from '@pulih/contracts'
import type { Answer, Json } from '../platform/index.ts'

/** One event for one endpoint, under one id however often it is sent. */
export interface Delivery {
  readonly id: string
  readonly endpointId: string
  readonly eventId: bigint | null
  readonly type: string
  readonly subject: string
  readonly data: Json
  readonly happenedAt: Temporal.Instant
  readonly createdAt: Temporal.Instant
  readonly state: DeliveryState
  readonly dueAt: Temporal.Instant | null
  readonly attempts: number
  readonly tries: number
  readonly queuedAt: Temporal.Instant
  readonly reason: string | null
  readonly deliveredAt: Temporal.Instant | null
}

export const testType = 'webhooks.test'

/** The bytes that are sent and signed, the same at each attempt. */
export function bodyOf({ id, eventId, type, subject, happenedAt, data }: Delivery): string {
  const event = eventId?.toString() ?? null
  return JSON.stringify({ delivery: id, event, type, subject, happenedAt: happenedAt.toString(), data })
}

export interface Outcome {
  readonly outcome: AttemptOutcome
  readonly status: number | null
  readonly reason: string | null
  readonly response: string | null
  /** How long the receiver asked to be left alone. */
  readonly retryAfterSeconds: number
}

/** Any 2xx is a receipt. Everything else is not, redirections included: nobody asked the receiver to name another target. */
export function outcomeOf(answer: Answer, now: Temporal.Instant): Outcome {
  if (answer.kind !== 'answer')
    return {
      outcome: answer.kind === 'lost' ? 'no-answer' : 'not-sent',
      status: null,
      reason: answer.reason.slice(0, 1_000),
      response: null,
      retryAfterSeconds: 0,
    }
  const { status, headers } = answer
  // PostgreSQL keeps no NUL in a text.
  const response = answer.body.replaceAll('\0', '')
  if (status >= 200 && status < 300)
    return { outcome: 'delivered', status, reason: null, response, retryAfterSeconds: 0 }
  const reason = status >= 300 && status < 400 ? `HTTP ${status}: redirections are not followed` : `HTTP ${status}`
  return { outcome: 'refused', status, reason, response, retryAfterSeconds: retryAfter(headers['retry-after'], now) }
}

/** RFC 9110, 10.2.3: seconds, or a date. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function retryAfter(value: string | undefined, now: Temporal.Instant): number {
  if (value === undefined) return 0
  if (/^\d{1,9}$/.test(value)) return Math.min(Number(value), longestSeconds)
  const at = Date.parse(value)
  if (Number.isNaN(at)) return 0
  return Math.min(Math.max(Math.ceil((at - now.epochMilliseconds) / 1_000), 0), longestSeconds)
}

/** Nobody is left alone for longer than this. */
const longestSeconds = 12 * 3_600

/**
 * Seconds until the next attempt: ten, and four times as long each time, up to half a day; a quarter more or less by chance, so that
 * receivers that failed together are not called together again. `random` is from 0 up to 1.
 */
export function delaySeconds(tries: number, retryAfterSeconds: number, random: number): number {
  const grown = Math.min(10 * 4 ** Math.min(tries - 1, 20), longestSeconds)
  return Math.max(Math.round(grown * (0.75 + random / 2)), retryAfterSeconds)
}

/** Whether it was tried often or long enough. A test is tried once: somebody is waiting for what it says. */
export function isSpent(
  { type, queuedAt }: Delivery,
  tries: number,
  patience: WebhookPatience,
  nextAt: Temporal.Instant,
): boolean {
  const last = queuedAt.add({ hours: patience.mostDays * 24 })
  return type === testType || tries >= patience.mostAttempts || Temporal.Instant.compare(nextAt, last) > 0
}

/** After some failures in a row an endpoint is left alone as a whole, so that one that hangs does not keep senders from others. */
export function restSeconds(failures: number, retryAfterSeconds: number): number {
  const rest = failures < 3 ? 0 : Math.min(30 * 2 ** Math.min(failures - 3, 7), 3_600)
  return Math.max(rest, retryAfterSeconds)
}
