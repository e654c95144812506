import * as contract from '@pulih/contracts'
import type { FastifyInstance } from 'fastify'
import { mount, page, problem, readCursor, type Actor } from '../platform/index.ts'
import { signedIn } from './authenticate.ts'
import { endSession, listSessions } from './session-store.ts'
import { idleMinutes } from './session.ts'
import { sessionView } from './views.ts'

/** Where somebody is signed in, and how to end it. */
export function sessionRoutes(app: FastifyInstance): void {
  mount(app, contract.listSessions, async ({ query, actor, db, platform }) => {
    const me = signedIn(actor)
    const staffId = query.staff ?? me.staffId
    if (staffId !== me.staffId && !managesStaff(actor))
      throw problem('access.forbidden', { permission: 'identity.manage' })
    const [after = null] = readCursor(query.cursor, 1) ?? []
    const limit = query.limit ?? 50
    const now = platform.clock.now()
    const rows = await listSessions(db, {
      staffId,
      after,
      limit,
      idleSince: now.subtract({ minutes: idleMinutes }),
      now,
    })
    return page(
      rows,
      limit,
      ({ id }) => [id],
      session => sessionView(session, me.session),
    )
  })

  mount(app, contract.revokeSession, async ({ params, actor, work }) => {
    const me = signedIn(actor)
    const owner = await endSession(
      work.tx,
      params.session,
      managesStaff(actor) ? null : me.staffId,
      'revoked',
      work.now,
    )
    if (owner === null) throw problem('identity.session-not-found', { session: params.session })
    work.audit('identity.session-revoked', `staff:${owner}`, { session: params.session })
    return {}
  })
}

export function managesStaff(actor: Actor): boolean {
  return actor.permissions.has('identity.manage')
}
