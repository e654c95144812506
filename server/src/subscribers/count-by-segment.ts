import { sql } from 'kysely'
import type { FailedRange } from '../network/index.ts'
import type { Db } from '../platform/index.ts'
import { rangesAs, servedOn } from './relations.ts'

export interface SegmentCount {
  readonly kind: string
  readonly segment: string | null
  readonly services: number
}

/** Up to so many ranges are conditions, which the database checks with all its workers; more are joined with. */
const fewRanges = 20

/** How many services lie in ranges that do not overlap, by kind and segment. Reads an index and no rows, so that a million take no second. */
export async function countBySegment(db: Db, ranges: readonly FailedRange[], day: string): Promise<SegmentCount[]> {
  if (ranges.length === 0) return []
  const isFew = ranges.length <= fewRanges
  const inside = isFew
    ? sql.join(
        ranges.map(({ from, to }) => sql`s.position between ${from}::integer and ${to}::integer`),
        sql` or `,
      )
    : sql`s.position between r.first and r.last`
  const { rows } = await sql<SegmentCount>`
    select s.kind, s.segment, count(*)::integer as services
    from ${isFew ? sql`` : sql`${rangesAs(ranges, 'r')},`} subscribers.service s
    where (${inside}) and ${servedOn('s', sql`${day}::date`)} group by s.kind, s.segment order by services desc, s.kind, s.segment`.execute(
    db,
  )
  return rows
}
