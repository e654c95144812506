import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'
import type { Outage } from './outage.ts'
import { readOutages } from './store.ts'

/** What everybody may be told of: confirmed outages and planned work that go on or are to come, and the latest of those that are over. */
export async function publicOutages(
  db: Db | Tx,
  latest: number,
): Promise<{ readonly open: readonly Outage[]; readonly over: readonly Outage[] }> {
  const open = await readOutages(
    db,
    sql`o.status in ('confirmed', 'partly-restored') order by o.started_at desc, o.id desc limit 1000`,
  )
  const over = await readOutages(db, sql`o.id in (${latestOver(latest)}) order by o.started_at desc, o.id desc`)
  return { open, over }
}

/** Planned work that is called off is told of; an outage that was none is not. */
function latestOver(latest: number): RawBuilder<unknown> {
  return sql`
    select id from outages.outage
    where status in ('restored', 'closed') or (status = 'retracted' and planned and merged_into is null)
    order by started_at desc, id desc limit ${latest}`
}

export interface PublicStatement {
  readonly id: bigint
  readonly outage: string
  readonly at: Temporal.Instant
  readonly text: string
  /** The same in other languages, by language. */
  readonly data: { readonly translations?: Readonly<Record<string, string>> }
}

/** What was said to everybody, the latest first. */
export async function publicStatements(
  db: Db | Tx,
  outages: readonly string[],
  mostOfEach: number,
): Promise<PublicStatement[]> {
  const { rows } = await sql<PublicStatement>`
    select t.id, o.id as outage, t.at, t.text, t.data from unnest(${outages}::uuid[]) as o (id)
    join lateral (
      select id, at, text, data from outages.timeline
      where outage_id = o.id and public and text is not null order by id desc limit ${mostOfEach}) t on true
    order by t.id desc`.execute(db)
  return rows
}

/** When an outage changed last, and when somebody first said what the cause was. */
export async function publicTimes(
  db: Db | Tx,
  outages: readonly string[],
): Promise<{ outage: string; changedAt: Temporal.Instant; causeAt: Temporal.Instant | null }[]> {
  const { rows } = await sql<{ outage: string; changedAt: Temporal.Instant; causeAt: Temporal.Instant | null }>`
    select outage_id as outage, max(at) as "changedAt",
      min(at) filter (where after ->> 'publicCause' is not null) as "causeAt"
    from outages.revision where outage_id = any(${outages}::uuid[]) group by outage_id`.execute(db)
  return rows
}

/** Relation `outage_id, service_id, from_at, to_at`: whom an outage really hit, each with its own interval; `to_at` null: it goes on. */
export const hitServices: RawBuilder<unknown> = sql`(
  select a.outage_id, a.service_id, coalesce(a.own_from, o.started_at) as from_at, coalesce(a.own_to, o.restored_at) as to_at
  from outages.affected a join outages.outage o on o.id = a.outage_id where a.evidence <> 'contradicted')`
