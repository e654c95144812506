import type { Work } from '../platform/index.ts'
import { insertSession } from './session-store.ts'
import { longestMinutes, type SessionMethod } from './session.ts'
import { digestOf, newToken } from './token.ts'

export interface OpenedSession {
  readonly id: string
  /** Given to whoever signed in, and to nobody else ever again. */
  readonly token: string
  readonly expiresAt: Temporal.Instant
}

/** Opens a session with a token of its own: what was known before signing in is worth nothing after it. */
export async function openSession(
  work: Work,
  staffId: string,
  method: SessionMethod,
  agent: string,
): Promise<OpenedSession> {
  const token = newToken('session')
  const expiresAt = work.now.add({ minutes: longestMinutes })
  const session = { staffId, method, agent: agent.slice(0, 200), startedAt: work.now, seenAt: work.now, expiresAt }
  const id = await insertSession(work.tx, digestOf(token), session)
  work.audit('identity.signed-in', `staff:${staffId}`, { session: id, method })
  return { id, token, expiresAt }
}
