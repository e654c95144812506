import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import type { Delivered } from '../emulator.ts'
import type { CallStory } from './asterisk.ts'

export interface FreeSwitch {
  readonly delivered: readonly Delivered[]
  /** Somebody calls, and its dialplan asks at the socket; where nobody answers he goes on to people. */
  call(caller: string, options?: CallOptions): Promise<CallStory>
}

export interface CallOptions {
  readonly language?: string
  /** The order that breaks the line, as if the machine of whoever gave it had died. */
  readonly breakAt?: string
  /** The dialplan has said before it asks that it goes on wherever the line breaks. */
  readonly resumes?: boolean
  /** The sound cannot be played. */
  readonly isMute?: boolean
}

const mostMilliseconds = 10_000

/**
 * FreeSWITCH as its outbound event socket shows it: it connects with whoever listens, tells of a call and does as it is told. It is no
 * FreeSWITCH: that its forms are those of a real one was not tried here.
 */
export function emulateFreeSwitch(port: number, host = '127.0.0.1'): FreeSwitch {
  const delivered: Delivered[] = []
  return {
    delivered,
    call: (caller, options = {}) => play({ host, port, caller, delivered, ...options }),
  }
}

interface Play extends CallOptions {
  readonly host: string
  readonly port: number
  readonly caller: string
  readonly delivered: Delivered[]
}

function play({
  host,
  port,
  caller,
  delivered,
  language,
  breakAt,
  resumes = false,
  isMute = false,
}: Play): Promise<CallStory> {
  const [played, variables]: [string[], Record<string, string>] = [[], resumes ? { socket_resume: 'true' } : {}]
  const id = randomUUID()
  return new Promise(resolve => {
    const socket = connect(port, host)
    let hungUp = false
    let text = ''
    socket.setTimeout(mostMilliseconds, () => end('still-waiting'))
    const end = (ended: CallStory['ended']) => {
      socket.destroy()
      resolve({ played, variables, ended })
    }
    let isConnected = false
    socket.on('connect', () => (isConnected = true))
    // Without the word to resume, a call whose socket is closed is over.
    const isLeft = () => hungUp || (isConnected && variables['socket_resume'] !== 'true')
    const afterwards = () => end(isLeft() ? 'hung-up' : 'with-people')
    socket.on('error', afterwards)
    socket.on('close', afterwards)
    const reply = (more = '') => socket.write(`Content-Type: command/reply\nReply-Text: +OK\n${more}\n`)
    const tell = (headers: Readonly<Record<string, string>>) => {
      const event = `${written(headers)}\n\n`
      socket.write(`Content-Length: ${Buffer.byteLength(event)}\nContent-Type: text/event-plain\n\n${event}`)
    }

    const execute = (app: string, argument: string, order: string): void => {
      reply()
      if (app === 'set') variables[argument.split('=')[0] ?? ''] = argument.slice(argument.indexOf('=') + 1)
      if (app === 'playback' && !isMute) {
        played.push(argument)
        delivered.push({ key: null, to: caller, text: argument, at: Date.now(), parts: 1 })
      }
      const response = app === 'playback' && isMute ? 'FILE NOT FOUND' : app === 'playback' ? 'FILE PLAYED' : '_none_'
      tell({
        'Event-Name': 'CHANNEL_EXECUTE_COMPLETE',
        Application: app,
        'Application-UUID': order,
        'Application-Response': response,
      })
      if (app === 'hangup') hungUp = true
    }
    const order = (said: string): void => {
      const [first = '', ...rest] = said.split('\n')
      const given = new Map(
        rest.map(line => [line.slice(0, line.indexOf(':')).trim(), line.slice(line.indexOf(':') + 1).trim()]),
      )
      const app = given.get('execute-app-name') ?? first
      if (app === breakAt) return void socket.destroy()
      if (first === 'connect')
        return void reply(
          `${written({ 'Unique-ID': id, 'Caller-Caller-ID-Number': caller, ...(language !== undefined && { variable_pulih_language: language }) })}\nSocket-Mode: async\nControl: full\n`,
        )
      if (first === 'exit') return void socket.end()
      if (first === 'sendmsg') return execute(app, given.get('execute-app-arg') ?? '', given.get('Event-UUID') ?? '')
      reply()
    }
    socket.on('data', (piece: Buffer) => {
      text += piece.toString('utf8')
      const said = text.split('\n\n')
      text = said.pop() ?? ''
      for (const each of said) order(each)
    })
  })
}

/** As FreeSWITCH writes values: in the way of addresses. */
function written(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${encodeURIComponent(value)}`)
    .join('\n')
}
