/** A mail as its reader sees it. */
export interface ReadMail {
  /** Our key, from the Message-ID. */
  readonly key: string | null
  readonly subject: string
  readonly text: string
  readonly head: string
}

/** Reads what nodemailer writes: one part of letters, alone or beside one of markup. It is no reader for all mails of the world. */
export function readMail(raw: Buffer): ReadMail {
  const { head, body } = halves(raw.toString('latin1'))
  return {
    key: /^<(pulih-[^@>]{1,100})@/.exec(field(head, 'message-id'))?.[1] ?? null,
    subject: decodedWords(field(head, 'subject')),
    text: lettersOf(head, body).trim(),
    head,
  }
}

function lettersOf(head: string, body: string): string {
  const type = field(head, 'content-type')
  const boundary = /^multipart\/.*boundary="?([^";]+)"?/i.exec(type)?.[1]
  if (boundary !== undefined) {
    const [, first = ''] = body.split(`--${boundary}\r\n`)
    const part = halves(first.slice(0, first.lastIndexOf('\r\n')))
    return lettersOf(part.head, part.body)
  }
  return decoded(body, field(head, 'content-transfer-encoding').toLowerCase()).toString('utf8')
}

function halves(mail: string): { readonly head: string; readonly body: string } {
  const at = mail.indexOf('\r\n\r\n')
  return at < 0 ? { head: mail, body: '' } : { head: mail.slice(0, at), body: mail.slice(at + 4) }
}

function field(head: string, name: string): string {
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n')
  const line = lines.find(each => each.toLowerCase().startsWith(`${name}:`))
  return line?.slice(name.length + 1).trim() ?? ''
}

function decoded(text: string, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from(text, 'base64')
  if (encoding !== 'quoted-printable') return Buffer.from(text, 'latin1')
  const whole = text.replaceAll(/=\r?\n/g, '')
  return Buffer.from(
    whole.replaceAll(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
}

/** RFC 2047: words of a head in another alphabet. */
function decodedWords(text: string): string {
  return text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, words: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(words, 'base64').toString('utf8')
        : decoded(words.replaceAll('_', ' '), 'quoted-printable').toString('utf8'),
    )
}
