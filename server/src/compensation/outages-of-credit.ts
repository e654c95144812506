import { sql } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'

/** The outages on which a run's assessment of one service and period rests. */
export async function outagesOfCredit(
  db: Db | Tx,
  run: string,
  serviceId: bigint,
  periodFrom: string,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct i.outage_id as id from compensation.assessed a
    join compensation.exposure e on e.run_id = a.run_id and e.number = a.exposure
    join compensation.interruption i on i.run_id = a.run_id and i.number = any(e.interruptions)
    where a.run_id = ${run} and a.service_id = ${serviceId} and a.period_from = ${periodFrom}::date order by id`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}
