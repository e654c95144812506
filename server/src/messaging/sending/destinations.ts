/** Failures in a row after which whoever answers for an address is left alone for a while. */
const patience = 3
const restSeconds = 5
const longestRestSeconds = 60
/** Of the hand-overs at once, those that one destination of many may hold. */
const share = 0.1

/**
 * Who of many destinations may be asked now. One that is slow holds few places, and one that does not answer is left alone, so that the
 * messages of all others go on. Times in milliseconds of any clock.
 */
export interface Destinations {
  readonly begin: (name: string) => void
  readonly end: (name: string, isAnswered: boolean, now: number) => void
  readonly isBusy: (name: string) => boolean
  /** For how many seconds more it is left alone; 0: it is not. */
  readonly rest: (name: string, now: number) => number
}

export function destinations(atOnce: number): Destinations {
  const most = Math.max(1, Math.floor(atOnce * share))
  const known = new Map<string, { active: number; failures: number; restUntil: number }>()
  const of = (name: string) => {
    const found = known.get(name) ?? { active: 0, failures: 0, restUntil: 0 }
    known.set(name, found)
    return found
  }
  return {
    begin: name => void of(name).active++,
    end(name, isAnswered, now) {
      const one = of(name)
      one.active--
      one.failures = isAnswered ? 0 : one.failures + 1
      // Whoever comes back soon is asked soon; whoever stays away is left alone for longer each time.
      const rest = Math.min(longestRestSeconds, restSeconds * 2 ** (one.failures - patience))
      if (one.failures >= patience) one.restUntil = now + rest * 1_000
      if (one.active === 0 && one.failures === 0) known.delete(name)
    },
    isBusy: name => of(name).active >= most,
    rest: (name, now) => Math.max(0, Math.ceil(((known.get(name)?.restUntil ?? 0) - now) / 1_000)),
  }
}
