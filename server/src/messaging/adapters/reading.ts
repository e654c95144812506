import { NotUnderstood } from './door.ts'

/** What somebody else sent, of which nothing is known before it was looked at. */
export type Foreign = Readonly<Record<string, unknown>>

/** null: it is no object. */
export function objectOf(value: unknown): Foreign | null {
  // An object that is no list has its properties by name, whatever they are.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Foreign) : null
}

/** The objects of a list; of anything else none. Of more than anybody sends at once nothing is left out in silence: then it throws. */
export function objectsOf(value: unknown): readonly Foreign[] {
  if (!Array.isArray(value)) return []
  if (value.length > mostEntries)
    throw new NotUnderstood(`there are more than ${mostEntries.toLocaleString('en')} in one body`)
  return value.map(objectOf).filter(entry => entry !== null)
}

/** null: it is no text, or an empty one. Without what no database keeps as text: the sign of the number 0, and halves of signs. */
export function textOf(value: unknown, longest = 4_096): string | null {
  if (typeof value !== 'string') return null
  const text = value.replaceAll('\0', '').slice(0, longest).toWellFormed()
  return text === '' ? null : text
}

/** Seconds since 1970, as a number or as digits; nothing happens later than it is heard of. */
export function instantOf(value: unknown, heardAt: Temporal.Instant): Temporal.Instant {
  const seconds = typeof value === 'string' && /^\d{1,11}$/.test(value) ? Number(value) : value
  if (typeof seconds !== 'number' || !Number.isInteger(seconds) || seconds < 0) return heardAt
  return seconds * 1_000 < heardAt.epochMilliseconds ? Temporal.Instant.fromEpochMilliseconds(seconds * 1_000) : heardAt
}

/** Throws nothing; undefined: it is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

const mostEntries = 20_000
