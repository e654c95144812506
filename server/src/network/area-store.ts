import { sql } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'
import { inArea } from './element-store.ts'
import type { Area } from './geometry.ts'

export interface AreaRow {
  readonly key: string
  readonly name: string
  readonly geometry: Area | null
  readonly min_longitude: number | null
  readonly min_latitude: number | null
  readonly max_longitude: number | null
  readonly max_latitude: number | null
}

/** Sorted by key, after a key. Borders are large and left out unless they are wanted. */
export async function listAreas(
  db: Db,
  wanted: { readonly within: string; readonly geometry: boolean },
  after: string | null,
  limit: number,
): Promise<AreaRow[]> {
  const { rows } = await sql<AreaRow>`
    select key, name, ${wanted.geometry ? sql`geometry` : sql`null as geometry`}, min_longitude, min_latitude, max_longitude, max_latitude
    from network.area where ${inArea(sql`key`, wanted.within)} and (${after}::text is null or key > ${after}) order by key limit ${limit}`.execute(
    db,
  )
  return rows
}

/** The areas with these keys, with their borders; unknown keys are missing in the answer. */
export async function areasByKey(db: Db | Tx, keys: readonly string[]): Promise<AreaRow[]> {
  const { rows } = await sql<AreaRow>`
    select key, name, geometry, min_longitude, min_latitude, max_longitude, max_latitude
    from network.area where key = any(${keys}::text[]) order by key`.execute(db)
  return rows
}

/** Areas whose name or key has a text in it, in any case: the largest first, which have the shortest keys. */
export async function areasNamed(db: Db, text: string, limit: number): Promise<{ key: string; name: string }[]> {
  const { rows } = await sql<{ key: string; name: string }>`
    select key, name from network.area where position(lower(${text}) in lower(name)) > 0 or starts_with(key, ${text})
    order by length(key), name, key limit ${limit}`.execute(db)
  return rows
}
