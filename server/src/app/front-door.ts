import type { FastifyInstance } from 'fastify'

/** Whoever opens the address that the greeting prints is shown what can be asked there. */
export function frontDoor(app: FastifyInstance): void {
  app.get('/', { schema: { hide: true } }, (_, reply) => reply.redirect('/api/docs'))
}
