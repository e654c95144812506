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
  /** What was taken and has not begun is let go; what has begun ends as it does. */
  readonly leave: () => void
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

/** Why one that was taken is not tried. */
export type LeftAlone =
  /** For so many seconds. */
  | { readonly because: 'destination'; readonly seconds: number }
  | { readonly because: 'stale' }
  | { readonly because: 'left' }

interface Ready<Message> {
  readonly message: Message
  readonly destination: string
  readonly turn: number
  readonly since: number
}

export function flightOf<Message extends Addressed, Outcome>(
  { destinationOf }: Pick<Provider, 'destinationOf'>,
  { atOnce, perSecond }: Pick<Channel, 'atOnce' | 'perSecond'>,
  handOver: (message: Message) => Promise<Landed<Outcome>>,
  leftAlone: (message: Message, why: LeftAlone) => Outcome,
): Flight<Message, Outcome> {
  const many = destinationOf === undefined ? null : destinations(atOnce)
  const ready: Ready<Message>[] = []
  let active = 0
  let done: Landed<Outcome>[] = []
  let broken: unknown = null
  let wake: () => void = () => undefined
  let pending: NodeJS.Timeout | undefined
  let turning: NodeJS.Timeout | undefined
  let weeding: NodeJS.Timeout | undefined
  const speed = speedometer()

  const land = (landed: Landed<Outcome>): void => {
    done.push(landed)
    speed.count()
    if (done.length >= enough || (active === 0 && ready.length === 0)) wake()
    else pending ??= setTimeout(() => wake(), longestMilliseconds)
  }
  const letGo = (index: number, why: LeftAlone): void => {
    for (const { message } of ready.splice(index, 1))
      land({ outcome: leftAlone(message, why), isAnswered: false, restSeconds: 0 })
  }
  const leave = (): void => {
    for (let index = ready.length - 1; index >= 0; index--) letGo(index, { because: 'left' })
  }
  const begin = async ({ message, destination }: Ready<Message>): Promise<void> => {
    active++
    const end = many?.begin(destination, performance.now())
    try {
      const landed = await handOver(message)
      active--
      end?.(landed.isAnswered, performance.now())
      land(landed)
    } catch (reason) {
      active--
      broken ??= reason
      leave()
      wake()
    }
    pump()
  }
  /** Taken too long ago: somebody may have said meanwhile that he wants no more, and whoever took it is soon given up. */
  const isStale = ({ turn, since }: Ready<Message>): boolean =>
    performance.now() - Math.max(turn, since) > staleMilliseconds
  const hasPlace = (): boolean => active < atOnce
  /** Begins those whose turn it is and whose destination may have a place. */
  const beginWhere = (mayHave: (destination: string) => boolean): void => {
    for (let index = 0; hasPlace() && index < ready.length;) {
      const next = ready[index]
      if (next === undefined) return
      const rest = many?.rest(next.destination, performance.now()) ?? 0
      const delay = next.turn - performance.now()
      if (rest > 0) letGo(index, { because: 'destination', seconds: rest })
      else if (isStale(next)) letGo(index, { because: 'stale' })
      else if (!mayHave(next.destination)) index++
      else if (delay > 0.5) {
        turning ??= setTimeout(() => {
          turning = undefined
          pump()
        }, delay)
        return
      } else {
        ready.splice(index, 1)
        void begin(next)
      }
    }
  }
  const pump = (): void => {
    beginWhere(destination => many?.hasShareLeft(destination) ?? true)
    // Nobody else wants what is left: also few destinations, or one, get as many places as there are.
    if (many !== null) beginWhere(destination => many.mayHaveMore(destination, performance.now()))
  }
  /** What waits for destinations that are slow gives its places to others, but for a few of each. */
  const weed = (): void => {
    weeding = undefined
    const behind = new Map<string, number>()
    for (let index = 0; index < ready.length;) {
      const next = ready[index]
      if (next === undefined) return
      const { destination, since } = next
      const before = behind.get(destination) ?? 0
      const now = performance.now()
      const isStuck = many?.isSlow(destination, now) === true && now - since >= weedMilliseconds
      if (isStuck && before >= mostBehindBusy) letGo(index, { because: 'destination', seconds: busySeconds })
      else if (isStale(next)) letGo(index, { because: 'stale' })
      else {
        behind.set(destination, before + 1)
        index++
      }
    }
    if (ready.length > 0) weeding = setTimeout(weed, weedMilliseconds)
  }
  return {
    room: () =>
      broken === null
        ? Math.max(0, atOnce + Math.min(400, Math.ceil(speed.perSecond() * aheadSeconds)) - active - ready.length)
        : 0,
    start(messages, from, now) {
      const queued = new Map<string, number>()
      const first = performance.now() + now.until(from).total('milliseconds')
      for (const [index, message] of messages.entries()) {
        const destination = destinationOf?.(message.address) ?? ''
        const before = queued.get(destination) ?? 0
        queued.set(destination, before + 1)
        const since = performance.now()
        ready.push({ message, destination, turn: perSecond === null ? 0 : first + (index / perSecond) * 1_000, since })
        // What would only stand in the way of others comes back later.
        if (many?.isSlow(destination, since) === true && before >= mostBehindBusy)
          letGo(ready.length - 1, { because: 'destination', seconds: busySeconds })
      }
      pump()
      if (ready.length > 0) weeding ??= setTimeout(weed, weedMilliseconds)
    },
    landed() {
      // What landed beside it is written down first.
      if (broken !== null && active === 0 && ready.length === 0 && done.length === 0) throw broken
      clearTimeout(pending)
      pending = undefined
      const now = done
      done = []
      return now
    },
    leave,
    isEmpty: () => active === 0 && ready.length === 0 && done.length === 0 && broken === null,
    somethingLands: () =>
      done.length >= enough || (active === 0 && ready.length === 0)
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
