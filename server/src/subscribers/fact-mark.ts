import { sql } from 'kysely'
import { defineSweep, systemActor, type Db, type Tx } from '../platform/index.ts'

/** Another text after every committed change of a service, tariff, bill or top-up on which an amount can depend. */
export async function subscriberFactMark(db: Db | Tx): Promise<string> {
  const { rows } = await sql<{ changes: bigint }>`
    select (select changes from subscribers.fact_changes_before) + (select count(*) from subscribers.fact_change) as changes`.execute(
    db,
  )
  return String(rows[0]?.changes ?? 0n)
}

/** Adds up what has been noted one by one, so that counting stays quick. */
export const foldFactChanges = defineSweep('subscribers.fold-fact-changes', 3600, async platform => {
  await platform.work(systemActor('subscribers'), async ({ tx }) => {
    await sql`
      with folded as (delete from subscribers.fact_change returning id)
      update subscribers.fact_changes_before set changes = changes + (select count(*) from folded)`.execute(tx)
  })
})
