/** An instant that a contract has found well-formed. */
export function instantOrNull(text: string | null | undefined): Temporal.Instant | null {
  return text === null || text === undefined ? null : Temporal.Instant.from(text)
}

/** The new value where one was given, otherwise the one before. */
export function instantOr(text: string | null | undefined, before: Temporal.Instant | null): Temporal.Instant | null {
  return text === undefined ? before : instantOrNull(text)
}
