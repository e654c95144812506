import { randomUUID } from 'node:crypto'
import { createServer, type Socket } from 'node:net'
import { languages } from '@pulih/kernel'
import { execute, frameReader, headersIn, type Frame } from './esl-frames.ts'
import { orderMilliseconds, playedLateSeconds, type Hear, type Line, type Says } from './line.ts'

export interface FreeSwitchSettings {
  readonly host: string
  readonly port: number
  /** Who may ask. */
  readonly from: readonly string[]
}

const mostCalls = 500
const longestMilliseconds = 180_000

/**
 * Where FreeSWITCH asks by an outbound event socket: `socket 127.0.0.1:8084 async full` in its dialplan connects each call with us, we play
 * what there is to hear, and hang up the line to it, upon which its dialplan goes on. Where nobody answers there it goes on at once.
 * https://developer.signalwire.com/freeswitch/FreeSWITCH-Explained/Modules/mod_event_socket_1048924/
 */
export async function openFreeSwitch(
  { host, port, from }: FreeSwitchSettings,
  hear: Hear,
  says: Says,
): Promise<Line & { readonly port: number }> {
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    const address = (socket.remoteAddress ?? '').replace(/^::ffff:/, '')
    // Whoever asks for a number learns whether its holder has no service: that is for exchanges alone.
    if (!from.includes(address)) {
      says('FreeSWITCH: somebody asked from an address that is not among those allowed')
      return void socket.destroy()
    }
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.setTimeout(longestMilliseconds, () => socket.destroy())
    answerCall(socket, hear).catch((reason: unknown) => {
      says(
        `FreeSWITCH: a call was given back early: ${reason instanceof Error ? reason.message.slice(0, 200) : 'nobody knows why'}`,
      )
      socket.destroy()
    })
  })
  server.maxConnections = mostCalls
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const bound = server.address()
  return {
    port: typeof bound === 'object' && bound !== null ? bound.port : port,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** One call, from its beginning until it is given back. */
async function answerCall(socket: Socket, hear: Hear): Promise<void> {
  const talk = talkOver(socket)
  const call = await talk.ask('connect\n\n')
  const id = call.headers['unique-id'] ?? ''
  // First of all: if the line breaks from here on, the dialplan goes on by itself.
  await talk.ask(execute('set', 'socket_resume=true', randomUUID()))
  const language = languages.find(each => each === call.headers['variable_pulih_language']) ?? null
  const { outage, audio, transfer } = await hear({ caller: call.headers['caller-caller-id-number'] ?? '', language })
  const [sound] = audio
  if (outage !== null) await talk.ask(execute('set', `pulih_outage=${outage}`, randomUUID()))
  if (sound !== undefined && id !== '') {
    await talk.ask('myevents\n\n')
    await talk.ask(execute('answer', '', randomUUID()))
    const isWhole = await talk.done('playback', sound.url, (sound.seconds + playedLateSeconds) * 1_000)
    if (isWhole && !transfer) await talk.ask(execute('hangup', 'NORMAL_CLEARING', randomUUID()))
  }
  socket.end('exit\n\n')
}

interface Talk {
  /** Says something, and waits for the answer to it. */
  ask(text: string): Promise<Frame>
  /** Has something done, and waits until it is; false: it failed, or took too long. Throws where the line broke. */
  done(app: string, argument: string, milliseconds: number): Promise<boolean>
}

function talkOver(socket: Socket): Talk {
  const read = frameReader()
  const answers: ((frame: Frame) => void)[] = []
  const broken = Promise.withResolvers<never>()
  const played = new Map<string, (isWhole: boolean) => void>()
  // Heard by whoever waits for something; if nobody does it is no news.
  broken.promise.catch(() => undefined)
  socket.on('error', broken.reject)
  socket.on('close', () => broken.reject(new Error('the line broke')))
  socket.on('data', (piece: Buffer) => {
    try {
      for (const frame of read(piece)) {
        const kind = frame.headers['content-type']
        if (kind === 'command/reply' || kind === 'api/response') answers.shift()?.(frame)
        else if (kind === 'text/event-plain') hearEvent(headersIn(frame.body))
        else if (kind === 'text/disconnect-notice') broken.reject(new Error('the call is over'))
      }
    } catch (reason) {
      broken.reject(reason)
    }
  })

  const hearEvent = (event: Readonly<Record<string, string>>): void => {
    if (event['event-name'] !== 'CHANNEL_EXECUTE_COMPLETE') return
    const response = event['application-response'] ?? ''
    played.get(event['application-uuid'] ?? '')?.(!/NOT FOUND|ERROR/i.test(response))
  }

  const ask = async (text: string): Promise<Frame> => {
    const answer = Promise.withResolvers<Frame>()
    answers.push(answer.resolve)
    socket.write(text)
    const frame = await within(orderMilliseconds, Promise.race([answer.promise, broken.promise]))
    if (frame === null) throw new Error('it gave no answer')
    if (frame.headers['reply-text']?.startsWith('-ERR') === true) throw new Error('an order was refused')
    return frame
  }
  return {
    ask,
    async done(app, argument, milliseconds) {
      const id = randomUUID()
      const finished = Promise.withResolvers<boolean>()
      played.set(id, finished.resolve)
      await ask(execute(app, argument, id))
      const isWhole = await within(milliseconds, Promise.race([finished.promise, broken.promise]))
      played.delete(id)
      return isWhole ?? false
    },
  }
}

async function within<Result>(milliseconds: number, awaited: Promise<Result>): Promise<Result | null> {
  const late = Promise.withResolvers<null>()
  const timer = setTimeout(late.resolve, milliseconds, null)
  try {
    return await Promise.race([awaited, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
