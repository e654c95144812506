import { sql } from 'kysely'
import type { Db } from '../platform/index.ts'
import { normal, without, type Range } from './ranges.ts'

/** Positions that lie below some others by any path and outside all of them. */
export async function protectedRanges(db: Db, failed: readonly Range[]): Promise<Range[]> {
  const found: Range[] = []
  for (let fresh = normal(failed); fresh.length > 0;) {
    const { rows } = await sql<Range>`
      select distinct c.position as first, c.last
      from unnest(${fresh.map(({ first }) => first)}::integer[], ${fresh.map(({ last }) => last)}::integer[]) as f (first, last)
      join network.element p on p.position between f.first and f.last
      join network.link l on l.parent = p.id and l.redundant
      join network.element c on c.id = l.child where c.position is not null`.execute(db)
    fresh = without(rows, [...failed, ...found])
    found.push(...fresh)
  }
  return normal(found)
}
