import type { BodyOf, restoreOutage as restoreRoute, restorePart as partRoute } from '@pulih/contracts'
import type { Work } from '../platform/index.ts'
import { requirePossible, restore, restoreParts, type Outage, type Part } from './outage.ts'
import { resolveParts } from './places.ts'
import { revise } from './record.ts'

/** Ends a locked outage: from `restoredAt` on it works again. */
export async function restoreOutage(work: Work, outage: Outage, given: BodyOf<typeof restoreRoute>): Promise<Outage> {
  return endAt(work, outage, Temporal.Instant.from(given.restoredAt), given.note)
}

export async function endAt(
  work: Work,
  outage: Outage,
  restoredAt: Temporal.Instant,
  reason?: string,
): Promise<Outage> {
  const next = { ...restore(outage, restoredAt), nextUpdateBy: null }
  requirePossible(next, work.now, [outage])
  const data = { restoredAt: restoredAt.toString() }
  return revise(work, outage, next, { kind: 'restored', reason, event: { type: 'outages.restored', data } })
}

/** Some of a locked outage works again; services below get an end of their own. */
export async function restorePart(work: Work, outage: Outage, given: BodyOf<typeof partRoute>): Promise<Outage> {
  const restoredAt = Temporal.Instant.from(given.restoredAt)
  // Whether it may be restored at all is refused before the places are looked up.
  restoreParts(outage, [])
  const parts = await resolveParts(work.tx, outage, given, restoredAt)
  return keepParts(work, outage, restoreParts(outage, parts), parts, given.note)
}

export async function keepParts(
  work: Work,
  before: Outage,
  after: Outage,
  parts: readonly Part[],
  reason?: string,
): Promise<Outage> {
  requirePossible(after, work.now, [before])
  const data = { restoredAt: parts[0]?.restoredAt.toString() ?? work.now.toString() }
  const isKnown = after.status !== 'suspected'
  return revise(work, before, after, {
    kind: 'partly-restored',
    reason,
    ...(isKnown ? { event: { type: 'outages.partly-restored', data } } : {}),
  })
}
