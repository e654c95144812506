import type { FastifyRequest } from 'fastify'
import { problem, type Platform } from '../platform/index.ts'

/**
 * Refuses a change that a page of another site made a browser send. Browsers say where a request comes from: in `Sec-Fetch-Site`
 * where the connection is trusted, in `Origin` with every change. What says neither is no browser and has no business with cookies.
 */
export function checkOrigin(platform: Platform, request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) {
    if (site !== 'same-origin') throw problem('access.foreign-origin')
    return
  }
  const { origin } = request.headers
  if (origin === undefined || !isOurs(origin, platform, request)) throw problem('access.foreign-origin')
}

/** The same for a request that brings no cookie yet but may be answered with one; other clients than browsers say nothing. */
export function checkOriginIfAny(platform: Platform, request: FastifyRequest): void {
  const { origin } = request.headers
  if (origin !== undefined || request.headers['sec-fetch-site'] !== undefined) checkOrigin(platform, request)
}

function isOurs(origin: string, platform: Platform, request: FastifyRequest): boolean {
  if (!URL.canParse(origin)) return false
  return new URL(origin).origin === new URL(platform.config.publicUrl).origin || new URL(origin).host === request.host
}
