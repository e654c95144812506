import { belowByAnyPath } from '../network/index.ts'
import type { Db } from '../platform/index.ts'
import { normal, without, type Range } from './ranges.ts'

/** Positions that lie below some others by any path and outside all of them. */
export async function protectedRanges(db: Db, failed: readonly Range[]): Promise<Range[]> {
  const found: Range[] = []
  for (let fresh = normal(failed); fresh.length > 0;) {
    fresh = without(await belowByAnyPath(db, fresh), [...failed, ...found])
    found.push(...fresh)
  }
  return normal(found)
}
