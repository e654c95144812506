/** Failures in a row after which whoever answers for an address is left alone for a while. */
const patience = 3
const restSeconds = 5
const longestRestSeconds = 60
/** Of the hand-overs at once, those that one destination of many may hold while others want theirs, and that are kept for others who may come. */
const share = 0.1
/** Whoever answers within this holds nobody up, and may have the places that nobody else wants. */
const quickMilliseconds = 1_000

/**
 * Who of many destinations may be asked now. One that is slow holds few places, and one that does not answer is left alone, so that the
 * messages of all others go on; one that answers soon may hold nearly all. Times in milliseconds of any clock.
 */
export interface Destinations {
  /** What is returned says that this hand-over has ended. */
  readonly begin: (name: string, now: number) => (isAnswered: boolean, now: number) => void
  readonly hasShareLeft: (name: string) => boolean
  /** Beyond its share, of what nobody else wants. */
  readonly mayHaveMore: (name: string, now: number) => boolean
  /** It holds its share, and whoever waits for it may wait for long. */
  readonly isSlow: (name: string, now: number) => boolean
  /** For how many seconds more it is left alone; 0: it is not. */
  readonly rest: (name: string, now: number) => number
}

interface Destination {
  /** When each of its hand-overs began, the oldest first. */
  readonly active: Set<{ readonly since: number }>
  failures: number
  restUntil: number
  /** It answered the last one, and soon. */
  isQuick: boolean
}

export function destinations(atOnce: number): Destinations {
  const usual = Math.max(1, Math.floor(atOnce * share))
  const most = Math.max(usual, atOnce - usual)
  const known = new Map<string, Destination>()
  const activeOf = (name: string): number => known.get(name)?.active.size ?? 0
  const isQuick = (name: string, now: number): boolean => {
    const one = known.get(name)
    const [oldest] = one?.active ?? []
    return one?.isQuick === true && (oldest === undefined || now - oldest.since <= quickMilliseconds)
  }
  return {
    begin(name, began) {
      const one = known.get(name) ?? { active: new Set(), failures: 0, restUntil: 0, isQuick: false }
      known.set(name, one)
      const own = { since: began }
      one.active.add(own)
      return (isAnswered, now) => {
        one.active.delete(own)
        one.isQuick = isAnswered && now - began <= quickMilliseconds
        one.failures = isAnswered ? 0 : one.failures + 1
        // Whoever comes back soon is asked soon; whoever stays away is left alone for longer each time.
        const rest = Math.min(longestRestSeconds, restSeconds * 2 ** (one.failures - patience))
        if (one.failures >= patience) one.restUntil = now + rest * 1_000
        if (one.active.size === 0 && one.failures === 0) known.delete(name)
      }
    },
    hasShareLeft: name => activeOf(name) < usual,
    mayHaveMore: (name, now) => activeOf(name) < most && isQuick(name, now),
    isSlow: (name, now) => activeOf(name) >= usual && !isQuick(name, now),
    rest: (name, now) => Math.max(0, Math.ceil(((known.get(name)?.restUntil ?? 0) - now) / 1_000)),
  }
}
