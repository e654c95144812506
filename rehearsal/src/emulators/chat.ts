import type { Delivered, Emulator } from '../emulator.ts'
import { serveHttp, type Reply, type Request } from './http-service.ts'

export interface Chat extends Emulator {
  /** An address that somebody's chat or program has here. */
  addressOf(name: string): string
  /** From now on this one never answers, answers late, is gone, or is well again. */
  make(name: string, state: Health): void
  /** What came, as it came, in the order of `delivered`. */
  readonly received: readonly Request[]
}

export type Health = 'well' | 'dead' | 'gone' | { readonly lateMilliseconds: number }

/** Longer than anybody waits. */
const forEverMilliseconds = 600_000

/** Any number of chats and programs that take webhooks; each is well until it is made otherwise. */
export async function emulateChats(): Promise<Chat> {
  const states = new Map<string, Health>()
  const delivered: Delivered[] = []
  const received: Request[] = []
  const seen = new Set<string>()
  const waits = new Set<() => void>()

  const wait = (milliseconds: number): Promise<void> =>
    new Promise(resolve => {
      const end = () => {
        clearTimeout(timer)
        waits.delete(end)
        resolve()
      }
      const timer = setTimeout(end, milliseconds)
      waits.add(end)
    })

  const answer = async (request: Request): Promise<Reply> => {
    const name = decodeURIComponent(request.path.replace('/hooks/', ''))
    const state = states.get(name) ?? 'well'
    if (state === 'gone') return { status: 410 }
    if (request.method !== 'POST') return { status: 405 }
    if (state === 'dead') await wait(forEverMilliseconds)
    else if (state !== 'well') await wait(state.lateMilliseconds)
    const text = textIn(request.body)
    if (text === null) return { status: 400 }
    const key = keyOf(request)
    // Who knows keys takes one thing once; a chat shows whatever it gets.
    if (key === null || !seen.has(`${name} ${key}`)) {
      if (key !== null) seen.add(`${name} ${key}`)
      delivered.push({ key, to: name, text, at: Date.now(), parts: 1 })
      received.push(request)
    }
    return { status: 200, body: 'ok' }
  }

  const service = await serveHttp(answer)
  return {
    ...service,
    delivered,
    received,
    clear() {
      delivered.length = 0
      received.length = 0
    },
    addressOf: name => `http://127.0.0.1:${service.port}/hooks/${encodeURIComponent(name)}`,
    make: (name, state) => void states.set(name, state),
    stop() {
      for (const end of [...waits]) end()
      return service.stop()
    },
  }
}

function keyOf({ headers }: Request): string | null {
  const key = headers['idempotency-key']
  return typeof key === 'string' ? key : null
}

interface Card {
  readonly attachments: readonly { readonly content: { readonly body: readonly { readonly text: string }[] } }[]
}

/** What a person would read: of a card its blocks, of everything else its text. */
function textIn(body: Buffer): string | null {
  try {
    const said = JSON.parse(body.toString('utf8')) as { readonly text?: unknown } | Card
    if ('attachments' in said)
      return said.attachments.flatMap(({ content }) => content.body.map(({ text }) => text)).join('\n')
    return typeof said.text === 'string' ? said.text : null
  } catch {
    return null
  }
}
