import { sql } from 'kysely'
import { grantsOf } from '../ledger/index.ts'
import { openOutages } from '../outages/index.ts'
import type { Tx } from '../platform/index.ts'
import { serviceKeys } from '../subscribers/index.ts'
import { assessedFor, runsThatPaidFor, runsThatPaidIn } from './earlier-runs.ts'
import type { Run } from './run.ts'
import type { Window } from './run-window.ts'

/**
 * Takes services out of the run about which nothing can be said in a period, and notes them in the temporary table `run_held`: neither
 * are they granted anything, nor is anything taken back from them, until a person has looked. To take back what was paid is no answer to
 * a question that is open.
 */
export async function holdServices(tx: Tx, run: Run, window: Window): Promise<void> {
  await sql`drop table if exists pg_temp.run_held`.execute(tx)
  await sql`create temporary table run_held (service_id bigint, period_from date, reason text) on commit drop`.execute(
    tx,
  )
  await holdWithoutPrice(tx)
  await holdReopened(tx, run)
  await holdOtherCycles(tx, await runsThatPaidIn(tx, window, run.id))
  // Of what others were paid for, only what this run would answer for is held back from it.
  await sql`
    delete from run_held h where to_char(h.period_from, 'YYYY-MM') is distinct from ${run.month}
      and not exists (select from run_subject s where s.service_id = h.service_id and s.period_from = h.period_from)
      and not exists (select from run_earlier e where e.service_id = h.service_id and e.period_from = h.period_from)`.execute(
    tx,
  )
  await sql`delete from run_subject s using run_held h where h.service_id = s.service_id and h.period_from = s.period_from`.execute(
    tx,
  )
}

/** A service whose tariff or currency is not known any more was not free of charge. */
async function holdWithoutPrice(tx: Tx): Promise<void> {
  await sql`
    insert into run_held select service_id, period_from, 'no-price-or-other-currency' from run_subject where monthly_fee is null`.execute(
    tx,
  )
}

/** An outage that was paid for and has begun again has no length; when it is over, the run about it finds the difference. */
async function holdReopened(tx: Tx, run: Run): Promise<void> {
  const open = await openOutages(tx)
  const runs = await runsThatPaidFor(tx, open, run.id)
  if (runs.length === 0) return
  await sql`
    insert into run_held select distinct service_id, period_from, 'outage-open-again' from (${assessedFor(open, runs)}) p`.execute(
    tx,
  )
}

/**
 * A service whose cycle was moved has other billing periods than those under which it was paid. The same hours would be found unpaid in
 * a new period that overlaps an old one, and be paid again.
 */
async function holdOtherCycles(tx: Tx, runs: readonly string[]): Promise<void> {
  if (runs.length === 0) return
  await sql`
    with moved as materialized (
      select distinct c.service_id, c.period_from
      from compensation.credit c
      join compensation.run r on r.id = c.run_id and c.service_id <= r.posted_up_to
      join ${serviceKeys} s on s.id = c.service_id
      where c.run_id = any(${runs}::uuid[]) and c.due <> 0 and extract(day from c.period_from) <> s.cycle_day
    ),
    paid as materialized (
      select distinct service_id, substr(basis, 8)::date as period_from
      from (select * from ${grantsOf(sql`select service_id, 'period:' || period_from::text as basis from moved`)}) g where amount + reversed <> 0
    )
    insert into run_held
    select service_id, period_from, 'billing-cycle-changed' from paid
    union
    select s.service_id, s.period_from, 'billing-cycle-changed' from paid m
    join run_subject s on s.service_id = m.service_id and s.period_from < m.period_from + interval '1 month' and s.period_from > m.period_from - interval '1 month'`.execute(
    tx,
  )
}
