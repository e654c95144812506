import { sql } from 'kysely'
import { grantsOf } from '../ledger/index.ts'
import type { Tx } from '../platform/index.ts'
import type { Run } from './run.ts'

/** A scheme and unit under which something was granted before. */
export interface Granted {
  readonly scheme: string
  readonly unit: string
  /** Goodwill. */
  readonly given: boolean
}

/**
 * What was granted before in the periods that the run answers for, in the temporary table `run_net`: under every scheme, also those that
 * the operator no longer has, for otherwise what replaced them would be paid on top. Services that are held back are not in it. What a
 * person reversed by hand counts as granted: his decision stands.
 */
export async function gatherGranted(tx: Tx, run: Run): Promise<Granted[]> {
  const among =
    run.outageId === null
      ? undefined
      : sql`
          select x.service_id, 'period:' || x.period_from::text as basis
          from (select service_id, period_from from run_subject union select service_id, period_from from run_earlier) x`
  const inMonth =
    run.month === null ? sql`true` : sql`n.basis between ${`period:${run.month}-01`} and ${`period:${run.month}-31`}`
  await sql`drop table if exists pg_temp.run_net`.execute(tx)
  await sql`
    create temporary table run_net on commit drop as
    select n.service_id, substr(n.basis, 8)::date as period_from, n.scheme, n.unit, n.amount as net, n.reversed, n.revision, n.transfer as last, n.kind
    from (select * from ${grantsOf(among)}) n where n.basis like 'period:%' and ${inMonth}`.execute(tx)
  await sql`delete from run_net n using run_held h where h.service_id = n.service_id and h.period_from = n.period_from`.execute(
    tx,
  )
  await sql`analyze run_net`.execute(tx)
  const { rows } = await sql<Granted>`
    select scheme, unit, bool_or(kind = 'goodwill') as given from run_net group by scheme, unit order by scheme, unit`.execute(
    tx,
  )
  return rows
}
