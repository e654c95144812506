import type { Provider } from '../adapters/index.ts'
import type { Channel } from '../channels/channel-store.ts'
import { destinations } from './destinations.ts'
import { landing, type Landed } from './landing.ts'
import { busy, isInTheWay, nextOf, weeded, type LeftAlone, type Ready } from './ready.ts'
import { speedometer } from './speedometer.ts'

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

/** What is taken ahead is used within so many seconds, so that a stop is felt at once. */
const aheadSeconds = 0.3
const mostAhead = 400
const weedMilliseconds = 1_000

interface Addressed {
  readonly address: string
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
  let broken: unknown = null
  const isNothingUnderWay = (): boolean => active === 0 && ready.length === 0
  const ground = landing<Outcome>(isNothingUnderWay)
  const speed = speedometer()

  const land = (landed: Landed<Outcome>): void => {
    speed.count()
    ground.land(landed)
  }
  const letGo = (index: number, why: LeftAlone): void => {
    for (const { message } of ready.splice(index, 1))
      land({ outcome: leftAlone(message, why), isAnswered: false, restSeconds: 0, isOurs: false })
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
      ground.wake()
    }
    pump()
  }
  const hasPlace = (): boolean => active < atOnce
  /** Begins those whose turn it is and whose destination may have a place. */
  const beginWhere = (mayHave: (destination: string) => boolean): void => {
    for (let index = 0; hasPlace() && index < ready.length;) {
      const one = ready[index]
      if (one === undefined) return
      const next = nextOf(one, many, mayHave, performance.now())
      if (next.does === 'delay') return pumpAfter(next.delay)
      if (next.does === 'wait') index++
      else if (next.does === 'leave') letGo(index, next.why)
      else {
        ready.splice(index, 1)
        void begin(one)
      }
    }
  }
  const pump = (): void => {
    beginWhere(destination => many?.hasShareLeft(destination) ?? true)
    // Nobody else wants what is left: also few destinations, or one, get as many places as there are.
    if (many !== null) beginWhere(destination => many.mayHaveMore(destination, performance.now()))
  }
  const pumpAfter = once(pump)
  /** What waits for destinations that are slow gives its places to others, but for a few of each. */
  const weed = (): void => {
    const behind = new Map<string, number>()
    for (let index = 0; index < ready.length;) {
      const one = ready[index]
      if (one === undefined) return
      const before = behind.get(one.destination) ?? 0
      const why = weeded(one, many, before, performance.now())
      if (why !== null) letGo(index, why)
      else {
        behind.set(one.destination, before + 1)
        index++
      }
    }
    if (ready.length > 0) weedAfter(weedMilliseconds)
  }
  const weedAfter = once(weed)
  /** What would only stand in the way of others comes back later. */
  const queue = (messages: readonly Message[], turnOf: (index: number) => number): void => {
    const queued = new Map<string, number>()
    for (const [index, message] of messages.entries()) {
      const destination = destinationOf?.(message.address) ?? ''
      const before = queued.get(destination) ?? 0
      queued.set(destination, before + 1)
      const since = performance.now()
      ready.push({ message, destination, turn: turnOf(index), since })
      if (isInTheWay(destination, many, before, since)) letGo(ready.length - 1, busy)
    }
  }
  return {
    room() {
      if (broken !== null) return 0
      const ahead = Math.min(mostAhead, Math.ceil(speed.perSecond() * aheadSeconds))
      return Math.max(0, atOnce + ahead - active - ready.length)
    },
    start(messages, from, now) {
      const first = performance.now() + now.until(from).total('milliseconds')
      queue(messages, index => (perSecond === null ? 0 : first + (index / perSecond) * 1_000))
      pump()
      if (ready.length > 0) weedAfter(weedMilliseconds)
    },
    landed() {
      // What landed beside it is written down first.
      if (broken !== null && isNothingUnderWay() && ground.isEmpty()) throw broken
      return ground.take()
    },
    leave,
    isEmpty: () => isNothingUnderWay() && ground.isEmpty() && broken === null,
    somethingLands: ground.somethingLands,
  }
}

/** Does something after some milliseconds, once however often it is asked for until then. */
function once(act: () => void): (milliseconds: number) => void {
  let timer: NodeJS.Timeout | undefined
  return milliseconds => {
    timer ??= setTimeout(() => {
      timer = undefined
      act()
    }, milliseconds)
  }
}
