/** Whom something was sent within the last seconds. */
export interface RecentlyWritten {
  has(to: string, now: Temporal.Instant): boolean
  add(to: string, now: Temporal.Instant): void
}

const recentSeconds = 5
const most = 10_000

export function recentlyWritten(): RecentlyWritten {
  // In the order in which they were written to, so that the oldest are forgotten first.
  const at = new Map<string, number>()
  return {
    has: (to, now) => now.epochMilliseconds - (at.get(to) ?? Number.NEGATIVE_INFINITY) < recentSeconds * 1_000,
    add(to, now) {
      at.delete(to)
      at.set(to, now.epochMilliseconds)
      const [oldest] = at.keys()
      if (at.size > most && oldest !== undefined) at.delete(oldest)
    },
  }
}
