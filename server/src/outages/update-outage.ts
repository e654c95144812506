import type { BodyOf, OutageScope, setEtr as setEtrRoute, updateOutage as updateRoute } from '@pulih/contracts'
import { problem, type Work } from '../platform/index.ts'
import { instantOr } from './instants.ts'
import { isBefore, requireOpen, requirePossible, type Outage } from './outage.ts'
import { resolveScope } from './places.ts'
import { changeBetween, revise } from './record.ts'

/** Says more exactly what a locked outage is, while it is not over. Afterwards it takes a correction. */
export async function updateFacts(work: Work, outage: Outage, given: BodyOf<typeof updateRoute>): Promise<Outage> {
  requireOpen(outage)
  const next = withFacts(outage, given)
  requirePossible(next, work.now, [outage])
  return reviseFacts(work, outage, next, 'updated')
}

export async function changeScope(work: Work, outage: Outage, given: OutageScope): Promise<Outage> {
  requireOpen(outage)
  return reviseFacts(work, outage, { ...outage, scope: await resolveScope(work.tx, given) }, 'scope-changed')
}

async function reviseFacts(
  work: Work,
  before: Outage,
  after: Outage,
  kind: 'updated' | 'scope-changed',
): Promise<Outage> {
  const fields = Object.keys(changeBetween(before, after).after)
  if (fields.length === 0) throw problem('outages.nothing-changes')
  return revise(work, before, after, { kind, event: { type: 'outages.updated', data: { fields } } })
}

/** The outage with the facts that were given instead of its own. */
export function withFacts(outage: Outage, given: BodyOf<typeof updateRoute>): Outage {
  const extent = given.extent ?? outage.extent
  return {
    ...outage,
    title: given.title ?? outage.title,
    cause: given.cause ?? outage.cause,
    publicCause: given.publicCause === undefined ? outage.publicCause : given.publicCause,
    severity: given.severity ?? outage.severity,
    extent,
    // What was delivered of a degraded service says nothing of one that did not work at all.
    deliveredShare:
      given.deliveredShare === undefined ? (extent === 'total' ? null : outage.deliveredShare) : given.deliveredShare,
    subscribersHit: given.subscribersHit === undefined ? outage.subscribersHit : given.subscribersHit,
    sitesHit: given.sitesHit === undefined ? outage.sitesHit : given.sitesHit,
    kinds: given.kinds ?? outage.kinds,
    knownAt: instantOr(given.knownAt, outage.knownAt),
    noticedAt: instantOr(given.noticedAt, outage.noticedAt),
  }
}

/** Sets or withdraws the estimate of a locked outage; every one that was given is kept. */
export async function setEtr(work: Work, outage: Outage, given: BodyOf<typeof setEtrRoute>): Promise<Outage> {
  requireOpen(outage)
  const next = {
    ...outage,
    etr: instantOr(given.etr, outage.etr),
    nextUpdateBy: instantOr(given.nextUpdateBy, outage.nextUpdateBy),
  }
  if (next.etr !== null && !isBefore(outage.startedAt, next.etr))
    throw problem('outages.etr-before-start', { outage: outage.number, startedAt: outage.startedAt.toString() })
  requirePossible(next, work.now, [outage])
  const data = { etr: next.etr?.toString() ?? null, nextUpdateBy: next.nextUpdateBy?.toString() ?? null }
  return revise(work, outage, next, {
    kind: 'etr-set',
    reason: given.reason,
    promises: given.nextUpdateBy !== undefined,
    event: { type: 'outages.etr-changed', data },
  })
}
