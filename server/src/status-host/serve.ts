import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { answersFrom, type Answers } from './answers.ts'
import { bucketsOf } from './buckets.ts'
import { openFastLane } from './fast-lane.ts'
import { freshHeaders } from './headers.ts'
import { keysFrom, readSecret, type Keys } from './keys.ts'
import { readersUpTo } from './readers.ts'
import { sendFile } from './send-file.ts'
import type { Snapshot } from './snapshot.ts'
import { visitorOf, type TrustedProxies } from '../platform/trusted-proxies.ts'
import { watchSnapshots } from './watch.ts'

export interface HostOptions {
  readonly root: string
  readonly host: string
  readonly port: number
  /** Null: the key that lies in the folder. */
  readonly secret: Buffer | null
  readonly mostReaders: number
  /** Proxies that may say from where a visitor came. */
  readonly trusted: TrustedProxies
  readonly say: (line: string) => void
}

export interface Host {
  readonly url: string
  close(): Promise<void>
}

/** A page that was never made is said to be coming. */
const notYet = Buffer.from('The status page is being made. Please try again in a few seconds.\n')

const failed = Buffer.from('This could not be answered. Please try again, or look at the first page.\n')

/**
 * Serves the snapshot to which `current` leads, from memory. It knows no database and no other process, so it answers as long as this
 * machine runs. Whatever is asked with a query is answered as without it: there is nothing that could grow.
 */
export async function serveStatus(options: HostOptions): Promise<Host> {
  const { root, say, trusted } = options
  const buckets = bucketsOf({ burst: 600, perSecond: 60, slots: 65_536 })
  const readers = readersUpTo(options.mostReaders)
  const failures = seldom(say)
  let answers: Answers | null = null
  const prepare = (snapshot: Snapshot): void => {
    const secret = options.secret ?? readSecret(root)
    const keys = secret && keysFrom(secret)
    warnOfKey(snapshot, keys)
    answers = answersFrom(snapshot, keys, buckets)
  }
  let warned = ''
  const warnOfKey = ({ manifest, numbers }: Snapshot, keys: Keys | null): void => {
    const warning =
      manifest.numbers === null || (keys !== null && numbers?.print === keys.print)
        ? ''
        : numbers === null
          ? `The list of affected connections ${manifest.numbers} cannot be read; look-ups say that they cannot tell. Pulih writes it again within a minute.`
          : 'The list of affected connections was made with another key; look-ups say that they cannot tell. Give this process the same PULIH_SECRET_STATUSPAGE as Pulih.'
    if (warning !== '' && warning !== warned) say(warning)
    warned = warning
  }
  const watch = watchSnapshots({
    root,
    say,
    onNew(snapshot) {
      prepare(snapshot)
      readers.tell(snapshot.revision, snapshot.asOf)
    },
  })
  if (watch.shown) prepare(watch.shown)

  const visitor = ({ socket, headers }: IncomingMessage): string =>
    visitorOf(socket.remoteAddress ?? '', headers['x-forwarded-for'] as string | undefined, trusted)

  /** A mistake of ours costs one reader his answer, and nobody else the page. */
  const answerOrSay = (request: IncomingMessage, response: ServerResponse): void => {
    try {
      answer(request, response)
    } catch (reason) {
      failures.say(reason)
      if (response.headersSent) response.destroy()
      else plain(response, 500, failed, ['Retry-After', '5'])
    }
  }

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const { url = '/', method } = request
    if (hasLargeBody(request)) response.setHeader('Connection', 'close')
    if (method !== 'GET' && method !== 'HEAD') return refuse(response, method === 'OPTIONS' ? 204 : 405)
    const snapshot = watch.shown
    const end = url.indexOf('?')
    const path = end === -1 ? url : url.slice(0, end)
    if (snapshot === null) return plain(response, 503, notYet, ['Retry-After', '5'])
    const query = end === -1 ? '' : url.slice(end + 1)
    if (query !== '' || path.includes('/me/') || path === '/api/look-up') {
      if (answers?.(request, response, { path, query, address: visitor(request) })) return
    }
    const file = snapshot.files.get(path)
    if (file) return sendFile(request, response, file)
    if (path === '/events') return listen(request, response, snapshot)
    if (path === '/.well-known/pulih-status') return tellState(response, snapshot, readers.size)
    if (snapshot.files.has(`${path}/`)) return redirect(response, `${path}/`)
    missing(request, response, snapshot, path)
  }

  const listen = (request: IncomingMessage, response: ServerResponse, snapshot: Snapshot): void => {
    if (request.method === 'HEAD') return plain(response, 200, Buffer.alloc(0))
    if (!readers.join(response, visitor(request), snapshot.revision, snapshot.asOf))
      plain(response, 503, Buffer.from('Too many are listening; look from time to time instead.\n'), [
        'Retry-After',
        '60',
      ])
  }

  const http = createServer(limits, answerOrSay)
  http.maxRequestsPerSocket = 0
  // Who connects and says nothing, or nothing sensible, is let go without a word in a log that he could fill.
  http.on('clientError', ({ code }: NodeJS.ErrnoException, socket) => {
    if (!socket.writable) return socket.destroy()
    socket.end(
      `HTTP/1.1 ${refusals[code ?? ''] ?? '400 Bad Request'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    )
  })
  http.maxConnections = 20_000
  const closeLane = openFastLane(http, {
    fileAt: path => watch.shown?.files.get(path),
    idleMilliseconds: limits.keepAliveTimeout,
  })
  await listening(http, options)
  return {
    url: urlOf(http),
    async close() {
      watch.stop()
      readers.close()
      const closed = new Promise(resolve => http.close(resolve))
      closeLane()
      const impatient = setTimeout(() => http.closeAllConnections(), 2_000)
      await closed
      clearTimeout(impatient)
    },
  }
}

/** Slow writers of requests are given seconds, not minutes; nobody needs more headers than these. */
const limits = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
  noDelay: true,
}

const refusals: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

function hasLargeBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 4096
}

/** What fails may fail for everybody who asks: one line a minute says so, and a disk stays empty. */
function seldom(say: (line: string) => void): { say(reason: unknown): void } {
  let silentUntil = 0
  return {
    say(reason) {
      if (Date.now() < silentUntil) return
      silentUntil = Date.now() + 60_000
      say(
        `A request could not be answered: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`,
      )
    },
  }
}

function refuse(response: ServerResponse, status: 204 | 405): void {
  const headers = freshHeaders('text/plain; charset=utf-8', status === 204 ? null : 0, ['Allow', 'GET, HEAD'])
  response.writeHead(status, headers as string[])
  response.end()
}

function plain(response: ServerResponse, status: number, body: Buffer, more: readonly string[] = []): void {
  response.writeHead(status, freshHeaders('text/plain; charset=utf-8', body.length, more) as string[])
  response.end(body)
}

/** Only where the page is: a path is never taken for an address of somebody else. */
function redirect(response: ServerResponse, path: string): void {
  response.writeHead(308, freshHeaders('text/plain; charset=utf-8', 0, ['Location', path]) as string[])
  response.end()
}

/** A page in the language of the path; for programs their own form. */
function missing(request: IncomingMessage, response: ServerResponse, { files }: Snapshot, path: string): void {
  const [, language] = /^\/(en|id|pl)\//.exec(path) ?? []
  const file = files.get(`/${language}/404.html`) ?? files.get('/404.html')
  if (path.startsWith('/api/') || !file) {
    const body = Buffer.from('{"error":"not-found"}\n')
    response.writeHead(404, freshHeaders('application/json; charset=utf-8', body.length) as string[])
    response.end(request.method === 'HEAD' ? undefined : body)
    return
  }
  const { body } = file.plain
  response.writeHead(404, freshHeaders('text/html; charset=utf-8', body.length) as string[])
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** For whoever watches it. */
function tellState(response: ServerResponse, { revision, asOf }: Snapshot, readers: number): void {
  const body = Buffer.from(JSON.stringify({ revision, asOf, readers, pid: process.pid }))
  response.writeHead(200, freshHeaders('application/json; charset=utf-8', body.length) as string[])
  response.end(body)
}

function listening(server: Server, { host, port }: HostOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port, backlog: 1024 }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function urlOf(server: Server): string {
  const address = server.address()
  if (address === null || typeof address === 'string') return ''
  const name =
    address.address === '0.0.0.0' || address.address === '::'
      ? 'localhost'
      : address.family === 'IPv6'
        ? `[${address.address}]`
        : address.address
  return `http://${name}:${address.port}`
}
