import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Delivered, Emulator } from '../emulator.ts'
import { serveHttp, type Reply, type Request } from './http-service.ts'
import { accept, type Listener } from './web-socket.ts'

/** What became of one call. */
export interface CallStory {
  /** The sounds that the caller heard. */
  readonly played: readonly string[]
  readonly variables: Readonly<Record<string, string>>
  readonly ended: 'with-people' | 'hung-up' | 'still-waiting'
}

export interface Asterisk extends Emulator {
  /** Somebody calls; with nobody in the application he goes on to people at once. He waits for so long. */
  call(caller: string, options?: { readonly args?: readonly string[]; readonly patience?: number }): Promise<CallStory>
  /** Breaks the line to the application, as a restart of it does. */
  cut(): void
  /** Whether somebody listens to the application. */
  isHeard(): boolean
}

interface Call {
  readonly channel: string
  readonly caller: string
  readonly played: string[]
  readonly variables: Record<string, string>
  readonly end: (how: CallStory['ended']) => void
}

/**
 * The part of Asterisk's REST interface that an announcement takes, in the forms of its published descriptions. It is no Asterisk: that these
 * forms are those of a real one was not tried here.
 */
export async function emulateAsterisk({
  application,
  user,
  password,
  playMilliseconds = 20,
}: {
  readonly application: string
  readonly user: string
  readonly password: string
  /** How long each sound is. */
  readonly playMilliseconds?: number
}): Promise<Asterisk> {
  const delivered: Delivered[] = []
  const calls = new Map<string, Call>()
  const expected = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  let app: Listener | null = null

  const tell = (event: object): void =>
    app?.tell(JSON.stringify({ application, timestamp: new Date().toISOString(), ...event }))
  const leave = (call: Call, how: CallStory['ended']): void => {
    calls.delete(call.channel)
    tell({ type: 'StasisEnd', channel: { id: call.channel } })
    call.end(how)
  }

  const upgrade = ({ headers, url }: IncomingMessage, socket: Duplex): void => {
    const wanted = new URL(url ?? '/', 'http://here')
    const isAllowed = headers.authorization === expected && wanted.pathname === '/ari/events'
    if (!isAllowed || wanted.searchParams.get('app') !== application)
      return void socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n')
    const listener = accept({ headers } as IncomingMessage, socket, () => {
      if (app === listener) app = null
    })
    app = listener
  }

  const play = (call: Call, media: string, id: string): Reply => {
    setTimeout(() => {
      if (!calls.has(call.channel)) return
      const url = media.replace('sound:', '')
      call.played.push(url)
      delivered.push({ key: null, to: call.caller, text: url, at: Date.now(), parts: 1 })
      tell({
        type: 'PlaybackFinished',
        playback: { id, media_uri: media, target_uri: `channel:${call.channel}`, state: 'done' },
      })
    }, playMilliseconds)
    return { status: 201, body: JSON.stringify({ id, media_uri: media, state: 'queued' }) }
  }

  const answer = ({ method, path, headers, body }: Request): Reply => {
    if (headers.authorization !== expected) return { status: 401 }
    const [, ari, things, id = '', deed = ''] = path.split('/')
    if (ari === 'ari' && things === 'applications' && id === application)
      return { status: 200, body: JSON.stringify({ name: application, channel_ids: [...calls.keys()] }) }
    const call = calls.get(id)
    if (ari !== 'ari' || things !== 'channels' || call === undefined) return { status: 404 }
    const given = body.length === 0 ? {} : (JSON.parse(body.toString('utf8')) as Record<string, string>)
    switch (`${method} ${deed}`) {
      case 'POST variable':
        call.variables[given['variable'] ?? ''] = given['value'] ?? ''
        return { status: 204 }
      case 'POST answer':
        return { status: 204 }
      case 'POST play':
        return play(call, given['media'] ?? '', given['playbackId'] ?? randomUUID())
      case 'POST continue':
        leave(call, 'with-people')
        return { status: 204 }
      case 'DELETE ':
        leave(call, 'hung-up')
        return { status: 204 }
      default:
        return { status: 404 }
    }
  }

  const service = await serveHttp(answer, upgrade)
  return {
    ...service,
    delivered,
    clear: () => void (delivered.length = 0),
    cut: () => app?.cut(),
    isHeard: () => app !== null,
    call: (caller, { args = [], patience = 5_000 } = {}) =>
      new Promise(resolve => {
        const channel = `${Math.floor(Date.now() / 1_000)}.${calls.size}-${randomUUID().slice(0, 8)}`
        const [played, variables]: [string[], Record<string, string>] = [[], {}]
        if (app === null) return resolve({ played, variables, ended: 'with-people' })
        const timer = setTimeout(() => call.end('still-waiting'), patience)
        const end = (ended: CallStory['ended']) => {
          clearTimeout(timer)
          resolve({ played, variables, ended })
        }
        const call: Call = { channel, caller, played, variables, end }
        calls.set(channel, call)
        const seen = { id: channel, state: 'Ring', caller: { name: '', number: caller }, language: 'en' }
        tell({ type: 'StasisStart', args, channel: seen })
      }),
    stop() {
      app?.cut()
      return service.stop()
    },
  }
}
