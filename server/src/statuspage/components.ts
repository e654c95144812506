import type { Component, ComponentStatus, Page } from '@pulih/statuspage'
import { phrase } from '@pulih/phrases'
import { serviceKinds, type ServiceKind } from '@pulih/engine'
import type { Outage } from '../outages/index.ts'
import type { HitRow, MissedRow, ServedRow } from './store.ts'

/** What the days and the present of all components are reckoned from. */
export interface Measured {
  readonly page: Page
  readonly now: Temporal.Instant
  /** The first local day of which anything is known. */
  readonly knownFrom: string | null
  readonly served: readonly ServedRow[]
  readonly missed: readonly MissedRow[]
  /** Outages that go on, with whom they hit. */
  readonly open: readonly { readonly outage: Outage; readonly hits: readonly HitRow[] }[]
  readonly areaNames: ReadonlyMap<string, string>
}

/** More areas than these nobody reads; the smallest are left out. */
const mostAreas = 60
export const dayCount = 90

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

/** Ids of the components that an outage touches. */
export function componentsHit(hits: readonly HitRow[], served: readonly ServedRow[]): string[] {
  const depth = depthOf(served)
  const kinds = new Set<ServiceKind>(hits.map(({ kind }) => kind))
  const areas = new Set(hits.flatMap(({ area }) => (area === '' ? [] : [topOf(area, depth)])))
  return [...[...kinds].map(kind => `service-${kind}`), ...[...areas].map(areaComponent)]
}

/** Keys of areas at the level of components. */
export function topAreas(served: readonly ServedRow[], depth: number): readonly string[] {
  const sums = new Map<string, number>()
  for (const { area, services } of served)
    if (area !== '') sums.set(topOf(area, depth), (sums.get(topOf(area, depth)) ?? 0) + services)
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

function topOf(area: string, depth: number): string {
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
  const { now, knownFrom } = measured
  const services = sumOf(measured.served.filter(isMine))
  const { status, since } = stateOf(measured, isMine, services)
  const createdAt = `${knownFrom ?? now.toZonedDateTimeISO('UTC').toPlainDate().toString()}T00:00:00.000Z`
  return {
    ...named,
    group: null,
    status,
    since,
    days: daysOf(measured, isMine, services),
    createdAt,
    updatedAt: since ?? createdAt,
  }
}

function stateOf(
  { open, now }: Measured,
  isMine: Mine,
  services: number,
): { readonly status: ComponentStatus; readonly since: string | null } {
  let down = 0
  let [worse, work] = [false, false]
  let since: Temporal.Instant | null = null
  for (const { outage, hits } of open) {
    if (outage.restoredAt !== null || Temporal.Instant.compare(outage.startedAt, now) > 0) continue
    const hit = hits.filter(isMine).reduce((sum, row) => sum + row.services - row.back, 0)
    if (hit === 0) continue
    if (since === null || Temporal.Instant.compare(outage.startedAt, since) < 0) since = outage.startedAt
    if (outage.planned) work = true
    else if (outage.extent === 'degraded') worse = true
    else down += hit
  }
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
  return { status, since: since && since.toString({ fractionalSecondDigits: 3 }) }
}

/** Ninety days up to today, in four digits. What is planned does not count: it was announced. */
function daysOf({ missed, open, now, page, knownFrom }: Measured, isMine: Mine, services: number): (number | null)[] {
  const here = now.toZonedDateTimeISO(page.timeZone)
  const today = here.toPlainDate()
  const lost = new Map<string, number>()
  const add = (day: string, seconds: number) => lost.set(day, (lost.get(day) ?? 0) + seconds)
  for (const row of missed) if (isMine(row)) add(row.day, row.seconds)
  for (const { outage, hits } of open) {
    if (outage.planned || outage.restoredAt !== null) continue
    const out = hits.filter(isMine).reduce((sum, row) => sum + row.services - row.back, 0) * lostShare(outage)
    if (out > 0)
      for (const { day, seconds } of secondsByDay(outage.startedAt, now, page.timeZone)) add(day, seconds * out)
  }
  return Array.from({ length: dayCount }, (_, index) => {
    const day = today.subtract({ days: dayCount - 1 - index })
    if (services === 0 || knownFrom === null || day.toString() < knownFrom) return null
    const from = day.toZonedDateTime(page.timeZone)
    const end = day.equals(today) ? here : from.add({ days: 1 })
    const whole = Math.max(1, (end.epochMilliseconds - from.epochMilliseconds) / 1000) * services
    return Math.round(Math.max(0, 1 - (lost.get(day.toString()) ?? 0) / whole) * 10_000) / 10_000
  })
}

/** How much of what was agreed was missing. Of what works worse, and nobody says how much worse, nothing is. */
export function lostShare({ extent, deliveredShare }: Outage): number {
  if (extent === 'total') return 1
  return deliveredShare === null ? 0 : 1 - Number(deliveredShare)
}

function secondsByDay(
  from: Temporal.Instant,
  to: Temporal.Instant,
  timeZone: string,
): { day: string; seconds: number }[] {
  const pieces: { day: string; seconds: number }[] = []
  // What went on longer than is shown begins with the first day that is.
  const first = to.toZonedDateTimeISO(timeZone).subtract({ days: dayCount }).startOfDay().toInstant()
  let at = Temporal.Instant.compare(from, first) < 0 ? first : from
  while (Temporal.Instant.compare(at, to) < 0) {
    const here = at.toZonedDateTimeISO(timeZone)
    const next = here.startOfDay().add({ days: 1 }).toInstant()
    const end = Temporal.Instant.compare(next, to) < 0 ? next : to
    pieces.push({ day: here.toPlainDate().toString(), seconds: (end.epochMilliseconds - at.epochMilliseconds) / 1000 })
    at = end
  }
  return pieces
}

function sumOf(rows: readonly ServedRow[]): number {
  return rows.reduce((sum, row) => sum + row.services, 0)
}

export function capital(name: string): string {
  return name.charAt(0).toLocaleUpperCase() + name.slice(1)
}
