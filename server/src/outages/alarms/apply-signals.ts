import type { AlarmEffect, AlarmSeverity } from '@pulih/contracts'
import type { Cleared, ElementName, Raised, Signal } from './alarm.ts'
import { earliest, isBefore, latest, plusMinutes } from './time.ts'

/** One alarm as it is kept: from its first raising to its last clearing, however often it flapped in between. */
export interface Alarm {
  /** null: not stored yet. */
  readonly id: bigint | null
  readonly key: string
  readonly elementKey: string | null
  readonly severity: AlarmSeverity
  readonly effect: AlarmEffect
  readonly summary: string
  readonly labels: Readonly<Record<string, string>>
  readonly raisedAt: Temporal.Instant
  readonly lastRaisedAt: Temporal.Instant
  readonly clearedAt: Temporal.Instant | null
  readonly flaps: number
  readonly acknowledgedAt: Temporal.Instant | null
}

export interface Applied {
  /** Alarms that are new or different now. */
  readonly changed: readonly Alarm[]
  readonly raised: number
  readonly repeated: number
  readonly cleared: number
  readonly unchanged: number
}

export interface Circumstances {
  readonly flapMinutes: number
  readonly now: Temporal.Instant
  /** The name by which the network knows the element; the first one, if it knows none. */
  readonly resolve: (names: readonly ElementName[]) => ElementName | null
}

/**
 * What a message changes in the alarms that are known. Messages may come twice, late or in the wrong order, so nothing here asks
 * what came before, only which instants are within which alarm: applied again they change nothing, and a clearing that overtakes its
 * raising ends it all the same.
 */
export function applySignals(
  known: readonly Alarm[],
  signals: readonly Signal[],
  circumstances: Circumstances,
): Applied {
  const newest = new Map(known.map(alarm => [alarm.key, alarm]))
  const changed = new Map<string, Alarm>()
  const counts = { raised: 0, repeated: 0, cleared: 0, unchanged: 0 }
  for (const signal of signals.toSorted((a, b) =>
    Temporal.Instant.compare(timeOf(a, circumstances), timeOf(b, circumstances)),
  )) {
    const before = newest.get(signal.key) ?? null
    const { alarm, as } = applyOne(before, signal, circumstances)
    if (alarm === null || (before !== null && isSame(before, alarm))) {
      counts.unchanged++
      continue
    }
    counts[as]++
    // An alarm of the past is kept beside the newest one and does not replace it.
    if (before === null || !isBefore(alarm.raisedAt, before.raisedAt) || alarm.id === before.id)
      newest.set(signal.key, alarm)
    changed.delete(before !== null && alarm.id === before.id ? nameOf(before) : '')
    changed.set(nameOf(alarm), alarm)
  }
  return { changed: [...changed.values()], ...counts }
}

interface Step {
  /** null: the message tells nothing that is to be kept. */
  readonly alarm: Alarm | null
  readonly as: 'raised' | 'repeated' | 'cleared' | 'unchanged'
}

function applyOne(before: Alarm | null, signal: Signal, circumstances: Circumstances): Step {
  switch (signal.is) {
    case 'raised':
      return raise(before, signal, circumstances)
    case 'cleared':
      return clear(before, signal, circumstances)
    case 'acknowledged':
      return {
        alarm: before && { ...before, acknowledgedAt: before.acknowledgedAt ?? circumstances.now },
        as: 'unchanged',
      }
  }
}

function raise(before: Alarm | null, signal: Raised, circumstances: Circumstances): Step {
  const { raisedAt } = signal
  if (before === null) return { alarm: newAlarm(signal, raisedAt, null, circumstances), as: 'raised' }
  if (isBefore(raisedAt, before.raisedAt))
    return raisedEarlier(before, signal, raisedAt, before.raisedAt, circumstances)
  if (before.clearedAt === null) return { alarm: saidAgain(before, signal, circumstances), as: 'unchanged' }
  if (!isBefore(before.clearedAt, raisedAt)) return { alarm: null, as: 'unchanged' }
  if (isBefore(plusMinutes(before.clearedAt, circumstances.flapMinutes), raisedAt))
    return { alarm: newAlarm(signal, raisedAt, null, circumstances), as: 'raised' }
  return {
    alarm: { ...saidAgain(before, signal, circumstances), clearedAt: null, flaps: before.flaps + 1 },
    as: 'repeated',
  }
}

function clear(before: Alarm | null, signal: Cleared, circumstances: Circumstances): Step {
  const { clearedAt } = signal
  const raisedAt = signal.raisedAt ?? null
  if (before === null)
    return { alarm: newAlarm(signal, raisedAt ?? clearedAt, clearedAt, circumstances), as: 'cleared' }
  if (raisedAt !== null && isBefore(raisedAt, before.raisedAt))
    return raisedEarlier(before, signal, raisedAt, clearedAt, circumstances)
  if (before.clearedAt === null) {
    // It ends a raising that was followed by another one, of which we knew sooner.
    if (isBefore(clearedAt, before.lastRaisedAt)) return { alarm: null, as: 'unchanged' }
    return {
      alarm: { ...before, lastRaisedAt: latest(before.lastRaisedAt, raisedAt ?? before.lastRaisedAt), clearedAt },
      as: 'cleared',
    }
  }
  if (raisedAt === null || !isBefore(before.clearedAt, clearedAt)) return { alarm: null, as: 'unchanged' }
  if (!isBefore(before.clearedAt, raisedAt)) return { alarm: { ...before, clearedAt }, as: 'cleared' }
  if (isBefore(plusMinutes(before.clearedAt, circumstances.flapMinutes), raisedAt))
    return { alarm: newAlarm(signal, raisedAt, clearedAt, circumstances), as: 'cleared' }
  return { alarm: { ...before, lastRaisedAt: raisedAt, clearedAt, flaps: before.flaps + 1 }, as: 'cleared' }
}

/**
 * Late news of a raising before the one that we know. Near to it, it is the true beginning of the same alarm; otherwise it is an alarm
 * of its own that is over, at the latest when the known one began.
 */
function raisedEarlier(
  before: Alarm,
  signal: Raised | Cleared,
  raisedAt: Temporal.Instant,
  end: Temporal.Instant,
  circumstances: Circumstances,
): Step {
  const clearedAt = earliest(end, before.raisedAt)
  // A clearing that came alone stands for its alarm until its raising arrives.
  const onlyCleared = before.clearedAt !== null && Temporal.Instant.compare(before.raisedAt, before.clearedAt) === 0
  const near = !isBefore(
    plusMinutes(signal.is === 'cleared' ? clearedAt : raisedAt, circumstances.flapMinutes),
    before.raisedAt,
  )
  if (onlyCleared || near)
    return { alarm: { ...withElement(before, signal, circumstances), raisedAt }, as: 'unchanged' }
  return { alarm: newAlarm(signal, raisedAt, clearedAt, circumstances), as: 'cleared' }
}

function newAlarm(
  signal: Raised | Cleared,
  raisedAt: Temporal.Instant,
  clearedAt: Temporal.Instant | null,
  { resolve }: Circumstances,
): Alarm {
  const { key, severity, summary, labels } = signal
  const element = resolve(signal.names)
  return {
    id: null,
    key,
    elementKey: element?.key ?? null,
    severity,
    effect: effectAt(signal, element),
    summary,
    labels,
    raisedAt,
    lastRaisedAt: raisedAt,
    clearedAt,
    flaps: 0,
    acknowledgedAt: null,
  }
}

/** The latest words of an alarm are the ones that hold. */
function saidAgain(before: Alarm, signal: Raised, circumstances: Circumstances): Alarm {
  if (isBefore(signal.raisedAt, before.lastRaisedAt)) return before
  const element = circumstances.resolve(signal.names)
  return {
    ...before,
    elementKey: element?.key ?? before.elementKey,
    severity: signal.severity,
    effect: effectAt(signal, element),
    summary: signal.summary,
    labels: signal.labels,
    lastRaisedAt: signal.raisedAt,
  }
}

function withElement(before: Alarm, signal: Raised | Cleared, { resolve }: Circumstances): Alarm {
  if (before.elementKey !== null) return before
  const element = resolve(signal.names)
  return {
    ...before,
    elementKey: element?.key ?? null,
    effect: effectAt(signal, element),
    severity: signal.severity,
    summary: signal.summary,
    labels: signal.labels,
  }
}

/** That a part of a device is gone does not mean that the device is, when only the device is in the network's books. */
function effectAt({ effect }: Signal, element: ElementName | null): AlarmEffect {
  return effect === 'unreachable' && element !== null && !element.exact ? 'degraded' : effect
}

function timeOf(signal: Signal, { now }: Circumstances): Temporal.Instant {
  return signal.is === 'raised' ? signal.raisedAt : signal.is === 'cleared' ? signal.clearedAt : now
}

function nameOf({ key, raisedAt }: Alarm): string {
  return `${raisedAt.epochMilliseconds} ${key}`
}

function isSame(one: Alarm, other: Alarm): boolean {
  return (
    one === other ||
    JSON.stringify({ ...one, id: String(one.id) }) === JSON.stringify({ ...other, id: String(other.id) })
  )
}
