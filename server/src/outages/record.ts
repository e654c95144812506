import type { EventType, RevisionKind } from '@pulih/contracts'
import type { Json, Work } from '../platform/index.ts'
import { insertEntries, insertEtrs, insertRevisions } from './history-store.ts'
import { isReal, type NewOutage, type Outage } from './outage.ts'
import { scopeView } from './scope.ts'
import { insertOutages, updateOutages } from './write-store.ts'

export interface Note {
  readonly kind: RevisionKind
  /** Why, for whoever reads it years later. */
  readonly reason?: string | undefined
  readonly event?: { readonly type: EventType; readonly data?: { readonly [name: string]: Json } }
  /** Whether it says when the next update comes, if only the time that was promised before. */
  readonly promises?: boolean
  /** What the timeline has to say besides. */
  readonly also?: { readonly [name: string]: Json }
}

export interface Beginning {
  readonly outage: NewOutage
  readonly note: Note
}

export interface Change {
  readonly before: Outage
  readonly after: Outage
  readonly note: Note
}

/** Writes a new outage as its first revision. */
export async function begin(work: Work, outage: NewOutage, note: Note): Promise<Outage> {
  return only(await beginAll(work, [{ outage, note }]))
}

/** The same for many at once, in as few statements as for one: a storm of alarms begins hundreds. */
export async function beginAll(work: Work, beginnings: readonly Beginning[]): Promise<Outage[]> {
  const given = beginnings.map(({ outage }) => outage)
  const begun = await insertOutages(work.tx, given, work.now, work.actor.id)
  await tell(
    work,
    begun.flatMap((outage, nth) => told(null, outage, beginnings[nth]?.note)),
  )
  return begun
}

/**
 * Writes a locked outage as its next revision: before and after, on the timeline, in the audit trail, to listeners, all in one transaction.
 * Its services are matched anew when something changed on which they depend.
 */
export async function revise(work: Work, before: Outage, after: Outage, note: Note): Promise<Outage> {
  return only(await reviseAll(work, [{ before, after, note }]))
}

/** The same for many at once, each of them once, in as few statements as for one. */
export async function reviseAll(work: Work, changes: readonly Change[]): Promise<Outage[]> {
  const revised = await updateOutages(work.tx, changes)
  await tell(
    work,
    revised.flatMap((outage, nth) => told(changes[nth]?.before ?? null, outage, changes[nth]?.note)),
  )
  return revised
}

function only([outage]: readonly Outage[]): Outage {
  if (!outage) throw new Error('an outage was not written')
  return outage
}

interface Told {
  readonly before: Outage | null
  readonly outage: Outage
  readonly note: Note
  readonly change: ReturnType<typeof changeBetween>
}

function told(before: Outage | null, outage: Outage, note: Note | undefined): Told[] {
  return note ? [{ before, outage, note, change: changeBetween(before, outage) }] : []
}

async function tell(work: Work, all: readonly Told[]): Promise<void> {
  if (all.length === 0) return
  const { tx, now, actor } = work
  await insertRevisions(
    tx,
    all.map(({ outage, note: { kind, reason }, change }) => ({
      outage,
      note: { at: now, actor: actor.id, kind, reason: reason ?? null, ...change },
    })),
  )
  await insertEtrs(
    tx,
    now,
    actor.id,
    all.filter(estimates).map(given => ({
      outage: given.outage,
      reason: given.note.reason ?? null,
      promises: promises(given),
    })),
  )
  await insertEntries(
    tx,
    now,
    actor.id,
    all.map(({ before, outage, note: { kind, reason, also }, change }) => ({
      outage: outage.id,
      kind,
      public: false,
      text: reason ?? null,
      data: {
        ...also,
        revision: outage.revision,
        fields: Object.keys(change.after),
        ...(before && before.status !== outage.status ? { from: before.status } : {}),
        status: outage.status,
      },
    })),
  )
  for (const { outage, note, change } of all)
    work.audit(`outages.${note.kind}`, outage.id, { revision: outage.revision, fields: Object.keys(change.after) })
  await work.emitAll(
    all.flatMap(({ outage, note: { event } }) =>
      event ? [{ type: event.type, subject: outage.id, data: { ...about(outage), ...event.data } }] : [],
    ),
  )
  for (const { before, outage, note, change } of all)
    if (needsMatching(before, outage, note.kind, change)) await enqueueMatching(work, outage.id)
}

/** Whether it says anew when it works again or when the next update comes; who sets the same estimate again stands by it. */
function estimates(told: Told): boolean {
  const { before, outage, note, change } = told
  if (note.kind === 'etr-set') return true
  if (before === null) return outage.etr !== null || outage.nextUpdateBy !== null
  return 'etr' in change.after || promises(told)
}

/** Who moves the estimate alone leaves the promise where it was, kept or broken. */
function promises({ note, change: { after } }: Told): boolean {
  return note.promises === true || 'nextUpdateBy' in after
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

function needsMatching(
  before: Outage | null,
  outage: Outage,
  kind: RevisionKind,
  { after }: ReturnType<typeof changeBetween>,
): boolean {
  if (!isReal(outage) && !(before && isReal(before))) return false
  // Who was paid hears of a correction from the matching, whatever was corrected.
  if (kind === 'corrected') return true
  return Object.keys(after).some(field => decisive.includes(field))
}
