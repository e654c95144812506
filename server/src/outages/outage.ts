import type { OutageStatus, Severity } from '@pulih/contracts'
import type { Cause, Extent, ServiceKind } from '@pulih/engine'
import { problem } from '../platform/index.ts'
import { firstInstant } from './instants.ts'
import type { Place, Scope } from './scope.ts'

export type { OutageStatus, Severity }

/** Something broke in the network or was switched off, for a time, as it is known now. */
export interface Outage {
  readonly id: string
  readonly number: string
  readonly reference: string | null
  readonly source: 'staff' | 'key' | 'alarm' | 'import'
  readonly status: OutageStatus
  readonly title: string
  readonly cause: Cause
  readonly publicCause: string | null
  readonly extent: Extent
  readonly deliveredShare: string | null
  readonly severity: Severity
  readonly planned: boolean
  /** When planned work was announced. */
  readonly noticedAt: Temporal.Instant | null
  readonly startedAt: Temporal.Instant
  readonly knownAt: Temporal.Instant | null
  /** A suspected outage has it when its alarms have cleared; confirmed, it is restored at once. */
  readonly restoredAt: Temporal.Instant | null
  readonly etr: Temporal.Instant | null
  readonly nextUpdateBy: Temporal.Instant | null
  readonly closedAt: Temporal.Instant | null
  readonly kinds: readonly ServiceKind[]
  readonly subscribersHit: number | null
  readonly sitesHit: number | null
  readonly scope: Scope
  readonly parts: readonly Part[]
  readonly mergedInto: string | null
  readonly revision: number
  readonly createdAt: Temporal.Instant
}

/** Something of an outage that worked again before the rest. */
export interface Part {
  readonly kind: 'element' | 'area'
  readonly place: Place
  readonly restoredAt: Temporal.Instant
}

export type NewOutage = Omit<Outage, 'id' | 'number' | 'revision' | 'createdAt' | 'closedAt' | 'mergedInto'>

export function isOpen({ status }: Pick<Outage, 'status'>): boolean {
  return status === 'suspected' || status === 'confirmed' || status === 'partly-restored'
}

/** Whether it counts as having happened: its services are matched, and it may cut off those of another one. */
export function isReal({ status }: Pick<Outage, 'status'>): boolean {
  return status !== 'suspected' && status !== 'retracted'
}

export function confirm(outage: Outage): Outage {
  if (outage.status !== 'suspected')
    throw problem('outages.not-suspected', { outage: outage.number, status: outage.status })
  return { ...outage, status: statusOf(outage) }
}

/** Ends an outage. Restoring it twice is refused, because the first time already started payments. */
export function restore(outage: Outage, restoredAt: Temporal.Instant): Outage {
  requireRestorable(outage)
  return { ...outage, status: 'restored', restoredAt }
}

/** Notes that some of it works again. The parts have been found to lie within the outage. */
export function restoreParts(outage: Outage, parts: readonly Part[]): Outage {
  requireRestorable(outage)
  return withParts(outage, parts)
}

/** The same for an outage that may still be only suspected, which is what alarms know. */
export function withParts(outage: Outage, parts: readonly Part[]): Outage {
  const again = parts.find(part => outage.parts.some(known => isSamePart(known, part)))
  if (again) throw problem('outages.not-a-part', { outage: outage.number, reference: again.place.key })
  const next = { ...outage, parts: [...outage.parts, ...parts] }
  return outage.status === 'suspected' ? next : { ...next, status: statusOf(next) }
}

export function close(outage: Outage, now: Temporal.Instant): Outage {
  if (outage.status !== 'restored')
    throw problem('outages.not-restored', { outage: outage.number, status: outage.status })
  return { ...outage, status: 'closed', closedAt: now }
}

export function retract(outage: Outage, mergedInto: string | null = null): Outage {
  requireNotRetracted(outage)
  return { ...outage, status: 'retracted', mergedInto }
}

export function requireOpen(outage: Outage): void {
  if (!isOpen(outage)) throw problem('outages.not-open', { outage: outage.number, status: outage.status })
}

export function requireNotRetracted(outage: Outage): void {
  if (outage.status === 'retracted') throw problem('outages.already-retracted', { outage: outage.number })
}

function requireRestorable(outage: Outage): void {
  if (outage.status === 'suspected') throw problem('outages.not-confirmed', { outage: outage.number })
  if (outage.status === 'restored' || outage.status === 'closed')
    throw problem('outages.already-restored', { outage: outage.number, restoredAt: String(outage.restoredAt) })
  requireOpen(outage)
}

/** Of one that is neither suspected, closed nor retracted. */
export function statusOf({ restoredAt, parts }: Pick<Outage, 'restoredAt' | 'parts'>): OutageStatus {
  if (restoredAt !== null) return 'restored'
  return parts.length > 0 ? 'partly-restored' : 'confirmed'
}

function isSamePart(a: Part, b: Part): boolean {
  return a.kind === b.kind && a.place.key === b.place.key
}

/** Clocks of other systems may run a little ahead. */
const aheadMinutes = 1
/** How far ahead planned work and estimates may lie. */
const plannedDays = 3 * 365

/**
 * What must hold for any outage, whatever led to it; the database says most of it again. Times that it had before, or that one had which
 * it takes over, are not weighed anew: no earlier mistake may keep it from being ended.
 */
export function requirePossible(
  outage: Omit<NewOutage, 'source'> & { readonly number?: string },
  now: Temporal.Instant,
  before: readonly Outage[] = [],
): void {
  const latest = now.add({ minutes: aheadMinutes })
  const notLater = (instant: Temporal.Instant | null, field: string): void => {
    if (instant !== null && isBefore(latest, instant)) throw problem('outages.in-future', { field })
  }
  const last = now.add({ hours: plannedDays * 24 })
  for (const field of ['startedAt', 'noticedAt', 'knownAt', 'restoredAt', 'etr', 'nextUpdateBy'] as const) {
    const instant = outage[field]
    if (instant === null || before.some(each => each[field]?.equals(instant))) continue
    if (isBefore(instant, firstInstant) || isBefore(last, instant))
      throw problem('outages.unlikely-time', {
        field,
        instant: instant.toString(),
        first: firstInstant.toString(),
        last: last.round({ smallestUnit: 'second' }).toString(),
      })
  }
  const { startedAt, restoredAt, parts, number = 'It' } = outage
  if (!outage.planned) notLater(startedAt, 'startedAt')
  notLater(outage.noticedAt, 'noticedAt')
  notLater(outage.knownAt, 'knownAt')
  notLater(restoredAt, 'restoredAt')
  if (restoredAt !== null && !isBefore(startedAt, restoredAt))
    throw problem('outages.restored-before-start', { outage: number, startedAt: startedAt.toString() })
  for (const part of parts) {
    notLater(part.restoredAt, 'restoredAt')
    if (!isBefore(startedAt, part.restoredAt))
      throw problem('outages.restored-before-start', { outage: number, startedAt: startedAt.toString() })
    if (restoredAt !== null && isBefore(restoredAt, part.restoredAt))
      throw problem('outages.restored-before-part', { part: part.place.key, restoredAt: part.restoredAt.toString() })
  }
  if (outage.deliveredShare !== null && outage.extent === 'total') throw problem('outages.bad-share')
}

export function isBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0
}

export function earlier(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return isBefore(a, b) ? a : b
}

export function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return isBefore(a, b) ? b : a
}
