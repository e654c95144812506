interface Last {
  readonly digest: string
  readonly generation: number
  readonly at: Temporal.Instant
}

/** Writers that are remembered; who wrote the longest ago is forgotten first. */
const most = 10_000
/** Within a line only a centre that waited in vain for our answer brings the same again; after another sign-in what was not answered comes. */
const [sameLineSeconds, otherLineSeconds] = [30, 600]

/**
 * When a message came first. One that a centre brings again after a lost answer is the same message; it is known by following directly on
 * its twin, so that STOP, START and STOP remain three.
 */
export function twins(): (from: string, digest: string, generation: number, now: Temporal.Instant) => string {
  const lasts = new Map<string, Last>()
  return (from, digest, generation, now) => {
    const last = lasts.get(from)
    const longest = last?.generation === generation ? sameLineSeconds : otherLineSeconds
    const isTwin = last?.digest === digest && now.since(last.at).total('seconds') <= longest
    const at = isTwin ? last.at : now
    lasts.delete(from)
    lasts.set(from, { digest, generation, at })
    const [oldest] = lasts.keys()
    if (lasts.size > most && oldest !== undefined) lasts.delete(oldest)
    return at.toString()
  }
}
