import { bind, enquiring, type BindOptions } from './bind.ts'
import type { Line } from './line.ts'
import { pauseOf, type Pace } from './pace.ts'
import { commands } from './pdu.ts'

export interface SessionOptions extends BindOptions {
  readonly pace: Pace
  readonly log: (says: string) => void
  readonly now: () => Temporal.Instant
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

/** A line that lasted so long was none that is refused at once. */
const steadySeconds = 30
const farewellSeconds = 10

export function keepSession(options: SessionOptions): Session {
  const { pace, log, now } = options
  let line: Line | null = null
  let state = 'connecting'
  /** Since when we are signed in, or are not. */
  let since = now()
  let isTrying = true
  let generation = 0
  let closed = false
  let waken: () => void = () => undefined
  const listeners = new Set<() => void>()

  const stand = (next: Line | null, says: string): void => {
    const isNew = (line === null) !== (next === null)
    if (isNew) since = now()
    if (!closed && (isNew || says !== state)) log(says)
    line = next
    isTrying = false
    state = says
    for (const tell of listeners) tell()
  }
  const keep = async (): Promise<void> => {
    let failures = 0
    for (;;) {
      const bound = await bind(options)
      if (typeof bound === 'string') stand(null, `not bound: ${bound}`)
      else {
        generation++
        if (closed) bound.retire('closed')
        stand(bound, 'bound')
        const began = since
        const stop = enquiring(bound, pace.enquireSeconds)
        const reason = await bound.ended
        stop()
        if (now().since(began).total('seconds') >= steadySeconds) failures = 0
        stand(null, `not bound: ${reason}`)
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
    health: () => state.replace(/^(not )?bound/, `$& since ${since.round('second').toString()}`),
    isClosed: () => closed,
    async close() {
      if (closed) return kept
      closed = true
      waken()
      const last = line
      if (last?.isOpen() === true) {
        const farewell = last.ask(commands.unbind, Buffer.alloc(0))
        await Promise.race([farewell, pauseOf(farewellSeconds)])
        last.retire('closed')
        await Promise.race([last.ended, pauseOf(farewellSeconds)])
        last.end('closed')
      }
      return kept
    },
  }
}
