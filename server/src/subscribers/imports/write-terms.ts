import { sql, type RawBuilder } from 'kysely'
import { upsert, type Stage } from '../../network/index.ts'

/**
 * Keeps the history of prices. Without `valid_from` the first terms that are seen hold since the service began, and different ones from
 * the day of the import on; what was in force before is never touched. Only who names a day changes the price of that day.
 * The query gives `service_id, valid_from, plan, monthly_fee, fee_before_discount, since`. Returns how many services have new terms.
 */
export async function writeTerms(stage: Stage, query: RawBuilder<unknown>): Promise<number> {
  const { tx, today } = stage
  const plan = stage.columns.has('plan') ? sql`g.plan` : sql`now.plan`
  const before = stage.columns.has('fee_before_discount') ? sql`g.fee_before_discount` : sql`now.fee_before_discount`
  await sql`
    create temporary table terms_due on commit drop as
    select g.service_id, ${plan} as plan, g.monthly_fee, ${before} as fee_before_discount,
      coalesce(g.valid_from, case
        when any_terms.service_id is null then coalesce(g.since, ${today}::date)
        when now.service_id is null then greatest(g.since, ${today}::date)
        else ${today}::date end) as valid_from
    from (${query}) g
    left join (select distinct service_id from subscribers.terms) any_terms on any_terms.service_id = g.service_id
    left join (
      select distinct on (service_id) service_id, plan, monthly_fee, fee_before_discount from subscribers.terms
      where valid_from <= ${today}::date order by service_id, valid_from desc
    ) now on now.service_id = g.service_id
    where g.valid_from is not null or now.service_id is null
      or (now.monthly_fee, now.plan, now.fee_before_discount) is distinct from (g.monthly_fee, ${plan}, ${before})`.execute(
    tx,
  )
  const { added, changed } = await upsert(stage, {
    table: 'subscribers.terms',
    from: sql`select service_id, valid_from, plan, monthly_fee, fee_before_discount from terms_due`,
    key: ['service_id', 'valid_from'],
    columns: ['plan', 'monthly_fee', 'fee_before_discount'],
  })
  await sql`drop table terms_due`.execute(tx)
  return added + changed
}
