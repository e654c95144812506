import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { Form, ServedFile } from './snapshot.ts'

interface LaneOptions {
  readonly fileAt: (path: string) => ServedFile | undefined
  readonly idleMilliseconds: number
}

/** A reader who takes nothing and asks for more is let go. */
const mostWaitingBytes = 1024 * 1024

/**
 * Most of what a crowd asks is the same: a plain GET for a file that lies in memory, whole, on a connection that stays. Such a request is
 * answered here, with bytes that were put together once in a second. Everything else (another method, a body, a part, a condition, a path
 * that is no file, a request in pieces or several in one) is left to `node:http`, and so is all that the connection says from then on.
 * Returns what lets go of those who were never left to it.
 */
export function openFastLane(http: Server, { fileAt, idleMilliseconds }: LaneOptions): () => void {
  const usual = http.listeners('connection')
  const sockets = new Set<Socket>()
  http.removeAllListeners('connection')
  http.on('connection', (socket: Socket) => {
    sockets.add(socket)
    const forget = (): void => void sockets.delete(socket)
    const letGo = (): void => void socket.destroy()
    const answerEnd = (): void => void socket.end()
    const hear = (piece: Buffer): void => {
      const asked = readPlainly(piece)
      const file = asked && fileAt(asked.path)
      if (!asked || !file) return handOver(piece)
      if (socket.writableLength > mostWaitingBytes) return letGo()
      socket.write(replyWith(formFor(asked.accepts, file)))
    }
    const handOver = (piece: Buffer): void => {
      socket.off('data', hear).off('timeout', letGo).off('close', forget).off('error', letGo).off('end', answerEnd)
      socket.setTimeout(0)
      forget()
      socket.pause()
      for (const listener of usual) listener.call(http, socket)
      socket.unshift(piece)
      socket.resume()
    }
    socket.on('data', hear).on('timeout', letGo).on('close', forget).on('error', letGo).on('end', answerEnd)
    socket.setTimeout(idleMilliseconds)
  })
  return () => {
    for (const socket of sockets) socket.destroySoon()
  }
}

interface PlainRequest {
  readonly path: string
  readonly accepts: 'br' | 'gzip' | 'nothing'
}

/** As long as a browser's usual request, cookies of a neighbour included. */
const mostBytes = 4096

/** Null: it is not plain, or may not be. Only what cannot be misunderstood is understood here. */
export function readPlainly(piece: Buffer): PlainRequest | null {
  if (piece.length > mostBytes || piece[0] !== 0x47) return null
  const text = piece.toString('latin1')
  if (!text.startsWith('GET /') || text.indexOf('\r\n\r\n') !== text.length - 4) return null
  const line = text.indexOf('\r\n')
  if (!text.startsWith(' HTTP/1.1', line - 9)) return null
  const target = text.slice(4, line - 9)
  // Letters, digits and signs of an address: neither a blank nor a control character.
  if (!/^[!-~]+$/.test(target)) return null
  const headers = text.slice(line).toLowerCase()
  if (!plainHeaders.test(headers) || unusual.test(headers) || headers.split('\r\nhost:').length !== 2) return null
  const query = target.indexOf('?')
  // A query behind the path of a file changes nothing; of a question it is the question.
  const path = query === -1 ? target : target.slice(0, query)
  if (query !== -1 && path.endsWith('/is-it-me/')) return null
  return { path, accepts: acceptedIn(headers) }
}

/** Every line a name, a colon and what can be seen; no line that goes on in the next. */
const plainHeaders = /^(\r\n[\w-]+:[ -~\t]*)+\r\n\r\n$/

const unusual =
  /\r\n(content-length|transfer-encoding|range|if-[\w-]+|expect|upgrade|te|trailer|connection:(?!\s*keep-alive\r\n)|accept-encoding:[^\r]*q=0)/

function acceptedIn(headers: string): PlainRequest['accepts'] {
  const at = headers.indexOf('\r\naccept-encoding:')
  if (at === -1) return 'nothing'
  const value = headers.slice(at + 18, headers.indexOf('\r\n', at + 2))
  if (/\bbr\b/.test(value)) return 'br'
  return value.includes('gzip') ? 'gzip' : 'nothing'
}

function formFor(accepts: PlainRequest['accepts'], { br, gz, plain }: ServedFile): Form {
  if (accepts === 'br' && br) return br
  return accepts !== 'nothing' && gz ? gz : plain
}

interface Reply {
  readonly second: number
  readonly bytes: Buffer
}

const replies = new WeakMap<Form, Reply>()

/** Head and body in one piece; only the date in it changes. */
function replyWith(form: Form): Buffer {
  const second = Math.floor(Date.now() / 1000)
  const known = replies.get(form)
  if (known?.second === second) return known.bytes
  const lines: string[] = []
  for (let index = 0; index < form.headers.length; index += 2)
    lines.push(`${form.headers[index]}: ${form.headers[index + 1]}`)
  const head = [
    'HTTP/1.1 200 OK',
    ...lines,
    `Date: ${new Date(second * 1000).toUTCString()}`,
    'Connection: keep-alive',
    'Keep-Alive: timeout=65',
  ]
  const bytes = Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), form.body])
  replies.set(form, { second, bytes })
  return bytes
}
