import { sql } from 'kysely'
import type { HomeView } from '@pulih/contracts'
import { formatMinor } from '@pulih/kernel'
import type { Db } from '../platform/index.ts'

/** Runs that wait for somebody, and what was posted today. */
export async function runFigures(db: Db, dayFrom: Temporal.Instant): Promise<NonNullable<HomeView['runs']>> {
  const counts = sql<Omit<NonNullable<HomeView['runs']>, 'postedToday'>>`
    select count(*) filter (where status in ('computed', 'reviewed'))::int as "toApprove",
      count(*) filter (where status = 'approved')::int as "toPost",
      count(*) filter (where status = 'stopped')::int as stopped,
      count(*) filter (where status in ('computing', 'posting') and failure is not null)::int as failing
    from compensation.run`
  const posted = sql<{ currency: string; due: string; credits: number }>`
    select question ->> 'currency' as currency, coalesce(sum(due), 0)::text as due, coalesce(sum(credits), 0)::int as credits
    from compensation.run where status in ('posted', 'settled') and posted_at >= ${dayFrom} group by 1 order by 1`
  const [{ rows }, { rows: today }] = await Promise.all([counts.execute(db), posted.execute(db)])
  const [row = { toApprove: 0, toPost: 0, stopped: 0, failing: 0 }] = rows
  return {
    ...row,
    postedToday: today.map(({ currency, due, credits }) => ({
      currency,
      amount: formatMinor(BigInt(due), currency),
      credits,
    })),
  }
}
