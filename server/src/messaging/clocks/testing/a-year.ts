import type { PromisesSetting } from '../promises-setting.ts'

/** One outage of a made-up year. Times are minutes since its first day; one that planned work begins with may lie in the next. */
export interface GivenOutage {
  readonly nth: number
  readonly jurisdiction: string
  readonly planned: boolean
  readonly services: number
  readonly inPlaces: Readonly<Record<string, number>>
  readonly startedAt: number
  readonly knownAt: number
  readonly confirmedAt: number
  readonly endedAt: number
  /** It turned out to be none, at its end. */
  readonly wasNone: boolean
  /** Notices go out by themselves; else somebody has to write each. */
  readonly automatic: boolean
  /** When somebody writes an update without being asked. */
  readonly updates: readonly number[]
  /** How long somebody who is alerted takes to write what is wanted; null: nobody ever does. */
  readonly answersAfter: number | null
}

export const promises: PromisesSetting = {
  firstMinutes: 15,
  updateMinutes: 60,
  restoredMinutes: 30,
  plannedHours: 72,
  keepWord: true,
  warnMinutes: 15,
}

const jurisdictions = ['AU', 'BR', 'ID', 'KR', 'NG', 'PE', 'PL', 'ZA'] as const
const yearMinutes = 365 * 24 * 60
const days = (count: number) => count * 24 * 60

/** Outages of all sizes and lengths, the same for the same seed. */
export function aYear(seed: number, count: number, longestDays = 3): readonly GivenOutage[] {
  const random = randomFrom(seed)
  const whole = (from: number, to: number) => from + Math.floor(random() * (to - from + 1))
  // As many between one and ten as between ten and a hundred.
  const spread = (from: number, to: number) => Math.round(from * (to / from) ** random())
  const oneIn = (of: number) => random() < 1 / of
  return Array.from({ length: count }, (_, nth) => {
    const planned = oneIn(6)
    const services = spread(1, 400_000)
    const startedAt = whole(days(21), yearMinutes)
    const knownAt = planned ? startedAt - whole(60, days(20)) : startedAt + whole(0, 30)
    const confirmedAt = knownAt + (planned ? 0 : whole(0, 20))
    const endedAt = Math.max(startedAt, confirmedAt) + spread(1, days(longestDays))
    const share = random()
    return {
      nth,
      jurisdiction: jurisdictions[nth % jurisdictions.length] ?? 'PL',
      planned,
      services,
      inPlaces: oneIn(2)
        ? {}
        : { remote: Math.floor(services * share * 0.3), rural: Math.floor(services * share * 0.7) },
      startedAt,
      knownAt,
      confirmedAt,
      endedAt,
      wasNone: oneIn(20),
      automatic: !oneIn(4),
      updates: oneIn(3)
        ? Array.from({ length: whole(1, 4) }, () => whole(confirmedAt, endedAt)).toSorted((a, b) => a - b)
        : [],
      answersAfter: oneIn(3) ? null : whole(1, 40),
    }
  })
}

/** Mulberry32: small, and good enough to make up a year. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
