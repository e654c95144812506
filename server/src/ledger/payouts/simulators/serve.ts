import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Call, Exchange } from '../exchange.ts'

/** A simulated biller on a port of this machine, for demonstrations and for tests of the real wire. */
export async function serveSimulator(
  exchange: Exchange,
  port = 0,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
      const call = {
        method: request.method === 'POST' ? ('POST' as const) : ('GET' as const),
        url: `http://simulator${request.url ?? '/'}`,
        headers,
        body: Buffer.concat(parts).toString('utf8'),
      }
      void reply(exchange, call, request, response)
    })
  })
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  // A TCP server has an address of this form while it listens.
  const { port: actual } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${actual}`,
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
}

async function reply(
  exchange: Exchange,
  call: Call,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answer = await exchange(call)
  if (answer.kind === 'answer') response.writeHead(answer.status, answer.headers).end(answer.body)
  else request.socket.destroy()
}
