import { sql, type RawBuilder } from 'kysely'
import type { CallView } from '@pulih/contracts'
import { downServices, hitServices } from '../../outages/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import { customersAs, phoneOf, servicesAs } from '../../subscribers/index.ts'
import { people, type AudienceCount, type Reach } from '../audience.ts'

/** Whom a person should telephone. */
export interface Calling {
  readonly reach: Reach
  /** Of customers or services: those in them are called whatever else reaches them. */
  readonly segments: readonly string[]
}

export interface Call {
  readonly id: bigint
  readonly customer: string
  readonly name: string | null
  readonly why: CallView['why']
  readonly segment: string | null
  readonly phone: string | null
  readonly language: string | null
  readonly services: number
  readonly calledAt: Temporal.Instant | null
  readonly calledBy: string | null
  readonly outcome: CallView['outcome']
}

/**
 * Relation `id, why, segment, services`: everybody whom an outage hits and who is business, of a segment that is called, or whom nothing
 * reaches (relation `customer_id`) or reached.
 */
function toCall(
  outage: string,
  { reach, segments }: Calling,
  unreached = sql`(select p.customer_id from ${people(downServices(outage), reach)} p where p.contact is null)`,
): RawBuilder<unknown> {
  return sql`(
    with hit as (
      select v.customer_id, count(*)::int as services, min(v.segment) filter (where v.segment = any(${[...segments]}::text[])) as segment
      from ${hitServices} h join ${servicesAs('v')} on v.id = h.service_id where h.outage_id = ${outage}::uuid group by 1)
    select c.id, hit.services, coalesce(hit.segment, c.segment) as segment,
      case when c.kind = 'business' then 'business'
        when coalesce(hit.segment, '') <> '' or c.segment = any(${[...segments]}::text[]) then 'segment'
        else 'not-reached' end as why
    from hit join ${customersAs('c')} on c.id = hit.customer_id and c.erased_at is null
    where c.kind = 'business' or hit.segment is not null or c.segment = any(${[...segments]}::text[])
      or c.id in ${unreached}
      or exists (
        select from messaging.message m join messaging.notice n on n.id = m.notice_id
        where m.customer_id = c.id and n.outage_id = ${outage}::uuid and n.kind in ('first', 'planned') and m.state = 'failed'
          and not exists (select from messaging.message o where o.notice_id = m.notice_id and o.customer_id = m.customer_id and o.position > m.position)))`
}

export async function countCalls(db: Db | Tx, outage: string, calling: Calling): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${toCall(outage, calling)} t`.execute(db)
  return rows[0]?.n ?? 0
}

export interface Reached {
  /** How many people by which channel in which language, and how many by none. */
  readonly groups: readonly AudienceCount[]
  readonly calls: number
}

/** Whom a beginning would reach and who is to be telephoned, counted together: who is reached by what is worked out once for both. */
export async function countReached(db: Db | Tx, outage: string, calling: Calling): Promise<Reached> {
  const { rows } = await sql<AudienceCount & { calls: number }>`
    with told as materialized (select p.customer_id, p.channel, p.language, p.contact from ${people(downServices(outage), calling.reach)} p)
    select g.channel, g.language, coalesce(g.people, 0) as people, c.calls
    from (select count(*)::int as calls from ${toCall(outage, calling, sql`(select customer_id from told where contact is null)`)} t) c
    left join (select channel, language, count(*)::int as people from told group by 1, 2) g on true
    order by people desc, g.channel, g.language`.execute(db)
  const groups = rows.flatMap(({ calls: _, ...group }) => (group.people === 0 ? [] : [group]))
  return { groups, calls: rows[0]?.calls ?? 0 }
}

export async function listCalls(
  db: Db | Tx,
  outage: string,
  calling: Calling,
  { open, after, limit }: { readonly open: boolean; readonly after: bigint | null; readonly limit: number },
): Promise<readonly Call[]> {
  const { rows } = await sql<Call>`
    select t.id, c.key as customer, c.name, t.why, t.segment, ${phoneOf(sql`t.id`)} as phone, c.language, t.services,
      k.at as "calledAt", k.actor as "calledBy", k.outcome
    from ${toCall(outage, calling)} t join ${customersAs('c')} on c.id = t.id
    left join messaging.call k on k.outage_id = ${outage}::uuid and k.customer_id = t.id
    where t.id > ${after ?? 0n} ${open ? sql`and k.outcome is distinct from 'reached'` : sql``} order by t.id limit ${limit + 1}`.execute(
    db,
  )
  return rows
}

export async function keepCall(
  tx: Tx,
  given: {
    readonly outage: string
    readonly customer: bigint
    readonly outcome: string
    readonly actor: string
    readonly now: Temporal.Instant
  },
): Promise<void> {
  await sql`
    insert into messaging.call (outage_id, customer_id, outcome, actor, at)
    values (${given.outage}, ${given.customer}, ${given.outcome}, ${given.actor}, ${given.now})
    on conflict (outage_id, customer_id) do update set outcome = excluded.outcome, actor = excluded.actor, at = excluded.at`.execute(
    tx,
  )
}
