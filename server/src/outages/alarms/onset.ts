import type { OpenAlarm } from './evidence.ts'
import { plusMinutes, isBefore } from './time.ts'

/**
 * When a cut began: the first alarm of the burst. Alarms with a long pause between them are different bursts; the one with a root's
 * own alarm is the right one, or else the largest, or of equal ones the latest. A customer's device that has been off for weeks is
 * thereby no reason to start the outage weeks ago. null: there are no alarms.
 */
export function onsetOf(
  alarms: readonly OpenAlarm[],
  roots: readonly number[],
  togetherMinutes: number,
): Temporal.Instant | null {
  const sorted = alarms.toSorted((a, b) => Temporal.Instant.compare(a.raisedAt, b.raisedAt))
  const bursts: OpenAlarm[][] = []
  for (const alarm of sorted) {
    const burst = bursts.at(-1)
    const before = burst?.at(-1)
    if (burst && before && !isBefore(plusMinutes(before.raisedAt, togetherMinutes), alarm.raisedAt)) burst.push(alarm)
    else bursts.push([alarm])
  }
  const own = bursts.find(burst => burst.some(({ position }) => roots.includes(position)))
  const largest = bursts.reduce<OpenAlarm[] | undefined>(
    (best, burst) => (best && best.length > burst.length ? best : burst),
    undefined,
  )
  return (own ?? largest)?.[0]?.raisedAt ?? null
}
