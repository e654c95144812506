import type { FastifyRequest } from 'fastify'
import type { Platform } from '../platform.ts'
import { trustedProxies, visitorOf, type TrustedProxies } from '../trusted-proxies.ts'

const trusted = new WeakMap<Platform, TrustedProxies>()

/**
 * Where a request came from, also behind proxies that name a port. `request.ip` would be another one for each connection there, and what
 * is counted by it would be counted anew.
 */
export function addressOf({ server, socket, headers }: FastifyRequest): string {
  const { platform } = server
  const known = trusted.get(platform) ?? trustedProxies(platform.config.trustedProxies)
  trusted.set(platform, known)
  const forwarded = headers['x-forwarded-for']
  return visitorOf(socket.remoteAddress ?? '', Array.isArray(forwarded) ? forwarded.join(',') : forwarded, known)
}
