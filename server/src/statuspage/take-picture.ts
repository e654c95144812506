import type { Outline, Page, Picture, PublicArea, PublicOutage } from '@pulih/statuspage'
import { areasByKey, elementsById } from '../network/index.ts'
import { publicOutages, publicStatements, publicTimes, type Outage } from '../outages/index.ts'
import type { Config, Db, Tx } from '../platform/index.ts'
import { readStates } from './component-state.ts'
import { capital, componentsHit, componentsOf, depthOf, topAreas, topOf } from './components.ts'
import { dayCount } from './days.ts'
import { pastOf } from './history.ts'
import { measuredAmong, readLost, readServedDays } from './lost-store.ts'
import { readPage } from './page-setting.ts'
import { placesHit, stillHit } from './places-hit.ts'
import { isGoingOn, publicOutage, text, type Known, type Money } from './public-outage.ts'
import { readHistory, readHits, readPublication, readServed, type HitRow } from './store.ts'

/** What compensation knows of the money of some outages; `app` connects it. */
export type StagesOf = (db: Db | Tx, outages: readonly string[]) => Promise<ReadonlyMap<string, Money>>

export const fewestPast = 200
/** How long what is over stays on the page with a page of its own. */
export const pastDays = 90
/** Of the last ones that are over the outlines are kept; of the others the names say where it was. */
const mostDrawn = 200
/** Of what was taken along from another page. */
const mostTaken = 2000
const mostStatements = 50
/** An outline is drawn for so many areas of an outage; the others are named. */
const mostAreas = 40

/** Everything that the public may know now. The revision is still that of the last picture. */
export async function takePicture(
  db: Db | Tx,
  config: Config,
  now: Temporal.Instant,
  stagesOf: StagesOf,
): Promise<Omit<Picture, 'alerts'>> {
  const page = await readPage(db, config)
  const { revision } = await readPublication(db)
  const { open, over } = await publicOutages(db, fewestPast, now.subtract({ hours: pastDays * 24 }))
  const going = [...open, ...over.filter(outage => isGoingOn(outage, now))]
  const past = over.filter(outage => !isGoingOn(outage, now))
  const served = await readServed(db)
  const hits = Map.groupBy(
    await readHits(
      db,
      [...going, ...past].map(({ id }) => id),
    ),
    hit => hit.outage,
  )
  const told = await tell(db, { page, now, outages: [...going, ...past], hits, served, stagesOf })
  const today = now.toZonedDateTimeISO(page.timeZone).toPlainDate()
  const firstDay = today.subtract({ days: dayCount }).toString()
  const areaKeys = topAreas(served, depthOf(served))
  const components = componentsOf({
    page,
    now,
    served,
    days: { page, now, served: await readServedDays(db, firstDay), lost: await readLost(db, firstDay) },
    states: await readStates(db),
    open: going.map(outage => ({ outage, hits: hits.get(outage.id) ?? [] })),
    areaNames: new Map((await areasByKey(db, areaKeys)).map(({ key, name }) => [key, name])),
  })
  const publicOf = (outages: readonly Outage[]) => outages.flatMap(({ id }) => told.get(id) ?? [])
  const shown = new Set(components.map(({ id }) => id))
  const known = (outage: PublicOutage) => ({ ...outage, components: outage.components.filter(id => shown.has(id)) })
  return {
    page,
    asOf: text(now),
    revision,
    components,
    open: publicOf(going.filter(({ planned }) => !planned)).map(known),
    planned: publicOf(going.filter(({ planned }) => planned))
      .map(known)
      .toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1)),
    past: pastOf(page, publicOf(past).map(known), await readHistory(db, mostTaken)).map((outage, place) =>
      place < mostDrawn ? outage : undrawn(outage),
    ),
  }
}

function undrawn(outage: PublicOutage): PublicOutage {
  return { ...outage, areas: outage.areas.map(area => ({ ...area, geometry: null })) }
}

interface Telling {
  readonly page: Page
  readonly now: Temporal.Instant
  readonly outages: readonly Outage[]
  readonly hits: ReadonlyMap<string, readonly HitRow[]>
  readonly served: Parameters<typeof componentsHit>[1]
  readonly stagesOf: StagesOf
}

async function tell(
  db: Db | Tx,
  { page, now, outages, hits, served, stagesOf }: Telling,
): Promise<ReadonlyMap<string, PublicOutage>> {
  const ids = outages.map(({ id }) => id)
  const statements = Map.groupBy(await publicStatements(db, ids, mostStatements), ({ outage }) => outage)
  const times = new Map((await publicTimes(db, ids)).map(row => [row.outage, row]))
  const stages = await stagesOf(db, ids)
  const keysOf = await areaKeysOf(db, { outages, hits, served })
  const areas = await readAreas(db, [...new Set([...keysOf.values()].flat())])
  return new Map(
    outages.map(outage => {
      const known: Known = {
        outage,
        statements: statements.get(outage.id) ?? [],
        changedAt: times.get(outage.id)?.changedAt ?? outage.createdAt,
        causeAt: times.get(outage.id)?.causeAt ?? null,
        hits: hits.get(outage.id) ?? [],
        areas: (keysOf.get(outage.id) ?? []).map(key => areas.get(key) ?? { key, name: key, geometry: null }),
        components: componentsHit(stillHit(outage, hits.get(outage.id) ?? []), served),
        compensation: stages.get(outage.id) ?? null,
      }
      return [outage.id, publicOutage(page, known, now)] as const
    }),
  )
}

async function areaKeysOf(
  db: Db | Tx,
  { outages, hits, served }: Pick<Telling, 'outages' | 'hits' | 'served'>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const depth = depthOf(served)
  const measured = await measuredAmong(
    db,
    outages.map(({ id }) => id),
  )
  const elements = outages.flatMap(({ scope }) => scope.elements.flatMap(({ id }) => (id === null ? [] : [id])))
  const areaOf = new Map((await elementsById(db, [...new Set(elements)])).map(({ id, area }) => [id, area]))
  return new Map(
    outages.map(outage => {
      const named = outage.scope.areas.filter(key => key !== '*')
      // How many hang on an element is not known yet: its own area could be a house.
      const supposed = outage.scope.elements.flatMap(({ id }) => {
        const area = id === null ? null : areaOf.get(id)
        return area ? [topOf(area, depth)] : []
      })
      const counted = measured.has(outage.id) ? stillHit(outage, hits.get(outage.id) ?? []) : null
      const { kinds } = outage
      const couldBeHit = counted ? [] : served.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
      const keys = placesHit({ named, supposed, hits: counted, served: couldBeHit })
      return [outage.id, [...new Set(keys)].slice(0, mostAreas)] as const
    }),
  )
}

async function readAreas(db: Db | Tx, keys: readonly string[]): Promise<ReadonlyMap<string, PublicArea>> {
  const found = new Map((await areasByKey(db, withParents(keys))).map(row => [row.key, row]))
  return new Map(
    keys.map(key => {
      // Of an area that nobody described, the one that it lies in is better than a code.
      const row = withParents([key]).flatMap(each => found.get(each) ?? [])[0]
      const geometry = row?.key === key && row.geometry ? outlineOf(row.geometry) : null
      return [key, { key, name: capital(row?.name ?? key), geometry }] as const
    }),
  )
}

function withParents(keys: readonly string[]): string[] {
  return [
    ...new Set(
      keys.flatMap(key => key.split('.').map((_, index, parts) => parts.slice(0, parts.length - index).join('.'))),
    ),
  ]
}

function outlineOf(geometry: Outline): Outline {
  return geometry.type === 'Polygon'
    ? { type: 'Polygon', coordinates: geometry.coordinates }
    : { type: 'MultiPolygon', coordinates: geometry.coordinates }
}
