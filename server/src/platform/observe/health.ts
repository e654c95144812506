import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Platform } from '../platform.ts'
import { problem } from '../problem.ts'
import { measure } from './metrics.ts'

/** `/healthz`: the process runs, and which of those that it looks after do not. `/readyz`: it can do its work. `/metrics`: numbers for Prometheus. */
export function addHealth(app: FastifyInstance, platform: Platform): void {
  const metrics = measure(app, platform)
  const isReady = readiness(platform)
  app.get('/healthz', { schema: { hide: true } }, () => {
    const down = [...platform.watched].filter(([, isUp]) => !isUp()).map(([name]) => name)
    // Not a failure of this process: who restarts it for that would only do more harm.
    return { status: 'alive', ...(down.length > 0 && { down }) }
  })
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    if (await isReady()) return { status: 'ready' }
    return reply.status(503).header('retry-after', '5').send({ status: 'the database does not answer' })
  })
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    requireReader(platform, request)
    return reply.type(metrics.contentType).send(await metrics.read())
  })
}

/** Asks the database, and logs once when it goes and once when it is back. */
function readiness(platform: Platform): () => Promise<boolean> {
  let ready = true
  return async () => {
    try {
      await sql`select 1`.execute(platform.db)
      if (!ready) platform.log.info('The database answers again; nothing has to be done.')
      ready = true
    } catch (reason) {
      if (ready)
        platform.log.error(
          { err: reason },
          'The database does not answer. Requests are refused with 503 and nothing is lost; start PostgreSQL or look at DATABASE_URL, and Pulih goes on by itself.',
        )
      ready = false
    }
    return ready
  }
}

/** Where a request comes from proves nothing: a proxy on this machine forwards those of everybody. */
function requireReader({ config }: Platform, request: FastifyRequest): void {
  if (config.metricsToken === null) {
    if (config.metricsOpen) return
    throw problem('metrics.closed')
  }
  const given = Buffer.from(request.headers.authorization ?? '')
  const wanted = Buffer.from(`Bearer ${config.metricsToken}`)
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw problem('metrics.closed')
}
