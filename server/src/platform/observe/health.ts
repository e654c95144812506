import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Platform } from '../platform.ts'
import { problem } from '../problem.ts'
import { measure } from './metrics.ts'

/** `/healthz`: the process runs. `/readyz`: it can do its work. `/metrics`: numbers for Prometheus. */
export function addHealth(app: FastifyInstance, platform: Platform): void {
  const { registry } = measure(app, platform)
  app.get('/healthz', { schema: { hide: true } as object }, () => ({ status: 'alive' }))
  app.get('/readyz', { schema: { hide: true } as object }, async (_request, reply) => {
    try {
      await sql`select 1`.execute(platform.db)
      return { status: 'ready' }
    } catch {
      return reply.status(503).send({ status: 'the database does not answer' })
    }
  })
  app.get('/metrics', { schema: { hide: true } as object }, async (request, reply) => {
    requireReader(platform, request)
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

function requireReader({ config }: Platform, request: FastifyRequest): void {
  if (config.metricsToken === null) {
    if (request.ip === '127.0.0.1' || request.ip === '::1' || request.ip === '::ffff:127.0.0.1') return
    throw problem('access.unauthenticated')
  }
  const given = Buffer.from(request.headers.authorization ?? '')
  const wanted = Buffer.from(`Bearer ${config.metricsToken}`)
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw problem('access.unauthenticated')
}
