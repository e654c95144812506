import { sql } from 'kysely'
import type { HomeView } from '@pulih/contracts'
import type { Db } from '../../platform/index.ts'

/** Imports that failed today or are not done. */
export async function importFigures(db: Db, dayFrom: Temporal.Instant): Promise<NonNullable<HomeView['imports']>> {
  const { rows } = await sql<NonNullable<HomeView['imports']>>`
    select count(*) filter (where status in ('refused', 'failed') and created_at >= ${dayFrom})::int as "failedToday",
      count(*) filter (where status in ('waiting', 'reading', 'applying'))::int as unfinished
    from network.import`.execute(db)
  return rows[0] ?? { failedToday: 0, unfinished: 0 }
}
