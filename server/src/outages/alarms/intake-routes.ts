import { importAlarms, sendAlarms } from '@pulih/contracts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { mount, mountStream } from '../../platform/index.ts'
import { importAlarmFile } from './import-alarms.ts'
import { receiveAlarms } from './receive-alarms.ts'

/** Ten thousand alarms of Alertmanager in one message, and some more. */
const largestMessage = 16 * 1024 * 1024

export function intakeRoutes(app: FastifyInstance): void {
  void app.register((scope, _, done) => {
    scope.addHook('onRoute', route => {
      route.bodyLimit = largestMessage
    })
    scope.addHook('onRequest', async request => bearerFrom(request, passwordOf(request.headers.authorization)))
    scope.addHook('preHandler', async request => {
      if (request.headers.authorization === undefined) bearerFrom(request, routingKeyOf(request.body))
    })
    mount(
      scope,
      sendAlarms,
      ({ work, params, body }) => receiveAlarms(work, params.source, body),
      // Of whoever names no key in a header only little is read: the key must be in it.
      'headers-or-body',
    )
    done()
  })
  mountStream(app, importAlarms, ({ platform, actor, params, body }) =>
    importAlarmFile(platform, actor, params.source, body),
  )
}

/** Monitoring systems that cannot send a bearer token bring the key elsewhere; from here on it is one like any other. */
function bearerFrom(request: FastifyRequest, key: string | null): void {
  if (key !== null) request.headers.authorization = `Bearer ${key}`
}

/** LibreNMS knows only basic authentication; the key is the password, the user name does not matter. */
function passwordOf(authorization: string | undefined): string | null {
  const [, encoded] = /^basic +([A-Za-z0-9+/=_-]{1,400})$/i.exec(authorization ?? '') ?? []
  if (encoded === undefined) return null
  const pair = Buffer.from(encoded, 'base64').toString('utf8')
  return visible(pair.slice(pair.indexOf(':') + 1))
}

/** PagerDuty's events carry their key in the body. */
function routingKeyOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('routing_key' in body)) return null
  return typeof body.routing_key === 'string' ? visible(body.routing_key) : null
}

function visible(key: string): string | null {
  return /^[\x21-\x7e]{1,200}$/.test(key) ? key : null
}
