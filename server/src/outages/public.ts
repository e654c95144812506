import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'
import { servicesAs } from '../subscribers/index.ts'
import type { Outage } from './outage.ts'
import { readOutages } from './store.ts'

/**
 * What everybody may be told of: confirmed outages and planned work that go on or are to come, and of those that are over, the last to
 * end first, everything that ended after `since`, and `fewest` of them anyway.
 */
export async function publicOutages(
  db: Db | Tx,
  fewest: number,
  since: Temporal.Instant | null = null,
): Promise<{ readonly open: readonly Outage[]; readonly over: readonly Outage[] }> {
  const open = await readOutages(
    db,
    sql`o.status in ('confirmed', 'partly-restored') order by o.started_at desc, o.id desc limit ${mostOpen}`,
  )
  if (fewest === 0 && since === null) return { open, over: [] }
  const over = await readOutages(db, sql`o.id in (${latestOver(fewest, since)}) order by ${endOf('o')} desc, o.id desc`)
  return { open, over }
}

/** The same, by their ids alone: what goes on first, and then the last to end. */
export async function publicIds(db: Db | Tx, fewest: number, since: Temporal.Instant): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    (select o.id from outages.outage o where o.status in ('confirmed', 'partly-restored') order by o.started_at desc, o.id desc limit ${mostOpen})
    union all (${latestOver(fewest, since)})`.execute(db)
  return rows.map(({ id }) => id)
}

/** Which of these were none. */
export async function retractedAmong(db: Db | Tx, ids: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from outages.outage where id = any(${ids}::uuid[]) and status = 'retracted' order by id`.execute(db)
  return rows.map(({ id }) => id)
}

const mostOpen = 1000
/** A carrier with more than these in a quarter of a year tells of the last ones. */
const mostOver = 2000

/** Planned work that is called off is told of; an outage that was none is not. The index `outage_over` has the same condition and order. */
export function latestOver(fewest: number, since: Temporal.Instant | null): RawBuilder<unknown> {
  return sql`
    select id from (
      select last.*, row_number() over (order by ended_at desc, id desc) as place from (
        select o.id, ${endOf('o')} as ended_at from outages.outage o
        where o.status in ('restored', 'closed') or (o.status = 'retracted' and o.planned and o.merged_into is null)
        order by ${endOf('o')} desc, o.id desc limit ${Math.max(fewest, mostOver)}) last) latest
    where place <= ${fewest} or ended_at >= ${since}::timestamptz`
}

/** Work that was called off has no end: it counts from when it would have begun, or was entered, whichever was first. */
function endOf(outage: string): RawBuilder<unknown> {
  const of = (column: string) => sql.ref(`${outage}.${column}`)
  return sql`coalesce(${of('restored_at')}, least(${of('started_at')}, ${of('created_at')}))`
}

export interface PublicStatement {
  readonly id: bigint
  readonly outage: string
  readonly at: Temporal.Instant
  readonly text: string
  /** In which language it is, and the same in others by language. */
  readonly data: { readonly language?: string; readonly translations?: Readonly<Record<string, string>> }
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

/**
 * Relation `service_id`: whatever does not work now because of an outage. The same as of {@link hitServices} with `to_at` null, written so that
 * statistics know how many these are: a million taken for a few is looked up one by one.
 */
export function downServices(outage: string): RawBuilder<unknown> {
  return sql`(
    select a.service_id from outages.affected a join outages.outage o on o.id = a.outage_id
    where a.outage_id = ${outage}::uuid and a.evidence <> 'contradicted' and a.own_to is null and o.restored_at is null)`
}

/** Relation `id, number`: what an outage is called. */
export const outageNumbers: RawBuilder<unknown> = sql`(
  select id, 'OUT-' || lpad(number::text, greatest(6, length(number::text)), '0') as number from outages.outage)`

/**
 * Relation `outage_id, area, whole`: where an outage is. `whole`: somebody said that all of the area is hit, and with it whatever lies in
 * it; `*` is everywhere. The others are areas of services that it really hit.
 */
export const outagePlaces: RawBuilder<unknown> = sql`(
  select outage_id, reference as area, true as whole from outages.scope where kind = 'area'
  union all
  select distinct a.outage_id, s.area, false from outages.affected a join ${servicesAs('s')} on s.id = a.service_id
  where a.evidence <> 'contradicted' and s.area is not null)`

/** Relation `id`: an outage, whatever was merged into it, and into that: who heard of one of them heard of all. */
export function storyOf(outage: string): RawBuilder<unknown> {
  return sql`(
    with recursive story as (
      select ${outage}::uuid as id union select o.id from outages.outage o join story s on o.merged_into = s.id)
    select id from story)`
}

/** Relation `outage, part`: each of these outages with itself, and with whatever was merged into it. */
export function storiesOf(outages: readonly string[]): RawBuilder<unknown> {
  return sql`(
    with recursive story as (
      select id as outage, id as part from unnest(${[...outages]}::uuid[]) as g (id)
      union select s.outage, o.id from outages.outage o join story s on o.merged_into = s.part)
    select outage, part from story)`
}

/** The outage that an outage became part of, or itself, as one value; null where that does not go on. */
export function standingOf(outage: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(
    with recursive up as (
      select id, merged_into, status from outages.outage where id = ${outage}
      union all select o.id, o.merged_into, o.status from outages.outage o join up on o.id = up.merged_into)
    select id from up where merged_into is null and status in ('confirmed', 'partly-restored'))`
}
