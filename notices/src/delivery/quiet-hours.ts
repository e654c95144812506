/** When somebody does not want to be disturbed, where he lives. `from` after `to` lies over midnight; the same twice is never. */
export interface QuietHours {
  /** `HH:MM`, included. */
  readonly from: string
  /** `HH:MM`, not included. */
  readonly to: string
  /** IANA. */
  readonly timeZone: string
}

/**
 * The first moment from `now` on at which a message may arrive. An hour that the clocks leave out ends where they go on; one that comes
 * twice is quiet twice.
 */
export function afterQuietHours(now: Temporal.Instant, { from, to, timeZone }: QuietHours): Temporal.Instant {
  const [begin, end] = [Temporal.PlainTime.from(from), Temporal.PlainTime.from(to)]
  const local = now.toZonedDateTimeISO(timeZone)
  const time = local.toPlainTime()
  const isAfter = (one: Temporal.PlainTime, other: Temporal.PlainTime): boolean =>
    Temporal.PlainTime.compare(one, other) >= 0
  const overMidnight = Temporal.PlainTime.compare(begin, end) > 0
  const isQuiet = overMidnight
    ? isAfter(time, begin) || !isAfter(time, end)
    : isAfter(time, begin) && !isAfter(time, end)
  if (!isQuiet) return now
  const day = overMidnight && isAfter(time, begin) ? local.toPlainDate().add({ days: 1 }) : local.toPlainDate()
  // The later of two, so that the hour that comes twice is over.
  const woken = day.toZonedDateTime({ timeZone, plainTime: end })
  const last = day.toPlainDateTime(end).toZonedDateTime(timeZone, { disambiguation: 'later' })
  const until = Temporal.ZonedDateTime.compare(woken, local) >= 0 ? woken : last
  return until.toInstant()
}
