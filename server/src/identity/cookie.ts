import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Platform } from '../platform/index.ts'

/** Over HTTPS the prefix makes browsers refuse a cookie that another host or a plain page planted. */
export function cookieName(platform: Platform): string {
  return isHttps(platform) ? '__Host-pulih' : 'pulih'
}

/** The browser that began a visit to the OpenID provider. */
export function visitCookieName(platform: Platform): string {
  return isHttps(platform) ? '__Host-pulih-visit' : 'pulih-visit'
}

export function readCookie(request: FastifyRequest, name: string): string | null {
  return request.cookies[name] ?? null
}

/** Out of the reach of scripts, and never sent along by another site. */
export function setSessionCookie(platform: Platform, reply: FastifyReply, token: string, seconds: number): void {
  void reply.setCookie(cookieName(platform), token, { ...always(platform), sameSite: 'strict', maxAge: seconds })
}

export function clearSessionCookie(platform: Platform, reply: FastifyReply): void {
  void reply.clearCookie(cookieName(platform), { ...always(platform), sameSite: 'strict' })
}

/** `lax`, because the browser comes back from the provider's site. */
export function setVisitCookie(platform: Platform, reply: FastifyReply, token: string, seconds: number): void {
  void reply.setCookie(visitCookieName(platform), token, { ...always(platform), sameSite: 'lax', maxAge: seconds })
}

export function clearVisitCookie(platform: Platform, reply: FastifyReply): void {
  void reply.clearCookie(visitCookieName(platform), { ...always(platform), sameSite: 'lax' })
}

function always(platform: Platform): { path: string; httpOnly: true; secure: boolean } {
  return { path: '/', httpOnly: true, secure: isHttps(platform) }
}

function isHttps(platform: Platform): boolean {
  return platform.config.publicUrl.startsWith('https:')
}
