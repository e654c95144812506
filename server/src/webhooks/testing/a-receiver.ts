import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ReceivedMessage {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Somebody else's system on this machine: keeps what it is sent, and answers as it is told to. */
export interface Receiver {
  readonly url: string
  readonly messages: ReceivedMessage[]
  /** Null: it never answers. */
  answer: ((response: ServerResponse) => void) | null
  close(): Promise<void>
}

export async function aReceiver(): Promise<Receiver> {
  const messages: ReceivedMessage[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      messages.push({ headers: request.headers, body: Buffer.concat(parts).toString('utf8') })
      receiver.answer?.(response)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  // A server that listens at a port has an address with one.
  const { port } = server.address() as AddressInfo
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/hook`,
    messages,
    answer: response => response.writeHead(204).end(),
    close: () => new Promise(resolve => server.close(() => resolve()).closeAllConnections()),
  }
  return receiver
}

/** Answers with this status, and nothing else. */
export function saying(status: number, headers: Record<string, string> = {}, body = ''): Receiver['answer'] {
  return response => response.writeHead(status, headers).end(body)
}
