import type { FastifyInstance } from 'fastify'
import { customerRoutes } from './customer.ts'
import { homeRoutes } from './home.ts'
import { webFiles } from './web-files.ts'

/** What belongs to no context: the pages, the figures on the first of them, and where whoever opens the bare address is led. */
export function frontDoor(app: FastifyInstance): void {
  app.get('/', { schema: { hide: true } }, (_, reply) => reply.redirect('/console/'))
  homeRoutes(app)
  customerRoutes(app)
  webFiles(app)
}
