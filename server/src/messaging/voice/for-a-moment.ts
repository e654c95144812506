/** What is younger is told without a look. */
const freshSeconds = 1
/** What is younger is told while it is looked for anew; whoever calls while things change may hear what was said this long ago. */
const goodSeconds = 3
const mostKnown = 500

interface Known<Value> {
  readonly at: Temporal.Instant
  readonly value: Promise<Value>
  isLookedFor: boolean
}

/**
 * Remembers for a moment what is the same for everybody, so that in a storm of calls it is found once and not once for each, and nobody waits
 * for it each time. What could not be found is not remembered.
 */
export function forAMoment<Value>(): (
  key: string,
  now: Temporal.Instant,
  find: () => Promise<Value>,
) => Promise<Value> {
  const known = new Map<string, Known<Value>>()
  const look = (key: string, now: Temporal.Instant, find: () => Promise<Value>): Promise<Value> => {
    if (known.size >= mostKnown) known.clear()
    const one = { at: now, value: find(), isLookedFor: false }
    known.set(key, one)
    one.value.catch(() => {
      if (known.get(key) === one) known.delete(key)
    })
    return one.value
  }
  /** What was found takes the place of the old when it is there; what was not leaves it to grow too old. */
  const lookAnew = async (key: string, before: Known<Value>, now: Temporal.Instant, find: () => Promise<Value>) => {
    try {
      const value = await find()
      if (known.get(key) === before) known.set(key, { at: now, value: Promise.resolve(value), isLookedFor: false })
    } catch {
      before.isLookedFor = false
    }
  }
  return (key, now, find) => {
    const before = known.get(key)
    const age = before?.at.until(now).total('seconds') ?? Infinity
    if (before === undefined || age >= goodSeconds) return look(key, now, find)
    if (age >= freshSeconds && !before.isLookedFor) {
      before.isLookedFor = true
      void lookAnew(key, before, now, find)
    }
    return before.value
  }
}
