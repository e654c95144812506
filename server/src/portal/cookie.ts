import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Platform } from '../platform/index.ts'

/** Over HTTPS the prefix makes browsers refuse a cookie that another host or a plain page planted. */
export function cookieName(platform: Platform): string {
  return isHttps(platform) ? '__Host-pulih-portal' : 'pulih-portal'
}

/** The browser that began a visit to the operator's own sign-in. */
export function visitCookieName(platform: Platform): string {
  return isHttps(platform) ? '__Host-pulih-portal-visit' : 'pulih-portal-visit'
}

export function readCookie(request: FastifyRequest, name: string): string | null {
  return request.cookies[name] ?? null
}

export function setCookie(platform: Platform, reply: FastifyReply, name: string, token: string, seconds: number): void {
  void reply.setCookie(name, token, { ...always(platform), maxAge: seconds })
}

export function clearCookie(platform: Platform, reply: FastifyReply, name: string): void {
  void reply.clearCookie(name, always(platform))
}

/** `lax`, because people come from a link in a message or back from the provider; changes are guarded by their origin. */
function always(platform: Platform): { path: string; httpOnly: true; secure: boolean; sameSite: 'lax' } {
  return { path: '/', httpOnly: true, secure: isHttps(platform), sameSite: 'lax' }
}

function isHttps(platform: Platform): boolean {
  return platform.config.publicUrl.startsWith('https:')
}
