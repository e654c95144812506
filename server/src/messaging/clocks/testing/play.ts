import { clocksOf, type Clock, type NoticeKind, type Story, type Telling } from '@pulih/notices'
import { promises, type GivenOutage } from './a-year.ts'
import type { Word } from './oracle.ts'
import { rulesFor } from '../rules.ts'
import { stepsFor } from '../steps.ts'

export interface Played {
  readonly words: readonly Word[]
  /** Clocks long after it is over. */
  readonly clocks: readonly Clock[]
  /** In which minute staff were alerted, by `due rule tell minute` or `late …`. */
  readonly alerts: ReadonlyMap<string, number>
  readonly until: number
}

const first = Temporal.Instant.from('2027-01-01T00:00:00Z')
export const at = (minute: number): Temporal.Instant => first.add({ minutes: minute })
export const minuteOf = (instant: Temporal.Instant): number =>
  (instant.epochMilliseconds - first.epochMilliseconds) / 60_000
const holdMinutes = 1
/** The longest term that begins with an end, or what may come shortly after one. */
const tailMinutes = ({ jurisdiction }: GivenOutage) => (jurisdiction === 'KR' ? 33 : 1) * 24 * 60

/** Plays one outage with a machine that looks at its clocks every few minutes, and with the people whom it alerts. */
export function play(outage: GivenOutage): Played {
  const { automatic, planned, confirmedAt, endedAt, wasNone } = outage
  const rules = rulesFor(outage.jurisdiction, promises).filter(rule => rule.planned === planned)
  const told: Story['told'][number][] = []
  const comes: Word[] = outage.updates.map(minute => ({ tell: 'update', at: minute }))
  const alerts = new Map<string, number>()
  const before = storyOf(outage, told, false)
  const after = storyOf(outage, told, true)
  const say = (tell: Telling, minute: number) => {
    // Whoever read an update before any first word had heard of it then; who hears of it twice heard an update.
    const begun = told.some(word => word.tell === 'first')
    told.push({
      tell: begun ? (tell === 'first' ? 'update' : tell) : tell === 'update' ? 'first' : tell,
      at: at(minute),
    })
  }
  // Notices that go by themselves: the first after a moment, unless it is over by then, and then the end at once.
  const release = confirmedAt + holdMinutes
  const begins = automatic && (planned || endedAt > release)
  const held: readonly { kind: NoticeKind; at: Temporal.Instant }[] = begins
    ? [{ kind: planned ? 'planned' : 'first', at: at(release) }]
    : []
  const until = endedAt + tailMinutes(outage)
  for (let minute = confirmedAt; minute <= until; minute = next(minute, outage)) {
    if (begins && minute === release) say('first', minute)
    if (begins && minute === endedAt && !wasNone && !planned) say('restored', minute)
    for (const word of comes.splice(0).toSorted((one, other) => one.at - other.at))
      if (word.at <= minute) say(word.tell, minute)
      else comes.push(word)
    const now = at(minute)
    const story = minute >= endedAt ? after : before
    const clocks = rules.flatMap(rule => clocksOf(rule, story, now))
    const keepsWord = begins && minute >= release && minute < endedAt
    const means = { keepsWord, held: minute < release ? held : [], warnMinutes: promises.warnMinutes }
    const steps = stepsFor(clocks, means, now)
    if (steps.saysWord) say('update', minute)
    for (const { clock, kind } of steps.alerts) {
      const name = `${kind} ${nameOf(clock)}`
      if (alerts.has(name)) continue
      alerts.set(name, minute)
      if (outage.answersAfter !== null)
        comes.push({ tell: clock.tell, at: answerAt(minute, outage.answersAfter, outage) })
    }
  }
  return {
    words: told.map(word => ({ tell: word.tell, at: minuteOf(word.at) })),
    alerts,
    until,
    clocks: rules.flatMap(rule => clocksOf(rule, after, at(until))),
  }
}

/** People answer in a minute that is walked through. */
function answerAt(minute: number, wait: number, outage: GivenOutage): number {
  let walked = minute
  while (walked < minute + wait) walked = next(walked, outage)
  return walked
}

/** Every minute at first, every fourth while it goes on, then as often as somebody looks who has days to do so: far less than we look. */
function next(minute: number, { planned, startedAt, endedAt, confirmedAt }: GivenOutage): number {
  const isQuiet = planned ? minute > confirmedAt + 60 : minute > endedAt + 45
  const isYoung = minute < confirmedAt + 60 || (minute >= endedAt && !isQuiet)
  const then = minute + (isQuiet ? (planned ? 10 : 60) : isYoung ? 1 : 4)
  return [startedAt, endedAt].find(each => each > minute && each < then) ?? then
}

/** `told` grows while it is played. */
function storyOf(outage: GivenOutage, told: Story['told'], isOver: boolean): Story {
  const { planned, services, inPlaces, startedAt, knownAt, confirmedAt, endedAt, wasNone } = outage
  return {
    planned,
    services,
    inPlaces,
    startedAt: at(startedAt),
    knownAt: at(knownAt),
    confirmedAt: at(confirmedAt),
    restoredAt: isOver && !wasNone ? at(endedAt) : null,
    retractedAt: isOver && wasNone ? at(endedAt) : null,
    told,
  }
}

export function nameOf({ rule, tell, dueAt }: Clock): string {
  return `${rule} ${tell} ${dueAt === null ? '-' : minuteOf(dueAt)}`
}
