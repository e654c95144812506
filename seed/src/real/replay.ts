import type { OutageFact } from './outage-facts.ts'

/** The zone in which the weekday and the clock of a country's outages are kept. */
const zones = { ID: 'Asia/Jakarta', PL: 'Europe/Warsaw', UA: 'Europe/Kyiv' } as const
export type ReplayCountry = keyof typeof zones

/**
 * Moves the real outages of a country into the month that begins on `periodFrom`, because the real ones lie years apart: the
 * same weekday, the same local time, the same duration, and the same week of the month unless the end would leave the month.
 * Rows with the same start describe one event and move together. The true instants are kept in `place` and `note`. An outage
 * too long for the month begins in its first week.
 */
export function replay(outages: readonly OutageFact[], periodFrom: string, country: ReplayCountry): OutageFact[] {
  const first = Temporal.PlainDate.from(periodFrom)
  const ours = outages.filter(outage => outage.country === country)
  const events = Map.groupBy(ours, outage => Temporal.Instant.from(outage.start).epochMilliseconds)
  return [...events.values()]
    .flatMap(event => replayEvent(event, first, zones[country]))
    .toSorted((a, b) => Temporal.Instant.compare(a.start, b.start) || (a.outage < b.outage ? -1 : 1))
}

function replayEvent(event: readonly OutageFact[], first: Temporal.PlainDate, zone: string): OutageFact[] {
  const longest = event.map(lasting).reduce((a, b) => (Temporal.Duration.compare(a, b) < 0 ? b : a))
  return event.map(outage => {
    const start = Temporal.Instant.from(outage.start).toZonedDateTimeISO(zone)
    const moved = moveInto(first, start, longest)
    const weeks = start.toPlainDate().until(moved.toPlainDate()).days / 7
    const truth = `${outage.start} to ${outage.end}`
    return {
      ...outage,
      start: inZone(moved),
      end: inZone(moved.add(lasting(outage))),
      place: `${outage.place} (replay of ${truth})`,
      note: `Replay: moved by ${weeks} weeks from ${truth}. ${outage.note}`.trimEnd(),
    }
  })
}

/** The same weekday and time in the same week of the month, or in the latest week before it from which the event still fits. */
function moveInto(
  first: Temporal.PlainDate,
  start: Temporal.ZonedDateTime,
  duration: Temporal.Duration,
): Temporal.ZonedDateTime {
  const zone = start.timeZoneId
  const endOfPeriod = first.add({ months: 1 }).toZonedDateTime(zone)
  const sameWeekday = first.add({ days: (start.dayOfWeek - first.dayOfWeek + 7) % 7 })
  const inWeek = (week: number): Temporal.ZonedDateTime =>
    sameWeekday.add({ weeks: week }).toZonedDateTime({ timeZone: zone, plainTime: start.toPlainTime() })

  let week = Math.floor((start.day - 1) / 7)
  while (week > 0 && Temporal.ZonedDateTime.compare(inWeek(week).add(duration), endOfPeriod) > 0) week -= 1
  return inWeek(week)
}

function lasting(outage: OutageFact): Temporal.Duration {
  return Temporal.Instant.from(outage.start).until(outage.end)
}

function inZone(instant: Temporal.ZonedDateTime): string {
  return instant.toString({ timeZoneName: 'never', smallestUnit: 'second' })
}
