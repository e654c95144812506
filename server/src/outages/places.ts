import type { OutageCorrection, OutageScope } from '@pulih/contracts'
import { sql } from 'kysely'
import { problem, type Db, type Tx } from '../platform/index.ts'
import { elementsByKey, failedRanges } from '../network/index.ts'
import { servicesAs, servicesByKey } from '../subscribers/index.ts'
import type { Outage, Part } from './outage.ts'
import { requireScope, type Place, type Scope } from './scope.ts'

/** Finds the places that were named. Unknown elements and services are refused; an area may be one that only services know. */
export async function resolveScope(db: Db | Tx, given: OutageScope): Promise<Scope> {
  requireScope(given)
  const { elements = [], areas = [], services = [], polygons = [] } = given
  return {
    elements: await findElements(db, elements),
    areas,
    services: await findServices(db, services),
    polygons,
  }
}

export async function findElements(db: Db | Tx, keys: readonly string[]): Promise<Place[]> {
  if (keys.length === 0) return []
  const found = new Map((await elementsByKey(db, keys)).map(element => [element.key, element.id]))
  return keys.map(key => ({ key, id: found.get(key) ?? null })).map(known('outages.unknown-element'))
}

export async function findServices(db: Db | Tx, keys: readonly string[]): Promise<Place[]> {
  if (keys.length === 0) return []
  const found = new Map((await servicesByKey(db, keys)).map(service => [service.key, service.id]))
  return keys.map(key => ({ key, id: found.get(key) ?? null })).map(known('outages.unknown-service'))
}

function known(code: 'outages.unknown-element' | 'outages.unknown-service') {
  return (place: Place, _: number, all: readonly Place[]): Place => {
    if (place.id !== null) return place
    const keys = all.filter(({ id }) => id === null).map(({ key }) => key)
    throw problem(code, { keys: keys.slice(0, 20) })
  }
}

/** Elements and areas that work again. An element must be one of the outage's or lie below one. */
export async function resolveParts(
  db: Db | Tx,
  outage: Outage,
  { elements = [], areas = [] }: { readonly elements?: readonly string[]; readonly areas?: readonly string[] },
  restoredAt: Temporal.Instant,
): Promise<Part[]> {
  if (elements.length + areas.length === 0) throw problem('outages.no-scope')
  const places = await findElements(db, elements)
  await requireWithin(db, outage, places)
  await requireHit(db, outage, areas)
  return [
    ...places.map(place => ({ kind: 'element' as const, place, restoredAt })),
    ...areas.map(key => ({ kind: 'area' as const, place: { key, id: null }, restoredAt })),
  ]
}

export async function resolveCorrectedParts(
  db: Db | Tx,
  outage: Outage,
  given: NonNullable<OutageCorrection['parts']>,
): Promise<Part[]> {
  const elements = given.filter(part => part.kind === 'element').map(part => part.reference)
  const places = await findElements(db, elements)
  await requireWithin(db, outage, places)
  const idOf = new Map(places.map(({ key, id }) => [key, id]))
  return given.map(({ kind, reference, restoredAt }) => ({
    kind,
    place: { key: reference, id: kind === 'element' ? (idOf.get(reference) ?? null) : null },
    restoredAt: Temporal.Instant.from(restoredAt),
  }))
}

async function requireWithin(db: Db | Tx, outage: Outage, places: readonly Place[]): Promise<void> {
  const named = new Set(outage.scope.elements.map(({ key }) => key))
  const below = places.filter(({ key }) => !named.has(key))
  if (below.length === 0) return
  const failed = await failedRanges(
    db,
    outage.scope.elements.flatMap(({ id }) => (id === null ? [] : [id])),
  )
  const positions = new Map(
    (
      await elementsByKey(
        db,
        below.map(({ key }) => key),
      )
    ).map(({ key, position }) => [key, position]),
  )
  for (const { key } of below) {
    const position = positions.get(key) ?? null
    if (position === null || !failed.some(range => range.from <= position && position <= range.to))
      throw problem('outages.not-a-part', { reference: key, outage: outage.number })
  }
}

/** An area where nothing was hit cannot work again: somebody mistyped it. Before services were matched nobody can tell. */
async function requireHit(db: Db | Tx, outage: Outage, areas: readonly string[]): Promise<void> {
  if (areas.length === 0) return
  const { rows } = await sql<{ area: string }>`
    select area from unnest(${[...areas]}::text[]) as named (area)
    where exists (select from outages.affected where outage_id = ${outage.id})
      and not exists (
        select from outages.affected a join ${servicesAs('s')} on s.id = a.service_id
        where a.outage_id = ${outage.id} and (s.area = named.area or s.area like named.area || '.%' or named.area = '*'))`.execute(
    db,
  )
  const [missing] = rows
  if (missing) throw problem('outages.not-a-part', { reference: missing.area, outage: outage.number })
}
