import type { Component, ComponentStatus, Page } from '@pulih/statuspage'
import { phrase } from '@pulih/phrases'
import { serviceKinds, type ServiceKind } from '@pulih/engine'
import type { Outage } from '../outages/index.ts'
import { text } from './public-outage.ts'
import type { ComponentState } from './component-state.ts'
import { daysOf, fewestInArea, lostShare, type Days } from './days.ts'
import { stillHit } from './places-hit.ts'
import type { HitRow, ServedRow } from './store.ts'

/** What the days and the present of all components are reckoned from. */
export interface Measured {
  readonly page: Page
  readonly now: Temporal.Instant
  readonly served: readonly ServedRow[]
  readonly days: Days
  readonly states: ReadonlyMap<string, ComponentState>
  /** Outages that go on, with whom they hit. */
  readonly open: readonly { readonly outage: Outage; readonly hits: readonly HitRow[] }[]
  readonly areaNames: ReadonlyMap<string, string>
}

/** More areas than these nobody reads; the smallest are left out. */
const mostAreas = 60

/** Areas at the level at which there is more than one, and kinds of service, each with its state and its days. */
export function componentsOf(measured: Measured): Component[] {
  const depth = depthOf(measured.served)
  const { areaNames, served } = measured
  const areaIds = topAreas(served, depth)
  const kinds = serviceKinds.filter(kind => served.some(row => row.kind === kind))
  const [language = 'en'] = measured.page.languages
  return [
    ...kinds.map(kind =>
      component(
        measured,
        { id: `service-${kind}`, kind: 'service', area: null, ...namesOf(kind, measured.page.languages) },
        row => row.kind === kind,
      ),
    ),
    ...areaIds
      .map(area => ({ area, name: areaNames.get(area) ?? area }))
      .toSorted((a, b) => a.name.localeCompare(b.name, language))
      .map(({ area, name }) =>
        component(
          measured,
          { id: areaComponent(area), kind: 'area', area, name: capital(name) },
          row => topOf(row.area, depth) === area,
        ),
      ),
  ]
}

/** Ids of the components that an outage touches. An area in which it hits next to nobody is not named. */
export function componentsHit(hits: readonly HitRow[], served: readonly ServedRow[]): string[] {
  const depth = depthOf(served)
  const kinds = new Set<ServiceKind>(hits.map(({ kind }) => kind))
  const areas = Map.groupBy(
    hits.filter(({ area }) => area !== ''),
    ({ area }) => topOf(area, depth),
  )
  const named = [...areas].filter(([, rows]) => hitIn(rows) >= fewestInArea).map(([area]) => area)
  return [...[...kinds].map(kind => `service-${kind}`), ...named.map(areaComponent)]
}

function hitIn(hits: readonly HitRow[]): number {
  return hits.reduce((sum, { services }) => sum + services, 0)
}

/** Keys of areas at the level of components. */
export function topAreas(served: readonly ServedRow[], depth: number): readonly string[] {
  const sums = new Map<string, number>()
  for (const { area, services } of served)
    // Of what is only known to lie somewhere in the whole there is nothing to say beside its parts.
    if (area !== '' && topOf(area, depth).split('.').length === depth)
      sums.set(topOf(area, depth), (sums.get(topOf(area, depth)) ?? 0) + services)
  return [...sums]
    .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, mostAreas)
    .map(([area]) => area)
}

/** How many parts of an area's key name a component: an operator of one province shows its districts. */
export function depthOf(served: readonly ServedRow[]): number {
  const count = (depth: number) => new Set(served.flatMap(({ area }) => (area === '' ? [] : [topOf(area, depth)]))).size
  return count(1) === 1 && count(2) > 1 ? 2 : 1
}

export function topOf(area: string, depth: number): string {
  return area.split('.').slice(0, depth).join('.')
}

function areaComponent(area: string): string {
  return `area-${area}`
}

type Named = Pick<Component, 'id' | 'kind' | 'area' | 'name' | 'names'>

function namesOf(kind: ServiceKind, languages: Page['languages']): Pick<Component, 'name' | 'names'> {
  const names = languages.map(language => [language, capital(phrase(language, `kind.${kind}`))] as const)
  return { name: names[0]?.[1] ?? kind, names: Object.fromEntries(names) }
}
type Mine = (row: { readonly area: string; readonly kind: ServiceKind }) => boolean

function component(measured: Measured, named: Named, isMine: Mine): Component {
  const { status, since } = stateOf(measured, named, isMine)
  const now = text(measured.now)
  const before = measured.states.get(named.id)
  return {
    ...named,
    group: null,
    status,
    since,
    days: daysOf(measured.days, named),
    createdAt: before ? text(before.createdAt) : now,
    updatedAt: before?.status === status ? text(before.changedAt) : now,
  }
}

/**
 * How it is now. Services that several outages hit are not counted as more than are down altogether. Of an area nothing is told while
 * fewer than five are down in it, whichever outages these are of: its days are told by the same rule.
 */
function stateOf(
  { open, now, served, days }: Measured,
  { id, kind }: Named,
  isMine: Mine,
): { readonly status: ComponentStatus; readonly since: string | null } {
  const going = open.flatMap(({ outage, hits }) => {
    if (outage.restoredAt !== null || Temporal.Instant.compare(outage.startedAt, now) > 0) return []
    const hit = hitIn(stillHit(outage, hits).filter(isMine))
    return hit === 0 ? [] : [{ outage, hit }]
  })
  const isTold = (services: number) => kind === 'service' || services >= fewestInArea
  const hitsOf = (few: typeof going) => few.map(({ hit }) => hit)
  const [measured, others] = [
    going.filter(({ outage }) => !outage.planned && lostShare(outage) > 0),
    going.filter(({ outage }) => !outage.planned && lostShare(outage) === 0),
  ]
  const known = days.lost.down.get(id)
  const failing = isTold(Math.max(together(hitsOf(measured), known?.services ?? 0), ...hitsOf(others)))
    ? [...measured, ...others]
    : []
  // Of planned work nobody has counted how many of two are the same services.
  const planned = going.filter(({ outage }) => outage.planned)
  const told = [...failing, ...(isTold(Math.max(0, ...hitsOf(planned))) ? planned : [])]
  const downs = hitsOf(failing.filter(({ outage }) => outage.extent === 'total'))
  const down = together(downs, known?.dark ?? Infinity)
  const status =
    down > 0
      ? down * 2 >= sumOf(served.filter(isMine))
        ? 'major_outage'
        : 'partial_outage'
      : failing.length > 0
        ? 'degraded_performance'
        : told.length > 0
          ? 'under_maintenance'
          : 'operational'
  const [since] = told.map(({ outage }) => outage.startedAt).toSorted((a, b) => Temporal.Instant.compare(a, b))
  return { status, since: since ? text(since) : null }
}

/** How many services several outages hit together, of which `distinct` were counted lately as different ones. */
function together(hits: readonly number[], distinct: number): number {
  const sum = hits.reduce((all, each) => all + each, 0)
  return hits.length < 2 ? sum : Math.max(...hits, Math.min(sum, distinct))
}

function sumOf(rows: readonly ServedRow[]): number {
  return rows.reduce((sum, row) => sum + row.services, 0)
}

export function capital(name: string): string {
  return name.charAt(0).toLocaleUpperCase() + name.slice(1)
}
