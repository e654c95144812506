import { Readable } from 'node:stream'
import type { FastifyRequest, RouteOptions } from 'fastify'
import type { Route } from '@pulih/contracts'
import type { Actor } from '../actor.ts'
import type { Platform } from '../platform.ts'
import { problem } from '../problem.ts'

/** Where the credentials of a route are. Some senders can put their key nowhere but into the body. */
export type KeyIn = 'headers' | 'headers-or-body'

/** The largest body that is read of somebody who has not yet said who he is: as large as PagerDuty makes its events. */
const mostUnsigned = 512 * 1024

/** The actor of a request that nobody signed. Its writes still have an actor. */
const nobody: Actor = { kind: 'system', id: 'system:anyone', person: null, name: 'anyone', permissions: new Set() }

const admitted = new WeakMap<FastifyRequest, Actor>()

/** Who asks, once it is settled that he may. */
export async function admit(platform: Platform, route: Route, request: FastifyRequest): Promise<Actor> {
  const known = admitted.get(request)
  if (known) return known
  const found = await platform.hooks.authenticate(platform, request)
  if (!found && route.permission !== 'anyone') throw problem('access.unauthenticated')
  const actor = found ?? nobody
  if (route.permission !== 'anyone' && route.permission !== 'signed-in' && !actor.permissions.has(route.permission))
    throw problem('access.forbidden', { permission: route.permission })
  admitted.set(request, actor)
  return actor
}

/** Asks for credentials before the body is read, so that nobody without any can make the server parse megabytes. */
export function doorkeeper(
  platform: Platform,
  route: Route,
  keyIn: KeyIn,
): Pick<RouteOptions, 'onRequest' | 'preParsing'> {
  if (keyIn === 'headers')
    return {
      onRequest: async request => {
        await admit(platform, route, request)
      },
    }
  return {
    onRequest: async request => {
      if (isSigned(request)) await admit(platform, route, request)
    },
    preParsing: async (request, _reply, payload) => {
      if (isSigned(request)) return payload
      if (Number(request.headers['content-length'] ?? 0) > mostUnsigned)
        throw problem('request.too-large', { limit: mostUnsigned })
      return bounded(payload, mostUnsigned)
    },
  }
}

function isSigned(request: FastifyRequest): boolean {
  return request.headers.authorization !== undefined
}

/** The same stream, which breaks off where it is longer than it may be. */
export function bounded(stream: Readable, limit: number): Readable {
  async function* counted(): AsyncGenerator<Buffer> {
    let size = 0
    // Not destroyed, because with the request the refusal itself would be lost.
    for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
      const bytes = chunk as Buffer
      size += bytes.length
      if (size > limit) throw problem('request.too-large', { limit })
      yield bytes
    }
  }
  return Readable.from(counted(), { objectMode: false })
}
