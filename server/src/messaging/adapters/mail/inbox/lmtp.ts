import { SMTPServer } from 'smtp-server'
import type { SMTPServerDataStream } from 'smtp-server'
import type { MailInbox } from '@pulih/contracts'
import { arrivalOf, mostMailBytes, type Inbox, type Keeping } from './inbox.ts'

type Settings = Pick<Extract<MailInbox, { by: 'lmtp' }>, 'host' | 'port'>

export interface LmtpInbox extends Inbox {
  /** Where it listens; null: not yet, or not any more. */
  port(): number | null
}

const mostClients = 20
const idleMilliseconds = 60_000
/** So long until it is tried again to listen where another process of ours does. */
const againMilliseconds = 10_000

/**
 * Takes mail from the operator's mail server (LMTP, RFC 2033): each is kept before it is acknowledged, so that what cannot be kept stays
 * in the server's queue and comes again. It asks for no password: it listens where only that server can reach it.
 */
export function openLmtp(
  { host, port }: Settings,
  { receive, log, signing, server: checker = null }: Keeping,
  retryMilliseconds = againMilliseconds,
): LmtpInbox {
  const server = new SMTPServer({
    lmtp: true,
    banner: 'Pulih',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    size: mostMailBytes,
    maxClients: mostClients,
    socketTimeout: idleMilliseconds,
    closeTimeout: 1_000,
    onData(stream, session, answered) {
      bodyOf(stream)
        .then(async body => {
          if (body === null) return answered(failing(552, `it has more than ${mostMailBytes} bytes`))
          const { mailFrom } = session.envelope
          await receive(arrivalOf(body, { from: mailFrom ? mailFrom.address : '' }, signing, checker))
          return answered(null, 'kept')
        })
        .catch(() => answered(failing(451, 'it cannot be kept just now, try again')))
    },
  })
  let trouble: string | null = 'it does not listen yet'
  let again: NodeJS.Timeout | null = null
  let closed = false
  const listen = (): void => {
    again = null
    server.listen(port, host, () => (trouble = null))
  }
  server.on('error', (reason: NodeJS.ErrnoException) => {
    // What one client does to its own line is nothing that staff should know of.
    if (reason.syscall !== 'listen' || closed) return
    if (trouble === null || !trouble.startsWith('nobody can'))
      log(`nobody can hand mail over: ${reason.code ?? 'unknown'}`)
    trouble = `nobody can hand mail over at ${host}:${port}: ${reason.code ?? 'unknown'}`
    again ??= setTimeout(listen, retryMilliseconds)
    again.unref()
  })
  listen()
  return {
    trouble: () => trouble,
    port() {
      const address = server.server.address()
      return typeof address === 'object' ? (address?.port ?? null) : null
    },
    async close() {
      closed = true
      if (again !== null) clearTimeout(again)
      await new Promise<void>(done => server.close(() => done()))
    },
  }
}

function failing(responseCode: number, says: string): Error {
  return Object.assign(new Error(says), { responseCode })
}

/** null: it is too large, and what came of it is thrown away. */
async function bodyOf(stream: SMTPServerDataStream): Promise<Buffer | null> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of stream) {
    // The library gives bytes, and its stream no type to them.
    const chunk = piece as Buffer
    bytes += chunk.length
    if (bytes <= mostMailBytes) pieces.push(chunk)
  }
  return stream.sizeExceeded || bytes > mostMailBytes ? null : Buffer.concat(pieces)
}
