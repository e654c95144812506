import { sql } from 'kysely'
import { hitServices } from '../../outages/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import { servicesAs } from '../../subscribers/index.ts'

const mostOutages = 10

/** The outages that hit services of these customers and are not over for them, the last to begin first; also some that are not public. */
export async function openOutagesOf(
  db: Db | Tx,
  customers: readonly bigint[],
  now: Temporal.Instant,
): Promise<readonly string[]> {
  const { rows } = await sql<{ outage: string }>`
    select h.outage_id as outage, max(h.from_at) as since from ${servicesAs('s')} join ${hitServices} h on h.service_id = s.id
    where s.customer_id = any(${customers.map(String)}::bigint[]) and h.from_at <= ${now} and (h.to_at is null or h.to_at > ${now})
    group by 1 order by 2 desc, 1 limit ${mostOutages}`.execute(db)
  return rows.map(({ outage }) => outage)
}
