import ipaddr from 'ipaddr.js'
import { Problem, systemActor, type Platform, type Tx } from '../platform/index.ts'
import { beginAttempt } from './attempt-store.ts'
import type { AttemptSubject } from './lockout.ts'
import { digestOf } from './token.ts'

/** Who tries out passwords and codes before it is known who it is. */
export const someoneAtTheDoor = systemActor('sign-in')

/** Where a request comes from and with what. */
export interface Visitor {
  readonly address: string
  readonly agent: string
}

/** Counts for a login whether it exists or not, so that waiting tells nothing. */
export function accountOf(login: string): AttemptSubject {
  return `account:${digestOf(login.toLowerCase()).toString('base64url')}`
}

/** One household has one IPv4 address or a whole IPv6 network of 64 bits. */
export function placeOf(address: string): AttemptSubject {
  if (!ipaddr.isValid(address)) return `address:${address.slice(0, 60)}`
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return `address:${parsed.toString()}`
  return `address:${parsed
    .toByteArray()
    .slice(0, 8)
    .map(byte => byte.toString(16).padStart(2, '0'))
    .join('')}`
}

/** Begins an attempt in a transaction of its own, so that it counts whatever comes of it. Refuses it after too many. */
export function countAttempt(platform: Platform, subjects: readonly AttemptSubject[]): Promise<void> {
  return platform.work(someoneAtTheDoor, ({ tx, now }) => countAttemptIn(tx, subjects, now))
}

export async function countAttemptIn(
  tx: Tx,
  subjects: readonly AttemptSubject[],
  now: Temporal.Instant,
): Promise<void> {
  for (const subject of subjects) {
    const seconds = await beginAttempt(tx, subject, now)
    if (seconds > 0)
      throw new Problem('identity.too-many-attempts', { seconds }, [], { 'retry-after': String(seconds) })
  }
}
