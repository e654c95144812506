import { billingPeriod, dayOf, midnights, type Interval } from './calendar.ts'
import type { Service } from './service.ts'
import type { World } from './world.ts'

const hour = 3_600

export interface Facts {
  /** Local days with strictly more than twelve hours of interruption. */
  readonly days: number
  readonly totalSeconds: number
}

export interface Credit {
  readonly scheme: 'bench/day' | 'bench/tier'
  readonly amountMinor: number
}

const dayKinds = new Set(['internet', 'voice', 'tv'])
const dayCustomers = new Set(['consumer', 'small-business'])
const tierKinds = new Set(['internet', 'mobile', 'hosting'])

export function factsOf(service: Service, world: World): Facts {
  const merged = union(interruptionsOf(service, world))
  let totalSeconds = 0
  for (const { start, end } of merged) totalSeconds += end - start
  return { days: longDays(merged), totalSeconds }
}

/** The larger of the two credits; on a tie the one per day. Null when nothing is owed. */
export function creditOf({ kind, customer, monthlyFeeMinor }: Service, facts: Facts): Credit | null {
  const perDay = dayKinds.has(kind) && dayCustomers.has(customer) ? halfUp(monthlyFeeMinor * facts.days, 30) : 0
  const byTier = tierKinds.has(kind) ? halfUp(monthlyFeeMinor * tierPercent(facts.totalSeconds), 100) : 0
  if (perDay === 0 && byTier === 0) return null
  return perDay >= byTier ? { scheme: 'bench/day', amountMinor: perDay } : { scheme: 'bench/tier', amountMinor: byTier }
}

/** Every outage of the element and of those above it, as far as it lies in the billing period and before the restoration. */
function interruptionsOf(service: Service, world: World): Interval[] {
  const period = billingPeriod(service.cycleDay)
  const latest = Math.min(period.end, service.restoredAt)
  const found: Interval[] = []
  for (let element = service.element; element !== ''; element = world.parentOf.get(element) ?? '') {
    for (const outage of world.outagesOf.get(element) ?? []) {
      const start = Math.max(outage.start, period.start)
      const end = Math.min(outage.end, latest)
      if (start < end) found.push({ start, end })
    }
  }
  return found
}

function union(intervals: Interval[]): Interval[] {
  intervals.sort((one, other) => one.start - other.start)
  const merged: { start: number; end: number }[] = []
  for (const { start, end } of intervals) {
    const last = merged.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else merged.push({ start, end })
  }
  return merged
}

function longDays(merged: readonly Interval[]): number {
  let count = 0
  let current = -1
  let secondsToday = 0
  for (const { start, end } of merged) {
    for (let day = dayOf(start), from = start; from < end; day++) {
      const until = Math.min(end, midnights[day + 1] ?? end)
      if (day !== current) {
        if (secondsToday > 12 * hour) count += 1
        current = day
        secondsToday = 0
      }
      secondsToday += until - from
      from = until
    }
  }
  return secondsToday > 12 * hour ? count + 1 : count
}

function tierPercent(totalSeconds: number): number {
  if (totalSeconds >= 72 * hour) return 100
  if (totalSeconds >= 24 * hour) return 20
  return totalSeconds >= 6 * hour ? 10 : 0
}

function halfUp(numerator: number, divisor: number): number {
  return Math.floor((2 * numerator + divisor) / (2 * divisor))
}
