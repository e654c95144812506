import { oneLineOf } from '@pulih/contracts'
import { firstInstant } from '../../instants.ts'

/** A JSON object of somebody else, whose fields are looked at one by one. */
export type Foreign = Readonly<Record<string, unknown>>

export function objectOf(value: unknown): Foreign | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Foreign) : null
}

/** A text or number as a text without control characters; null for everything else and for nothing but blanks. */
export function textOf(value: unknown, most = 300): string | null {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return null
  const text = oneLineOf(String(value)).slice(0, most)
  return text === '' || isUnresolvedMacro(text) ? null : text
}

/** Zabbix leaves a macro as it is when there is nothing to put in its place. */
function isUnresolvedMacro(text: string): boolean {
  return /^\{[A-Z][A-Z0-9.]*\}$/.test(text) || text === '*UNKNOWN*'
}

const mostLabels = 40

/** The simple fields of an object, few and short enough to be kept. */
export function labelsOf(...objects: readonly (Foreign | null)[]): Record<string, string> {
  const labels: Record<string, string> = {}
  for (const object of objects) {
    for (const [name, value] of Object.entries(object ?? {})) {
      const text = textOf(value)
      const known = Object.keys(labels).length
      if (
        text !== null &&
        known < mostLabels &&
        labels[name] === undefined &&
        name.length <= 100 &&
        !name.includes('\0')
      )
        labels[name] = text
    }
  }
  return labels
}

/**
 * Reads an instant, with or without an offset; without one it is a time of day in the zone that is set for the source. Whole
 * milliseconds, because the database keeps microseconds where a sender may have nanoseconds, and the two must compare as equal.
 * Go writes the year 1 for "never", which is none. Never after its receipt: a sender's clock that is fast must not put an outage into the future.
 */
export function instantOf(value: unknown, zone: string, receivedAt: Temporal.Instant): Temporal.Instant | null {
  const text = textOf(value)
  if (text === null) return null
  const instant = parse(text, zone)
  if (instant === null || Temporal.Instant.compare(instant, firstInstant) < 0) return null
  return Temporal.Instant.compare(instant, receivedAt) > 0 ? wholeMilliseconds(receivedAt) : wholeMilliseconds(instant)
}

export function wholeMilliseconds(instant: Temporal.Instant): Temporal.Instant {
  return instant.round({ smallestUnit: 'millisecond', roundingMode: 'floor' })
}

function parse(text: string, zone: string): Temporal.Instant | null {
  if (/^\d{9,11}$/.test(text)) return Temporal.Instant.fromEpochMilliseconds(Number(text) * 1000)
  try {
    return Temporal.Instant.from(text)
  } catch {
    // Not with an offset; perhaps without.
  }
  try {
    const local = text.replaceAll(/(\d)[.](?=\d\d[.\sT]|\d\d$)/g, '$1-').replace(/^(\d{4})\.(\d\d)\.(\d\d)/, '$1-$2-$3')
    return Temporal.PlainDateTime.from(local.replace(' ', 'T')).toZonedDateTime(zone).toInstant()
  } catch {
    return null
  }
}
