import { setTimeout as pause } from 'node:timers/promises'
import { ImapFlow } from 'imapflow'
import type { MailInbox } from '@pulih/contracts'
import type { Inbox, Keeping } from './inbox.ts'
import { reading, type Reading } from './imap-reading.ts'

type Settings = Pick<Extract<MailInbox, { by: 'imap' }>, 'folder' | 'host' | 'port' | 'secure' | 'user'>

/** In seconds. */
export interface Pace {
  /** After a broken line or a failure, and twice as long after each further one. */
  readonly afterFailure: number
  readonly longest: number
  /** As long nothing is heard at most, where a server forgets to say that something came. */
  readonly look: number
}

const usual: Pace = { afterFailure: 1, longest: 300, look: 120 }

/**
 * Reads a mailbox that is Pulih's own: what is kept is marked there, not before, and what is not marked is read again. Of several processes
 * each reads; what two of them get is kept once. The server says at once that something came (IDLE, RFC 2177).
 */
export function openImap(settings: Settings, password: string, keeping: Keeping, pace: Pace = usual): Inbox {
  const stopped = new AbortController()
  const read = reading(keeping)
  let failures = 0
  let trouble: string | null = 'it is not connected yet'

  const run = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      try {
        await connected(settings, password, stopped.signal, pace, read, () => {
          failures = 0
          trouble = null
        })
      } catch (reason) {
        const says = `the mailbox cannot be read: ${saysOf(reason)}`
        if (trouble !== says && !stopped.signal.aborted) keeping.log(says)
        trouble = says
      }
      const seconds = Math.min(pace.longest, pace.afterFailure * 2 ** Math.min(failures++, 20))
      await rest(seconds, stopped.signal)
    }
  }
  const running = run()
  return {
    trouble: () => trouble,
    async close() {
      stopped.abort()
      await running
    },
  }
}

/** One connection, from its beginning until it breaks or is stopped. */
async function connected(
  settings: Settings,
  password: string,
  stopped: AbortSignal,
  pace: Pace,
  read: Reading,
  isWell: () => void,
): Promise<void> {
  const client = new ImapFlow({
    host: settings.host,
    port: settings.port,
    secure: settings.secure,
    auth: { user: settings.user, pass: password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
    maxIdleTime: pace.look * 1_000,
    maxLineLength: 2 ** 20,
    maxLiteralSize: 16 * 2 ** 20,
    maxResponseSize: 32 * 2 ** 20,
  })
  const broken = new AbortController()
  const news = new EventTarget()
  // Without a listener an error of the line would end the process; `close` follows it.
  client.on('error', () => undefined)
  client.on('close', () => broken.abort())
  client.on('exists', () => news.dispatchEvent(new Event('news')))
  const end = AbortSignal.any([stopped, broken.signal])
  const close = (): void => client.close()
  stopped.addEventListener('abort', close)
  try {
    await client.connect()
    await client.mailboxOpen(settings.folder)
    isWell()
    while (!end.aborted) {
      let hasNews = false
      const heard = (): void => {
        hasNews = true
      }
      news.addEventListener('news', heard)
      const state = await read(client)
      news.removeEventListener('news', heard)
      // Something came while we read: it is looked at before we lie down, because nobody says it twice.
      if (hasNews || state === 'more' || end.aborted) continue
      await untilNews(client, news, end, state === 'left' ? pace.afterFailure * 5 : pace.look)
    }
    if (broken.signal.aborted && !stopped.aborted) throw new Error('the line broke')
  } finally {
    stopped.removeEventListener('abort', close)
    client.close()
  }
}

/** Lies idle until something comes, the line breaks or the time is over. */
async function untilNews(client: ImapFlow, news: EventTarget, end: AbortSignal, seconds: number): Promise<void> {
  const woken = new AbortController()
  const wake = (): void => woken.abort()
  news.addEventListener('news', wake, { once: true })
  try {
    // The next command ends it.
    const idling = client.idle().catch(wake)
    await rest(seconds, AbortSignal.any([end, woken.signal]))
    if (!end.aborted) await client.noop().catch(() => undefined)
    await idling
  } finally {
    news.removeEventListener('news', wake)
  }
}

/** What ends a pause before its time is what it was waiting for. */
async function rest(seconds: number, signal: AbortSignal): Promise<void> {
  await pause(seconds * 1_000, undefined, { signal, ref: false }).catch(() => undefined)
}

/** Neither a password nor what people wrote: the words of a server may hold both. */
function saysOf(reason: unknown): string {
  const { code, authenticationFailed, message } = reason as {
    readonly code?: string
    readonly authenticationFailed?: boolean
    readonly message?: string
  }
  if (authenticationFailed === true) return 'it does not let us in'
  return code ?? (message === 'the line broke' ? message : 'the server refused something')
}
