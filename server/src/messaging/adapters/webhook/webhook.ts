import { createHash } from 'node:crypto'
import type { WebhookFormat } from '@pulih/contracts'
import {
  privateLiteral,
  sign,
  signatureHeader,
  type Answer,
  type Call,
  type Exchange,
} from '../../../platform/index.ts'
import type { Adapter, SettingsOf } from '../adapter.ts'
import type { HandOver, Outgoing, Provider } from '../provider.ts'
import { restSeconds } from '../retry-after.ts'
import { bodyFor } from './forms.ts'

export const webhook: Adapter<SettingsOf<'webhook'>> = {
  brings: 'webhook',
  secretsOf: ({ signing }) => [signing],
  open: ({ signing }, { exchange, secret, now }) => webhooks(secret(signing), exchange, now),
  door: null,
  normalise: null,
}

/**
 * Chats and programs that take what they are sent by HTTP, each in its form. Those that know us are told our key and that it is us; chats
 * know neither, so that for all of them together a lost answer leaves a doubt.
 */
export function webhooks(signing: string, exchange: Exchange, now: () => Temporal.Instant): Provider {
  return {
    isIdempotent: false,
    async handOver(message: Outgoing): Promise<HandOver> {
      if (!isTarget(message.to))
        return { kind: 'refused', isFinal: true, reason: 'the address is none that a webhook may have' }
      const format = message.format ?? 'pulih'
      const at = now()
      const body = bodyFor(format, message, at)
      const call: Call = {
        method: 'POST',
        url: message.to,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Pulih',
          ...(isOurs(format) && { 'idempotency-key': message.key, [signatureHeader]: sign(body, at, [signing]) }),
        },
        body,
      }
      const answer = await exchange(call)
      // Whoever knows our keys is asked again at once, unless it is he who keeps us waiting.
      const isWorthAsking =
        answer.kind === 'lost' && isOurs(format) && at.until(now()).total('seconds') < patienceSeconds
      return outcomeOf(isWorthAsking ? await exchange(call) : answer, format, now())
    },
    destinationOf,
    close: () => Promise.resolve(),
  }
}

const patienceSeconds = 3
const mostOfUrl = 2_000

function isOurs(format: WebhookFormat): boolean {
  return format !== 'slack' && format !== 'teams'
}

/** By https; without it only inside our own network, where the wire calls nobody unless the operator allows it. */
function isTarget(to: string): boolean {
  if (to.length > mostOfUrl || !URL.canParse(to)) return false
  const url = new URL(to)
  const isProtected = url.protocol === 'https:' || (url.protocol === 'http:' && privateLiteral(url) !== null)
  return isProtected && url.username === '' && url.password === ''
}

/**
 * The host and whose place it is there, such as a workspace of a chat. Addresses of chats are secrets, and this one is told in logs: the
 * place stands there as a digest.
 */
function destinationOf(to: string): string {
  if (!isTarget(to)) return 'nowhere'
  const { host, pathname } = new URL(to)
  const place = pathname.split('/').slice(0, 3).join('/')
  return `${host}~${createHash('sha256').update(place).digest('hex').slice(0, 12)}`
}

/** Another time may do. */
const passing = new Set([408, 425])

function outcomeOf(answer: Answer, format: WebhookFormat, now: Temporal.Instant): HandOver {
  if (answer.kind === 'not-sent') return { kind: 'refused', isFinal: false, reason: answer.reason }
  if (answer.kind === 'lost') return { kind: 'lost', reason: answer.reason }
  const { status, headers } = answer
  const reason = `it answered ${status}`
  if (status >= 200 && status < 300) return { kind: 'accepted', id: null }
  if (status === 429)
    return { kind: 'throttled', seconds: restSeconds(headers['retry-after'], now), reason, only: 'reader' }
  // Slack says 404 of a webhook that somebody took away.
  if (status === 410 || (status === 404 && format === 'slack'))
    return { kind: 'refused', isFinal: true, isGone: true, reason }
  return { kind: 'refused', isFinal: status < 500 && !passing.has(status), reason }
}
