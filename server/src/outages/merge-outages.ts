import { problem, type Work } from '../platform/index.ts'
import { wasFrozen } from './matching-store.ts'
import { earlier, isBefore, later, requireOpen, retract, statusOf, type Outage, type Part } from './outage.ts'
import { reviseAll, type Change } from './record.ts'
import { joinScopes } from './scope.ts'
import { lockOutages } from './store.ts'

/** Two outages are one: the second takes over the places of the first, which is retracted and names it. */
export async function mergeOutages(work: Work, from: string, into: string): Promise<Outage> {
  const [absorbed, absorbing] = await lockOutages(work.tx, [from, into])
  if (!absorbed || !absorbing || absorbed.id === absorbing.id) throw problem('outages.same')
  for (const outage of [absorbed, absorbing]) await requireMergeable(work, outage)
  const [merged] = await reviseAll(work, [
    {
      before: absorbing,
      after: absorb(absorbing, absorbed),
      note: {
        kind: 'merged',
        reason: absorbed.number,
        event: { type: 'outages.updated', data: { fields: ['scope'] } },
        also: { absorbed: [absorbed.number] },
      },
    },
    absorption(absorbed, absorbing),
  ])
  return merged ?? absorbing
}

/** What becomes of an outage that was part of another one. */
export function absorption(absorbed: Outage, absorbing: Outage): Change {
  return {
    before: absorbed,
    after: retract(absorbed, absorbing.id),
    note: {
      kind: 'merged',
      reason: absorbing.number,
      event: { type: 'outages.retracted', data: { mergedInto: absorbing.id } },
    },
  }
}

/** Alarms may find out after the end that two outages were one; after money may have been paid it takes corrections. */
async function requireMergeable({ tx }: Work, outage: Outage): Promise<void> {
  if (outage.status !== 'restored' || (await wasFrozen(tx, outage.id))) requireOpen(outage)
}

/** What the first is with the second in it. It is over only when both are, and confirmed as soon as one is. */
export function absorb(into: Outage, from: Outage): Outage {
  const bothOver = into.restoredAt !== null && from.restoredAt !== null
  const next: Outage = {
    ...into,
    scope: joinScopes(into.scope, from.scope),
    startedAt: earlier(into.startedAt, from.startedAt),
    knownAt: earliest(into.knownAt, from.knownAt),
    restoredAt: bothOver ? latest(into.restoredAt, from.restoredAt) : null,
    parts: uniqueParts([...into.parts, ...from.parts, ...(bothOver ? [] : [...overParts(into), ...overParts(from)])]),
    kinds: into.kinds.length === 0 || from.kinds.length === 0 ? [] : [...new Set([...into.kinds, ...from.kinds])],
    extent: into.extent === 'total' || from.extent === 'total' ? 'total' : 'degraded',
    deliveredShare: into.extent === 'total' || from.extent === 'total' ? null : into.deliveredShare,
  }
  const isSuspected = into.status === 'suspected' && from.status === 'suspected'
  return { ...next, status: isSuspected ? 'suspected' : statusOf(next) }
}

/** Of an outage that is over while the other goes on, each place is a part that was restored before the rest. */
function overParts({ restoredAt, scope }: Outage): Part[] {
  if (restoredAt === null) return []
  return [
    ...scope.elements.map(place => ({ kind: 'element' as const, place, restoredAt })),
    ...scope.areas.map(key => ({ kind: 'area' as const, place: { key, id: null }, restoredAt })),
  ]
}

/** Each place once; of two ends the later one holds. */
function uniqueParts(parts: readonly Part[]): Part[] {
  const byPlace = new Map<string, Part>()
  for (const part of parts) {
    const name = `${part.kind} ${part.place.key}`
    const known = byPlace.get(name)
    if (!known || isBefore(known.restoredAt, part.restoredAt)) byPlace.set(name, part)
  }
  return [...byPlace.values()]
}

function earliest(a: Temporal.Instant | null, b: Temporal.Instant | null): Temporal.Instant | null {
  return a === null || b === null ? (a ?? b) : earlier(a, b)
}

function latest(a: Temporal.Instant | null, b: Temporal.Instant | null): Temporal.Instant | null {
  return a === null || b === null ? (a ?? b) : later(a, b)
}
