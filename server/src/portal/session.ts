import type { Work } from '../platform/index.ts'
import { insertSession } from './session-store.ts'
import { digestOf, newToken } from './secret.ts'

export type SessionMethod = 'code' | 'provider'
export type SessionEnd = 'signed-out' | 'everywhere' | 'expired' | 'erased'

/** A subscriber on one device. */
export interface Session {
  readonly id: string
  readonly customerId: bigint
  readonly method: SessionMethod
  readonly startedAt: Temporal.Instant
  readonly seenAt: Temporal.Instant
  readonly expiresAt: Temporal.Instant
}

/** A session ends after this without a request: whoever looks once a month for his bill asks for a new code. */
export const idleHours = 7 * 24
/** It ends after this in any case. */
export const longestHours = 30 * 24
/** How exactly `seenAt` is kept; a write with every request would be too many. */
const seenSeconds = 300

export function isOpen({ seenAt, expiresAt }: Pick<Session, 'seenAt' | 'expiresAt'>, now: Temporal.Instant): boolean {
  const idleUntil = seenAt.add({ hours: idleHours })
  return Temporal.Instant.compare(now, expiresAt) < 0 && Temporal.Instant.compare(now, idleUntil) < 0
}

export function isSeenLongAgo(seenAt: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(seenAt.add({ seconds: seenSeconds }), now) <= 0
}

export interface OpenedSession {
  /** Given to whoever signed in, and to nobody else ever again. */
  readonly token: string
  readonly expiresAt: Temporal.Instant
}

/** Opens a session with a token of its own: what was known before signing in is worth nothing after it. */
export async function openSession(
  work: Work,
  customerId: bigint,
  method: SessionMethod,
  agent: string,
): Promise<OpenedSession> {
  const token = newToken('session')
  const expiresAt = work.now.add({ hours: longestHours })
  const id = await insertSession(work.tx, digestOf(token), {
    customerId,
    method,
    agent: agent.slice(0, 200),
    now: work.now,
    expiresAt,
  })
  work.audit('portal.signed-in', `customer:${customerId}`, { session: id, method })
  return { token, expiresAt }
}
