import type { Language } from '@pulih/kernel'
import type { NoticeKind } from '@pulih/notices'
import type { WebhookFormat } from '@pulih/contracts'

/** A message on its way out, in the words of its reader. */
export interface Outgoing {
  /** Ours, the same for every attempt: a provider that knows it sends once however often it is asked. */
  readonly key: string
  readonly to: string
  readonly language: Language
  readonly subject: string
  readonly text: string
  /** The same for channels that show more than letters; null: there is no such form of it. */
  readonly html: string | null
  /** What it tells, for providers that let us begin only with texts they know; null: an answer, which has no such text. */
  readonly template: { readonly kind: NoticeKind; readonly facts: Readonly<Record<string, string>> } | null
  /** The code that it brings, for providers that let us begin with one only in a text of its own; none: it brings none. */
  readonly code?: string | null
  /** Until when the reader may be written to freely, because he wrote to us; null: he did not. */
  readonly conversationUntil: Temporal.Instant | null
  /** Where the reader ends these messages by a click; null where the channel has another way. */
  readonly unsubscribeUrl: string | null
  /** After this it is of no use; null: it always is. */
  readonly expiresAt: Temporal.Instant | null
  /** Of a webhook. */
  readonly format: WebhookFormat | null
}

export type HandOver =
  | { readonly kind: 'accepted'; readonly id: string | null }
  /**
   * `isFinal`: the same message would be refused again. `isGone`: nobody is, or will be, at this address. `isOurs`: it is refused for what we
   * are, or because nobody is there to take anything, and so would every other be.
   */
  | {
      readonly kind: 'refused'
      readonly isFinal: boolean
      readonly reason: string
      readonly isGone?: boolean
      readonly isOurs?: boolean
    }
  /** The provider wants less for a while: everything through him waits, or only what goes to this reader. */
  | { readonly kind: 'throttled'; readonly seconds: number; readonly reason: string; readonly only?: 'reader' }
  /** Nobody knows whether he has it. */
  | { readonly kind: 'lost'; readonly reason: string }

/** Whoever brings messages to people. */
export interface Provider {
  /** Whether asking twice under one key sends once. */
  readonly isIdempotent: boolean
  handOver(message: Outgoing): Promise<HandOver>
  /** Who answers for an address, where that are many: one that is slow or dead keeps only its own messages waiting. */
  destinationOf?(to: string): string
  /** How things stand with the line to him, in a few words for staff; null: nothing is known. */
  health?(): string | null
  close(): Promise<void>
}
