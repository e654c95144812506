import type { AlarmSettings } from '@pulih/contracts'
import { isBefore, latest, plusMinutes } from './time.ts'
import { endOf, isWithin, type Tree } from './tree.ts'

/** An alarm under an open outage, at an element of the network, that says that services are hit. */
export interface OutageAlarm {
  readonly position: number
  readonly unreachable: boolean
  readonly clearedAt: Temporal.Instant | null
}

export type Settlement =
  | { readonly is: 'ongoing' }
  | { readonly is: 'restored'; readonly restoredAt: Temporal.Instant }
  | { readonly is: 'partly'; readonly parts: readonly RestoredPart[] }

export interface RestoredPart {
  readonly position: number
  readonly restoredAt: Temporal.Instant
}

/**
 * What the cleared alarms of an outage say. All quiet for long enough: it is over since the last clearing. Otherwise the largest
 * branches without an open alarm are over, but only below roots that answer themselves: a monitoring system also clears what it can
 * no longer see, so a cleared alarm below a dead element proves nothing.
 */
export function settle(
  tree: Tree,
  roots: readonly number[],
  restored: readonly number[],
  alarms: readonly OutageAlarm[],
  now: Temporal.Instant,
  { settleMinutes }: AlarmSettings,
): Settlement {
  const isQuiet = (clearedAt: Temporal.Instant) => !isBefore(now, plusMinutes(clearedAt, settleMinutes))
  const troubled = alarms
    .filter(({ clearedAt }) => clearedAt === null || !isQuiet(clearedAt))
    .map(({ position }) => position)
  const cleared = alarms.flatMap(({ position, clearedAt }) => (clearedAt === null ? [] : [{ position, clearedAt }]))
  const [first] = cleared
  if (!first) return { is: 'ongoing' }
  const last = cleared.reduce((time, { clearedAt }) => latest(time, clearedAt), first.clearedAt)
  if (troubled.length === 0) return { is: 'restored', restoredAt: last }

  const inTrouble = troubled.toSorted((a, b) => a - b)
  const hasTrouble = (position: number) => {
    const next = inTrouble[lowerBound(inTrouble, position)]
    return next !== undefined && next <= endOf(tree, position)
  }
  const deadAbove = new Set(
    alarms
      .filter(({ unreachable, clearedAt }) => unreachable && (clearedAt === null || !isQuiet(clearedAt)))
      .map(({ position }) => position),
  )
  const parts: RestoredPart[] = []
  const visit = (position: number): void => {
    if (deadAbove.has(position) || restored.some(each => isWithin(tree, position, each))) return
    if (!hasTrouble(position)) {
      const own = cleared.filter(alarm => isWithin(tree, alarm.position, position))
      // A branch from which no alarm ever came was restored at the latest when everything else was.
      parts.push({
        position,
        restoredAt: own.reduce((time, { clearedAt }) => latest(time, clearedAt), own[0]?.clearedAt ?? last),
      })
      return
    }
    for (let child = position + 1; child <= endOf(tree, position); child = endOf(tree, child) + 1) visit(child)
  }
  const heard = roots.filter(root => cleared.some(({ position }) => isWithin(tree, position, root)))
  for (const root of heard) visit(root)
  return parts.length > 0 ? { is: 'partly', parts } : { is: 'ongoing' }
}

/** The first index whose value is not less. */
function lowerBound(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}
