import type { ServiceKind } from '@pulih/engine'
import type { Db, Tx } from '../platform/index.ts'
import { elementsById, elementsInPolygon, failedRanges } from '../network/index.ts'
import { readOperatorZone } from './operator-zone.ts'
import { later, type Outage, type Part } from './outage.ts'
import type { Polygon } from './scope.ts'
import { overlapping } from './store.ts'
import { isEntangled, stretchesOf, type Failure, type RangesOf, type Return, type Stretch } from './stretches.ts'

/** Whom an outage reaches by its places, before sessions are asked. */
export interface Reach {
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant | null
  /** Whoever became a customer before then is reached as well: the end, or now while it goes on; a question is about its beginning. */
  readonly newUntil: Temporal.Instant
  readonly stretches: readonly Stretch[]
  readonly areas: readonly string[]
  /** Areas that worked again before the rest. */
  readonly areaReturns: readonly { readonly area: string; readonly at: Temporal.Instant }[]
  readonly services: readonly bigint[]
  /** Elements that stand in its polygons. */
  readonly polygonElements: readonly bigint[]
  /** Where services are of which nobody said it. */
  readonly timeZone: string
  /** None: all. */
  readonly kinds: readonly ServiceKind[]
}

/** Where and when something is or would be broken: an outage, or a question about one. */
export interface Cutting {
  readonly id: string | null
  readonly startedAt: Temporal.Instant
  readonly restoredAt: Temporal.Instant | null
  readonly scope: Outage['scope']
  readonly parts: readonly Part[]
  readonly kinds: readonly ServiceKind[]
}

/**
 * Works out whom it reaches. Other outages whose elements are down at the same time are reckoned with; those that lie in the future only
 * as far as this one does.
 */
export async function reachOf(db: Db | Tx, cutting: Cutting, now: Temporal.Instant): Promise<Reach> {
  const { scope, startedAt, restoredAt, parts, kinds } = cutting
  const others =
    scope.elements.length === 0 ? [] : await overlapping(db, startedAt, restoredAt ?? later(startedAt, now), cutting.id)
  return {
    from: startedAt,
    to: restoredAt,
    newUntil: cutting.id === null ? startedAt : (restoredAt ?? later(startedAt, now)),
    stretches: await stretchesOf(
      { own: failuresOf(cutting), others: others.flatMap(failuresOf), returns: await returnsOf(db, cutting) },
      rangesIn(db),
    ),
    areas: scope.areas,
    areaReturns: parts.flatMap(part => (part.kind === 'area' ? [{ area: part.place.key, at: part.restoredAt }] : [])),
    services: scope.services.flatMap(({ id }) => (id === null ? [] : [id])),
    polygonElements: await elementsIn(db, scope.polygons),
    timeZone: await readOperatorZone(db),
    kinds,
  }
}

/** Those of the others that cut off more together with it than each alone. */
export async function entangledWith(db: Db | Tx, outage: Outage, others: readonly Outage[]): Promise<Outage[]> {
  const ask = rangesIn(db)
  const idsOf = (each: Outage) => failuresOf(each).map(({ element }) => element)
  if (!(await isEntangled(idsOf(outage), others.flatMap(idsOf), ask))) return []
  const entangled = await Promise.all(others.map(other => isEntangled(idsOf(outage), idsOf(other), ask)))
  // Where only three or more together cut something off, no pair shows it: then all of them are meant.
  return entangled.includes(true) ? others.filter((_, at) => entangled[at]) : [...others]
}

function rangesIn(db: Db | Tx): RangesOf {
  return async elements =>
    (await failedRanges(db, elements)).map(({ from, to, evidence }) => ({ first: from, last: to, evidence }))
}

/** Its elements, each until it worked again. */
export function failuresOf({
  scope,
  parts,
  startedAt,
  restoredAt,
}: Pick<Cutting, 'scope' | 'parts' | 'startedAt' | 'restoredAt'>): Failure[] {
  return scope.elements.flatMap(({ id }) => {
    if (id === null) return []
    const part = parts.find(({ kind, place }) => kind === 'element' && place.id === id)
    return [{ element: id, from: startedAt, to: part?.restoredAt ?? restoredAt }]
  })
}

/** What lies below something that worked again although its scope names only what is above it. */
async function returnsOf(db: Db | Tx, { scope, parts }: Cutting): Promise<Return[]> {
  const below = parts.filter(
    ({ kind, place }) => kind === 'element' && !scope.elements.some(({ id }) => id === place.id),
  )
  if (below.length === 0) return []
  const found = await elementsById(
    db,
    below.flatMap(({ place }) => (place.id === null ? [] : [place.id])),
  )
  return below.flatMap(({ place, restoredAt }) => {
    const element = found.find(({ id }) => id === place.id)
    return element && element.position !== null && element.last !== null
      ? [{ first: element.position, last: element.last, at: restoredAt }]
      : []
  })
}

async function elementsIn(db: Db | Tx, polygons: readonly Polygon[]): Promise<bigint[]> {
  const found = await Promise.all(polygons.map(polygon => elementsInPolygon(db, polygon)))
  return [...new Set(found.flat())]
}
