import type { ReviewFacts } from '@pulih/contracts'
import { sql } from 'kysely'
import { amountText } from '../ledger/index.ts'
import type { Db, Tx } from '../platform/index.ts'

interface Row {
  readonly run: string
  readonly number: bigint
  readonly status: ReviewFacts['money'][number]['status']
  readonly credits: number
  readonly currency: string
  readonly owed: bigint
  readonly granted: bigint
}

/**
 * What each run owes, in money, to services that an outage hit, and what of it was posted. A month's run that found a service hit by
 * several outages owes one amount for all of them: it counts for each. A run that was given up owes what it had posted.
 */
export async function moneyOfOutage(db: Db | Tx, outage: string): Promise<ReviewFacts['money']> {
  const { rows } = await sql<Row>`
    with runs as (
      select r.id, r.number, r.status, r.posted_up_to, r.question ->> 'currency' as currency,
        array(select (c.value ->> 'col')::smallint from jsonb_array_elements(r.columns) c
          where c.value ->> 'unit' = r.question ->> 'currency') as cols
      from (select distinct run_id from compensation.interruption where outage_id = ${outage}::uuid) i
      join compensation.run r on r.id = i.run_id
      where r.status in ('computed', 'reviewed', 'approved', 'posting', 'stopped', 'posted', 'settled')
        or r.status = 'cancelled' and r.posted > 0
    )
    select r.id as run, r.number, r.status, r.currency, count(c.due) filter (where c.due <> 0)::integer as credits,
      coalesce(sum(c.due), 0)::bigint as owed,
      coalesce(sum(c.due) filter (where r.status in ('posted', 'settled') or c.service_id <= r.posted_up_to), 0)::bigint as granted
    from runs r
    left join (
      compensation.exposure e join compensation.assessed a on a.run_id = e.run_id and a.exposure = e.number
      join compensation.credit c on c.run_id = a.run_id and c.service_id = a.service_id and c.period_from = a.period_from
    ) on e.run_id = r.id and c.col = any(r.cols) and (r.status <> 'cancelled' or c.service_id <= r.posted_up_to) and exists (
      select from compensation.interruption n
      where n.run_id = e.run_id and n.number = any(e.interruptions) and n.outage_id = ${outage}::uuid)
    group by r.id, r.number, r.status, r.currency order by r.number`.execute(db)
  return rows.map(({ number, owed, granted, ...row }) => ({
    ...row,
    number: Number(number),
    owed: amountText(owed, row.currency),
    granted: amountText(granted, row.currency),
  }))
}
