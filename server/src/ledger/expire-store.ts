import { sql, type RawBuilder } from 'kysely'
import { accountNumber } from '@pulih/proofs'
import { settlementSchemes } from './account.ts'

/**
 * What is left of benefits whose deadline was before a day: service_id, service_key, unit, amount, basis, revision. Whatever a
 * customer used is counted against the benefits that lapse first, which is how anyone would use them; what was asked of a biller in
 * time counts as used, also while nobody knows what became of it.
 */
export function lapsedBenefits(day: string, limit: number): RawBuilder<unknown> {
  const settlements = sql.join(settlementSchemes.map(scheme => sql.lit(scheme)))
  return sql`(
    with candidate as (
      select distinct service_id, unit from ledger.transfer
      where strpos(unit, ':') > 0 and least(claim_until, expires_on) < ${day}::date
    ),
    account as (
      select t.service_id, t.unit, max(t.service_key) as service_key,
        sum(e.amount) - coalesce((select sum(u.amount) from ledger.under_way u where u.service_id = t.service_id and u.unit = t.unit), 0) as balance,
        sum(t.amount) filter (where t.scheme not in (${settlements})) as granted,
        sum(t.amount) filter (where t.scheme not in (${settlements}) and least(t.claim_until, t.expires_on) < ${day}::date) as late,
        max(least(t.claim_until, t.expires_on)) filter (where least(t.claim_until, t.expires_on) < ${day}::date) as deadline,
        coalesce(max(t.revision) filter (where t.scheme = 'expired'), 0) as expired
      from candidate c
      join ledger.transfer t on t.service_id = c.service_id and t.unit = c.unit
      join ledger.entry e on e.transfer_id = t.id and e.account = ${sql.lit(accountNumber['customer-credit'])}
      group by t.service_id, t.unit
    )
    select service_id, service_key, unit, least(balance, late - (granted - balance))::bigint as amount,
      'until:' || to_char(deadline, 'YYYY-MM-DD') as basis, expired + 1 as revision
    from account where least(balance, late - (granted - balance)) > 0
    order by service_id, unit limit ${limit}) as lapsed`
}
