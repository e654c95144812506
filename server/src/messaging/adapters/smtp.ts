import { createTransport } from 'nodemailer'
import type { HandOver, Outgoing, Provider } from './provider.ts'

export interface SmtpSettings {
  readonly host: string
  readonly port: number
  /** TLS from the first byte; otherwise STARTTLS is taken where it is offered. */
  readonly secure: boolean
  readonly user: string | null
  /** `Telnet <news@telnet.example>` */
  readonly from: string
}

const answerMilliseconds = 30_000

/**
 * A mail server. It does not know our keys: a connection that breaks after the message was said leaves a doubt. The key goes along as the
 * Message-ID, so that receipts and bounces name it.
 */
export function smtp(settings: SmtpSettings, password: string | null, atOnce: number): Provider {
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
    async handOver({ key, to, subject, text, unsubscribeUrl }: Outgoing) {
      const messageId = `<${key}@${domain}>`
      try {
        await transport.sendMail({
          from,
          // As an object: nothing in an address is read as a second one.
          to: { name: '', address: to },
          subject,
          text,
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

interface SmtpFailure {
  readonly code?: string
  readonly command?: string
  readonly responseCode?: number
  readonly message: string
}

/** Before the message itself was said nothing can have been sent; after it, only an answer tells. */
function outcomeOf(reason: unknown): HandOver {
  const { code, command, responseCode, message } = reason as SmtpFailure
  if (responseCode !== undefined) {
    // RFC 5321, 4.2.1: of the fourth class are those that may be tried again.
    return { kind: 'refused', isFinal: responseCode >= 500, reason: message.slice(0, 300) }
  }
  const wasSaid = command === 'DATA' || code === 'ETIMEDOUT' || code === 'ESOCKET'
  const neverBegan =
    command === 'CONN' || code === 'ECONNECTION' || code === 'EDNS' || code === 'EAUTH' || code === 'ETLS'
  if (neverBegan || !wasSaid) return { kind: 'refused', isFinal: code === 'EENVELOPE', reason: message.slice(0, 300) }
  return { kind: 'lost', reason: message.slice(0, 300) }
}
