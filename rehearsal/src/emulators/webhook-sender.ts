import { setTimeout as pause } from 'node:timers/promises'
import { drawing, noFaults, type Faults } from '../emulator.ts'

/** How a service brings things to whoever asked to be told of them. */
export interface WebhookSender<Thing> {
  push(thing: Thing): void
  /** Things that are not acknowledged yet. */
  readonly waiting: () => number
  behave(faults: Faults): void
  stop(): void
}

interface Way<Thing> {
  /** As many at most are in one body. */
  readonly together: number
  /** null: nobody asked. */
  readonly request: (things: readonly Thing[]) => {
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
  } | null
}

const mostAttempts = 8
const firstPauseMilliseconds = 50
const answerMilliseconds = 10_000
/** How far a thing may be put before others that happened earlier. */
const farthest = 8

/** In order and once where no faults are said. What is not acknowledged is said again for a while, as a whole body. */
export function sendWebhooks<Thing>({ together, request }: Way<Thing>): WebhookSender<Thing> {
  let faults = noFaults
  let draw = drawing(faults.seed)
  let isRunning = false
  let underWay = 0
  const stopped = new AbortController()
  const queue: Thing[] = []

  const enqueue = (thing: Thing): void => {
    const back = draw() < faults.reorder ? 1 + Math.floor(draw() * farthest) : 0
    queue.splice(Math.max(0, queue.length - back), 0, thing)
  }
  const run = async (): Promise<void> => {
    while (queue.length > 0 && !stopped.signal.aborted) {
      const things = queue.splice(0, together)
      underWay = things.length
      if (draw() < faults.slow.share) await pause(faults.slow.milliseconds)
      await insist(() => request(things), stopped.signal)
      underWay = 0
    }
    isRunning = false
  }
  return {
    push(thing) {
      enqueue(thing)
      if (draw() < faults.duplicate) enqueue(thing)
      if (isRunning) return
      isRunning = true
      // What is pushed in the same turn goes together.
      setImmediate(() => void run())
    },
    waiting: () => queue.length + underWay,
    behave(given) {
      faults = given
      draw = drawing(given.seed)
    },
    stop: () => stopped.abort(),
  }
}

async function insist(request: () => ReturnType<Way<unknown>['request']>, stopped: AbortSignal): Promise<void> {
  for (let attempt = 0; attempt < mostAttempts && !stopped.aborted; attempt++) {
    const made = request()
    if (made === null) return
    const { url, ...init } = made
    const signal = AbortSignal.any([stopped, AbortSignal.timeout(answerMilliseconds)])
    try {
      const answer = await fetch(url, { ...init, method: 'POST', signal })
      await answer.body?.cancel()
      if (answer.ok) return
    } catch {
      // Nobody was there, or took too long: it is said again.
    }
    await pause(firstPauseMilliseconds * 2 ** attempt)
  }
}
