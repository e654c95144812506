import { randomUUID } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import type { BodyOf, ParamsOf, QueryOf, ReplyOf, Route } from '@pulih/contracts'
import { connection, type Connection } from './connection.ts'
import { persistently, Unreachable } from './persistence.ts'
import { refusalOf } from './refusal.ts'

type Given<Name extends string, Value> = {} extends Value
  ? { readonly [N in Name]?: Value }
  : { readonly [N in Name]: Value }

/** What an operation wants to know: parts that have nothing required may be left out. */
export type Question<R> = Given<'params', ParamsOf<R>> &
  Given<'query', QueryOf<R>> &
  Given<'body', BodyOf<R>> & {
    /** The ETag of the version that is changed. */
    readonly ifMatch?: string
  }

interface Reply<R> {
  readonly value: ReplyOf<R>
  readonly etag: string | null
}

/** The server's operations, by the same contracts by which it answers. */
export interface Client {
  readonly connection: Connection
  ask<R extends Route>(route: R, question: Question<R>): Promise<ReplyOf<R>>
  askVersion<R extends Route>(route: R, question: Question<R>): Promise<Reply<R>>
  /** A reply that is a file. */
  download<R extends Route>(route: R, question: Question<R>): Promise<AsyncIterable<Uint8Array>>
  /** A body that is a file. */
  upload<R extends Route>(route: R, question: Question<R>, file: string, media: string): Promise<ReplyOf<R>>
}

export function openClient(to: Connection = connection()): Client {
  const askVersion: Client['askVersion'] = async (route, question) => {
    const reply = await send(to, route, question, jsonBody(route, question))
    // The server answers by the same contract and tests hold it to it; newer ones may say more.
    const value = (route.status === 204 ? {} : await readJson(to, route, reply)) as ReplyOf<typeof route>
    return { value, etag: reply.headers.get('etag') }
  }
  return {
    connection: to,
    askVersion,
    ask: async (route, question) => (await askVersion(route, question)).value,
    async download(route, question) {
      const reply = await send(to, route, question, jsonBody(route, question))
      return chunks(to, reply)
    },
    async upload(route, question, file, media) {
      // A file that is opened as a blob is read again when it is sent again, and never held in memory.
      const content = await openAsBlob(file, { type: media })
      const reply = await send(to, route, question, { headers: { 'content-type': media }, body: content })
      return (await readJson(to, route, reply)) as ReplyOf<typeof route>
    },
  }
}

type Sent = Pick<RequestInit, 'body'> & { readonly headers: Readonly<Record<string, string>> }
/** As far as sending goes, every question is alike. */
interface AnyQuestion {
  readonly params?: unknown
  readonly query?: unknown
  readonly body?: unknown
  readonly ifMatch?: string
}

async function send(
  to: Connection,
  route: Route,
  question: AnyQuestion,
  { headers, body = null }: Sent,
): Promise<Response> {
  const { ifMatch } = question
  const all = {
    ...headers,
    ...(to.token === null ? {} : { authorization: `Bearer ${to.token}` }),
    ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
    // One key for all tries, so that what arrives twice happens once.
    ...(route.idempotent ? { 'idempotency-key': randomUUID() } : {}),
    accept: route.media === 'application/json' ? 'application/json' : `${route.media}, application/problem+json`,
  }
  const address = to.url + pathOf(route, question)
  const repeatable = route.method === 'GET' || route.idempotent
  const asked = `${route.method} ${pathOf(route, question)}`
  return persistently(repeatable, async () => {
    const request: RequestInit = { method: route.method, headers: all, body, redirect: 'error' }
    const reply = await fetch(address, request).catch((reason: unknown) => {
      throw new Unreachable(to.url, reason, repeatable)
    })
    if (!reply.ok) throw await refusalOf(reply, asked, to)
    return reply
  })
}

function jsonBody(route: Route, { body }: AnyQuestion): Sent {
  if (route.body === null) return { headers: {} }
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) }
}

function pathOf(route: Route, { params, query }: AnyQuestion): string {
  const values: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(params ?? {}))
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(values[name])))
  const asked = Object.entries(query ?? {}).filter(([, value]) => value !== undefined)
  const search = new URLSearchParams(asked.map(([name, value]) => [name, String(value)])).toString()
  return `/api/v1${path}${search === '' ? '' : `?${search}`}`
}

async function readJson(to: Connection, route: Route, reply: Response): Promise<unknown> {
  const text = await reply.text().catch((reason: unknown) => {
    throw new Unreachable(to.url, reason, route.method === 'GET' || route.idempotent)
  })
  try {
    return JSON.parse(text)
  } catch {
    throw await refusalOf(new Response(text, { status: reply.status }), `${route.method} ${route.path}`, to)
  }
}

async function* chunks(to: Connection, reply: Response): AsyncGenerator<Uint8Array> {
  if (reply.body === null) return
  try {
    yield* reply.body
  } catch (reason) {
    throw new Unreachable(to.url, reason, true)
  }
}
