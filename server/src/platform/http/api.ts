import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { Route } from '@pulih/contracts'
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import type { Platform } from '../platform.ts'
import { problem } from '../problem.ts'
import { addHealth } from '../observe/health.ts'
import { traceRequests } from '../observe/traces.ts'
import { refuse } from './refusal.ts'

declare module 'fastify' {
  interface FastifyInstance {
    readonly platform: Platform
  }
  interface FastifyContextConfig {
    route?: Route
  }
}

/** The HTTP server with every context's routes, its documentation at /api/docs. Not yet listening. */
export async function createApi(platform: Platform): Promise<FastifyInstance> {
  const log: FastifyBaseLogger = platform.log
  const app = fastify({
    loggerInstance: log,
    // One line per failed request is written by `refuse`, and numbers are in the metrics.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: platform.config.maxBodyBytes,
    // Whether it came by https, and for which host: a trusted proxy says it. Who asked is found by `addressOf`.
    trustProxy: ['loopback', ...platform.config.trustedProxies],
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    routerOptions: { maxParamLength: 250 },
    // Addresses that cannot be decoded or are too long never reach a handler.
    frameworkErrors: (_, request, reply) => refuseAddress(request, reply),
    forceCloseConnections: 'idle',
  })
  app.decorate('platform', platform)
  // Routes are validated in `mount`, so that all mistakes of a request are named at once, path and query included.
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(() => data => JSON.stringify(data))
  app.setErrorHandler(refuse)
  app.setNotFoundHandler(refuseAddress)
  // LibreNMS sends its JSON as text/plain unless told otherwise.
  app.addContentTypeParser('text/plain', { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'))
  app.addHook('onSend', async (request, reply) => {
    void reply
      .header('x-request-id', request.id)
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer')
    // Only files that never change say otherwise.
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store')
  })
  addHealth(app, platform)
  traceRequests(app)
  await app.register(cookie)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Pulih',
        version: '1',
        description: 'Outages, affected services, compensation, ledger and payouts of one operator.',
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: { bearer: { type: 'http', scheme: 'bearer', description: 'A session token or an API key' } },
      },
      security: [{ bearer: [] }],
    },
  })
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true })
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger())
  for (const context of platform.contexts)
    await app.register((scope, _, done) => {
      context.routes?.(scope)
      done()
    })
  return app
}

function refuseAddress(request: FastifyRequest, reply: FastifyReply): void {
  refuse(problem('request.not-found', { method: request.method, path: request.url.slice(0, 200) }), request, reply)
}
