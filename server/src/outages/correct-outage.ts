import type { OutageCorrection } from '@pulih/contracts'
import { problem, type Work } from '../platform/index.ts'
import { instantOr } from './instants.ts'
import { requireNotRetracted, requirePossible, statusOf, type Outage } from './outage.ts'
import { resolveCorrectedParts, resolveScope } from './places.ts'
import { changeBetween, revise } from './record.ts'
import { withFacts } from './update-outage.ts'

/**
 * A locked outage was different from what was recorded: another end, start, cause or scope. What was recorded before stays in its
 * revision. If the list of affected services was frozen, matching keeps what differs and tells it as `outages.corrected`.
 */
export async function correctOutage(work: Work, outage: Outage, correction: OutageCorrection): Promise<Outage> {
  requireNotRetracted(outage)
  const next = await corrected(work, outage, correction)
  requirePossible(next, work.now, [outage])
  const fields = Object.keys(changeBetween(outage, next).after)
  if (fields.length === 0) throw problem('outages.nothing-changes')
  const isReopened = outage.restoredAt !== null && next.restoredAt === null
  return revise(work, outage, next, {
    kind: 'corrected',
    reason: correction.reason,
    event: isReopened ? { type: 'outages.reopened' } : { type: 'outages.updated', data: { fields } },
  })
}

async function corrected(work: Work, outage: Outage, given: OutageCorrection): Promise<Outage> {
  const { knownAt, scope, parts, reason: _, ...facts } = given
  const restoredAt = instantOr(given.restoredAt, outage.restoredAt)
  if (outage.restoredAt === null && restoredAt !== null)
    throw problem('outages.not-restored', { outage: outage.number, status: outage.status })
  if (outage.status === 'closed' && restoredAt === null)
    throw problem('outages.already-closed', { outage: outage.number })
  const located = { ...outage, scope: scope ? await resolveScope(work.tx, scope) : outage.scope }
  const next: Outage = {
    ...withFacts(located, facts),
    startedAt: instantOr(given.startedAt, outage.startedAt) ?? outage.startedAt,
    restoredAt,
    knownAt: instantOr(knownAt, outage.knownAt),
    planned: given.planned ?? outage.planned,
    parts: parts ? await resolveCorrectedParts(work.tx, located, parts) : outage.parts,
  }
  const isSettled = outage.status === 'suspected' || outage.status === 'closed'
  return { ...next, status: isSettled ? outage.status : statusOf(next) }
}
