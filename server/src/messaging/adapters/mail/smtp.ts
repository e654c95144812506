import { createTransport } from 'nodemailer'
import type { SettingsOf } from '../adapter.ts'
import type { HandOver, Outgoing, Provider } from '../provider.ts'
import { bounceAddress, type Signing } from './bounce-address.ts'

const answerMilliseconds = 30_000
/** No comments, no quoted parts, no lists: addresses that people have. */
const oneAddress = /^[^\s<>()[\],;:\\"@\p{Cc}]{1,64}@[^\s<>()[\],;:\\"@\p{Cc}]{1,255}$/u

/**
 * A mail server. It does not know our keys: a connection that breaks after the message was said leaves a doubt. The key goes along as the
 * Message-ID, so that receipts and bounces name it.
 */
export function smtp(
  settings: Pick<SettingsOf<'smtp'>, 'from' | 'host' | 'port' | 'secure' | 'user'>,
  password: string | null,
  atOnce: number,
  bounces: Signing | null = null,
): Provider {
  const { host, port, secure, user, from } = settings
  const domain = /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost'
  const transport = createTransport({
    host,
    port,
    secure,
    pool: true,
    maxConnections: atOnce,
    maxMessages: 1_000,
    connectionTimeout: answerMilliseconds,
    socketTimeout: answerMilliseconds,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(user !== null && password !== null && { auth: { user, pass: password } }),
  })
  return {
    isIdempotent: false,
    async handOver({ key, to, subject, text, html, unsubscribeUrl }: Outgoing) {
      // What looks like several addresses, or like more than one, goes to nobody.
      if (!oneAddress.test(to)) return { kind: 'refused', isFinal: true, reason: 'it is no address of one person' }
      const messageId = `<${key}@${domain}>`
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          envelope: { from: bounces === null ? addressIn(from) : bounceAddress(key, bounces), to: [to] },
          subject,
          text,
          ...(html !== null && { html }),
          messageId,
          headers: {
            'Auto-Submitted': 'auto-generated',
            'X-Auto-Response-Suppress': 'All',
            ...(unsubscribeUrl !== null && {
              'List-Unsubscribe': `<${unsubscribeUrl}>`,
              'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
            }),
          },
        })
        return { kind: 'accepted', id: messageId }
      } catch (reason) {
        return outcomeOf(reason)
      }
    },
    close() {
      transport.close()
      return Promise.resolve()
    },
  }
}

function addressIn(from: string): string {
  return /<([^<>\s]+)>\s*$/.exec(from)?.[1] ?? from.trim()
}

interface SmtpFailure {
  readonly code?: string
  /** What was said last, such as `RCPT TO`. */
  readonly command?: string
  readonly syscall?: string
  readonly responseCode?: number
  readonly message: string
}

/** RFC 3463, 3.2: no such mailbox, no such system, moved, no mail there. Other refusals may be about us or about what we wrote. */
const nobodyThere = /\b5\.1\.(1|2|6|10)\b/

/** Nothing had been said of the message yet: the name, the connection, TLS or the sign-in failed. */
const beforeMessage = new Set(['EDNS', 'ETLS', 'EAUTH', 'ENOAUTH'])
/** What is refused after these is refused for its reader or its words; whatever comes before is about us, and would be so for everybody. */
const aboutMessage = /^(RCPT TO|DATA)\b/
/** Said of the size that was announced with the sender (RFC 1870, 6.1). */
const tooLarge = 552

/**
 * An answer tells what became of the message. Where the line breaks nodemailer does not say how far it had come, so that only what broke
 * before there was a line is certain; the rest is a doubt, also where it broke before the message was said.
 */
function outcomeOf(reason: unknown): HandOver {
  const { code = '', command = '', syscall, responseCode, message } = reason as SmtpFailure
  const says = message.slice(0, 300)
  // RFC 5321, 4.2.1: what is refused with a number of the fourth class may be tried again.
  if (responseCode !== undefined) {
    const isOurs = !aboutMessage.test(command) && responseCode !== tooLarge
    const isFinal = responseCode >= 500 && !isOurs
    const isGone = isFinal && nobodyThere.test(message)
    return { kind: 'refused', isFinal, reason: says, ...(isOurs && { isOurs }), ...(isGone && { isGone }) }
  }
  if (code === 'EENVELOPE') return { kind: 'refused', isFinal: true, reason: says }
  if (message.startsWith('Connection pool was closed')) return { kind: 'refused', isFinal: false, reason: says }
  const neverBegan =
    beforeMessage.has(code) || syscall === 'connect' || /^(Connection timeout|Greeting never received)/.test(message)
  return neverBegan ? { kind: 'refused', isFinal: false, isOurs: true, reason: says } : { kind: 'lost', reason: says }
}
