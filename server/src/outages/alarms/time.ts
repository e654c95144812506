/** For sorting, the earliest first. */
export function compare(one: Temporal.Instant, other: Temporal.Instant): number {
  return Temporal.Instant.compare(one, other)
}

export function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return compare(one, other) < 0
}

export function earliest(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return compare(one, other) <= 0 ? one : other
}

export function latest(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return compare(one, other) >= 0 ? one : other
}

export function plusMinutes(instant: Temporal.Instant, minutes: number): Temporal.Instant {
  return instant.add({ minutes })
}
