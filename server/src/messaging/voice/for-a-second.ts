/**
 * Remembers for a second what is the same for everybody, so that in a storm of calls it is found once and not once for each. What could not be
 * found is not remembered.
 */
export function forASecond<Value>(): (
  key: string,
  now: Temporal.Instant,
  find: () => Promise<Value>,
) => Promise<Value> {
  const known = new Map<string, { readonly until: Temporal.Instant; readonly value: Promise<Value> }>()
  return (key, now, find) => {
    const before = known.get(key)
    if (before && Temporal.Instant.compare(now, before.until) < 0) return before.value
    if (known.size >= mostKnown) known.clear()
    const value = find()
    known.set(key, { until: now.add({ seconds: 1 }), value })
    value.catch(() => known.delete(key))
    return value
  }
}

const mostKnown = 500
