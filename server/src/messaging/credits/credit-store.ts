import type { Language } from '@pulih/kernel'
import type { Statement } from '@pulih/notices'
import { sql, type RawBuilder } from 'kysely'
import { outageNumbers } from '../../outages/index.ts'
import type { Tx } from '../../platform/index.ts'
import { contactsFor, servicesAs } from '../../subscribers/index.ts'
import { people, type Reach } from '../audience.ts'
import { expiryOf } from '../notice.ts'
import { outageNotices } from '../purpose.ts'

/** What a rule is called in one language. */
export interface RuleTitle {
  readonly scheme: string
  readonly language: Language
  readonly title: string
}

interface NewCreditNotice {
  readonly run: string
  readonly statement: Statement
  readonly eventId: bigint
  readonly actor: string
  readonly now: Temporal.Instant
}

/** Keeps the one notice of what a run gave. Null where there is one. */
export async function insertCreditNotice(tx: Tx, given: NewCreditNotice): Promise<string | null> {
  const { run, statement, eventId, actor, now } = given
  const { rows } = await sql<{ id: string }>`
    insert into messaging.notice (kind, run_id, outage_ids, version, statement, state, event_id, actor, created_at, released_at)
    values ('credit', ${run}, '{}', ${statement.version}, ${JSON.stringify(statement)}, 'released', ${eventId}, ${actor}, ${now}, ${now})
    on conflict do nothing returning id`.execute(tx)
  return rows[0]?.id ?? null
}

interface CreditMessages {
  readonly notice: string
  readonly lane: number
  /** As `Wiring` says. */
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
  await gatherGiven(tx, credits)
  await gatherCredited(tx)
  await sql`
    update messaging.notice set outage_ids = array(
      select distinct o from (select distinct outages from given_row) d, unnest(d.outages) o order by o)
    where id = ${notice}`.execute(tx)
  const { numAffectedRows } = await sql`
    with rules as materialized (
      -- Few rules give something together, and many people get it.
      select w.schemes, t.language, jsonb_agg(distinct t.title) as rules
      from (select distinct schemes from credited) w
      join unnest(${titles.map(({ scheme }) => scheme)}::text[], ${titles.map(({ language }) => language)}::text[],
        ${titles.map(({ title }) => title)}::text[]) as t (scheme, language, title) on t.scheme = any(w.schemes)
      group by 1, 2)
    insert into messaging.message (notice_id, customer_id, lane, channel, address, language, time_zone, facts, not_before, expires_at, updated_at)
    select ${notice}::uuid, p.customer_id, ${lane}::smallint, k.channel, k.address, p.language, coalesce(p.time_zone, ${reach.timeZone}),
      c.facts || jsonb_build_object('rules', coalesce(r.rules, '[]')), ${now}, ${expiryOf('credit', now)}, ${now}
    from ${people(sql`given_row`, reach)} p
    join ${contactsFor(outageNotices)} k on k.id = p.contact
    join credited c on c.customer_id = p.customer_id
    left join rules r on r.schemes = c.schemes and r.language = p.language
    on conflict (notice_id, customer_id, position) do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/** Whatever makes up what people get, in a table of which statistics know: what was taken back is no reason of what is given. */
async function gatherGiven(tx: Tx, credits: RawBuilder<unknown>): Promise<void> {
  await sql`
    create temp table given_row on commit drop as
    select customer_id, service_id, unit, net, goodwill, scheme, kind, claim_until, outages from (
      select s.customer_id, c.*, sum(c.amount) over (partition by s.customer_id, c.unit) as net,
        sum(c.amount) filter (where c.kind = 'goodwill') over (partition by s.customer_id, c.unit) as goodwill
      from ${credits} c join ${servicesAs('s')} on s.id = c.service_id) posted
    where amount > 0 and net > 0`.execute(tx)
  await sql`analyze given_row`.execute(tx)
}

/** A row for each customer with what he is told, all but what the rules are called in his language. */
async function gatherCredited(tx: Tx): Promise<void> {
  await sql`
    create temp table credited on commit drop as
    select w.customer_id, w.schemes, jsonb_build_object(
      'amounts', (select jsonb_agg(jsonb_build_object('unit', a.key, 'minor', a.value)) from jsonb_each_text(w.amounts) a),
      'goodwill', case when w.nature = 'goodwill' then '[]' else coalesce(
        (select jsonb_agg(jsonb_build_object('unit', g.key, 'minor', g.value)) from jsonb_each_text(w.goodwill) g), '[]') end,
      'nature', w.nature, 'claim', w.claim, 'claimUntil', w.claim_until,
      'outages', to_jsonb(coalesce(n.numbers[1:${sql.lit(mostOutages)}], '{}')),
      'hasMoreOutages', coalesce(cardinality(n.numbers) > ${sql.lit(mostOutages)}, false)) as facts
    from (
      -- The keys of an object come with the shortest first, and no benefit has a name as short as a currency's.
      select customer_id, jsonb_object_agg(unit, net::text) as amounts,
        -- What was owed and is taken back makes a gift smaller, and no gift is larger than all that he gets.
        jsonb_object_agg(unit, least(goodwill, net)::text) filter (where goodwill > 0) as goodwill, array_agg(distinct scheme order by scheme) as schemes,
        min(claim_until) as claim_until,
        case when bool_and(kind = 'correction') then 'correction' when bool_and(kind = 'goodwill') then 'goodwill' else 'owed' end as nature,
        case when bool_and(claim_until is not null) then 'all' when bool_or(claim_until is not null) then 'some' else 'none' end as claim
      from given_row group by 1) w
    left join (
      select d.customer_id, array_agg(n.number order by n.number) as numbers
      from (select distinct g.customer_id, o.id from given_row g, unnest(g.outages) as o (id)) d join ${outageNumbers} n on n.id = d.id
      group by 1) n on n.customer_id = w.customer_id`.execute(tx)
  await sql`analyze credited`.execute(tx)
}
