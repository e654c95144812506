export type SessionMethod = 'password' | 'password-and-code' | 'recovery-code' | 'provider'
export type SessionEnd = 'signed-out' | 'revoked' | 'password-changed' | 'disabled' | 'expired'

/** Somebody who signed in, on one device. */
export interface Session {
  readonly id: string
  readonly staffId: string
  readonly method: SessionMethod
  readonly agent: string
  readonly startedAt: Temporal.Instant
  readonly seenAt: Temporal.Instant
  readonly expiresAt: Temporal.Instant
}

/** A session ends after this without a request. */
export const idleMinutes = 120
/** It ends after this in any case: one shift. */
export const longestMinutes = 720
/** How exactly `seenAt` is kept; a write with every request would be too many. */
export const seenSeconds = 60

export function isOpen(session: Pick<Session, 'seenAt' | 'expiresAt'>, now: Temporal.Instant): boolean {
  const idleUntil = session.seenAt.add({ minutes: idleMinutes })
  return Temporal.Instant.compare(now, session.expiresAt) < 0 && Temporal.Instant.compare(now, idleUntil) < 0
}

export function isSeenLongAgo(seenAt: Temporal.Instant | null, now: Temporal.Instant): boolean {
  return seenAt === null || Temporal.Instant.compare(seenAt.add({ seconds: seenSeconds }), now) <= 0
}
