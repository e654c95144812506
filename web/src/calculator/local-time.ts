/**
 * What a clock on the wall shows, `2026-10-25T02:30` or with seconds. In autumn an hour comes twice: the second time carries a tilde,
 * `2026-10-25T02:30~`.
 */
const pattern = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)(~?)$/

export function isLocalTime(text: string): boolean {
  return clockOf(text) !== null
}

/** The instant as ISO 8601 with its offset; null if the text is no time. A time that spring skips moves forward, as clocks do. */
export function instantText(local: string, zone: string): string | null {
  const clock = clockOf(local)
  if (!clock) return null
  const disambiguation = local.endsWith('~') ? 'later' : 'compatible'
  return clock
    .toZonedDateTime(zone, { disambiguation })
    .toString({ timeZoneName: 'never', smallestUnit: 'second', calendarName: 'never' })
}

/** The wall clock of an instant. */
export function localTimeOf(instant: string, zone: string): string {
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
  const clock = zoned.toPlainDateTime()
  const first = clock.toZonedDateTime(zone)
  const text = clock.toString({ smallestUnit: clock.second === 0 ? 'minute' : 'second' })
  return first.epochMilliseconds === zoned.epochMilliseconds ? text : `${text}~`
}

/** True where the clock shows this time twice. */
export function comesTwice(local: string, zone: string): boolean {
  const clock = clockOf(local)
  if (!clock) return false
  const [first, second] = (['earlier', 'later'] as const).map(
    disambiguation => clock.toZonedDateTime(zone, { disambiguation }).epochMilliseconds,
  )
  // A time that is skipped also has two readings, in the opposite order of the clock; both show another time than was asked for.
  return first !== second && clock.toZonedDateTime(zone, { disambiguation: 'later' }).toPlainDateTime().equals(clock)
}

export function withoutMark(local: string): string {
  return local.replace('~', '')
}

export function dateOf(local: string): string {
  return local.slice(0, 10)
}

function clockOf(text: string): Temporal.PlainDateTime | null {
  const match = pattern.exec(text)
  if (!match) return null
  try {
    return Temporal.PlainDateTime.from(match[1] ?? '', { overflow: 'reject' })
  } catch {
    return null
  }
}
