import type { Cover } from './cover.ts'
import type { KnownOutage, OpenAlarm } from './evidence.ts'
import { plusMinutes, isBefore, latest } from './time.ts'
import { isWithin, type Tree } from './tree.ts'

/** What tells alarms of a cut from those of something else. */
export interface Context {
  readonly tree: Tree
  readonly outages: readonly KnownOutage[]
  readonly open: Cover
  readonly togetherMinutes: number
}

/**
 * When a cut began: the first alarm of the burst in which the last of its roots failed, because what only all of them cut off had a path
 * until then, and whoever hangs on the last one must not be said to have been without service since the first one failed. Alarms with a
 * long pause between them are different bursts. null: there are no alarms.
 */
export function onsetOf(
  context: Context,
  alarms: readonly OpenAlarm[],
  roots: readonly number[],
): Temporal.Instant | null {
  const bursts = burstsOf(alarms, context.togetherMinutes)
  return roots
    .flatMap(root => burstOf(context, bursts, root)?.[0]?.raisedAt ?? [])
    .reduce<Temporal.Instant | null>((last, each) => (last === null ? each : latest(last, each)), null)
}

function burstsOf(alarms: readonly OpenAlarm[], togetherMinutes: number): OpenAlarm[][] {
  const bursts: OpenAlarm[][] = []
  for (const alarm of alarms.toSorted((a, b) => Temporal.Instant.compare(a.raisedAt, b.raisedAt))) {
    const burst = bursts.at(-1)
    const before = burst?.at(-1)
    if (burst && before && !isBefore(plusMinutes(before.raisedAt, togetherMinutes), alarm.raisedAt)) burst.push(alarm)
    else bursts.push([alarm])
  }
  return bursts
}

/**
 * The burst in which a root failed: the one with its own alarm, or else the largest below it, or of equal ones the latest. A customer's
 * device that has been off for weeks is thereby no reason to start the outage weeks ago; nor is what failed below it before and is an
 * outage of its own.
 */
function burstOf(
  { tree, outages, open }: Context,
  bursts: readonly OpenAlarm[][],
  root: number,
): OpenAlarm[] | undefined {
  const own = bursts.find(burst => burst.some(({ position }) => position === root))
  if (own) return own
  const others = new Set(
    outages.filter(each => each.restoredAt === null && !open.covers(each, root)).map(({ id }) => id),
  )
  const unexplained = bursts.filter(burst => burst.some(({ outage }) => outage === null || !others.has(outage)))
  const below = (burst: readonly OpenAlarm[]) => burst.filter(({ position }) => isWithin(tree, position, root)).length
  return (unexplained.length > 0 ? unexplained : bursts).reduce<OpenAlarm[] | undefined>(
    (best, burst) => (best && below(best) > below(burst) ? best : burst),
    undefined,
  )
}
