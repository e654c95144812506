import type { Platform } from '../../platform/index.ts'

interface Noted {
  readonly at: Temporal.Instant
  /** What came since, of which nothing was written. */
  readonly unwritten: number
}

const noted = new WeakMap<Platform, Map<string, Noted>>()
const hours = 1

/**
 * Says that what came through a channel was not from its provider: once an hour for each channel, and how many there were, because whoever knocks
 * all night is not to fill the log. Only channels that there are come so far, so that this does not grow.
 */
export function noteForged(platform: Platform, channel: string, reason: string): void {
  const channels = noted.get(platform) ?? new Map<string, Noted>()
  noted.set(platform, channels)
  const now = platform.clock.now()
  const last = channels.get(channel)
  if (last && Temporal.Instant.compare(now, last.at.add({ hours })) < 0) {
    channels.set(channel, { ...last, unwritten: last.unwritten + 1 })
    return
  }
  channels.set(channel, { at: now, unwritten: 0 })
  const forged = 1 + (last?.unwritten ?? 0)
  platform.log.warn({ channel, forged }, `${channel}: what came was not from its provider: ${reason}.`)
}
