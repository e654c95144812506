import type smpp from 'smpp'

type Fields = Readonly<Record<string, unknown>>

interface Delivery {
  readonly fields: Fields
  readonly taken: () => void
}

export interface Deliveries {
  /** Resolves when somebody has taken it; whoever cannot gets it again. */
  bring(fields: Fields): Promise<void>
  /** Somebody takes deliveries over this line. */
  to(session: smpp.Session): void
  gone(session: smpp.Session): void
  stop(): void
}

const window = 50
const againMilliseconds = 300

/** Brings deliveries to whoever is signed in, in turn, and what had no answer when a line broke once more. */
export function deliveringTo(): Deliveries {
  const waiting: Delivery[] = []
  const lines = new Map<smpp.Session, Set<Delivery>>()
  const timers = new Set<NodeJS.Timeout>()
  let isStopped = false

  const freeLine = (): [smpp.Session, Set<Delivery>] | undefined => {
    const free = [...lines].find(([, unanswered]) => unanswered.size < window)
    if (free !== undefined) {
      // The next one is another line's turn.
      lines.delete(free[0])
      lines.set(...free)
    }
    return free
  }
  const pump = (): void => {
    if (isStopped) return
    while (waiting.length > 0) {
      const line = freeLine()
      const next = line === undefined ? undefined : waiting.shift()
      if (line === undefined || next === undefined) return
      const [session, unanswered] = line
      unanswered.add(next)
      session.deliver_sm(next.fields, ({ command_status }) => {
        // It went over another line meanwhile.
        if (!unanswered.delete(next)) return
        if (command_status === 0) next.taken()
        else again(next)
        pump()
      })
    }
  }
  const again = (delivery: Delivery): void => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      waiting.push(delivery)
      pump()
    }, againMilliseconds)
    timers.add(timer)
  }
  return {
    bring: fields =>
      new Promise(taken => {
        waiting.push({ fields, taken })
        pump()
      }),
    to(session) {
      lines.set(session, new Set())
      pump()
    },
    gone(session) {
      const unanswered = lines.get(session)
      lines.delete(session)
      waiting.unshift(...(unanswered ?? []))
      unanswered?.clear()
      pump()
    },
    stop() {
      isStopped = true
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
