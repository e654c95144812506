import * as contracts from '@pulih/contracts'
import type { FastifyInstance } from 'fastify'
import { mount } from '../../platform/index.ts'
import { portalPage } from './links.ts'
import { resumeAddress, stopAddress } from './stops.ts'
import { linkedAddress, stoppedView } from './stop-by-link.ts'

/** The links in messages with which a reader gets no more of them: a program by one click (RFC 8058), a person on a page. */
export function stopRoutes(app: FastifyInstance): void {
  void app.register((scope, _, done) => {
    // The click brings `List-Unsubscribe=One-Click` in a form. That it comes is all that it says.
    for (const form of ['application/x-www-form-urlencoded', 'multipart/form-data'])
      scope.addContentTypeParser(form, { parseAs: 'buffer' }, (_request, _body, ready) => ready(null, {}))
    scope.addHook('preHandler', async (request, reply) => {
      const isPerson = (request.headers.accept ?? '').includes('text/html')
      const { token } = request.params as { readonly token?: string }
      if (request.method !== 'GET' || !isPerson || token === undefined || !/^[\w-]{44}$/.test(token)) return
      return reply.redirect(portalPage(scope.platform, 'stop', token), 303)
    })

    mount(scope, contracts.getStop, async ({ db, params, platform }) =>
      stoppedView(db, await linkedAddress(platform, db, params.token)),
    )

    mount(scope, contracts.stopMessages, async ({ params, platform, work }) => {
      const linked = await linkedAddress(platform, work.tx, params.token)
      await stopAddress(work, linked, linked.subject)
      return stoppedView(work.tx, linked)
    })

    mount(scope, contracts.resumeMessages, async ({ params, platform, work }) => {
      const linked = await linkedAddress(platform, work.tx, params.token)
      await resumeAddress(work, linked, linked.subject)
      return stoppedView(work.tx, linked)
    })
    done()
  })
}
