import type { TimelineEntry } from '@pulih/contracts'
import type { Cause, Extent } from '@pulih/engine'
import type { Json, Work } from '../platform/index.ts'
import { insertEntry } from './history-store.ts'
import { changeOf, titleOf, type Finding } from './follow-findings.ts'
import { firstInstant } from './instants.ts'
import { later, requireOpen, requirePossible, withParts, type NewOutage, type Outage } from './outage.ts'
import { resolveScope, resolveParts } from './places.ts'
import { beginAll, reviseAll, revise, type Beginning } from './record.ts'
import { endAt, keepParts } from './restore-outage.ts'
import { nowhere, type Place } from './scope.ts'
import { lockOutage } from './store.ts'

export interface Suspicion {
  /** Keys of elements. */
  readonly elements: readonly string[]
  readonly startedAt: Temporal.Instant
  readonly summary: string
  readonly cause?: Cause
  readonly extent?: Extent
}

/** Alarms point to an outage; people confirm or retract it. */
export async function suspectOutage(work: Work, { elements, ...suspicion }: Suspicion): Promise<Outage> {
  const scope = await resolveScope(work.tx, { elements: [...elements] })
  const [begun] = await suspectOutages(work, [{ ...suspicion, elements: scope.elements }])
  if (!begun) throw new Error('an outage was not written')
  return begun
}

export type FoundSuspicion = Omit<Suspicion, 'elements'> & { readonly elements: readonly Place[] }

/** Many at once, of elements that were found already: a storm of alarms begins hundreds before it is known to be one. */
export async function suspectOutages(work: Work, suspicions: readonly FoundSuspicion[]): Promise<Outage[]> {
  const beginnings = suspicions.map(({ elements, startedAt, summary, cause, extent }): Beginning => {
    const outage: NewOutage = {
      reference: null,
      source: 'alarm',
      status: 'suspected',
      title: titleOf(summary),
      cause: cause ?? 'unknown',
      publicCause: null,
      extent: extent ?? 'total',
      deliveredShare: null,
      severity: 'major',
      planned: false,
      noticedAt: null,
      // A device whose clock was reset says 1970; that must not keep what else failed from becoming known.
      startedAt: later(startedAt, firstInstant),
      knownAt: work.now,
      restoredAt: null,
      etr: null,
      nextUpdateBy: null,
      kinds: [],
      subscribersHit: null,
      sitesHit: null,
      scope: { ...nowhere, elements },
      parts: [],
    }
    requirePossible(outage, work.now)
    return { outage, note: { kind: 'reported', event: { type: 'outages.suspected' } } }
  })
  return beginAll(work, beginnings)
}

/** More elements have failed with it, or one of its own has failed again; one that was thought restored goes on. */
export async function extendOutage(
  work: Work,
  name: string,
  {
    elements,
    startedAt,
    summary,
    ...found
  }: {
    readonly elements: readonly string[]
    readonly startedAt?: Temporal.Instant
    readonly summary?: string
  } & Partial<Pick<Finding, 'leaving' | 'title'>>,
): Promise<Outage> {
  const outage = await lockOutage(work.tx, name)
  if (outage.status !== 'restored') requireOpen(outage)
  const { elements: failed } = await resolveScope(work.tx, { elements: [...elements] })
  const { leaving = new Map<string, ReadonlySet<bigint>>(), title = null } = found
  const finding = { outage, absorbs: [], elements: failed, leaving, startedAt: startedAt ?? null, title, summary }
  const [extended] = await reviseAll(work, changeOf(finding, work.now))
  return extended ?? outage
}

/** What another part of the product has to say about an outage, beside its state. */
export async function noteOnTimeline(
  work: Work,
  outage: string,
  text: string,
  data: { readonly [name: string]: Json } = {},
): Promise<TimelineEntry> {
  return insertEntry(work.tx, outage, work.now, work.actor.id, { kind: 'note', public: false, text, data })
}

/**
 * The alarms of an outage, or of some of its elements, have cleared. A suspected outage stays suspected, for people to decide on, and
 * remembers its end; one that is over already is left alone.
 */
export async function restoreFromAlarms(
  work: Work,
  name: string,
  { restoredAt, elements }: { readonly restoredAt: Temporal.Instant; readonly elements?: readonly string[] },
): Promise<Outage> {
  const outage = await lockOutage(work.tx, name)
  if (outage.status === 'restored' || outage.status === 'closed' || outage.status === 'retracted') return outage
  const known = new Set(outage.parts.map(part => part.place.key))
  const cleared = elements?.filter(key => !known.has(key))
  const left = outage.scope.elements.filter(({ key }) => !known.has(key) && !(cleared ?? []).includes(key))
  const isElsewhere = outage.scope.areas.length + outage.scope.services.length + outage.scope.polygons.length > 0
  if (cleared === undefined || (left.length === 0 && !isElsewhere)) return endFromAlarms(work, outage, restoredAt)
  if (cleared.length === 0) return outage
  const parts = await resolveParts(work.tx, outage, { elements: [...cleared] }, restoredAt)
  return keepParts(work, outage, withParts(outage, parts), parts)
}

async function endFromAlarms(work: Work, outage: Outage, restoredAt: Temporal.Instant): Promise<Outage> {
  if (outage.status !== 'suspected') return endAt(work, outage, restoredAt)
  const next = { ...outage, restoredAt }
  requirePossible(next, work.now, [outage])
  return revise(work, outage, next, {
    kind: 'updated',
    event: { type: 'outages.updated', data: { fields: ['restoredAt'] } },
  })
}
