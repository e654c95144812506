import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { BodyOf, ParamsOf, QueryOf, ReplyOf, Route } from '@pulih/contracts'
import type { Actor } from '../actor.ts'
import type { Db } from '../database.ts'
import type { Platform } from '../platform.ts'
import { mistake, problem } from '../problem.ts'
import type { Work } from '../work.ts'
import { admit, bounded, doorkeeper, type KeyIn } from './admit.ts'
import { documentation } from './documentation.ts'
import { checkKey, claim, digestOf, keep, personIn, type KeyedRequest } from './idempotency.ts'
import { Download, LiveStream, Versioned } from './reply.ts'
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

export interface TalkAsked<R> extends Asked<R> {
  readonly body: BodyOf<R>
}

export interface StreamAsked<R> extends Asked<R> {
  readonly body: Readable
}

type Reply<R> = ReplyOf<R> | Versioned<ReplyOf<R>> | Download | LiveStream
type Handler<R> = R extends { readonly method: 'GET' }
  ? (asked: ReadAsked<R>) => Promise<Reply<R>>
  : (asked: ChangeAsked<R>) => Promise<Reply<R>>

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
  keyIn?: KeyIn,
): void
export function mount<R extends Route>(app: FastifyInstance, route: R, handler: Handler<R>, keyIn?: KeyIn): void {
  const { platform } = app
  app.route({
    ...declared(platform, route, keyIn),
    handler: async (request, reply) => {
      const asked = await read<R>(platform, route, request, reply)
      if (route.method === 'GET') {
        const look = handler as (asked: ReadAsked<R>) => Promise<Reply<R>>
        return send(platform, route, request, reply, await look({ ...asked, db: platform.db }))
      }
      const change = handler as (asked: ChangeAsked<R>) => Promise<Reply<R>>
      const body = bodyIn<R>(route, request)
      const ifMatch = request.headers['if-match'] ?? null
      const key = route.idempotent ? idempotencyKey(request) : null
      if (key === null) {
        const answer = await platform.work(asked.actor, work => change({ ...asked, body, work, ifMatch }))
        return send(platform, route, request, reply, answer)
      }
      const kept = {
        key,
        digest: digestOf(route.id, request.url, request.body),
        about: personIn(route, asked.params, body),
      }
      return answerOnce(platform, route, reply, kept, asked.actor, work => change({ ...asked, body, work, ifMatch }))
    },
  })
}

/** Answers a route that talks to somebody else: no transaction is open while he is listened to, and the handler opens its own. */
export function mountTalk<R extends Route>(
  app: FastifyInstance,
  route: R,
  handler: (asked: TalkAsked<R>) => Promise<Reply<R>>,
): void {
  // What is answered again under a key is kept in the transaction, which there is not.
  if (route.idempotent) throw new Error(`${route.id} has a key, and no transaction`)
  const { platform } = app
  app.route({
    ...declared(platform, route),
    handler: async (request, reply) => {
      const asked = await read<R>(platform, route, request, reply)
      const answer = await handler({ ...asked, body: bodyIn<R>(route, request) })
      return send(platform, route, request, reply, answer)
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
      ...declared(platform, route),
      handler: async (request, reply) => {
        const asked = await read<R>(platform, route, request, reply)
        const media = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
        if (!route.accepts.includes(media)) throw problem('request.wrong-media', { accepts: route.accepts.join(', ') })
        const body = bounded(request.body as Readable, platform.config.maxImportBytes)
        return send(platform, route, request, reply, await handler({ ...asked, body }))
      },
    })
    done()
  })
}

/** What Fastify has to know of a route, besides who answers it. */
function declared(platform: Platform, route: Route, keyIn: KeyIn = 'headers'): Omit<RouteOptions, 'handler'> {
  return {
    method: route.method,
    url: `/api/v1${route.path}`,
    schema: documentation(route),
    config: { route },
    ...(route.mostBytes === null ? {} : { bodyLimit: route.mostBytes }),
    ...doorkeeper(platform, route, keyIn),
  }
}

async function read<R>(
  platform: Platform,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Asked<R>> {
  return {
    actor: await admit(platform, route, request),
    params: checked(route.params, request.params ?? {}, 'path') as ParamsOf<R>,
    query: checked(route.query, request.query ?? {}, 'query') as QueryOf<R>,
    platform,
    request,
    reply,
  }
}

function bodyIn<R>(route: Route, request: FastifyRequest): BodyOf<R> {
  requireShallow(request.body)
  return checked(route.body, request.body ?? {}, 'body') as BodyOf<R>
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
    if (depth > deepest) throw problem('request.invalid', {}, [mistake('', 'too-deep', { limit: deepest })])
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
  reply: FastifyReply,
  asked: KeyedRequest,
  actor: Actor,
  change: (work: Work) => Promise<Reply<R>>,
): Promise<FastifyReply> {
  const answer = await platform.work(actor, async work => {
    const before = await claim(work, asked)
    if (before) return { ...before, replayed: true }
    const given = await change(work)
    if (given instanceof Download || given instanceof LiveStream)
      throw new Error(`${route.id} answers with a file and cannot be idempotent`)
    const view = given instanceof Versioned ? given.view : given
    const headers = given instanceof Versioned ? { etag: given.etag } : {}
    const kept = { status: route.status, reply: JSON.stringify(view), headers }
    await keep(work, asked.key, kept)
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
  if (answer instanceof LiveStream)
    // A proxy that gathers an answer before it passes it on would keep it for ever.
    return reply.header('content-type', route.media).header('x-accel-buffering', 'no').send(answer.content)
  const view = answer instanceof Versioned ? answer.view : answer
  if (answer instanceof Versioned) {
    const { etag } = answer
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
