import type { OutageReport } from '@pulih/contracts'
import type { Work } from '../platform/index.ts'
import { instantOrNull } from './instants.ts'
import { requirePossible, type NewOutage, type Outage } from './outage.ts'
import { resolveScope } from './places.ts'
import { begin } from './record.ts'

/** Somebody or another system thinks that there is an outage. */
export async function reportOutage(work: Work, report: OutageReport): Promise<Outage> {
  const outage = await fromReport(work, report, 'suspected')
  return begin(work, outage, { kind: 'reported', event: { type: 'outages.suspected' } })
}

/** Somebody who may confirm says so at once; planned work begins like this too. */
export async function declareOutage(work: Work, report: OutageReport): Promise<Outage> {
  const outage = await fromReport(work, report, 'confirmed')
  const data = { planned: outage.planned, startedAt: outage.startedAt.toString() }
  return begin(work, outage, { kind: 'declared', event: { type: 'outages.confirmed', data } })
}

async function fromReport(work: Work, report: OutageReport, status: 'suspected' | 'confirmed'): Promise<NewOutage> {
  const planned = report.planned ?? report.cause === 'planned-work'
  const outage: NewOutage = {
    reference: report.reference ?? null,
    source: work.actor.kind === 'key' ? 'key' : 'staff',
    status,
    title: report.title,
    cause: report.cause ?? (planned ? 'planned-work' : 'unknown'),
    publicCause: report.publicCause ?? null,
    extent: report.extent ?? 'total',
    deliveredShare: report.deliveredShare ?? null,
    severity: report.severity ?? 'major',
    planned,
    noticedAt: instantOrNull(report.noticedAt),
    startedAt: Temporal.Instant.from(report.startedAt),
    // Who reports it now knows it now; planned work is known by its notice.
    knownAt: instantOrNull(report.knownAt) ?? (planned ? null : work.now),
    restoredAt: null,
    etr: instantOrNull(report.etr),
    nextUpdateBy: instantOrNull(report.nextUpdateBy),
    kinds: report.kinds ?? [],
    subscribersHit: report.subscribersHit ?? null,
    sitesHit: report.sitesHit ?? null,
    scope: await resolveScope(work.tx, report.scope),
    parts: [],
  }
  requirePossible(outage, work.now)
  return outage
}
