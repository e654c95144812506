import type { Statement } from '@pulih/notices'
import { sql, type RawBuilder } from 'kysely'
import { outageNumbers } from '../../outages/index.ts'
import type { Tx } from '../../platform/index.ts'
import { contactsFor, servicesAs } from '../../subscribers/index.ts'
import { people, type Reach } from '../audience.ts'
import { outageNotices } from '../purpose.ts'
import type { RuleTitle } from '../tell.ts'

interface NewCreditNotice {
  readonly run: string
  /** As `Wiring` says. */
  readonly credits: RawBuilder<unknown>
  readonly statement: Statement
  readonly eventId: bigint
  readonly actor: string
  readonly now: Temporal.Instant
}

/** Keeps the one notice of what a run gave. Null where there is one. */
export async function insertCreditNotice(tx: Tx, given: NewCreditNotice): Promise<string | null> {
  const { run, credits, statement, eventId, actor, now } = given
  const { rows } = await sql<{ id: string }>`
    insert into messaging.notice (kind, run_id, outage_ids, version, statement, state, event_id, actor, created_at, released_at)
    select 'credit', ${run}, array(select distinct o from (select distinct outages from ${credits} g where g.amount > 0) d, unnest(d.outages) o order by o),
      ${statement.version}, ${JSON.stringify(statement)}, 'released', ${eventId}, ${actor}, ${now}, ${now}
    on conflict do nothing returning id`.execute(tx)
  return rows[0]?.id ?? null
}

interface CreditMessages {
  readonly notice: string
  readonly lane: number
  readonly credits: RawBuilder<unknown>
  readonly titles: readonly RuleTitle[]
  readonly reach: Reach
  readonly now: Temporal.Instant
}

/** More outages than these nobody reads. */
const mostOutages = 3

/**
 * Writes a message for everybody who gets something by a run, with what he gets. All of his services count together, and what was taken
 * back from one of them is taken off: whoever gets nothing in the end, or less than before, is not told by this. Returns how many are.
 */
export async function addCreditMessages(tx: Tx, given: CreditMessages): Promise<number> {
  const { notice, lane, credits, titles, reach, now } = given
  const { numAffectedRows } = await sql`
    with posted as materialized (
      select s.customer_id, c.service_id, c.unit, c.amount, c.scheme, c.kind, c.claim_until, c.outages
      from ${credits} c join ${servicesAs('s')} on s.id = c.service_id),
    sums as materialized (
      select customer_id, unit, sum(amount) as amount from posted group by 1, 2 having sum(amount) > 0),
    -- What was taken back is no reason of what is given.
    given as materialized (
      select p.* from posted p join sums s on s.customer_id = p.customer_id and s.unit = p.unit where p.amount > 0),
    amounts as (
      -- Money first.
      select customer_id, jsonb_agg(jsonb_build_object('unit', unit, 'minor', amount::text) order by strpos(unit, ':') > 0, unit) as amounts
      from sums group by 1),
    why as (
      select customer_id, array_agg(distinct scheme order by scheme) as schemes, min(claim_until) as claim_until,
        case when bool_and(kind = 'correction') then 'correction' when bool_and(kind = 'goodwill') then 'goodwill' else 'owed' end as nature,
        case when bool_and(claim_until is not null) then 'all' when bool_or(claim_until is not null) then 'some' else 'none' end as claim
      from given group by 1),
    numbers as (
      select d.customer_id, array_agg(n.number order by n.number) as numbers
      from (select distinct g.customer_id, o.id from given g, unnest(g.outages) as o (id)) d join ${outageNumbers} n on n.id = d.id group by 1),
    -- Few rules give something together, and many people get it.
    rules as materialized (
      select w.schemes, t.language, jsonb_agg(distinct t.title) as rules
      from (select distinct schemes from why) w
      join unnest(${titles.map(({ scheme }) => scheme)}::text[], ${titles.map(({ language }) => language)}::text[],
        ${titles.map(({ title }) => title)}::text[]) as t (scheme, language, title) on t.scheme = any(w.schemes)
      group by 1, 2)
    insert into messaging.message (notice_id, customer_id, lane, channel, address, language, time_zone, facts, not_before, updated_at)
    select ${notice}::uuid, p.customer_id, ${lane}::smallint, k.channel, k.address, p.language, coalesce(p.time_zone, ${reach.timeZone}),
      jsonb_build_object('amounts', a.amounts, 'nature', w.nature, 'outages', to_jsonb(coalesce(n.numbers[1:${sql.lit(mostOutages)}], '{}')),
        'hasMoreOutages', coalesce(cardinality(n.numbers) > ${sql.lit(mostOutages)}, false), 'rules', coalesce(r.rules, '[]'),
        'claim', w.claim, 'claimUntil', w.claim_until),
      ${now}, ${now}
    from ${people(sql`(select distinct service_id from given)`, reach)} p
    join ${contactsFor(outageNotices)} k on k.id = p.contact
    join amounts a on a.customer_id = p.customer_id
    join why w on w.customer_id = p.customer_id
    left join numbers n on n.customer_id = p.customer_id
    left join rules r on r.schemes = w.schemes and r.language = p.language
    on conflict (notice_id, customer_id, position) do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}
