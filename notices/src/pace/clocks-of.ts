import type { Cadence, Clock, ClockRule, Duty, Story, Telling, Threshold } from './clock.ts'

/**
 * Every deadline of a rule for one outage, as things stand at `now`, in the order in which they fall due. Nothing is remembered between
 * two calls: the same story gives the same clocks, so that a corrected time or a late entry moves them all.
 */
export function clocksOf(rule: ClockRule, story: Story, now: Temporal.Instant): readonly Clock[] {
  if (rule.planned !== story.planned || !isInForce(rule, story)) return []
  const since = reachedAt(rule.reached, story, now)
  if (since === null) return []
  return rule.duties.flatMap(duty => clocksOfDuty(rule.id, duty, story, since, now))
}

/** When a duty arose: the first moment at which one of the thresholds was reached; null: not so far. */
function reachedAt(thresholds: readonly Threshold[], story: Story, now: Temporal.Instant): Temporal.Instant | null {
  const end = endOf(story) ?? now
  const moments = thresholds.flatMap(({ services, atLeast, moreThan, place }) => {
    const hit = place === undefined ? story.services : (story.inPlaces[place] ?? 0)
    if (hit < services) return []
    const moment = story.startedAt.add(hoursOf(atLeast ?? moreThan ?? 'PT0S'))
    const reached = Temporal.Instant.compare(moment, end)
    return story.planned || reached < 0 || (reached === 0 && moreThan === undefined) ? [moment] : []
  })
  return moments.toSorted((one, other) => Temporal.Instant.compare(one, other))[0] ?? null
}

function clocksOfDuty(
  rule: string,
  duty: Duty,
  story: Story,
  since: Temporal.Instant,
  now: Temporal.Instant,
): readonly Clock[] {
  const clock = (dueAt: Temporal.Instant | null, metAt: Temporal.Instant | null): Clock => ({
    rule,
    tell: duty.tell,
    dueAt,
    metAt,
    state: stateOf(dueAt, metAt, story, now),
  })
  if ('before' in duty) {
    const dueAt = story.startedAt.subtract(hoursOf(duty.before))
    return [clock(dueAt, firstTold(story, 'first'))]
  }
  if ('cadence' in duty) return updates(duty.cadence, story, since, now, clock)
  const from = duty.from === 'restored' ? story.restoredAt : later(story.knownAt, since)
  if (from === null) return []
  return [clock(duty.within === null ? null : from.add(hoursOf(duty.within)), firstTold(story, duty.tell))]
}

/** From each word to the next. What is late is late once: the next is due counted from when something was said. */
function updates(
  cadence: readonly Cadence[],
  story: Story,
  since: Temporal.Instant,
  now: Temporal.Instant,
  clock: (dueAt: Temporal.Instant, metAt: Temporal.Instant | null) => Clock,
): readonly Clock[] {
  const first = firstTold(story, 'first')
  if (first === null) return []
  // What was said before anybody had to say it begins the count: whoever hears it expects the next.
  const anchor = first
  const end = endOf(story)
  const words = story.told.filter(({ at }) => Temporal.Instant.compare(at, first) > 0).map(({ at }) => at)
  const clocks: Clock[] = []
  let last = first
  for (;;) {
    const dueAt = later(last.add(intervalAt(cadence, anchor, last)), since)
    const next = words.find(at => Temporal.Instant.compare(at, last) > 0) ?? null
    const endsBefore = end !== null && Temporal.Instant.compare(end, dueAt) <= 0
    if (endsBefore && (next === null || Temporal.Instant.compare(next, end) > 0)) return clocks
    clocks.push(clock(dueAt, next))
    if (next === null || Temporal.Instant.compare(next, now) > 0) return clocks
    if (end !== null && Temporal.Instant.compare(next, end) >= 0) return clocks
    last = next
  }
}

function intervalAt(
  cadence: readonly Cadence[],
  anchor: Temporal.Instant,
  at: Temporal.Instant,
): Temporal.DurationLike {
  const holds = cadence.find(
    ({ during }) => during === null || Temporal.Instant.compare(at, anchor.add(hoursOf(during))) < 0,
  )
  return hoursOf((holds ?? cadence.at(-1))?.every ?? 'PT24H')
}

function stateOf(
  dueAt: Temporal.Instant | null,
  metAt: Temporal.Instant | null,
  story: Story,
  now: Temporal.Instant,
): Clock['state'] {
  if (metAt !== null) return dueAt === null || Temporal.Instant.compare(metAt, dueAt) <= 0 ? 'met' : 'late'
  const gone = story.retractedAt
  if (gone !== null && (dueAt === null || Temporal.Instant.compare(gone, dueAt) <= 0)) return 'over'
  return dueAt !== null && Temporal.Instant.compare(now, dueAt) > 0 ? 'late' : 'open'
}

function firstTold(story: Story, tell: Telling): Temporal.Instant | null {
  return story.told.find(each => each.tell === tell)?.at ?? null
}

function endOf({ restoredAt, retractedAt }: Story): Temporal.Instant | null {
  return restoredAt ?? retractedAt
}

function isInForce({ inForce }: ClockRule, { startedAt }: Story): boolean {
  const day = startedAt.toZonedDateTimeISO('UTC').toPlainDate().toString()
  return day >= inForce.from && (inForce.to === null || day <= inForce.to)
}

/** Clocks of duties run in hours: a day is twenty-four of them. */
function hoursOf(duration: string): Temporal.DurationLike {
  const { days, hours, minutes, seconds } = Temporal.Duration.from(duration)
  return { hours: days * 24 + hours, minutes, seconds }
}

function later(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) >= 0 ? one : other
}
