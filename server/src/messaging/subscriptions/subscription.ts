import type { MessageChannel, subscriptionScopes, SubscriptionView, WebhookFormat } from '@pulih/contracts'
import type { Language } from '@pulih/kernel'
import { maskedAddress } from './address.ts'

export type Scope = (typeof subscriptionScopes)[number]

/** Of what somebody wants to be told; `key` null: of everything. */
export interface Place {
  readonly scope: Scope
  /** Of an area or a service; the id of an outage. */
  readonly key: string | null
}

/** Somebody who is told of a place through one address. */
export interface Subscription extends Place {
  readonly id: string
  readonly channel: MessageChannel
  readonly address: string
  readonly language: Language
  readonly timeZone: string
  readonly format: WebhookFormat | null
  readonly drafted: boolean
  readonly state: 'confirmed' | 'ended'
  readonly askedAt: Temporal.Instant
  /** The number of the outage, of a subscription to one. */
  readonly outage: string | null
}

export function subscriptionView(subscription: Subscription): SubscriptionView {
  const { scope, key, channel, address, language, timeZone, askedAt, state, outage } = subscription
  return {
    scope,
    key: outage ?? key,
    channel,
    address: maskedAddress(channel, address),
    language,
    timeZone,
    since: askedAt.toString(),
    ended: state === 'ended',
  }
}
