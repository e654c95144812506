import * as contract from '@pulih/contracts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import {
  mount,
  Problem,
  problem,
  readVersionedSetting,
  requireMatch,
  versioned,
  writeSetting,
  type Platform,
} from '../platform/index.ts'
import { signedIn } from './authenticate.ts'
import { confirmPassword } from './confirm-password.ts'
import * as cookie from './cookie.ts'
import { mountOutside } from './mount-outside.ts'
import type { OpenedSession } from './open-session.ts'
import { checkOriginIfAny } from './origin.ts'
import { callbackPath } from './provider.ts'
import { roleClaimSetting } from './role-claim.ts'
import { endSession } from './session-store.ts'
import { longestMinutes } from './session.ts'
import { signInWithCode } from './sign-in-with-code.ts'
import { beginVisit, finishVisit, visitMinutes } from './sign-in-with-provider.ts'
import { signIn } from './sign-in.ts'

/** Coming in and going out. */
export function doorRoutes(app: FastifyInstance): void {
  mountOutside(app, contract.signIn, async ({ body, visitor, platform, request, reply }) => {
    checkOriginIfAny(platform, request)
    const answer = await signIn(platform, body, visitor)
    if (answer.status === 'code-wanted') return { ...answer, expiresAt: answer.expiresAt.toString() }
    return handOver(platform, reply, answer.session, answer.passwordTemporary, body.deliver)
  })

  mount(app, contract.readSignInWays, ({ platform }) => Promise.resolve({ provider: platform.config.oidc !== null }))

  mountOutside(app, contract.signInWithCode, async ({ body, visitor, platform, request, reply }) => {
    checkOriginIfAny(platform, request)
    const { session, passwordTemporary } = await signInWithCode(platform, body, visitor)
    return handOver(platform, reply, session, passwordTemporary, body.deliver)
  })

  mount(app, contract.signOut, async ({ actor, work, platform, reply }) => {
    const { session, staffId } = signedIn(actor)
    await endSession(work.tx, session, staffId, 'signed-out', work.now)
    work.audit('identity.signed-out', `staff:${staffId}`, { session })
    cookie.clearSessionCookie(platform, reply)
    return {}
  })

  mountOutside(app, contract.signInWithProvider, async ({ body, actor, visitor, platform, request, reply }) => {
    checkOriginIfAny(platform, request)
    const linking = body.link ? signedIn(actor) : null
    if (body.link && linking) {
      if (linking.passwordTemporary) throw problem('identity.password-temporary')
      await confirmPassword(platform, linking, body.link.password, visitor)
    }
    const visit = await beginVisit(platform, { linking, returnTo: body.returnTo ?? '/console/' })
    cookie.setVisitCookie(platform, reply, visit.browser, visitMinutes * 60)
    return { location: visit.location }
  })

  mount(app, contract.readRoleClaim, async ({ db }) => {
    const { value, revision } = await readVersionedSetting(db, roleClaimSetting)
    return versioned(value, revision)
  })

  mount(app, contract.changeRoleClaim, async ({ body, actor, work, ifMatch }) => {
    signedIn(actor)
    const { revision } = await readVersionedSetting(work.tx, roleClaimSetting, { lock: true })
    requireMatch(ifMatch, revision)
    return versioned(body, await writeSetting(work, roleClaimSetting, body))
  })

  callback(app)
}

/**
 * The one address that a browser visits rather than a program: it answers with a page to go to. A person who was refused sees the
 * sign-in page with the code of the refusal; a program gets the problem itself.
 */
function callback(app: FastifyInstance): void {
  const { platform } = app
  const schema = {
    operationId: 'finishProviderSignIn',
    tags: ['identity'],
    summary: 'Come back from the OpenID provider',
    security: [],
    response: { 303: { type: 'null', description: 'To the console, signed in or refused' } },
  }
  app.get(callbackPath, { schema }, async (request, reply) => {
    const browser = cookie.readCookie(request, cookie.visitCookieName(platform))
    const url = new URL(request.url, platform.config.publicUrl)
    cookie.clearVisitCookie(platform, reply)
    try {
      const { session, returnTo } = await finishVisit(platform, url, browser, request.headers['user-agent'] ?? '')
      if (session) cookie.setSessionCookie(platform, reply, session.token, longestMinutes * 60)
      return reply.redirect(returnTo, 303)
    } catch (reason) {
      const isPerson = (request.headers.accept ?? '').includes('text/html')
      if (isPerson && reason instanceof Problem) return reply.redirect(`/console/sign-in?problem=${reason.code}`, 303)
      throw reason
    }
  })
}

/** The token goes where it was asked for, and never to two places. */
function handOver(
  platform: Platform,
  reply: FastifyReply,
  { token, expiresAt }: OpenedSession,
  passwordTemporary: boolean,
  deliver: 'cookie' | 'token' = 'cookie',
): { status: 'signed-in'; token: string | null; expiresAt: string; passwordTemporary: boolean } {
  if (deliver === 'cookie') cookie.setSessionCookie(platform, reply, token, longestMinutes * 60)
  return {
    status: 'signed-in',
    token: deliver === 'token' ? token : null,
    expiresAt: expiresAt.toString(),
    passwordTemporary,
  }
}
