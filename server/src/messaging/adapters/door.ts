import type { MessageChannelSettings } from '@pulih/contracts'

/** What a provider brings by HTTP, before anybody believed it. */
export interface Knock {
  readonly method: 'GET' | 'POST'
  readonly query: Readonly<Record<string, string>>
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

export type Verdict =
  | { readonly kind: 'genuine' }
  /** It only asks whether we are who it thinks: this text is the answer, and nothing is kept. */
  | { readonly kind: 'greeting'; readonly answer: string }
  | { readonly kind: 'forged'; readonly reason: string }

/** Something as it came, to be kept before it is acknowledged. */
export interface RawArrival {
  /** The same for the same thing, so that what comes twice is kept once: the provider's id, else a digest of the body. */
  readonly key: string
  readonly contentType: string
  /** Only those that its meaning depends on. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** What a raw thing means; one may mean several, and they may come in any order, late, and more than once. */
export type Arrival =
  | {
      readonly kind: 'receipt'
      /** What the provider called it when he took it, or our own key. */
      readonly providerId: string
      readonly says: 'sent' | 'delivered' | 'read' | 'undeliverable'
      readonly reason: string | null
      /** Nobody vouches for it: it counts only where the message went to this address, which whoever makes it up has to know. */
      readonly onlyTo?: string
    }
  | {
      readonly kind: 'message'
      /** What the provider calls it. */
      readonly id: string
      readonly from: string
      readonly subject: string | null
      readonly text: string
      readonly at: Temporal.Instant
      /** It says of itself that no person wrote it: it is never answered. */
      readonly isAutomatic: boolean
      /** Anybody may have written it in his name: nobody vouches for who sent it, so that nothing is changed by it. */
      readonly isUnproven?: true
    }
  /** Nobody is, or will be, at this address. */
  | { readonly kind: 'gone'; readonly address: string; readonly reason: string }
  /** Whoever got this message, by our own key, wants nothing more: nobody else's address is believed. */
  | { readonly kind: 'unwanted'; readonly providerId: string }
  /** Somebody wants nothing more at this address, and said so to the provider. */
  | { readonly kind: 'stopped'; readonly address: string }

/** How a provider brings us something by HTTP. */
export interface Door<Settings = MessageChannelSettings> {
  /** Whether it comes from him; compared in constant time. `secret` throws `MissingSecret`. */
  verify(knock: Knock, settings: Settings, secret: (name: string) => string, now: Temporal.Instant): Verdict
  /** What is kept of a genuine one. */
  keep(knock: Knock, settings: Settings, secret: (name: string) => string): RawArrival
}

/** What a kept one means. Pure, so that it can be worked out again. Throws `NotUnderstood`. */
export type Normalise = (
  raw: RawArrival,
  receivedAt: Temporal.Instant,
) => Promise<readonly Arrival[]> | readonly Arrival[]

/** It is not what this provider sends; says what about it. */
export class NotUnderstood extends Error {}
