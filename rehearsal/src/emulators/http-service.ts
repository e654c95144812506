import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { drawing, noFaults, type Faults } from '../emulator.ts'

export interface Request {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface HttpService {
  readonly port: number
  behave(faults: Faults): void
  stop(): Promise<void>
}

const mostBytes = 2 ** 20

/** A service that speaks HTTP, with the faults that it is told to have; what it refuses for a fault it never took. */
export async function serveHttp(
  answer: (request: Request) => Reply | Promise<Reply>,
  /** Somebody wants to speak WebSocket; without it nobody can. */
  upgrade?: (request: IncomingMessage, socket: Duplex) => void,
): Promise<HttpService> {
  let faults = noFaults
  let draw = drawing(faults.seed)

  const serve = async (request: Request, response: ServerResponse): Promise<void> => {
    if (draw() < faults.slow.share) await pause(faults.slow.milliseconds)
    if (draw() < faults.throttle) return say(response, { status: 429, headers: { 'retry-after': '1' } })
    if (draw() < faults.fail) return say(response, { status: 503 })
    const reply = await answer(request)
    if (draw() < faults.lose) response.destroy()
    else say(response, reply)
  }
  const server = createServer((incoming, response) => {
    const parts: Buffer[] = []
    let bytes = 0
    // Whoever hangs up has had what he wanted.
    incoming.on('error', () => response.destroy())
    incoming.on('data', (part: Buffer) => {
      bytes += part.length
      if (bytes > mostBytes) incoming.destroy()
      else parts.push(part)
    })
    incoming.on('end', () => {
      const { method = '', url = '/', headers } = incoming
      serve({ method, path: url, headers, body: Buffer.concat(parts) }, response).catch(() => response.destroy())
    })
  })
  if (upgrade) server.on('upgrade', upgrade)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    // A server that listens at a port has an address with one.
    port: (server.address() as AddressInfo).port,
    behave(given) {
      faults = given
      draw = drawing(given.seed)
    },
    stop: () => new Promise(resolve => server.close(() => resolve()).closeAllConnections()),
  }
}

function say(response: ServerResponse, { status, headers = {}, body = '' }: Reply): void {
  response.writeHead(status, headers).end(body)
}
