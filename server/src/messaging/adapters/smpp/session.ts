import type { Socket } from 'node:net'
import { cString } from './fields.ts'
import { lineOver, type Line, type LineOptions } from './line.ts'
import { commands } from './pdu.ts'
import { worded } from './statuses.ts'

export interface Identity {
  readonly systemId: string
  readonly password: string
  readonly systemType: string
}

export interface SessionOptions extends LineOptions {
  /** Opens the way over which the line goes; the socket is connected, or says by an error why not. */
  readonly dial: () => Promise<Socket>
  readonly identity: Identity
  readonly pace: Pace
  readonly log: (says: string) => void
  readonly now: () => Temporal.Instant
}

/** Times that tests shorten. */
export interface Pace {
  /** After a line that broke, and twice as many after each vain attempt. */
  readonly againSeconds: number
  readonly longestPauseSeconds: number
  readonly enquireSeconds: number
  /** For how long somebody who wants to say something waits for the first line, or for a broken one that is just being mended. */
  readonly patienceSeconds: number
  /** For how long a part of a text waits for the others. */
  readonly partSeconds: number
}

export const usualPace: Pace = {
  againSeconds: 1,
  longestPauseSeconds: 60,
  enquireSeconds: 30,
  patienceSeconds: 5,
  partSeconds: 2,
}

/** Keeps us signed in at a centre as transceiver, over one line at a time, and begins again when it breaks. */
export interface Session {
  /** A line over which requests may go, or why there is none. */
  line(): Promise<Line | string>
  /** How often we signed in: a delivery that comes again over another line is the same. */
  generation(): number
  health(): string
  isClosed(): boolean
  close(): Promise<void>
}

const version = 0x34
/** A line that lasted so long was none that is refused at once. */
const steadySeconds = 30
const farewellSeconds = 10

export function keepSession(options: SessionOptions): Session {
  const { pace, log, now } = options
  let line: Line | null = null
  let state = `not bound since ${shown(now())}: connecting`
  let isTrying = true
  let generation = 0
  let closed = false
  let waken: () => void = () => undefined
  const listeners = new Set<() => void>()

  const stand = (next: Line | null, says: string): void => {
    const was = state
    line = next
    isTrying = false
    state = says
    for (const tell of listeners) tell()
    if (!closed && withoutTime(was) !== withoutTime(says)) log(says)
  }
  const keep = async (): Promise<void> => {
    let failures = 0
    while (!closed) {
      const bound = await bind(options)
      const since = now()
      if (typeof bound === 'string') stand(null, `not bound since ${shown(since)}: ${bound}`)
      else {
        generation++
        if (closed) bound.retire('closed')
        stand(bound, `bound since ${shown(since)}`)
        const stop = enquiring(bound, pace.enquireSeconds)
        const reason = await bound.ended
        stop()
        if (now().since(since).total('seconds') >= steadySeconds) failures = 0
        stand(null, `not bound since ${shown(now())}: ${reason}`)
      }
      if (closed) return
      const pause = Math.min(pace.longestPauseSeconds, pace.againSeconds * 2 ** failures++)
      // Not all processes at the same moment.
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, pause * (0.75 + Math.random() / 2) * 1_000)
        waken = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      if (closed) return
      isTrying = true
    }
  }
  const kept = keep()

  const changes = (): Promise<void> =>
    new Promise(resolve => {
      const done = (): void => {
        clearTimeout(timer)
        listeners.delete(done)
        resolve()
      }
      const timer = setTimeout(done, pace.patienceSeconds * 1_000)
      listeners.add(done)
    })
  return {
    async line() {
      if (line === null && isTrying && !closed) await changes()
      if (line === null || closed) return state
      return line.isOpen() ? line : 'the line is about to be opened anew'
    },
    generation: () => generation,
    health: () => state,
    isClosed: () => closed,
    async close() {
      if (closed) return kept
      closed = true
      waken()
      const last = line
      if (last?.isOpen() === true) {
        const farewell = last.request(commands.unbind, Buffer.alloc(0))
        await Promise.race([farewell, pauseOf(farewellSeconds)])
        last.retire('closed')
        await Promise.race([last.ended, pauseOf(farewellSeconds)])
        last.end('closed')
      }
      return kept
    },
  }
}

/** A line on which we are signed in, or why there is none. */
async function bind(options: SessionOptions): Promise<Line | string> {
  const { identity, dial } = options
  let socket: Socket
  try {
    socket = await dial()
  } catch (reason) {
    return reason instanceof Error ? reason.message : 'no connection'
  }
  const line = lineOver(socket, options)
  const { systemId, password, systemType } = identity
  const body = Buffer.concat([
    cString(systemId),
    cString(password),
    cString(systemType),
    // Version; numbers of any type and plan, and no range of them: whatever is for us.
    Buffer.of(version, 0, 0),
    cString(''),
  ])
  const answer = await line.request(commands.bindTransceiver, body)
  if (answer.kind === 'answered' && answer.pdu.status === 0 && answer.pdu.command !== commands.genericNack) return line
  const reason = answer.kind === 'answered' ? worded(answer.pdu.status) : answer.reason
  line.end(reason)
  return `signing in failed: ${reason}`
}

/** Asks now and then whether somebody is there; who is not does not answer, by which the line ends. Returns how to stop. */
function enquiring(line: Line, seconds: number): () => void {
  const timer = setInterval(() => void line.request(commands.enquireLink, Buffer.alloc(0)), seconds * 1_000)
  return () => clearInterval(timer)
}

/** Keeps no process alive by itself. */
export function pauseOf(seconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, seconds * 1_000).unref())
}

function shown(instant: Temporal.Instant): string {
  return instant.round('second').toString()
}

function withoutTime(state: string): string {
  return state.replace(/since \S+/, '')
}
