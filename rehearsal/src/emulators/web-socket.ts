import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

/** The other side of a WebSocket, as far as telling short texts takes. RFC 6455: https://www.rfc-editor.org/rfc/rfc6455 */
export interface Listener {
  tell(text: string): void
  /** Breaks the line without a word. */
  cut(): void
}

const guid = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
const textFrame = 0x81
const closeFrame = 0x88

/** Agrees to speak WebSocket with whoever asked. */
export function accept(request: IncomingMessage, socket: Duplex, gone: () => void): Listener {
  const key = createHash('sha1')
    .update(`${request.headers['sec-websocket-key'] ?? ''}${guid}`)
    .digest('base64')
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n\r\n`,
  )
  socket.on('error', () => socket.destroy())
  socket.on('close', gone)
  // All that the other side says here is that it goes: anything it says ends the conversation.
  socket.on('data', () => socket.end(Buffer.from([closeFrame, 2, 0x03, 0xe8])))
  return {
    tell: text => void socket.write(framed(Buffer.from(text))),
    cut: () => void socket.destroy(),
  }
}

function framed(text: Buffer): Buffer {
  if (text.length < 126) return Buffer.concat([Buffer.from([textFrame, text.length]), text])
  const head = Buffer.from([textFrame, 126, 0, 0])
  head.writeUInt16BE(text.length, 2)
  return Buffer.concat([head, text])
}
