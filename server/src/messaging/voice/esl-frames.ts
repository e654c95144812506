/** What FreeSWITCH says on an event socket: headers, and a text where one is announced. */
export interface Frame {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export class TooLong extends Error {}

const mostBytes = 256 * 1_024

/** Takes what comes in pieces, and gives what is whole. Throws {@link TooLong}. */
export function frameReader(): (piece: Buffer) => readonly Frame[] {
  let rest = Buffer.alloc(0)
  return piece => {
    rest = Buffer.concat([rest, piece])
    const frames: Frame[] = []
    for (;;) {
      const end = rest.indexOf('\n\n')
      if (end < 0) break
      const headers = headersIn(rest.toString('utf8', 0, end))
      const length = lengthIn(headers['content-length'])
      const next = end + 2 + length
      if (rest.length < next) break
      frames.push({ headers, body: rest.toString('utf8', end + 2, next) })
      rest = rest.subarray(next)
    }
    if (rest.length > mostBytes) throw new TooLong('a frame has no end')
    return frames
  }
}

function lengthIn(text: string | undefined): number {
  if (text === undefined || text === '') return 0
  const length = /^\d{1,9}$/.test(text) ? Number(text) : mostBytes + 1
  if (length > mostBytes) throw new TooLong('a text is too long')
  return length
}

/** Names in lower case. Values of a call are written as in addresses. */
export function headersIn(text: string): Readonly<Record<string, string>> {
  const headers: Record<string, string> = Object.create(null)
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':')
    if (colon > 0) headers[line.slice(0, colon).trim().toLowerCase()] = decoded(line.slice(colon + 1).trim())
  }
  return headers
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** An order to do one thing with the call. Nothing that people wrote may stand in it: FreeSWITCH runs what looks like `${…}`. */
export function execute(app: string, argument: string, id: string): string {
  if (/[\r\n$]/.test(`${app}${argument}${id}`)) throw new Error(`an order to ${app} would be read as something else`)
  return `sendmsg\ncall-command: execute\nexecute-app-name: ${app}\nexecute-app-arg: ${argument}\nEvent-UUID: ${id}\n\n`
}
