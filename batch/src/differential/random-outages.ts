import { LocalDays, addDays } from '@pulih/kernel'
import { causes, serviceKinds } from '@pulih/engine'
import type { Random } from './random.ts'
import type { Element, WorldOutage } from './world.ts'

export interface OutageWish {
  readonly month: string
  readonly timeZone: string
  readonly network: readonly Element[] | null
  readonly areas: readonly string[]
  /** Seconds at which something changes for a scheme. */
  readonly lengths: readonly number[]
}

/** Outages around the billing periods: at thresholds, at midnights, touching and overlapping each other. */
export function anyOutages(random: Random, wish: OutageWish): WorldOutage[] {
  const made: { from: number; to: number }[] = []
  return random.list(random.between(2, 12), index => {
    const { from, to } = anyTime(random, wish, made)
    made.push({ from, to })
    const onAreas = wish.network === null || random.chance(30)
    const cause = random.chance(60) ? 'network-fault' : random.pick(causes)
    return {
      outage: `o${index + 1}`,
      start: isoOf(random, from),
      end: isoOf(random, to),
      elements:
        wish.network && (!onAreas || random.chance(20))
          ? random.some(
              wish.network.map(({ element }) => element),
              25,
              1,
            )
          : [],
      areas: onAreas ? (random.chance(25) ? ['*'] : random.some(wish.areas, 20, 1)) : [],
      kinds: random.chance(12) ? random.some(serviceKinds, 40, 1) : [],
      extent: random.pick(['', 'total', 'total', 'degraded']),
      cause: cause === 'network-fault' && random.chance(50) ? '' : cause,
      planned: random.pick(['', '', '', 'true', 'false']),
      noticeHours: random.chance(35) ? random.pick(['0', '23', '24', '47', '48', '49', '72']) : '',
      knownAt: random.chance(35) ? isoOf(random, from + random.pick([-3600, 0, 1, 1800, 40000])) : '',
      subscribers: random.chance(40) ? random.pick(['1', '2', '99', '100', '101', '5000', '300000']) : '',
      sites: random.chance(30) ? random.pick(['0', '1', '20', '21', '101']) : '',
    }
  })
}

function anyTime(
  random: Random,
  { month, timeZone, lengths }: OutageWish,
  before: readonly { from: number; to: number }[],
): { from: number; to: number } {
  const days = new LocalDays(timeZone)
  const midnight = days.day(addDays(`${month}-01`, random.between(-8, 50))).from
  const [other] = before.length > 0 ? [random.pick(before)] : []
  const start = random.below(10)
  const from =
    other && start === 0
      ? other.to
      : other && start === 1
        ? other.from + random.between(-40_000, 40_000)
        : start < 5
          ? midnight + random.pick([0, 0, -1, 1, 8 * 3600, 22 * 3600])
          : midnight + random.below(86_400)
  const length = random.chance(65)
    ? random.pick(lengths) + random.pick([-1, 0, 0, 1])
    : random.chance(85)
      ? random.between(1, 200_000)
      : random.between(200_000, 40 * 86_400)
  const midnightAfter = days.dayAt(from + length).to
  return { from, to: random.chance(12) ? midnightAfter : from + length }
}

function isoOf(random: Random, seconds: number): string {
  const offset = random.pick([0, 0, 2, -5])
  const local = new Date((seconds + offset * 3600) * 1000).toISOString().slice(0, 19)
  return offset === 0 ? `${local}Z` : `${local}${offset > 0 ? '+' : '-'}0${Math.abs(offset)}:00`
}
