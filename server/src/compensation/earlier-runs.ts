import { sql, type RawBuilder } from 'kysely'
import type { IsoDate } from '@pulih/kernel'
import type { Db, Tx } from '../platform/index.ts'

/**
 * Relation `service_id, period_from`: for whom these runs assessed one of these outages, whatever the runs were about. A month's run, or
 * that of another outage in the same period, has paid for it as well.
 */
export function assessedFor(outages: readonly string[], runs: readonly string[]): RawBuilder<unknown> {
  if (runs.length === 0) return sql`select null::bigint as service_id, null::date as period_from where false`
  return sql`
    select p.service_id, p.period_from
    from (select e.run_id, e.number from ${exposuresOf(outages, runs)}) e
    join compensation.assessed p on p.run_id = e.run_id and p.exposure = e.number`
}

/** The first and the last billing period in which these runs assessed one of these outages. */
export async function periodsAssessedFor(
  db: Db | Tx,
  outages: readonly string[],
  runs: readonly string[],
): Promise<{ first: IsoDate; last: IsoDate } | null> {
  if (runs.length === 0) return null
  const { rows } = await sql<{ first: IsoDate | null; last: IsoDate | null }>`
    select min(e.period_from) as first, max(e.period_from) as last from ${exposuresOf(outages, runs)}`.execute(db)
  const { first = null, last = null } = rows[0] ?? {}
  return first === null || last === null ? null : { first, last }
}

function exposuresOf(outages: readonly string[], runs: readonly string[]): RawBuilder<unknown> {
  return sql`(
    select x.* from compensation.exposure x where x.run_id = any(${runs}::uuid[]) and exists (
      select from compensation.interruption i
      where i.run_id = x.run_id and i.number = any(x.interruptions) and i.outage_id = any(${outages}::uuid[]))) e`
}

/** The runs that posted something and assessed one of these outages, but for one that asks. */
export async function runsThatPaidFor(db: Db | Tx, outages: readonly string[], except?: string): Promise<string[]> {
  return (await howFarTheyPaid(db, outages, except)).map(({ id }) => id)
}

/** The same with how many credits each has posted: one that is still posting is another one after each batch. */
export async function howFarTheyPaid(
  db: Db | Tx,
  outages: readonly string[],
  except?: string,
): Promise<{ id: string; posted: number }[]> {
  if (outages.length === 0) return []
  const { rows } = await sql<{ id: string; posted: number }>`
    select r.id, r.posted from compensation.run r
    where r.posted > 0 and r.id is distinct from ${except ?? null}::uuid
      and exists (select from compensation.interruption i where i.run_id = r.id and i.outage_id = any(${outages}::uuid[]))
    order by r.number`.execute(db)
  return rows
}

/** The runs that posted something for interruptions within a time, but for one that asks. */
export async function runsThatPaidIn(
  db: Db | Tx,
  { from, to }: { readonly from: Temporal.Instant; readonly to: Temporal.Instant },
  except: string,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select r.id from compensation.run r
    where r.posted > 0 and r.id <> ${except} and exists (select from compensation.interruption i where i.run_id = r.id and i.from_at < ${to} and i.to_at > ${from})
    order by r.number`.execute(db)
  return rows.map(({ id }) => id)
}
