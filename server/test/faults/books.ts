import { sql } from 'kysely'
import { verifyTrail } from '../../src/identity/verify-trail.ts'
import { verifyLedger } from '../../src/ledger/index.ts'
import type { House } from './house.ts'

/** Each with a question that must have no rows. */
const questions: readonly (readonly [string, string])[] = [
  [
    'entries of a transfer do not sum to zero',
    'select transfer_id::text as what from ledger.entry group by transfer_id having sum(amount) <> 0 or count(*) <> 2',
  ],
  [
    'transfers without entries',
    'select id::text as what from ledger.transfer t where not exists (select from ledger.entry e where e.transfer_id = t.id)',
  ],
  [
    'revisions with gaps or twice',
    `select service_key || ' ' || scheme || ' ' || basis as what from ledger.transfer where scheme not in ('payout', 'billed', 'carried') group by service_key, scheme, basis, unit
      having max(revision) <> count(*) or count(distinct revision) <> count(*)`,
  ],
  [
    'corrections that correct something else',
    `select t.id::text as what from ledger.transfer t left join ledger.transfer p on p.id = t.corrects
      where t.run_id is not null and t.kind in ('credit', 'correction') and t.revision > 1
        and (p.service_id, p.scheme, p.basis, p.unit, p.revision) is distinct from (t.service_id, t.scheme, t.basis, t.unit, t.revision - 1)`,
  ],
  [
    // What runs gave a customer is what the run that spoke last decided, to the grosz: nothing doubled, nothing missing.
    'amounts other than decided',
    `with last as (
      select distinct on (service_id, scheme, basis, unit) service_id, scheme, basis, unit, run_id from ledger.transfer where run_id is not null and kind in ('credit', 'correction', 'goodwill')
      order by service_id, scheme, basis, unit, revision desc),
    net as (select service_id, scheme, basis, unit, sum(amount) as amount from ledger.transfer where scheme not in ('payout', 'billed', 'carried', 'expired') and kind <> 'reversal' group by 1, 2, 3, 4)
    select s.key || ' ' || scheme || ' ' || basis || ': ' || n.amount || ' instead of ' || coalesce(c.recommended, 0) as what
    from last l join net n using (service_id, scheme, basis, unit) join subscribers.service s on s.id = l.service_id
    join compensation.run r on r.id = l.run_id
    join jsonb_to_recordset(r.columns) as k(col int, scheme text, unit text) using (scheme, unit)
    left join compensation.credit c on c.run_id = r.id and c.service_id = l.service_id and c.col = k.col and 'period:' || c.period_from = l.basis
    where r.status = 'posted' and n.amount <> coalesce(c.recommended, 0)`,
  ],
  [
    'credits of a posted run that are not in the ledger, once',
    `select r.number || ' ' || s.key as what from compensation.run r join compensation.credit c on c.run_id = r.id and c.due <> 0 join subscribers.service s on s.id = c.service_id
      join jsonb_to_recordset(r.columns) as k(col int, scheme text, unit text) using (col)
      where r.status = 'posted' and 1 <> (select count(*) from ledger.transfer t
        where t.run_id = r.id and t.service_id = c.service_id and t.scheme = k.scheme and t.unit = k.unit and t.basis = 'period:' || c.period_from and t.amount = c.due and t.revision = c.last_revision + 1)`,
  ],
  [
    'posted runs that were not told of once',
    `select r.number::text as what from compensation.run r where r.status = 'posted' and 1 <> (select count(*) from platform.event e where e.type = 'compensation.posted' and e.subject = 'run:' || r.id)`,
  ],
  [
    'one request that made two runs',
    `select note as what from compensation.run where note is not null group by note having count(*) > 1`,
  ],
  [
    'a payout in the ledger twice',
    `select basis as what from ledger.transfer where scheme = 'payout' group by basis having count(*) > 1`,
  ],
]

/** Everything that does not hold, in words. */
export async function mistakesInBooks({ platform }: Pick<House, 'platform'>): Promise<string[]> {
  const mistakes: string[] = []
  for (const [name, question] of questions) {
    const { rows } = await sql.raw<{ what: string }>(question).execute(platform.db)
    if (rows.length > 0)
      mistakes.push(
        `${name}: ${rows
          .slice(0, 5)
          .map(({ what }) => what)
          .join(', ')}`,
      )
  }
  const ledger = await verifyLedger(platform.db)
  if (ledger.findings.length > 0) mistakes.push(`the ledger does not verify: ${JSON.stringify(ledger.findings, text)}`)
  const trail = await verifyTrail(platform.db)
  if (trail.findings.length > 0)
    mistakes.push(`the audit trail does not verify: ${JSON.stringify(trail.findings, text)}`)
  return mistakes
}

function text(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}
