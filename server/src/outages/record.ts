import type { EventType, RevisionKind } from '@pulih/contracts'
import type { Json, Work } from '../platform/index.ts'
import { insertEntry, insertRevision } from './history-store.ts'
import { isReal, type NewOutage, type Outage } from './outage.ts'
import { scopeView } from './scope.ts'
import { insertOutage, updateOutage } from './store.ts'

export interface Note {
  readonly kind: RevisionKind
  /** Why, for whoever reads it years later. */
  readonly reason?: string | undefined
  readonly event?: { readonly type: EventType; readonly data?: { readonly [name: string]: Json } }
}

/** Writes a new outage as its first revision. */
export async function begin(work: Work, given: NewOutage, note: Note): Promise<Outage> {
  const outage = await insertOutage(work.tx, given, work.now, work.actor.id)
  await tell(work, null, outage, note)
  return outage
}

/**
 * Writes a locked outage as its next revision: before and after, on the timeline, in the audit trail, to listeners, all in one transaction.
 * Its services are matched anew when something changed on which they depend.
 */
export async function revise(work: Work, before: Outage, after: Outage, note: Note): Promise<Outage> {
  const outage = await updateOutage(work.tx, before, after)
  await tell(work, before, outage, note)
  return outage
}

async function tell(work: Work, before: Outage | null, outage: Outage, { kind, reason, event }: Note): Promise<void> {
  const { tx, now, actor } = work
  const change = changeBetween(before, outage)
  await insertRevision(tx, outage, { at: now, actor: actor.id, kind, reason: reason ?? null, ...change })
  const fields = Object.keys(change.after)
  await insertEntry(tx, outage.id, now, actor.id, {
    kind,
    public: false,
    text: reason ?? null,
    data: {
      revision: outage.revision,
      fields,
      ...(before && before.status !== outage.status ? { from: before.status } : {}),
      status: outage.status,
    },
  })
  work.audit(`outages.${kind}`, outage.id, { revision: outage.revision, fields })
  if (event) await work.emit(event.type, outage.id, { ...about(outage), ...event.data })
  if (needsMatching(before, outage, kind)) await enqueueMatching(work, outage.id)
}

export const matchJob = 'outages.match'

/** `because`: another outage changed that may have to do with this one. */
export async function enqueueMatching(work: Work, id: string, because?: string): Promise<void> {
  const key = because === undefined ? `${matchJob}:${id}` : `${matchJob}:${id}:echo`
  await work.enqueue(matchJob, because === undefined ? { outage: id } : { outage: id, because }, { key })
}

/** What every event says of its outage. */
export function about({ id, number, revision }: Outage): { outage: string; number: string; revision: number } {
  return { outage: id, number, revision }
}

/** The fields that differ, as they were and as they are. */
export function changeBetween(
  before: Outage | null,
  after: Outage,
): { before: Record<string, Json>; after: Record<string, Json> } {
  const [old, now] = [before ? stateOf(before) : {}, stateOf(after)]
  const fields = Object.keys(now).filter(field => JSON.stringify(old[field]) !== JSON.stringify(now[field]))
  const pick = (state: Record<string, Json>) =>
    Object.fromEntries(fields.flatMap(field => (field in state ? [[field, state[field] ?? null]] : [])))
  return { before: pick(old), after: pick(now) }
}

/** Everything about an outage that can be wrong or become different, as JSON. */
function stateOf(outage: Outage): Record<string, Json> {
  return {
    status: outage.status,
    title: outage.title,
    cause: outage.cause,
    publicCause: outage.publicCause,
    extent: outage.extent,
    deliveredShare: outage.deliveredShare,
    severity: outage.severity,
    planned: outage.planned,
    noticedAt: outage.noticedAt?.toString() ?? null,
    startedAt: outage.startedAt.toString(),
    knownAt: outage.knownAt?.toString() ?? null,
    restoredAt: outage.restoredAt?.toString() ?? null,
    etr: outage.etr?.toString() ?? null,
    nextUpdateBy: outage.nextUpdateBy?.toString() ?? null,
    kinds: outage.kinds.toSorted(),
    subscribersHit: outage.subscribersHit,
    sitesHit: outage.sitesHit,
    scope: sortedScope(outage),
    parts: outage.parts
      .map(({ kind, place, restoredAt }) => `${kind} ${place.key} ${restoredAt.toString()}`)
      .toSorted(),
    mergedInto: outage.mergedInto,
  }
}

function sortedScope({ scope }: Outage): Json {
  const { elements = [], areas = [], services = [], polygons = [] } = scopeView(scope)
  return {
    elements: elements.toSorted(),
    areas: areas.toSorted(),
    services: services.toSorted(),
    polygons: polygons.map(polygon => JSON.stringify(polygon.coordinates)).toSorted(),
  }
}

/** On these the list of affected services and their intervals depend. */
const decisive = ['status', 'extent', 'startedAt', 'restoredAt', 'kinds', 'scope', 'parts']

function needsMatching(before: Outage | null, outage: Outage, kind: RevisionKind): boolean {
  if (!isReal(outage) && !(before && isReal(before))) return false
  // Who was paid hears of a correction from the matching, whatever was corrected.
  if (kind === 'corrected') return true
  return Object.keys(changeBetween(before, outage).after).some(field => decisive.includes(field))
}
