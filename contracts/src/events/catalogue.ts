import type { TSchema } from 'typebox'

/** Something that happened, told to other contexts and to webhooks after the transaction in which it did. */
export interface EventKind {
  /** What an integrator reads: when it is told. */
  readonly says: string
  /** The `data` of the event. No personal data: identifiers only. */
  readonly data: TSchema
}

export function events<const Kinds extends Readonly<Record<string, EventKind>>>(kinds: Kinds): Kinds {
  return kinds
}
