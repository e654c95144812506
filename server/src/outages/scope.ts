import type { OutageScope } from '@pulih/contracts'
import { problem } from '../platform/index.ts'

/** A key of another context with the number that it has there. */
export interface Place {
  readonly key: string
  readonly id: bigint | null
}

/** GeoJSON, longitude first. */
export interface Polygon {
  readonly type: 'Polygon'
  readonly coordinates: readonly (readonly (readonly number[])[])[]
}

/** Where it broke. */
export interface Scope {
  readonly elements: readonly Place[]
  readonly areas: readonly string[]
  readonly services: readonly Place[]
  readonly polygons: readonly Polygon[]
}

export const nowhere: Scope = { elements: [], areas: [], services: [], polygons: [] }

/** Refuses a scope that names nothing, or a polygon that is none. */
export function requireScope({ elements = [], areas = [], services = [], polygons = [] }: OutageScope): void {
  if (elements.length + areas.length + services.length + polygons.length === 0) throw problem('outages.no-scope')
  if (!polygons.every(polygon => polygon.coordinates.every(isRing))) throw problem('outages.bad-polygon')
}

function isRing(ring: readonly (readonly number[])[]): boolean {
  const [first, last] = [ring.at(0), ring.at(-1)]
  return (
    first?.[0] === last?.[0] && first?.[1] === last?.[1] && ring.every(([, latitude]) => Math.abs(latitude ?? 91) <= 90)
  )
}

/** Both together, each place once. */
export function joinScopes(a: Scope, b: Scope): Scope {
  return {
    elements: uniqueBy([...a.elements, ...b.elements], place => place.key),
    areas: [...new Set([...a.areas, ...b.areas])],
    services: uniqueBy([...a.services, ...b.services], place => place.key),
    polygons: uniqueBy([...a.polygons, ...b.polygons], polygonText),
  }
}

export function scopeView({ elements, areas, services, polygons }: Scope): OutageScope {
  return {
    elements: elements.map(place => place.key),
    areas: [...areas],
    services: services.map(place => place.key),
    polygons: polygons.map(polygon => ({
      type: polygon.type,
      coordinates: polygon.coordinates.map(ring => ring.map(point => [...point])),
    })),
  }
}

/** The same text for the same polygon. */
export function polygonText(polygon: Polygon): string {
  return JSON.stringify(polygon.coordinates)
}

function uniqueBy<Item>(items: readonly Item[], nameOf: (item: Item) => string): Item[] {
  return [...new Map(items.map(item => [nameOf(item), item])).values()]
}
