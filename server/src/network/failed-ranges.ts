import { sql } from 'kysely'
import type { Db } from '../platform/index.ts'
import { outermost, type FailedRange } from './element.ts'

/**
 * What is without service when these elements have failed together. Each alone cuts off its interval; then every element with several
 * parents, all of which are down, is down too with its own, until nothing more falls.
 */
export async function failedRanges(db: Db, elementIds: readonly bigint[]): Promise<FailedRange[]> {
  const { rows } = await sql<Interval>`
    select id, position as "from", last as "to" from network.element where id = any(${idList(elementIds)}::bigint[]) and position is not null`.execute(
    db,
  )
  let ranges = outermost(rows.map(({ id, from, to }) => ({ from, to, evidence: 'topology', element: id })))
  // One element alone takes down nothing outside its interval: that is what a dominator is.
  if (ranges.length < 2) return ranges
  for (let fresh: readonly FailedRange[] = ranges; fresh.length > 0;) {
    const fallen = await withoutPaths(db, ranges, fresh)
    fresh = outermost(fallen.map(({ id, from, to }) => ({ from, to, evidence: 'redundant', element: id })))
    ranges = outermost([...ranges, ...fresh])
  }
  return ranges
}

interface Interval {
  readonly id: bigint
  readonly from: number
  readonly to: number
}

/** The intervals of elements that hang, by any of several parents, on what lies in these positions. */
export async function belowByAnyPath(
  db: Db,
  positions: readonly { readonly first: number; readonly last: number }[],
): Promise<readonly { readonly first: number; readonly last: number }[]> {
  const { rows } = await sql<{ first: number; last: number }>`
    select distinct c.position as first, c.last
    from unnest(${positions.map(({ first }) => first)}::integer[], ${positions.map(({ last }) => last)}::integer[]) as f (first, last)
    join network.element p on p.position between f.first and f.last
    join network.link l on l.parent = p.id and l.redundant
    join network.element c on c.id = l.child where c.position is not null`.execute(db)
  return rows
}

/** Elements outside the ranges with a parent in the fresh ones, and no parent outside all of them. */
async function withoutPaths(
  db: Db,
  ranges: readonly FailedRange[],
  fresh: readonly FailedRange[],
): Promise<readonly Interval[]> {
  // Whether a position is down: the range that begins nearest before it reaches as far. Both lists are sorted.
  const isDown = (position: ReturnType<typeof sql>) =>
    sql`coalesce((select f.last >= ${position} from failed f where f.first <= ${position} order by f.first desc limit 1), false)`
  const { rows } = await sql<Interval>`
    with failed as materialized (select * from unnest(${list(ranges, 'from')}::integer[], ${list(ranges, 'to')}::integer[]) as f (first, last)),
      fresh as (select * from unnest(${list(fresh, 'from')}::integer[], ${list(fresh, 'to')}::integer[]) as f (first, last)),
      touched as (
        select distinct l.child from fresh f join network.element p on p.position between f.first and f.last
        join network.link l on l.parent = p.id and l.redundant
      )
    select c.id, c.position as "from", c.last as "to" from touched t join network.element c on c.id = t.child
    where c.position is not null and not ${isDown(sql`c.position`)}
      and not exists (
        select from network.link l join network.element p on p.id = l.parent
        where l.child = c.id and p.position is not null and not ${isDown(sql`p.position`)}
      )`.execute(db)
  return rows
}

function list(ranges: readonly FailedRange[], end: 'from' | 'to'): string {
  return `{${ranges.map(range => range[end]).join(',')}}`
}

export function idList(ids: readonly bigint[]): string {
  return `{${ids.join(',')}}`
}
