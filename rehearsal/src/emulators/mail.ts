import type { AddressInfo, Socket } from 'node:net'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import { drawing, noFaults, type Delivered, type Emulator } from '../emulator.ts'
import { bounceOf, mailFrom } from './mail-bounce.ts'
import { handOverByLmtp } from './mail-lmtp.ts'
import { mailQueue } from './mail-queue.ts'
import { readMail } from './mail-text.ts'

export interface MailOptions {
  /** 0: one that is free. */
  readonly port: number
  /** Where what comes back is handed over, by LMTP on this machine; null: nothing comes back. */
  readonly inbox: number | null
  /** Nobody is called so, and the server says so at once. */
  readonly isUnknown: (to: string) => boolean
  /** The server takes it, and finds out afterwards that nobody is called so. */
  readonly isBouncing: (to: string) => boolean
  readonly bounceAfterMilliseconds: number
}

export interface MailService extends Emulator {
  /** Somebody writes to us. Resolves when it was taken. */
  say(from: string, subject: string, text: string): Promise<void>
  /** Bounces that wait to be handed over. */
  waiting(): number
}

const usual: MailOptions = {
  port: 0,
  inbox: null,
  isUnknown: () => false,
  isBouncing: () => false,
  bounceAfterMilliseconds: 50,
}
const ourAddress = 'news@telnet.example'
const mostBytes = 10 * 1024 * 1024

/** Plays a mail server that takes mail for everybody in the world, and tells afterwards what it could not deliver. */
export async function emulateMail(given: Partial<MailOptions> = {}): Promise<MailService> {
  const options = { ...usual, ...given }
  const delivered: Delivered[] = []
  const timers = new Set<NodeJS.Timeout>()
  let faults = noFaults
  let draw = drawing(faults.seed)
  const queue = options.inbox === null ? null : mailQueue(options.inbox)
  const happens = (share: number): boolean => share > 0 && draw() < share
  const later = (milliseconds: number, act: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      act()
    }, milliseconds)
    timers.add(timer)
  }

  const bringBack = (to: string, raw: string): void => {
    if (queue === null) return
    const bring = (): void => queue.put({ from: '', to, raw })
    for (let times = happens(faults.duplicate) ? 2 : 1; times > 0; times--)
      later(options.bounceAfterMilliseconds * (happens(faults.reorder) ? 1 + 4 * draw() : 1), bring)
  }
  const take = (raw: Buffer, { envelope }: SMTPServerSession): void => {
    const mail = readMail(raw)
    const sender = envelope.mailFrom === false ? '' : envelope.mailFrom.address
    for (const { address } of envelope.rcptTo) {
      if (options.isBouncing(address)) {
        // A bounce is never answered by a bounce (RFC 5321, 4.5.5).
        if (sender !== '') bringBack(sender, bounceOf(address, sender, mail))
      } else
        delivered.push({
          key: mail.key,
          to: address,
          text: `${mail.subject}\n\n${mail.text}`,
          at: Date.now(),
          parts: 1,
        })
    }
  }

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    size: mostBytes,
    onRcptTo({ address }, _session, answered) {
      if (happens(faults.throttle)) return answered(failing(450, '4.7.1 too fast, come again later'))
      return answered(options.isUnknown(address) ? failing(550, '5.1.1 nobody is called so') : null)
    },
    onData(stream, session, answered) {
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', () => {
        const answer = (): void => {
          if (happens(faults.fail)) return answered(failing(451, '4.3.0 something of mine is broken'))
          take(Buffer.concat(pieces), session)
          // Taken, and nobody hears of it.
          if (happens(faults.lose)) return breakLine(session)
          return answered(null)
        }
        if (happens(faults.slow.share)) later(faults.slow.milliseconds, answer)
        else answer()
      })
    },
  })
  const sockets = new Map<number, Socket>()
  server.server.on('connection', (socket: Socket) => {
    const { remotePort } = socket
    if (remotePort === undefined) return
    sockets.set(remotePort, socket)
    socket.on('close', () => sockets.delete(remotePort))
  })
  const breakLine = ({ remotePort }: SMTPServerSession): void => void sockets.get(remotePort)?.destroy()
  // A line that breaks is nothing that should end a rehearsal.
  server.on('error', () => undefined)
  await new Promise<void>(listening => server.listen(options.port, '127.0.0.1', () => listening()))

  return {
    port: (server.server.address() as AddressInfo).port,
    delivered,
    clear: () => void delivered.splice(0),
    behave(given) {
      faults = given
      draw = drawing(given.seed)
    },
    async say(from, subject, text) {
      if (options.inbox === null) throw new Error('nobody listens to what people write')
      await handOverByLmtp(options.inbox, { from, to: ourAddress, raw: mailFrom(from, ourAddress, subject, text) })
    },
    waiting: () => timers.size + (queue?.waiting() ?? 0),
    async stop() {
      queue?.stop()
      for (const timer of timers) clearTimeout(timer)
      for (const socket of sockets.values()) socket.destroy()
      await new Promise<void>(closed => server.close(() => closed()))
    },
  }
}

function failing(responseCode: number, says: string): Error {
  return Object.assign(new Error(says), { responseCode })
}
