import type { Destinations } from './destinations.ts'

/** One that was taken and has not begun. Times in milliseconds of the process. */
export interface Ready<Message> {
  readonly message: Message
  readonly destination: string
  /** Not before this. */
  readonly turn: number
  readonly since: number
}

/** Why one that was taken is not tried. */
export type LeftAlone =
  /** For so many seconds. */
  | { readonly because: 'destination'; readonly seconds: number }
  | { readonly because: 'stale' }
  | { readonly because: 'left' }

/** Of a destination that is busy, so many more wait here; the others come back after a while. */
const mostBehindBusy = 2
/** Nobody waits here longer than this for a destination that is busy: others could have his place. */
const longestBehindBusyMilliseconds = 1_000
const busySeconds = 2
const staleMilliseconds = 3_000

/** What becomes of one that is ready, at a moment: `delay` says how many milliseconds its turn is off. */
export type Next = { readonly does: 'begin' | 'wait' } | { readonly does: 'delay'; readonly delay: number } | LeaveIt
interface LeaveIt {
  readonly does: 'leave'
  readonly why: LeftAlone
}

/** Whether one may begin. `many`: null where all go to one destination. `mayHave`: whether its destination may have a place. */
export function nextOf(
  ready: Pick<Ready<unknown>, 'destination' | 'since' | 'turn'>,
  many: Destinations | null,
  mayHave: (destination: string) => boolean,
  now: number,
): Next {
  const { destination, turn } = ready
  const rest = many?.rest(destination, now) ?? 0
  if (rest > 0) return { does: 'leave', why: { because: 'destination', seconds: rest } }
  if (isStale(ready, now)) return { does: 'leave', why: { because: 'stale' } }
  if (!mayHave(destination)) return { does: 'wait' }
  const delay = turn - now
  return delay > 0.5 ? { does: 'delay', delay } : { does: 'begin' }
}

/** Why one gives up its place to others; null: it does not. `before`: how many wait before it for the same destination. */
export function weeded(
  ready: Pick<Ready<unknown>, 'destination' | 'since' | 'turn'>,
  many: Destinations | null,
  before: number,
  now: number,
): LeftAlone | null {
  const isStuck = now - ready.since >= longestBehindBusyMilliseconds
  if (isStuck && isInTheWay(ready.destination, many, before, now)) return busy
  return isStale(ready, now) ? { because: 'stale' } : null
}

/** Whether one that waits behind so many others for its destination only keeps others from having its place. */
export function isInTheWay(destination: string, many: Destinations | null, before: number, now: number): boolean {
  return before >= mostBehindBusy && many?.isSlow(destination, now) === true
}

export const busy: LeftAlone = { because: 'destination', seconds: busySeconds }

/** Taken too long ago: somebody may have said meanwhile that he wants no more, and whoever took it is soon given up. */
function isStale({ turn, since }: Pick<Ready<unknown>, 'since' | 'turn'>, now: number): boolean {
  return now - Math.max(turn, since) > staleMilliseconds
}
