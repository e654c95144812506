import { setTimeout as pause } from 'node:timers/promises'
import { languages } from '@pulih/kernel'
import { request, WebSocket } from 'undici'
import { orderMilliseconds, playedLateSeconds, type Hear, type Line, type Says } from './line.ts'
import { eventIn, identifierIn, waiting, type StasisEvent } from './ari-events.ts'

export interface AsteriskSettings {
  readonly url: string
  readonly application: string
  readonly user: string
  readonly password: string
}

const longestPauseMilliseconds = 30_000

/**
 * A line to Asterisk by its REST interface: the dialplan gives us a call with `Stasis(pulih)` or `Stasis(pulih,pl)`, we play what there is
 * to hear, and give it back. Where Pulih is away Asterisk gives the call back by itself; calls that were with us when the line broke are
 * given back as soon as it stands again. https://docs.asterisk.org/Configuration/Interfaces/Asterisk-REST-Interface-ARI/
 */
export function openAsterisk(settings: AsteriskSettings, hear: Hear, says: Says): Line {
  const order = orders(settings)
  const ended = waiting()
  const mine = new Set<string>()
  const closing = new AbortController()
  let socket: WebSocket | null = null

  const take = async ({ channel, caller, args }: Extract<StasisEvent, { kind: 'start' }>): Promise<void> => {
    mine.add(channel)
    try {
      const language = languages.find(each => each === args[0]) ?? null
      const { outage, audio, transfer } = await hear({ caller, language })
      const [sound] = audio
      // By these the dialplan knows what was said when the call is with it again.
      if (outage !== null)
        await order('POST', `/channels/${channel}/variable`, { variable: 'PULIH_OUTAGE', value: outage })
      if (sound === undefined) return
      await order('POST', `/channels/${channel}/answer`)
      const playback = `pulih-${channel}`
      const finished = ended.of(playback, (sound.seconds + playedLateSeconds) * 1_000)
      await order('POST', `/channels/${channel}/play`, { media: `sound:${sound.url}`, playbackId: playback })
      const how = await finished
      if (how === 'done' && !transfer) {
        await order('DELETE', `/channels/${channel}`)
        mine.delete(channel)
      }
    } finally {
      ended.end(`pulih-${channel}`, 'gone')
      // Whatever happened before, the call goes on, unless there is none any more.
      if (mine.delete(channel)) await order('POST', `/channels/${channel}/continue`)
    }
  }

  const heard = (event: StasisEvent | null): void => {
    if (event?.kind === 'start')
      take(event).catch((reason: unknown) => says(`Asterisk: a call was given back early: ${sayingOf(reason)}`))
    if (event?.kind === 'played') ended.end(event.playback, event.isWhole ? 'done' : 'failed')
    if (event?.kind === 'end') {
      ended.end(`pulih-${event.channel}`, 'gone')
      mine.delete(event.channel)
    }
  }

  /** Calls that were with us when the line broke, and of which nobody here knows any more. */
  const giveBackStranded = async (): Promise<void> => {
    const { channel_ids: held } = (await order('GET', `/applications/${settings.application}`)) as {
      channel_ids?: unknown
    }
    const stranded = Array.isArray(held) ? held.map(identifierIn).filter(id => id !== null && !mine.has(id)) : []
    for (const channel of stranded) await order('POST', `/channels/${channel}/continue`)
  }

  const stay = async (): Promise<void> => {
    for (let failures = 0; !closing.signal.aborted;) {
      const begun = performance.now()
      try {
        const url = `${settings.url.replace(/^http/, 'ws')}/events?app=${settings.application}`
        socket = new WebSocket(url, { headers: { authorization: basic(settings) } })
        await untilClosed(socket, { opened: giveBackStranded, heard: text => heard(eventIn(text)) })
      } catch (reason) {
        if (failures === 0 && !closing.signal.aborted) says(`Asterisk: the line is down: ${sayingOf(reason)}`)
      }
      failures = performance.now() - begun > longestPauseMilliseconds ? 0 : failures + 1
      const rest = Math.min(500 * 2 ** Math.min(failures, 10), longestPauseMilliseconds)
      await pause(rest, undefined, { signal: closing.signal, ref: false }).catch(() => undefined)
    }
  }

  const staying = stay()
  return {
    async close() {
      closing.abort()
      socket?.close()
      await Promise.allSettled([...mine].map(channel => order('POST', `/channels/${channel}/continue`)))
      await staying
    },
  }
}

interface Ears {
  readonly opened: () => Promise<void>
  readonly heard: (text: string) => void
}

const longestEvent = 256 * 1_024

/** Ends when the line does. */
function untilClosed(socket: WebSocket, { opened, heard }: Ears): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => void opened().catch(reject))
    socket.addEventListener('message', ({ data }) => {
      if (typeof data === 'string' && data.length <= longestEvent) heard(data)
    })
    socket.addEventListener('error', ({ message }) => reject(new Error(message || 'it broke')))
    socket.addEventListener('close', ({ code }) =>
      code === 1000 ? resolve() : reject(new Error(`it was closed with ${code}`)),
    )
  })
}

type Order = (
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: Readonly<Record<string, string>>,
) => Promise<unknown>

/** Orders by HTTP. One that is refused throws, with neither secrets nor identifiers of calls in what it says. */
function orders(settings: AsteriskSettings): Order {
  return async (method, path, body) => {
    const { statusCode, body: answer } = await request(`${settings.url}${path}`, {
      method,
      headers: { authorization: basic(settings), ...(body && { 'content-type': 'application/json' }) },
      body: body ? JSON.stringify(body) : null,
      signal: AbortSignal.timeout(orderMilliseconds),
    })
    if (statusCode >= 300) {
      await answer.dump()
      throw new Error(`it answered ${statusCode} to ${method} ${path.replace(/^(\/\w+\/)[^/]+/, '$1…')}`)
    }
    const text = await answer.text()
    return text === '' ? {} : JSON.parse(text)
  }
}

function basic({ user, password }: AsteriskSettings): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
}

function sayingOf(reason: unknown): string {
  return reason instanceof Error ? reason.message.slice(0, 200) : 'nobody knows why'
}
