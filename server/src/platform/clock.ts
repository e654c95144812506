/** What time it is. Passed in, so that a test can live through a month in a second. */
export interface Clock {
  now(): Temporal.Instant
}

export const systemClock: Clock = { now: () => Temporal.Now.instant() }
