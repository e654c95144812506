import * as contract from '@pulih/contracts'
import type { FastifyInstance } from 'fastify'
import { mount, page, problem, readCursor } from '../platform/index.ts'
import { signedIn } from './authenticate.ts'
import { listLinks } from './link-store.ts'
import { removeLink } from './remove-link.ts'
import { managesStaff } from './session-routes.ts'
import { linkView } from './views.ts'

/** Which accounts of the OpenID provider open one's own. */
export function linkRoutes(app: FastifyInstance): void {
  mount(app, contract.listProviderLinks, async ({ query, actor, db }) => {
    const me = signedIn(actor)
    const staffId = query.staff ?? me.staffId
    if (staffId !== me.staffId && !managesStaff(actor))
      throw problem('access.forbidden', { permission: 'identity.manage' })
    const [after = null] = readCursor(query.cursor, 1) ?? []
    const limit = query.limit ?? 50
    return page(await listLinks(db, { staffId, after, limit }), limit, ({ id }) => [id], linkView)
  })

  mount(app, contract.removeProviderLink, async ({ params, actor, work }) => {
    const me = signedIn(actor)
    await removeLink(work, params.link, managesStaff(actor) ? null : me.staffId, me.session)
    return {}
  })
}
