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
    const moment = story.startedAt.add({ milliseconds: lengthOf(atLeast ?? moreThan ?? 'PT0S') })
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
  const clock: MakeClock = (from, dueAt, metAt) => ({
    rule,
    tell: duty.tell,
    from,
    dueAt,
    metAt,
    state: stateOf(duty.tell, dueAt, metAt, story, now),
  })
  if ('before' in duty) {
    const dueAt = story.startedAt.subtract({ milliseconds: lengthOf(duty.before) })
    return [clock(story.confirmedAt, dueAt, firstTold(story, 'first'))]
  }
  if ('cadence' in duty) return updates(duty.cadence, story, since, now, clock)
  const begin = beginOf(duty.from, story)
  if (begin === null || (duty.tell === 'restored' && !isAwaited(story))) return []
  const from = later(begin, since)
  return [
    clock(
      from,
      duty.within === null ? null : from.add({ milliseconds: lengthOf(duty.within) }),
      firstTold(story, duty.tell),
    ),
  ]
}

type MakeClock = (from: Temporal.Instant, dueAt: Temporal.Instant | null, metAt: Temporal.Instant | null) => Clock

/** Nobody waits for the end of what he did not hear of before it. */
function isAwaited(story: Story): boolean {
  const first = firstTold(story, 'first')
  return first !== null && story.restoredAt !== null && isBefore(first, story.restoredAt)
}

function beginOf(from: 'known' | 'confirmed' | 'restored', story: Story): Temporal.Instant | null {
  if (from === 'restored') return story.restoredAt
  return from === 'known' ? story.knownAt : story.confirmedAt
}

/** From each word to the next. What is late is late once: the next is due counted from when something was said. */
function updates(
  cadence: readonly Cadence[],
  story: Story,
  since: Temporal.Instant,
  now: Temporal.Instant,
  clock: MakeClock,
): readonly Clock[] {
  const first = firstTold(story, 'first')
  if (first === null) return []
  const stages = cadence.map(({ during, every }) => ({
    until: during === null ? null : first.add({ milliseconds: lengthOf(during) }),
    every: lengthOf(every),
  }))
  const end = endOf(story)
  const words = story.told.filter(({ at }) => isBefore(first, at))
  const clocks: Clock[] = []
  // What was said before anybody had to say it begins the count: whoever hears it expects the next.
  let last = first
  for (let nth = 0; ; nth++) {
    const dueAt = later(last.add({ milliseconds: intervalAt(stages, last) }), since)
    while (words[nth] && !isBefore(last, words[nth]?.at ?? last)) nth++
    const next = words[nth]?.at ?? null
    const endsBefore = end !== null && !isBefore(dueAt, end)
    if (endsBefore && (next === null || isBefore(end, next))) return clocks
    clocks.push(clock(last, dueAt, next))
    if (next === null || isBefore(now, next) || (end !== null && !isBefore(next, end))) return clocks
    last = next
  }
}

interface Stage {
  readonly until: Temporal.Instant | null
  readonly every: number
}

function intervalAt(stages: readonly Stage[], at: Temporal.Instant): number {
  const holds = stages.find(({ until }) => until === null || isBefore(at, until)) ?? stages.at(-1)
  if (!holds) throw new Error('a cadence without any')
  return holds.every
}

function stateOf(
  tell: Telling,
  dueAt: Temporal.Instant | null,
  metAt: Temporal.Instant | null,
  story: Story,
  now: Temporal.Instant,
): Clock['state'] {
  if (metAt !== null && (dueAt === null || !isBefore(dueAt, metAt))) return 'met'
  // That it began is no news any more once it is over, nor is anything of what was none.
  const gone = story.retractedAt ?? (tell === 'first' && !story.planned ? story.restoredAt : null)
  if (gone !== null && (dueAt === null || !isBefore(dueAt, gone))) return 'over'
  if (metAt !== null) return 'late'
  return dueAt !== null && isBefore(dueAt, now) ? 'late' : 'open'
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

const lengths = new Map<string, number>()

/** In milliseconds. Clocks of duties run in hours: a day is twenty-four of them. */
function lengthOf(duration: string): number {
  const known = lengths.get(duration)
  if (known !== undefined) return known
  const length = Temporal.Duration.from(duration).total({ unit: 'milliseconds', relativeTo: '2000-01-01T00:00Z[UTC]' })
  lengths.set(duration, length)
  return length
}

function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0
}

function later(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) >= 0 ? one : other
}
