import type { IncomingMessage, ServerResponse } from 'node:http'
import { isKnown } from './if-none-match.ts'
import type { FileForm, Form, ServedFile } from './snapshot.ts'

/** Answers with a file: the form that the reader takes, a part of it, or that it did not change. RFC 9110, sections 12 to 14. */
export function sendFile(request: IncomingMessage, response: ServerResponse, file: ServedFile): void {
  const { headers, method } = request
  const form = formFor(headers['accept-encoding'], file)
  const known = headers['if-none-match']
  // Held against the form that would be sent: a cache that keeps several must refresh the right one.
  if (known !== undefined && isKnown(known, form.tag)) {
    response.writeHead(304, form.unchanged as string[])
    response.end()
    return
  }
  const range = headers.range
  if (range !== undefined && method === 'GET' && isSame(headers['if-range'], file)) {
    if (sendPart(response, file.plain, range)) return
  }
  response.writeHead(200, form.headers as string[])
  response.end(method === 'HEAD' ? undefined : form.body)
}

/** Not worth a parser: a reader that refuses an encoding by `;q=0` is sent the next one. */
function formFor(accepted: string | string[] | undefined, file: ServedFile): FileForm {
  if (typeof accepted !== 'string') return file.plain
  if (file.br && accepted.includes('br') && !/\bbr\s*;\s*q=0(\.0*)?\s*(,|$)/.test(accepted)) return file.br
  if (file.gz && accepted.includes('gzip') && !/\bgzip\s*;\s*q=0(\.0*)?\s*(,|$)/.test(accepted)) return file.gz
  return file.plain
}

/** `If-Range` with the tag of the form that is sent in parts, or with none at all. A date is never the same. */
function isSame(ifRange: string | string[] | undefined, { plain }: ServedFile): boolean {
  return ifRange === undefined || ifRange === plain.tag
}

/** One part; of several nobody has to send any, and gets the whole. */
function sendPart(response: ServerResponse, { body, headers }: Form, range: string): boolean {
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range) ?? []
  if (from === undefined || to === undefined || from + to === '') return false
  const start = from === '' ? Math.max(0, body.length - Number(to)) : Number(from)
  const end = from === '' || to === '' ? body.length - 1 : Math.min(Number(to), body.length - 1)
  if (from !== '' && to !== '' && Number(to) < Number(from)) return false
  if (start > end) {
    response.writeHead(416, ['Content-Range', `bytes */${body.length}`, 'Content-Length', '0'])
    response.end()
    return true
  }
  const part = body.subarray(start, end + 1)
  const at = headers.indexOf('Content-Length')
  const changed = [...headers.slice(0, at + 1), String(part.length), ...headers.slice(at + 2)]
  response.writeHead(206, [...changed, 'Content-Range', `bytes ${start}-${end}/${body.length}`])
  response.end(part)
  return true
}
