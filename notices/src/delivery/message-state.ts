/**
 * How far a message has come. `sending`: handed to the provider, whose answer is not there yet. `doubtful`: the answer was lost, and the
 * provider cannot be asked twice without perhaps sending twice: a person decides. `read` is the furthest.
 */
export const messageStates = [
  'waiting',
  'sending',
  'doubtful',
  'sent',
  'delivered',
  'read',
  'failed',
  'cancelled',
] as const
export type MessageState = (typeof messageStates)[number]

/** What happens to a message: here, at the provider, or at the other end. Receipts come in any order, late, and more than once. */
export type MessageEvent =
  | { readonly kind: 'taken' }
  | { readonly kind: 'accepted' }
  /** Refused, or not deliverable: `isFinal` where the same message would be refused again. */
  | { readonly kind: 'refused'; readonly isFinal: boolean }
  /** No answer came. `canRepeat`: the provider knows messages by our key, so that saying it again does it once. */
  | { readonly kind: 'lost'; readonly canRepeat: boolean }
  | { readonly kind: 'delivered' }
  | { readonly kind: 'read' }
  | { readonly kind: 'undeliverable' }
  | { readonly kind: 'cancelled' }
  /** A person has looked at what became of a doubtful one. */
  | { readonly kind: 'settled'; readonly wasSent: boolean }

/** Where a message stands after an event; the same state where the event says nothing new. */
export function afterEvent(state: MessageState, event: MessageEvent): MessageState {
  switch (event.kind) {
    case 'taken':
      return state === 'waiting' ? 'sending' : state
    case 'accepted':
      return isBefore(state, 'sent') ? 'sent' : state
    case 'refused':
      return state === 'sending' ? (event.isFinal ? 'failed' : 'waiting') : state
    case 'lost':
      return state === 'sending' ? (event.canRepeat ? 'waiting' : 'doubtful') : state
    // Whoever has it in his hand has it, whatever was said before.
    case 'delivered':
      return state === 'read' ? 'read' : 'delivered'
    case 'read':
      return 'read'
    case 'undeliverable':
      return isBefore(state, 'delivered') ? 'failed' : state
    case 'cancelled':
      return state === 'waiting' ? 'cancelled' : state
    case 'settled':
      return state === 'doubtful' ? (event.wasSent ? 'sent' : 'waiting') : state
  }
}

const way: readonly MessageState[] = ['waiting', 'sending', 'doubtful', 'sent', 'delivered', 'read']

/** A message that failed or was cancelled stands on no way any more. */
function isBefore(state: MessageState, other: MessageState): boolean {
  const at = way.indexOf(state)
  return at >= 0 && at < way.indexOf(other)
}
