import type { FastifyRequest } from 'fastify'
import { problem, type Actor, type Platform } from '../platform/index.ts'
import { findApiKey, saveUsed } from './api-key-store.ts'
import { cookieName, readCookie } from './cookie.ts'
import { checkOrigin } from './origin.ts'
import { findSession, saveSeen } from './session-store.ts'
import { isOpen, isSeenLongAgo } from './session.ts'
import { allowedTo, allowedToKey } from './staff.ts'
import { digestOf, isToken } from './token.ts'

/** Somebody who signed in, rather than a key or the product itself. */
export interface SignedIn extends Actor {
  readonly kind: 'staff'
  readonly staffId: string
  readonly session: string
  readonly passwordTemporary: boolean
}

/** Refuses whoever did not sign in himself. */
export function signedIn(actor: Actor | null): SignedIn {
  if (actor === null) throw problem('access.unauthenticated')
  if (!('session' in actor)) throw problem('identity.staff-only')
  // Only `authenticateSession` makes actors with a session.
  return actor as SignedIn
}

/** Asked once for each request: a request that changes its own credentials is still the one that came. */
const asked = new WeakMap<FastifyRequest, Promise<Actor | null>>()

/** Who asks: a session or a key as `Authorization: Bearer …`, or a session in a cookie. */
export function authenticate(platform: Platform, request: FastifyRequest): Promise<Actor | null> {
  const answer = asked.get(request) ?? whoAsks(platform, request)
  asked.set(request, answer)
  return answer
}

/**
 * A browser sends the cookie with whatever page wants it to, so that a change with a cookie has to come from our own pages.
 */
async function whoAsks(platform: Platform, request: FastifyRequest): Promise<Actor | null> {
  const { authorization } = request.headers
  if (authorization !== undefined) {
    const [, token] = /^bearer +(\S{1,200})$/i.exec(authorization) ?? []
    if (token === undefined) return null
    return isToken('key', token) ? authenticateKey(platform, token) : authenticateSession(platform, token)
  }
  const token = readCookie(request, cookieName(platform))
  if (token === null) return null
  const actor = await authenticateSession(platform, token)
  if (actor && request.method !== 'GET' && request.method !== 'HEAD') checkOrigin(platform, request)
  return actor
}

/** Who an API key stands for; null where it is unknown, expired or revoked, or its owner is no longer let in. */
export async function authenticateKey(platform: Platform, token: string): Promise<Actor | null> {
  if (!isToken('key', token)) return null
  const now = platform.clock.now()
  const key = await findApiKey(platform.db, digestOf(token), now)
  if (!key) return null
  if (isSeenLongAgo(key.usedAt, now)) await saveUsed(platform.db, key.id, now)
  const permissions = allowedToKey(key.scopes, { roles: key.ownerRoles })
  return { kind: 'key', id: `key:${key.id}`, person: `staff:${key.staffId}`, name: key.name, permissions }
}

async function authenticateSession(platform: Platform, token: string): Promise<SignedIn | null> {
  if (!isToken('session', token)) return null
  const now = platform.clock.now()
  const session = await findSession(platform.db, digestOf(token))
  if (!session || !isOpen(session, now)) return null
  if (isSeenLongAgo(session.seenAt, now)) await saveSeen(platform.db, session.id, now)
  return {
    kind: 'staff',
    id: `staff:${session.staffId}`,
    person: `staff:${session.staffId}`,
    name: session.name,
    permissions: allowedTo(session),
    staffId: session.staffId,
    session: session.id,
    passwordTemporary: session.passwordTemporary,
  }
}
