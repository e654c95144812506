import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'

/**
 * Relation `service_id, period_from`: for whom runs that posted something assessed one of these outages, whatever the runs were about.
 * A month's run, or that of another outage in the same period, has paid for it as well.
 */
export function assessedFor(outages: readonly string[]): RawBuilder<unknown> {
  return sql`
    select p.service_id, p.period_from
    from compensation.interruption i
    join compensation.run r on r.id = i.run_id and r.posted > 0
    join compensation.exposure e on e.run_id = i.run_id and i.number = any(e.interruptions)
    join compensation.assessed p on p.run_id = e.run_id and p.exposure = e.number
    where i.outage_id = any(${outages}::uuid[])`
}

/** The runs that posted something and assessed one of these outages. */
export async function runsThatPaidFor(db: Db | Tx, outages: readonly string[]): Promise<string[]> {
  if (outages.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select r.id from compensation.run r
    where r.posted > 0 and exists (select from compensation.interruption i where i.run_id = r.id and i.outage_id = any(${outages}::uuid[]))
    order by r.number`.execute(db)
  return rows.map(({ id }) => id)
}

/** The runs that posted something for interruptions within a time. */
export async function runsThatPaidIn(db: Db | Tx, from: Temporal.Instant, to: Temporal.Instant): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select r.id from compensation.run r
    where r.posted > 0 and exists (select from compensation.interruption i where i.run_id = r.id and i.from_at < ${to} and i.to_at > ${from})
    order by r.number`.execute(db)
  return rows.map(({ id }) => id)
}
