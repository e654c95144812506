import * as contract from '@pulih/contracts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { checkOriginIfAny, mountOutside } from '../identity/index.ts'
import { mount, Problem, readSetting, type Platform } from '../platform/index.ts'
import { holderById } from '../subscribers/index.ts'
import { carriesAny, carryingNow } from './carry-codes.ts'
import { listUnsent } from './challenge-store.ts'
import { clearCookie, cookieName, readCookie, setCookie, visitCookieName } from './cookie.ts'
import type { Doors } from './doors.ts'
import { callbackPath } from './provider.ts'
import { longestHours, type OpenedSession } from './session.ts'
import { endSessions } from './session-store.ts'
import { signInSetting } from './settings.ts'
import { askForCode, enterCode } from './sign-in-with-code.ts'
import { beginVisit, finishVisit, visitMinutes } from './sign-in-with-provider.ts'
import { subscriber } from './subscriber.ts'

/** Where the portal's pages are. */
const home = '/portal/'

/** Coming in and going out. */
export function doorRoutes(app: FastifyInstance, doors: Doors): void {
  mount(app, contract.getPortalDoor, async ({ db }) => {
    const { provider } = await readSetting(db, signInSetting)
    const carrying = await carryingNow(db)
    const { jurisdiction } = await doors.jurisdiction(db)
    return { code: carriesAny(carrying), provider: provider !== null, jurisdiction }
  })

  mountOutside(app, contract.askPortalCode, async ({ body, visitor, platform, request }) => {
    checkOriginIfAny(platform, request)
    const { challenge, expiresAt } = await askForCode(platform, { language: 'en', ...body }, visitor)
    return { challenge, expiresAt: expiresAt.toString() }
  })

  mountOutside(app, contract.enterPortalCode, async ({ body, visitor, platform, request, reply }) => {
    checkOriginIfAny(platform, request)
    return handOver(platform, reply, await enterCode(platform, body, visitor))
  })

  mountOutside(app, contract.askPortalProvider, async ({ visitor, platform, request, reply }) => {
    checkOriginIfAny(platform, request)
    const { location, browser } = await beginVisit(platform, visitor)
    setCookie(platform, reply, visitCookieName(platform), browser, visitMinutes * 60)
    return { location }
  })

  mount(app, contract.signOutOfPortal, async ({ actor, body, work, platform, reply }) => {
    const { customerId, session } = subscriber(actor)
    const everywhere = body.everywhere === true
    const why = everywhere ? 'everywhere' : 'signed-out'
    const ended = await endSessions(work.tx, customerId, everywhere ? null : session, why, work.now)
    work.audit('portal.signed-out', `customer:${customerId}`, { session, everywhere })
    clearCookie(platform, reply, cookieName(platform))
    return { ended }
  })

  mount(app, contract.listPortalOutbox, async ({ db, platform, query }) => {
    const { outbox } = await readSetting(db, signInSetting)
    const kept = outbox === 'off' ? [] : await listUnsent(db, platform.clock.now())
    const wanted = kept.filter(({ address }) => query.contact === undefined || address === query.contact)
    const items = await Promise.all(
      wanted.map(async ({ id, customerId, channel, address, text, at }) => {
        const holder = await holderById(db, customerId)
        return { id, customer: holder?.key ?? '', channel, address, text, at: at.toString() }
      }),
    )
    return { items }
  })

  callback(app)
}

/** The address that a browser visits on its way back; it goes on to the portal, with the code of the refusal if there was one. */
function callback(app: FastifyInstance): void {
  const { platform } = app
  const schema = {
    operationId: 'finishPortalProviderSignIn',
    tags: ['portal'],
    summary: 'Come back from the operator’s own sign-in',
    security: [],
    response: { 303: { type: 'null', description: 'To the portal, signed in or refused' } },
  }
  app.get(callbackPath, { schema }, async (request, reply) => {
    const browser = readCookie(request, visitCookieName(platform))
    const url = new URL(request.url, platform.config.publicUrl)
    clearCookie(platform, reply, visitCookieName(platform))
    try {
      const opened = await finishVisit(platform, url, browser, request.headers['user-agent'] ?? '')
      handOver(platform, reply, opened)
      return reply.redirect(home, 303)
    } catch (reason) {
      const isPerson = (request.headers.accept ?? '').includes('text/html')
      if (isPerson && reason instanceof Problem) return reply.redirect(`${home}?problem=${reason.code}`, 303)
      throw reason
    }
  })
}

function handOver(platform: Platform, reply: FastifyReply, { token, expiresAt }: OpenedSession): { expiresAt: string } {
  setCookie(platform, reply, cookieName(platform), token, longestHours * 3_600)
  return { expiresAt: expiresAt.toString() }
}
