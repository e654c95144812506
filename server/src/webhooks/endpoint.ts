import type { EventType } from '@pulih/contracts'
import { problem, refusedHost } from '../platform/index.ts'

/** Somebody else's system that is told of events. */
export interface Endpoint {
  readonly id: string
  readonly url: string
  /** `*` alone: all. */
  readonly events: readonly (EventType | '*')[]
  readonly description: string
  /** `by-hand`: it is told nothing; `failing`: nothing is sent, and what happens is kept as dead letters. */
  readonly disabled: 'by-hand' | 'failing' | null
  readonly failingSince: Temporal.Instant | null
  readonly failures: number
  readonly restsUntil: Temporal.Instant | null
  readonly revision: number
  readonly createdAt: Temporal.Instant
}

export interface Secret {
  readonly id: string
  readonly endpointId: string
  readonly sealed: Buffer
  readonly createdAt: Temporal.Instant
  readonly expiresAt: Temporal.Instant | null
}

/**
 * Refuses an address that could never be called, so that whoever types it learns of it at once. Names are resolved, and refused where
 * they are private, whenever something is sent.
 */
export function checkAddress(text: string, allowPrivate: boolean): void {
  const refuse = (why: string, reason: string, values: Readonly<Record<string, string>> = {}): never => {
    throw problem('webhooks.unusable-address', { why, reason, ...values })
  }
  if (!URL.canParse(text)) return refuse('no-address', 'It is no address.')
  const url = new URL(text)
  if (url.username !== '' || url.password !== '')
    return refuse('names-a-user', 'Leave user and password out; messages are signed instead.')
  if (url.hash !== '') return refuse('has-a-fragment', 'Leave out what follows #; it is never sent.')
  if (!allowPrivate && url.protocol !== 'https:') return refuse('not-https', 'It has to begin with https://.')
  const host = refusedHost(url, allowPrivate)
  if (host !== null) return refuse('not-public', `${host} is not an address on the public internet.`, { host })
}
