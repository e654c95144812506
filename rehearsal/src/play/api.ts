import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'

/** A reply of the API, of which each caller reads the fields that its contract has. */
// oxlint-disable-next-line typescript/no-explicit-any -- replies of our own API, by whose contract they have these fields
export type View = Record<string, any>

/** Somebody of the staff at the API; what he asks is asked again while the server is away. */
export interface Visitor {
  get(path: string): Promise<View>
  post(path: string, body: unknown): Promise<View>
  /** Replaces something that nobody has changed since it was read just now. */
  put(path: string, body: unknown, readAt?: string): Promise<View>
  upload(path: string, file: string, media: string): Promise<View>
}

type Request = Omit<RequestInit, 'headers'> & {
  readonly headers?: Readonly<Record<string, string>>
  readonly duplex?: 'half'
}

/** A reply that refuses. */
export class Refused extends Error {
  readonly status: number
  constructor(path: string, status: number, view: View) {
    super(
      `${path}: ${String(view['title'] ?? status)} ${String(view['detail'] ?? '')} ${JSON.stringify(view['mistakes'] ?? '')}`,
    )
    this.status = status
  }
}

const patienceSeconds = 120

/** A signal that nobody gives. */
const never = new AbortController().signal

export function visitor(url: string, token: string, signal = never): Visitor {
  const ask = (path: string, { headers, ...init }: Request): Promise<Response> =>
    insist(
      () =>
        fetch(`${url}/api/v1${path}`, { ...init, signal, headers: { ...headers, authorization: `Bearer ${token}` } }),
      signal,
    )
  const asked = async (path: string, init: Request): Promise<View> => viewOf(path, await ask(path, init))
  const json = { 'content-type': 'application/json' }
  return {
    get: path => asked(path, {}),
    // The key makes that it is done once, however often it has to be asked.
    post: (path, body) =>
      asked(path, {
        method: 'POST',
        headers: { ...json, 'idempotency-key': randomUUID() },
        body: JSON.stringify(body),
      }),
    async put(path, body, readAt = path) {
      const read = await ask(readAt, {})
      await read.body?.cancel()
      const headers = { ...json, 'if-match': read.headers.get('etag') ?? '' }
      return asked(path, { method: 'PUT', headers, body: JSON.stringify(body) })
    },
    async upload(path, file, media) {
      // A stream of Node is one of the web, which its types do not say.
      const body = Readable.toWeb(createReadStream(file)) as unknown as ReadableStream
      return asked(path, { method: 'POST', body, duplex: 'half', headers: { 'content-type': media } })
    },
  }
}

/** Signs in with a first password, which is changed, and says under which token. */
export async function enter(
  url: string,
  { login, password }: { readonly login: string; readonly password: string },
  signal: AbortSignal,
): Promise<Visitor> {
  const next = `${randomUUID()}-${randomUUID()}`
  const session = await tokenFor(url, login, password)
  await visitor(url, session).post('/me/password', { present: password, next })
  return visitor(url, await tokenFor(url, login, next), signal)
}

async function tokenFor(url: string, login: string, password: string): Promise<string> {
  const reply = await fetch(`${url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password, deliver: 'token' }),
  })
  const { token } = await viewOf('/sign-in', reply)
  if (typeof token !== 'string') throw new Error(`nobody could sign in as ${login}`)
  return token
}

async function viewOf(path: string, reply: Response): Promise<View> {
  const view = (await reply.json()) as View
  if (!reply.ok) throw new Refused(path, reply.status, view)
  return view
}

/** Asks again while nobody is there, or while somebody is there who cannot answer yet. */
async function insist(ask: () => Promise<Response>, signal: AbortSignal): Promise<Response> {
  const end = performance.now() + patienceSeconds * 1_000
  for (;;) {
    try {
      const reply = await ask()
      if (reply.status < 500 && reply.status !== 429) return reply
      if (performance.now() > end) return reply
      await reply.body?.cancel()
    } catch (reason) {
      if (signal.aborted || performance.now() > end) throw reason
    }
    await pause(200)
  }
}

/** Looks again until it is so. */
export async function until<Seen>(
  what: string,
  look: () => Promise<Seen>,
  good: (seen: Seen) => boolean,
  seconds: number,
): Promise<Seen> {
  const end = performance.now() + seconds * 1_000
  for (;;) {
    const seen = await look()
    if (good(seen)) return seen
    if (performance.now() > end) throw new Error(`${what} did not come in ${seconds} s`)
    await pause(100)
  }
}
