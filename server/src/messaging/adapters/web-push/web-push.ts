import { createHash } from 'node:crypto'
import webpush from 'web-push'
import type { Answer, Exchange } from '../../../platform/index.ts'
import type { Adapter, SettingsOf } from '../adapter.ts'
import type { HandOver, Outgoing, Provider } from '../provider.ts'
import { restSeconds } from '../retry-after.ts'
import { outageOf } from '../wording.ts'
import { payloadOf } from './payload.ts'
import { subscriptionIn, type PushSubscription } from './subscription.ts'
import { isPair, vapidOf } from './vapid.ts'

export const webPush: Adapter<SettingsOf<'web-push'>> = {
  brings: 'push',
  secretsOf: ({ privateKey }) => [privateKey],
  open: (settings, { exchange, secret, now }) => pushServices(settings, secret(settings.privateKey), exchange, now),
  door: null,
  normalise: null,
}

type Settings = Pick<SettingsOf<'web-push'>, 'contact' | 'publicKey'>

/**
 * The push services of browsers: each subscription names its own. What they get they cannot read. None of them knows our keys, so that a
 * lost answer leaves a doubt. RFC 8030: https://www.rfc-editor.org/rfc/rfc8030
 */
export function pushServices(
  { contact, publicKey }: Settings,
  privateKey: string,
  exchange: Exchange,
  now: () => Temporal.Instant,
): Provider {
  const areKeysPair = isPair(publicKey, privateKey)
  const vapid = vapidOf({ contact, publicKey, privateKey })
  return {
    isIdempotent: false,
    async handOver(message: Outgoing): Promise<HandOver> {
      // Everybody would be refused: they wait until somebody has put the right key in its place.
      if (!areKeysPair) return { kind: 'throttled', seconds: 60, reason: strangers }
      const subscription = subscriptionIn(message.to)
      if (subscription === null) return refused('the address is no subscription')
      const ttl = secondsOfUse(message, now())
      if (ttl < 0) return refused('it is of no use any more')
      const bytes = encrypted(subscription, payloadOf(message))
      if (bytes === null) return refused('the key of the subscription is none')
      const { origin } = new URL(subscription.endpoint)
      const answer = await exchange({
        method: 'POST',
        url: subscription.endpoint,
        headers: {
          'content-type': 'application/octet-stream',
          'content-encoding': 'aes128gcm',
          authorization: vapid.authorizationFor(origin),
          ttl: String(ttl),
          urgency: urgencyOf(message),
          ...topicOf(message),
        },
        bytes,
      })
      return outcomeOf(answer, now())
    },
    destinationOf(to) {
      const subscription = subscriptionIn(to)
      return subscription === null ? 'nowhere' : new URL(subscription.endpoint).host
    },
    health: () => (areKeysPair ? null : strangers),
    close: () => Promise.resolve(),
  }
}

const strangers = 'the private key does not belong to the public key'

function refused(reason: string): Extract<HandOver, { kind: 'refused' }> {
  return { kind: 'refused', isFinal: true, reason }
}

/** Four weeks is as long as push services keep anything. */
const longestSeconds = 28 * 24 * 3_600
/** What has no end of its own is no news after a day. */
const usualSeconds = 24 * 3_600

function secondsOfUse({ expiresAt }: Outgoing, now: Temporal.Instant): number {
  if (expiresAt === null) return usualSeconds
  return Math.min(Math.floor(now.until(expiresAt).total('seconds')), longestSeconds)
}

function encrypted({ keys }: PushSubscription, payload: string): Buffer | null {
  try {
    return webpush.encrypt(keys.p256dh, keys.auth, payload, 'aes128gcm').cipherText
  } catch {
    // It has the form of a point and lies on no curve.
    return null
  }
}

/** RFC 8030, 5.3: what a telephone wakes up for, also when its battery is low. */
function urgencyOf({ template }: Outgoing): 'high' | 'normal' | 'low' {
  switch (template?.kind) {
    case 'credit':
    case 'reminder':
    case 'planned':
      return 'low'
    case 'etr':
    case 'update':
      return 'normal'
    case 'first':
    case 'restored':
    case 'reopened':
    case 'retracted':
    // An answer or a code, for which somebody waits.
    case undefined:
      return 'high'
  }
}

/**
 * RFC 8030, 5.4: what waits at the service is replaced by what comes later under the same topic. A digest, because a push service need not
 * know of which outage we speak; a credit is no later word about it.
 */
function topicOf(message: Outgoing): { readonly topic?: string } {
  const outage = outageOf(message)
  if (outage === null || message.template?.kind === 'credit') return {}
  return { topic: createHash('sha256').update(outage).digest('base64url').slice(0, 32) }
}

function outcomeOf(answer: Answer, now: Temporal.Instant): HandOver {
  if (answer.kind === 'not-sent') return { kind: 'refused', isFinal: false, reason: answer.reason }
  if (answer.kind === 'lost') return { kind: 'lost', reason: answer.reason }
  const { status, headers } = answer
  const reason = `the push service answered ${status}`
  if (status >= 200 && status < 300) return { kind: 'accepted', id: null }
  if (status === 404 || status === 410) return { ...refused(reason), isGone: true }
  if (status === 429)
    return { kind: 'throttled', seconds: restSeconds(headers['retry-after'], now), reason, only: 'reader' }
  // Refused as somebody whom the service does not know we would be for everybody.
  const isOurs = status === 401 || status === 403 || status === 408
  return { kind: 'refused', isFinal: status < 500 && !isOurs, reason }
}
