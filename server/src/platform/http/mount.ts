import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify'
import { ProblemView, type BodyOf, type ParamsOf, type QueryOf, type ReplyOf, type Route } from '@pulih/contracts'
import type { Actor } from '../actor.ts'
import type { Db } from '../database.ts'
import type { Platform } from '../platform.ts'
import { problem } from '../problem.ts'
import type { Work } from '../work.ts'
import { checkKey, claim, digestOf, keep } from './idempotency.ts'
import { Download, etagOf, Versioned } from './reply.ts'
import { mistakesIn } from './validation.ts'

export interface Asked<R> {
  readonly params: ParamsOf<R>
  readonly query: QueryOf<R>
  readonly actor: Actor
  readonly platform: Platform
  readonly request: FastifyRequest
  /** For cookies and headers; the body is what the handler returns. */
  readonly reply: FastifyReply
}

export interface ReadAsked<R> extends Asked<R> {
  readonly db: Db
}

export interface ChangeAsked<R> extends Asked<R> {
  readonly body: BodyOf<R>
  readonly work: Work
  readonly ifMatch: string | null
}

export interface StreamAsked<R> extends Asked<R> {
  readonly body: Readable
}

type Reply<R> = ReplyOf<R> | Versioned<ReplyOf<R>> | Download
type Handler<R> = R extends { readonly method: 'GET' }
  ? (asked: ReadAsked<R>) => Promise<Reply<R>>
  : (asked: ChangeAsked<R>) => Promise<Reply<R>>

/** The actor of a request that nobody signed. Its writes still have an actor. */
const nobody: Actor = { kind: 'system', id: 'system:anyone', name: 'anyone', permissions: new Set() }

/**
 * Answers a route: credentials, permission, schema, Idempotency-Key and transaction are dealt with here, and a handler only
 * translates. A GET gets the database; everything else gets one transaction, which ends with its answer.
 */
export function mount<R extends Route>(
  app: FastifyInstance,
  route: R & { readonly method: 'GET' },
  handler: (asked: ReadAsked<R>) => Promise<Reply<R>>,
): void
export function mount<R extends Route>(
  app: FastifyInstance,
  route: R,
  handler: (asked: ChangeAsked<R>) => Promise<Reply<R>>,
): void
export function mount<R extends Route>(app: FastifyInstance, route: R, handler: Handler<R>): void {
  const { platform } = app
  app.route({
    method: route.method,
    url: urlOf(route),
    schema: documentation(route),
    config: { route },
    handler: async (request, reply) => {
      const asked = await admit<R>(platform, route, request, reply)
      if (route.method === 'GET') {
        const read = handler as (asked: ReadAsked<R>) => Promise<Reply<R>>
        return send(platform, route, request, reply, await read({ ...asked, db: platform.db }))
      }
      const change = handler as (asked: ChangeAsked<R>) => Promise<Reply<R>>
      requireShallow(request.body)
      const body = checked(route.body, request.body ?? (route.body ? undefined : {}), 'body') as BodyOf<R>
      const ifMatch = request.headers['if-match'] ?? null
      const key = route.idempotent ? idempotencyKey(request) : null
      if (key === null) {
        const answer = await platform.work(asked.actor, work => change({ ...asked, body, work, ifMatch }))
        return send(platform, route, request, reply, answer)
      }
      return answerOnce(platform, route, request, reply, key, asked.actor, work =>
        change({ ...asked, body, work, ifMatch }),
      )
    },
  })
}

/** Answers a route whose body is a file: it arrives as a stream of bounded size, and the handler opens its own transactions. */
export function mountStream<R extends Route>(
  app: FastifyInstance,
  route: R,
  handler: (asked: StreamAsked<R>) => Promise<Reply<R>>,
): void {
  const { platform } = app
  void app.register((scope, _, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { bodyLimit: platform.config.maxImportBytes }, (_request, payload, ready) =>
      ready(null, payload),
    )
    scope.route({
      method: route.method,
      url: urlOf(route),
      schema: documentation(route),
      config: { route },
      handler: async (request, reply) => {
        const asked = await admit<R>(platform, route, request, reply)
        const media = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
        if (!route.accepts.includes(media)) throw problem('request.wrong-media', { accepts: route.accepts.join(', ') })
        const body = bounded(request.body as Readable, platform.config.maxImportBytes)
        return send(platform, route, request, reply, await handler({ ...asked, body }))
      },
    })
    done()
  })
}

function urlOf(route: Route): string {
  return `/api/v1${route.path}`
}

async function admit<R>(
  platform: Platform,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Asked<R>> {
  const found = await platform.hooks.authenticate(platform, request)
  if (!found && route.permission !== 'anyone') throw problem('access.unauthenticated')
  const actor = found ?? nobody
  if (route.permission !== 'anyone' && route.permission !== 'signed-in' && !actor.permissions.has(route.permission))
    throw problem('access.forbidden', { permission: route.permission })
  return {
    params: checked(route.params, request.params ?? {}, 'path') as ParamsOf<R>,
    query: checked(route.query, request.query ?? {}, 'query') as QueryOf<R>,
    actor,
    platform,
    request,
    reply,
  }
}

function checked(schema: Route['body'], value: unknown, part: 'body' | 'query' | 'path'): unknown {
  if (schema === null) return {}
  // Texts in paths and queries are read as numbers in place, so the request's own copy is left alone.
  const copy = part === 'body' ? value : { ...(value as object) }
  const mistakes = mistakesIn(schema, copy, part)
  if (mistakes.length > 0) throw problem('request.invalid', {}, mistakes)
  return copy
}

const deepest = 100

/** What is nested more deeply than anything that we ask for would exhaust the stack of whoever walks through it. */
function requireShallow(body: unknown): void {
  let level = [body]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest)
      throw problem('request.invalid', {}, [{ pointer: '', message: `is nested more than ${deepest} deep` }])
    level = level.flatMap(value => (typeof value === 'object' && value !== null ? Object.values(value) : []))
  }
}

function idempotencyKey(request: FastifyRequest): string | null {
  const header = request.headers['idempotency-key']
  return header === undefined ? null : checkKey(Array.isArray(header) ? header.join(',') : header)
}

async function answerOnce<R>(
  platform: Platform,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  key: string,
  actor: Actor,
  change: (work: Work) => Promise<Reply<R>>,
): Promise<FastifyReply> {
  const digest = digestOf(route.id, request.url, request.body)
  const answer = await platform.work(actor, async work => {
    const before = await claim(work, key, digest)
    if (before) return { ...before, replayed: true }
    const given = await change(work)
    if (given instanceof Download) throw new Error(`${route.id} answers with a file and cannot be idempotent`)
    const view = given instanceof Versioned ? given.view : given
    const headers = given instanceof Versioned ? { etag: etagOf(given.revision) } : {}
    const kept = { status: route.status, reply: JSON.stringify(view), headers }
    await keep(work, key, kept)
    return { ...kept, replayed: false }
  })
  if (answer.replayed) void reply.header('idempotency-replayed', 'true')
  if (!answer.replayed) checkReply(platform, route, JSON.parse(answer.reply))
  return reply.status(answer.status).headers(answer.headers).header('content-type', jsonType).send(answer.reply)
}

const jsonType = 'application/json; charset=utf-8'

async function send<R>(
  platform: Platform,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Reply<R>,
): Promise<FastifyReply> {
  if (answer instanceof Download) {
    const name = answer.name.replaceAll(/[^\w.-]+/g, '-')
    return reply
      .status(route.status)
      .header('content-type', route.media)
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(Readable.from(answer.content))
  }
  const view = answer instanceof Versioned ? answer.view : answer
  if (answer instanceof Versioned) {
    const etag = etagOf(answer.revision)
    void reply.header('etag', etag)
    if (route.method === 'GET' && request.headers['if-none-match'] === etag) return reply.status(304).send()
  }
  if (route.status === 204) return reply.status(204).send()
  checkReply(platform, route, view)
  return reply.status(route.status).header('content-type', jsonType).send(JSON.stringify(view))
}

/** In tests a reply that is not what the documentation promises is a failure. */
function checkReply(platform: Platform, route: Route, view: unknown): void {
  if (!platform.config.checkReplies || route.status === 204) return
  const mistakes = mistakesIn(route.reply, JSON.parse(JSON.stringify(view ?? null)), 'reply')
  if (mistakes.length > 0)
    throw new Error(`the reply of ${route.id} is not what its contract says: ${JSON.stringify(mistakes.slice(0, 5))}`)
}

function bounded(stream: Readable, limit: number): Readable {
  async function* counted(): AsyncGenerator<Buffer> {
    let size = 0
    for await (const chunk of stream) {
      const bytes = chunk as Buffer
      size += bytes.length
      if (size > limit) throw problem('request.too-large', { limit })
      yield bytes
    }
  }
  return Readable.from(counted(), { objectMode: false })
}

function documentation(route: Route): FastifySchema {
  const reads = route.method === 'GET'
  const plain = route.media === 'application/json'
  const headers: Record<string, unknown> = {}
  if (route.idempotent)
    headers['idempotency-key'] = {
      type: 'string',
      maxLength: 200,
      description: 'Repeat a request safely: the same key and body gives the same answer.',
    }
  if (route.versioned && !reads)
    headers['if-match'] = { type: 'string', description: 'The ETag of the version that is being changed.' }
  return {
    operationId: route.id,
    tags: [route.context],
    summary: route.summary,
    description: [
      route.description,
      route.permission === 'anyone'
        ? 'No credentials needed.'
        : route.permission === 'signed-in'
          ? 'For anyone who is signed in.'
          : `Needs the permission \`${route.permission}\`.`,
    ]
      .filter(text => text !== '')
      .join('\n\n'),
    ...(route.permission === 'anyone' ? { security: [] } : {}),
    params: route.params,
    querystring: route.query,
    ...(Object.keys(headers).length > 0 ? { headers: { type: 'object', properties: headers } } : {}),
    ...(route.body ? { body: route.body } : {}),
    ...(route.accepts[0] === 'application/json' ? {} : { consumes: [...route.accepts] }),
    response: {
      [route.status]:
        route.status === 204
          ? { type: 'null', description: 'Done' }
          : plain
            ? route.reply
            : { description: 'A file', content: { [route.media]: { schema: { type: 'string' } } } },
      '4xx': {
        description: ['Refused', ...route.problems].join(' · '),
        content: { 'application/problem+json': { schema: ProblemView } },
      },
    },
  }
}
