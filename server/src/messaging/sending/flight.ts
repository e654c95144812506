import type { Provider } from '../adapters/index.ts'
import type { Channel } from '../channels/channel-store.ts'
import { destinations } from './destinations.ts'

/** What came of one hand-over. */
export interface Landed<Outcome> {
  readonly outcome: Outcome
  /** Whoever is there answered, with whatever. */
  readonly isAnswered: boolean
  /** For how long the provider wants nothing more. */
  readonly restSeconds: number
}

/** Hand-overs under way: as many at once as the channel allows, each not before its turn, none held up by another destination's. */
export interface Flight<Message, Outcome> {
  /** How many more it can use now. */
  readonly room: () => number
  readonly start: (messages: readonly Message[], from: Temporal.Instant, now: Temporal.Instant) => void
  /** What has landed since this was asked last. */
  readonly landed: () => readonly Landed<Outcome>[]
  readonly isEmpty: () => boolean
  /** Resolves when enough has landed to be worth writing down, or a moment after the first. */
  readonly somethingLands: () => Promise<void>
}

/** What is worth a transaction of its own. */
const enough = 100
/** The longest that something that has landed is not written down. */
const longestMilliseconds = 25
/** What is taken ahead is used within so many seconds, so that a stop is felt at once. */
const aheadSeconds = 0.3
/** What has become due meanwhile is looked for so often while others are slow. */
const lookMilliseconds = 500
/** Of a destination that is busy, so many more wait here; the others come back after a while. */
const mostBehindBusy = 2
/** Nobody waits here longer than this for a destination that is busy: others could have his place. */
const weedMilliseconds = 1_000
const busySeconds = 2
const staleMilliseconds = 3_000

interface Addressed {
  readonly address: string
}

export function flightOf<Message extends Addressed, Outcome>(
  { destinationOf }: Pick<Provider, 'destinationOf'>,
  { atOnce, perSecond }: Pick<Channel, 'atOnce' | 'perSecond'>,
  handOver: (message: Message) => Promise<Landed<Outcome>>,
  leftAlone: (message: Message, seconds: number) => Outcome,
): Flight<Message, Outcome> {
  const many = destinationOf === undefined ? null : destinations(atOnce)
  const ready: { message: Message; turn: number; since: number }[] = []
  let active = 0
  let done: Landed<Outcome>[] = []
  let broken: unknown = null
  let wake: () => void = () => undefined
  let pending: NodeJS.Timeout | undefined
  let weeding: NodeJS.Timeout | undefined
  const speed = speedometer()

  const land = (landed: Landed<Outcome>): void => {
    done.push(landed)
    speed.count()
    if (done.length >= enough || (active === 0 && ready.length === 0)) wake()
    else pending ??= setTimeout(() => wake(), longestMilliseconds)
  }
  const begin = async (message: Message): Promise<void> => {
    const name = destinationOf?.(message.address)
    active++
    if (name !== undefined) many?.begin(name)
    try {
      const landed = await handOver(message)
      active--
      if (name !== undefined) many?.end(name, landed.isAnswered, performance.now())
      land(landed)
    } catch (reason) {
      active--
      broken ??= reason
      wake()
    }
    pump()
  }
  /** Taken too long ago: somebody may have said meanwhile that he wants no more, and whoever took it is soon given up. */
  const isStale = ({ turn, since }: (typeof ready)[number]): boolean =>
    performance.now() - Math.max(turn, since) > staleMilliseconds
  const hasPlace = (): boolean => active < atOnce
  /** Begins what may begin: the first whose turn it is and whose destination is not busy. */
  const pump = (): void => {
    for (let index = 0; hasPlace() && index < ready.length;) {
      const next = ready[index]
      if (next === undefined) return
      const name = many === null ? undefined : destinationOf?.(next.message.address)
      const rest = name === undefined ? 0 : (many?.rest(name, performance.now()) ?? 0)
      const delay = next.turn - performance.now()
      if (rest > 0 || isStale(next)) {
        ready.splice(index, 1)
        land({ outcome: leftAlone(next.message, rest), isAnswered: false, restSeconds: 0 })
      } else if (name !== undefined && many?.isBusy(name) === true) index++
      else if (delay > 0.5) {
        setTimeout(pump, delay)
        return
      } else {
        ready.splice(index, 1)
        void begin(next.message)
      }
    }
  }
  /** What waits for destinations that are slow gives its places to others, but for a few of each. */
  const weed = (): void => {
    weeding = undefined
    const behind = new Map<string, number>()
    for (let index = 0; index < ready.length;) {
      const next = ready[index]
      if (next === undefined) return
      const name = destinationOf?.(next.message.address) ?? ''
      const before = behind.get(name) ?? 0
      const isStuck = many?.isBusy(name) === true && performance.now() - next.since >= weedMilliseconds
      if (isStale(next) || (isStuck && before >= mostBehindBusy)) {
        ready.splice(index, 1)
        land({ outcome: leftAlone(next.message, isStuck ? busySeconds : 0), isAnswered: false, restSeconds: 0 })
      } else {
        behind.set(name, before + 1)
        index++
      }
    }
    if (ready.length > 0) weeding = setTimeout(weed, weedMilliseconds)
  }
  return {
    room: () =>
      Math.max(0, atOnce + Math.min(400, Math.ceil(speed.perSecond() * aheadSeconds)) - active - ready.length),
    start(messages, from, now) {
      const queued = new Map<string, number>()
      const first = performance.now() + now.until(from).total('milliseconds')
      for (const [index, message] of messages.entries()) {
        const name = destinationOf?.(message.address)
        const before = name === undefined ? 0 : (queued.get(name) ?? 0)
        if (name !== undefined) queued.set(name, before + 1)
        // What would only stand in the way of others comes back later.
        if (name !== undefined && many?.isBusy(name) === true && before >= mostBehindBusy)
          land({ outcome: leftAlone(message, busySeconds), isAnswered: false, restSeconds: 0 })
        else
          ready.push({
            message,
            turn: perSecond === null ? 0 : first + (index / perSecond) * 1_000,
            since: performance.now(),
          })
      }
      pump()
      if (ready.length > 0) weeding ??= setTimeout(weed, weedMilliseconds)
    },
    landed() {
      if (broken !== null) throw broken
      clearTimeout(pending)
      pending = undefined
      const now = done
      done = []
      return now
    },
    isEmpty: () => active === 0 && ready.length === 0 && done.length === 0,
    somethingLands: () =>
      done.length >= enough || broken !== null || (active === 0 && ready.length === 0)
        ? Promise.resolve()
        : new Promise(resolve => {
            const look = setTimeout(resolve, lookMilliseconds)
            wake = () => {
              clearTimeout(look)
              resolve()
            }
            if (done.length > 0) pending ??= setTimeout(() => wake(), longestMilliseconds)
          }),
  }
}

/** How many have landed a second, of the last moments. */
function speedometer(): { readonly count: () => void; readonly perSecond: () => number } {
  let since = performance.now()
  let counted = 0
  let last = 0
  return {
    count: () => void counted++,
    perSecond() {
      const elapsed = performance.now() - since
      if (elapsed > 250) {
        last = (counted / elapsed) * 1_000
        since = performance.now()
        counted = 0
      }
      return last
    },
  }
}
