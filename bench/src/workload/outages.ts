import type { Network } from './network.ts'
import { below, createRandom, logNormal } from './random.ts'

const zone = 'Europe/Warsaw'
const hour = 3_600
const longest = 5 * 24 * hour
const medianLength = 5 * hour

export interface Outage {
  readonly id: string
  /** Seconds since 1970; the end is the first second that works again. */
  readonly start: number
  readonly end: number
  readonly elements: readonly string[]
}

/** Random outages by the level of the tree that fails: how many outages, and how many elements one of them takes down at most. */
const randomOutages = [
  { level: 0, outages: 20, mostElements: 1 },
  { level: 1, outages: 60, mostElements: 4 },
  { level: 2, outages: 60, mostElements: 30 },
  { level: 3, outages: 36, mostElements: 60 },
] as const

/** Lengths and places where an engine that is off by one second or one hour gives itself away. All hit a whole top-level branch. */
const edges: readonly { readonly from: string; readonly seconds: number }[] = [
  { from: '2025-10-07T06:00:00', seconds: 12 * hour },
  { from: '2025-10-08T06:00:00', seconds: 12 * hour + 1 },
  { from: '2025-10-14T10:15:00', seconds: 6 * hour },
  { from: '2025-10-15T18:00:00', seconds: 24 * hour - 1 },
  { from: '2025-10-17T09:30:00', seconds: 24 * hour },
  { from: '2025-10-20T00:00:00', seconds: 72 * hour },
  // More than twelve hours only for those who count the repeated hour of the night twice.
  { from: '2025-10-26T02:30:00', seconds: 12 * hour + 1 },
  { from: '2025-10-25T23:30:00', seconds: 26 * hour },
]
const stormBegins = '2025-10-23T17:20:00'
const stormOutages = 16

/** 200 outages that begin in October 2025: 176 random ones, 8 edges and a storm of 16 that overlap one another. */
export function buildOutages(network: Network): Outage[] {
  const random = createRandom(20_251_026)
  const pick = (level: number, count: number) => {
    const elements = network.levels[level] ?? []
    return Array.from({ length: count }, () => elements[below(random, elements.length)] ?? '')
  }
  const found: Omit<Outage, 'id'>[] = []

  const month = instant('2025-10-01T00:00:00')
  const monthSeconds = instant('2025-11-01T00:00:00') - month
  for (const { level, outages, mostElements } of randomOutages) {
    for (let index = 0; index < outages; index++) {
      const length = Math.min(longest, Math.max(60, logNormal(random, medianLength, 1.2)))
      // Half of the operator's tools log seconds, the other half whole minutes.
      const precision = index % 2 === 0 ? 1 : 60
      const start = month + precision * below(random, monthSeconds / precision)
      const end = start + precision * Math.ceil(length / precision)
      found.push({ start, end, elements: pick(level, 1 + below(random, mostElements)) })
    }
  }
  for (const { from, seconds } of edges) {
    const start = instant(from)
    found.push({ start, end: start + seconds, elements: pick(0, 1) })
  }
  for (let index = 0; index < stormOutages; index++) {
    const start = instant(stormBegins) + below(random, 8 * hour)
    const end = start + Math.min(longest, Math.ceil(logNormal(random, 14 * hour, 0.8)))
    const level = 1 + (index % 3)
    found.push({ start, end, elements: pick(level, 4 * level * level) })
  }
  found.sort((one, other) => one.start - other.start)
  return found.map((outage, index) => ({ ...outage, elements: [...new Set(outage.elements)], id: `X${index + 1}` }))
}

export function outagesCsv(outages: readonly Outage[]): string {
  const lines = outages.map(
    ({ id, start, end, elements }) => `${id},${local(start)},${local(end)},${elements.join('|')}\n`,
  )
  return `outage,start,end,elements\n${lines.join('')}`
}

/** A local time that occurs twice means its first occurrence. */
function instant(localTime: string): number {
  return Temporal.PlainDateTime.from(localTime).toZonedDateTime(zone).epochMilliseconds / 1000
}

function local(seconds: number): string {
  const time = Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO(zone)
  return time.toString({ timeZoneName: 'never', smallestUnit: 'second' })
}
