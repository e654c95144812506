import type { Component, ComponentStatus, Page } from '@pulih/statuspage'
import { phrase } from '@pulih/phrases'
import { serviceKinds, type ServiceKind } from '@pulih/engine'
import type { Outage } from '../outages/index.ts'
import { text } from './public-outage.ts'
import type { ComponentState } from './component-state.ts'
import { daysOf, fewestInArea, type Days } from './days.ts'
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

/** Ids of the components that an outage touches. An area in which it hit next to nobody is not named. */
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

/** How it is now. Services that several outages hit are not counted as more than are down altogether. */
function stateOf(
  { open, now, served, days }: Measured,
  { id, kind }: Named,
  isMine: Mine,
): { readonly status: ComponentStatus; readonly since: string | null } {
  const services = sumOf(served.filter(isMine))
  const downs: number[] = []
  let [worse, work] = [false, false]
  let since: Temporal.Instant | null = null
  for (const { outage, hits } of open) {
    if (outage.restoredAt !== null || Temporal.Instant.compare(outage.startedAt, now) > 0) continue
    const mine = hits.filter(isMine)
    if (kind === 'area' && hitIn(mine) < fewestInArea) continue
    const hit = mine.reduce((sum, row) => sum + row.services - row.back, 0)
    if (hit === 0) continue
    if (since === null || Temporal.Instant.compare(outage.startedAt, since) < 0) since = outage.startedAt
    if (outage.planned) work = true
    else if (outage.extent === 'degraded') worse = true
    else downs.push(hit)
  }
  const sum = downs.reduce((all, each) => all + each, 0)
  const dark = days.lost.down.get(id)?.dark ?? sum
  const down = downs.length < 2 ? sum : Math.max(...downs, Math.min(sum, dark))
  const status =
    down > 0
      ? down * 2 >= services
        ? 'major_outage'
        : 'partial_outage'
      : worse
        ? 'degraded_performance'
        : work
          ? 'under_maintenance'
          : 'operational'
  return { status, since: since && text(since) }
}

function sumOf(rows: readonly ServedRow[]): number {
  return rows.reduce((sum, row) => sum + row.services, 0)
}

export function capital(name: string): string {
  return name.charAt(0).toLocaleUpperCase() + name.slice(1)
}
