import type { Random } from '../operator/random.ts'
import type { Seconds } from './failure.ts'

/** What customers do with their line: most leave it on, some switch it off at night, some are idle for hours, some are away. */
export const habits = ['always', 'renewed', 'night-off', 'idle', 'away'] as const
export type Habit = (typeof habits)[number]

export interface Session {
  readonly start: Seconds
  /** Not known for one that goes on. */
  readonly stop: Seconds | null
  readonly cause: TerminateCause | ''
}

/** Words of Acct-Terminate-Cause, RFC 2866, 5.10, as FreeRADIUS writes them. */
export type TerminateCause = 'User-Request' | 'Lost-Carrier' | 'Idle-Timeout' | 'Session-Timeout' | 'NAS-Reboot'

/** Something that ended sessions, whatever the customer wanted. */
export interface Cut {
  readonly from: Seconds
  readonly to: Seconds
  readonly cause: TerminateCause
}

/** From when until when sessions are told, and the local midnights between. */
export interface Window {
  readonly from: Seconds
  readonly to: Seconds
  readonly midnights: readonly Seconds[]
}

interface Wish {
  readonly from: Seconds
  readonly to: Seconds
  readonly cause: TerminateCause
}

const hour = 3600
const day = 86_400

/** How many of a thousand lines have each habit; assumptions. */
const share = { 'night-off': 110, idle: 50, away: 30, renewed: 150 } as const

export function drawHabit(random: Random): Habit {
  const drawn = random.below(1000)
  let upTo = 0
  for (const habit of ['night-off', 'idle', 'away', 'renewed'] as const) {
    upTo += share[habit]
    if (drawn < upTo) return habit
  }
  return 'always'
}

/** When the customer wants the line, and how the access server sees the end of it. */
export function wishesOf(habit: Habit, window: Window, random: Random): Wish[] {
  const began = window.from - hour - random.below(20 * day)
  switch (habit) {
    case 'always':
      return [{ from: began, to: Infinity, cause: 'User-Request' }]
    case 'away':
      return [{ from: began - day, to: window.from - random.below(hour), cause: 'User-Request' }]
    case 'renewed': {
      // The access server ends each session after a day, and the router comes back at once.
      const first = window.from - random.below(day)
      const starts = Array.from({ length: Math.ceil((window.to - first) / day) }, (_, index) => first + index * day)
      return starts.map(from => ({ from: from + 3 + random.below(6), to: from + day, cause: 'Session-Timeout' }))
    }
    case 'night-off':
      return window.midnights.map(midnight => ({
        from: midnight + 6 * hour + random.below(2 * hour),
        to: midnight + 22.5 * hour + random.below(1.5 * hour),
        cause: 'User-Request',
      }))
    case 'idle':
      return window.midnights.flatMap(midnight => {
        const [morning, evening] = [
          midnight + 7 * hour + random.below(hour),
          midnight + 20.5 * hour + random.below(hour),
        ]
        return [
          { from: morning, to: morning + 30 * 60 + random.below(hour), cause: 'Idle-Timeout' as const },
          { from: evening, to: evening + hour + random.below(hour), cause: 'Idle-Timeout' as const },
        ]
      })
  }
}

export function wants(wishes: readonly Wish[], at: Seconds): boolean {
  return wishes.some(({ from, to }) => from <= at && at < to)
}

/**
 * The sessions that come of wishes and cuts. A lost carrier is noticed after up to two minutes without an echo, and routers do not all
 * come back at once.
 */
export function sessionsOf(wishes: readonly Wish[], cuts: readonly Cut[], window: Window, random: Random): Session[] {
  const sessions: Session[] = []
  for (const { from, to, cause } of wishes) {
    let start = from
    for (const cut of cuts) {
      if (cut.to <= start || cut.from >= to) continue
      const noticed = cut.from + (cut.cause === 'Lost-Carrier' ? 20 + random.below(100) : 0)
      if (cut.from > start) tell(start, Math.min(noticed, to), noticed < to ? cut.cause : cause)
      start = cut.to + 5 + random.below(random.chance(100) ? 1800 : 240)
    }
    if (start < to) tell(start, to, cause)
  }
  return sessions

  function tell(start: Seconds, stop: Seconds, cause: TerminateCause): void {
    if (start >= window.to) return
    sessions.push(stop > window.to ? { start, stop: null, cause: '' } : { start, stop, cause })
  }
}
