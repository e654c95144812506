import type { OutageView } from '@pulih/contracts'
import type { Db, Tx } from '../platform/index.ts'
import { latestMatching, type Matching } from './matching-store.ts'
import type { Outage } from './outage.ts'
import { scopeView } from './scope.ts'

/** An outage as people and other systems read it. */
export async function toView(db: Db | Tx, outage: Outage): Promise<OutageView> {
  const matching = await latestMatching(db, outage.id)
  return {
    id: outage.id,
    number: outage.number,
    reference: outage.reference,
    source: outage.source,
    status: outage.status,
    title: outage.title,
    cause: outage.cause,
    publicCause: outage.publicCause,
    extent: outage.extent,
    deliveredShare: outage.deliveredShare,
    severity: outage.severity,
    planned: outage.planned,
    noticedAt: text(outage.noticedAt),
    startedAt: outage.startedAt.toString(),
    knownAt: text(outage.knownAt),
    restoredAt: text(outage.restoredAt),
    closedAt: text(outage.closedAt),
    createdAt: outage.createdAt.toString(),
    etr: text(outage.etr),
    nextUpdateBy: text(outage.nextUpdateBy),
    kinds: [...outage.kinds],
    subscribersHit: outage.subscribersHit,
    sitesHit: outage.sitesHit,
    scope: scopeView(outage.scope),
    parts: outage.parts.map(({ kind, place, restoredAt }) => ({
      kind,
      reference: place.key,
      restoredAt: restoredAt.toString(),
    })),
    mergedInto: outage.mergedInto,
    revision: outage.revision,
    matched: matching ? matchedView(matching) : null,
  }
}

function matchedView({ at, revision, frozen, services, money }: Matching) {
  return { at: at.toString(), revision, frozen, services, money }
}

function text(instant: Temporal.Instant | null): string | null {
  return instant?.toString() ?? null
}
