/** The least that a Node server can do: the same bytes to whoever asks, whatever he asks. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

process.on('message', ({ type, encoding, body }: { type: string; encoding: string | null; body: string }) => {
  const bytes = Buffer.from(body, 'base64')
  const headers = [
    'Content-Type',
    type,
    'Content-Length',
    String(bytes.length),
    ...(encoding === null ? [] : ['Content-Encoding', encoding]),
  ]
  const server = createServer((_, response) => {
    response.writeHead(200, headers)
    response.end(bytes)
  })
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
})
process.on('disconnect', () => process.exit(0))
