import type { Component, Day, Page } from '@pulih/statuspage'
import type { Outage } from '../outages/index.ts'
import type { Lost, ServedDays } from './lost-store.ts'

export const dayCount = 90
/** Fewer connections than these in an area say nothing of the area and much of them. */
export const fewestInArea = 5

export interface Days {
  readonly page: Page
  readonly now: Temporal.Instant
  readonly served: ServedDays
  readonly lost: Lost
}

/**
 * Ninety days up to today: of each the seconds for which services were owed, and those for which they were missing. The day that goes on
 * owes what has passed of it. What is planned does not count: it was announced. Of an area, a day on which fewer than five services were
 * hit is told as one without: it would tell of them, and not of the area.
 */
export function daysOf(days: Days, { id, kind }: Pick<Component, 'id' | 'kind'>): (Day | null)[] {
  const { page, now, served, lost } = days
  const here = now.toZonedDateTimeISO(page.timeZone)
  const today = here.toPlainDate()
  const down = lost.down.get(id)
  return Array.from({ length: dayCount }, (_, index) => {
    const day = today.subtract({ days: dayCount - 1 - index })
    const services = served.get(id)?.get(day.toString())?.services
    if (services === undefined || services === 0) return null
    const from = day.toZonedDateTime(page.timeZone).toInstant()
    const end = day.equals(today) ? now : day.add({ days: 1 }).toZonedDateTime(page.timeZone).toInstant()
    const owed = services * secondsBetween(from, end)
    const counted = lost.days.get(id)?.get(day.toString())
    const since = lost.until === null ? 0 : secondsBetween(later(from, lost.until), end)
    const hit = Math.max(counted?.services ?? 0, since > 0 ? (down?.services ?? 0) : 0)
    if (kind === 'area' && hit < fewestInArea) return { owed, lost: 0 }
    return { owed, lost: Math.min(owed, (counted?.seconds ?? 0) + (down?.rate ?? 0) * since) }
  })
}

/** How much of what was agreed was missing. Of what works worse, and nobody says how much worse, nothing is. */
export function lostShare({ extent, deliveredShare }: Outage): number {
  if (extent === 'total') return 1
  return deliveredShare === null ? 0 : 1 - Number(deliveredShare)
}

function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) < 0 ? b : a
}

function secondsBetween(from: Temporal.Instant, to: Temporal.Instant): number {
  return Math.max(0, to.epochMilliseconds - from.epochMilliseconds) / 1000
}
