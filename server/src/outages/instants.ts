/** Nothing began before: whoever says so has mistyped a year, and no calendar reckons with it. */
export const firstInstant = Temporal.Instant.from('2000-01-01T00:00:00Z')

/** An instant that a contract has found well-formed. */
export function instantOrNull(text: string | null | undefined): Temporal.Instant | null {
  return text === null || text === undefined ? null : Temporal.Instant.from(text)
}

/** The new value where one was given, otherwise the one before. */
export function instantOr(text: string | null | undefined, before: Temporal.Instant | null): Temporal.Instant | null {
  return text === undefined ? before : instantOrNull(text)
}
