import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'
import type { Element } from './element.ts'
import { idList } from './failed-ranges.ts'
import { boundingBox, contains, type Area } from './geometry.ts'

const columns = sql`e.id, e.key, e.kind, e.name, e.area, e.longitude, e.latitude, e.position, e.last, e.retired_at as "retiredAt", e.revision,
  exists (select from network.link f where f.parent = e.id) as feeds`

/** The elements with these keys; unknown keys are missing in the answer. */
export async function elementsByKey(db: Db, keys: readonly string[]): Promise<Element[]> {
  const { rows } =
    await sql<Element>`select ${columns} from network.element e where key = any(${keys}::text[]) order by id`.execute(
      db,
    )
  return rows
}

export async function elementsById(db: Db, ids: readonly bigint[]): Promise<Element[]> {
  const { rows } =
    await sql<Element>`select ${columns} from network.element e where id = any(${idList(ids)}::bigint[]) order by id`.execute(
      db,
    )
  return rows
}

/** Holds the row until the transaction ends. */
export async function lockElement(tx: Tx, key: string): Promise<Element | undefined> {
  const { rows } = await sql<Element>`select ${columns} from network.element e where key = ${key} for update`.execute(
    tx,
  )
  return rows[0]
}

export interface ElementFilter {
  readonly kind: string | undefined
  readonly area: string | undefined
  /** Elements that this one alone cuts off, itself included. */
  readonly below: Element | undefined
  /** Elements that hang on this one directly. */
  readonly parent: bigint | undefined
  /** Only elements that hang on none. */
  readonly top: boolean
  /** The beginning of a key or name. */
  readonly search: string | undefined
}

/** Sorted by key, after a key. */
export async function listElements(
  db: Db,
  filter: ElementFilter,
  after: string | null,
  limit: number,
): Promise<Element[]> {
  const wanted: RawBuilder<unknown>[] = [sql`e.retired_at is null`]
  if (filter.kind !== undefined) wanted.push(sql`e.kind = ${filter.kind}`)
  if (filter.area !== undefined) wanted.push(inArea(sql`e.area`, filter.area))
  if (filter.below !== undefined) wanted.push(sql`e.position between ${filter.below.position} and ${filter.below.last}`)
  if (filter.parent !== undefined)
    wanted.push(sql`e.id in (select l.child from network.link l where l.parent = ${filter.parent})`)
  if (filter.top) wanted.push(sql`e.dominator is null and not exists (select from network.link l where l.child = e.id)`)
  if (filter.search !== undefined) wanted.push(begins(filter.search.toLowerCase()))
  if (after !== null) wanted.push(sql`e.key > ${after}`)
  const { rows } = await sql<Element>`
    select ${columns} from network.element e where ${sql.join(wanted, sql` and `)} order by e.key limit ${limit}`.execute(
    db,
  )
  return rows
}

/** Byte by byte, so that an index answers it in whatever order the database sorts. The sign behind is the last there is. */
function begins(text: string): RawBuilder<unknown> {
  const end = `${text}\u{10ffff}`
  return sql`(lower(e.key) ~>=~ ${text} and lower(e.key) ~<~ ${end} or e.name is not null and lower(e.name) ~>=~ ${text} and lower(e.name) ~<~ ${end})`
}

/** Whether an area lies in another: `32` covers `32.73`, and `*` everything. */
export function inArea(column: RawBuilder<unknown>, area: string): RawBuilder<unknown> {
  if (area === '*') return sql`true`
  // The sign behind the dot ends the range of all texts that begin with the area and a dot.
  return sql`(${column} = ${area} or (${column} ~>=~ ${`${area}.`} and ${column} ~<~ ${`${area}/`}))`
}

export async function parentsOf(db: Db, id: bigint): Promise<Element[]> {
  const { rows } = await sql<Element>`
    select ${columns} from network.link l join network.element e on e.id = l.parent where l.child = ${id} order by e.key`.execute(
    db,
  )
  return rows
}

export async function childrenOf(db: Db, id: bigint, limit: number): Promise<Element[]> {
  const { rows } = await sql<Element>`
    select ${columns} from network.link l join network.element e on e.id = l.child
    where l.parent = ${id} and e.retired_at is null order by e.key limit ${limit}`.execute(db)
  return rows
}

/** The elements whose failure alone cuts this one off, the nearest first, without itself. */
export async function pathToRoot(db: Db, id: bigint): Promise<Element[]> {
  const { rows } = await sql<Element>`
    with recursive chain (id, step) as (
      select dominator, 1 from network.element where id = ${id}
      union all
      select e.dominator, c.step + 1 from chain c join network.element e on e.id = c.id
    )
    select ${columns} from chain c join network.element e on e.id = c.id order by c.step`.execute(db)
  return rows
}

export interface Ancestry {
  readonly element: bigint
  readonly ancestor: bigint
  /** 0 is the element itself. */
  readonly distance: number
  /** How many of the given elements this ancestor alone would cut off. */
  readonly covers: number
  readonly position: number
  readonly last: number
}

/** For each element the chain of those that cut it off, itself first: what could have failed so that all of them went silent. */
export async function dominatorAncestors(db: Db, elementIds: readonly bigint[]): Promise<Ancestry[]> {
  const { rows } = await sql<Ancestry>`
    with recursive chain (element, ancestor, distance) as (
      select id, id, 0 from network.element where id = any(${idList(elementIds)}::bigint[]) and position is not null
      union all
      select c.element, e.dominator, c.distance + 1 from chain c join network.element e on e.id = c.ancestor where e.dominator is not null
    )
    select c.element, c.ancestor, c.distance, (count(*) over (partition by c.ancestor))::integer as covers, e.position, e.last
    from chain c join network.element e on e.id = c.ancestor order by c.element, c.distance`.execute(db)
  return rows
}

/** Elements whose place lies in a polygon: the bounding box is asked of the database, the border decided here. */
export async function elementsInPolygon(db: Db, area: Area): Promise<bigint[]> {
  const [west, south, east, north] = boundingBox(area)
  const { rows } = await sql<{ id: bigint; longitude: number; latitude: number }>`
    select id, longitude, latitude from network.element
    where retired_at is null and longitude between ${west} and ${east} and latitude between ${south} and ${north}`.execute(
    db,
  )
  return rows.filter(({ longitude, latitude }) => contains(area, longitude, latitude)).map(({ id }) => id)
}
