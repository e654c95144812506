/** The first day on which a deadline of yesterday has passed everywhere: nothing lapses while it is still that day somewhere. */
export function dayEverywhere(now: Temporal.Instant): string {
  return now.toZonedDateTimeISO('Etc/GMT+12').toPlainDate().toString()
}
