import type { FastifyRequest } from 'fastify'
import { checkOrigin } from '../identity/index.ts'
import { problem, type Actor, type Platform } from '../platform/index.ts'
import { holderById } from '../subscribers/index.ts'
import { cookieName, readCookie } from './cookie.ts'
import { findSession, saveSeen } from './session-store.ts'
import { isOpen, isSeenLongAgo } from './session.ts'
import { digestOf, isToken } from './secret.ts'

/** Somebody who holds services and signed in to see what is his. */
export interface Subscriber extends Actor {
  readonly kind: 'subscriber'
  readonly customerId: bigint
  readonly customer: string
  readonly language: string | null
  readonly fullName: string | null
  readonly session: string
  readonly sessionEnds: Temporal.Instant
}

/** The permission of every subscriber, and of nobody else. */
const own = new Set(['portal.own'] as const)

export function actorOf(customer: { readonly id: bigint; readonly key: string }): Actor {
  const id = `subscriber:${customer.id}`
  return { kind: 'subscriber', id, person: id, name: customer.key, permissions: own }
}

/** Refuses whoever is not a subscriber. The product itself may do everything and has nothing of its own. */
export function subscriber(actor: Actor): Subscriber {
  if (actor.kind !== 'subscriber' || !('customerId' in actor))
    throw problem('access.forbidden', { permission: 'portal.own' })
  // Only `authenticateSubscriber` makes actors with a customer.
  return actor as Subscriber
}

/** Whether a request is for something that only subscribers may ask. To all other addresses their cookie means nothing. */
export function isForSubscribers(request: FastifyRequest): boolean {
  return request.routeOptions.config.route?.permission === 'portal.own'
}

/** Who asks, by the portal's own cookie. A change has to come from our own pages. */
export async function authenticateSubscriber(platform: Platform, request: FastifyRequest): Promise<Subscriber | null> {
  const token = readCookie(request, cookieName(platform))
  if (token === null || !isToken('session', token)) return null
  const now = platform.clock.now()
  const session = await findSession(platform.db, digestOf(token))
  if (!session || !isOpen(session, now)) return null
  const holder = await holderById(platform.db, session.customerId)
  if (!holder) return null
  if (request.method !== 'GET' && request.method !== 'HEAD') checkOrigin(platform, request)
  if (isSeenLongAgo(session.seenAt, now)) await saveSeen(platform.db, session.id, now)
  return {
    ...actorOf(holder),
    kind: 'subscriber',
    customerId: holder.id,
    customer: holder.key,
    language: holder.language,
    fullName: holder.name,
    session: session.id,
    sessionEnds: session.expiresAt,
  }
}
