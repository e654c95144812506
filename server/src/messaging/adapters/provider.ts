/** A message on its way out, in the words of its reader. */
export interface Outgoing {
  /** Ours, the same for every attempt: a provider that knows it sends once however often it is asked. */
  readonly key: string
  readonly to: string
  readonly subject: string
  readonly text: string
  /** Where the reader ends these messages by a click; null where the channel has another way. */
  readonly unsubscribeUrl: string | null
}

export type HandOver =
  | { readonly kind: 'accepted'; readonly id: string | null }
  /** `isFinal`: the same message would be refused again. */
  | { readonly kind: 'refused'; readonly isFinal: boolean; readonly reason: string }
  /** The provider wants less for a while. */
  | { readonly kind: 'throttled'; readonly seconds: number }
  /** Nobody knows whether he has it. */
  | { readonly kind: 'lost'; readonly reason: string }

/** Whoever brings messages to people. */
export interface Provider {
  /** Whether asking twice under one key sends once. */
  readonly isIdempotent: boolean
  handOver(message: Outgoing): Promise<HandOver>
  close(): Promise<void>
}
