import { sql, type RawBuilder } from 'kysely'
import { hitServices } from '../outages/index.ts'
import type { Db, Tx, Work } from '../platform/index.ts'
import { servicesAs } from '../subscribers/index.ts'

/**
 * For how long services were missing. Of each service the intervals of all outages that hit it are put together first, so that two
 * outages at once are one loss; where they took different shares of what was agreed, the greater counts.
 */

/** Notes when an outage took something, and that the days from then on must be counted anew; `weight` 0: it took nothing. */
export async function noteMeasured({ tx }: Work, outage: string, weight: number): Promise<void> {
  await sql`insert into statuspage.counted (outage_id) values (${outage}) on conflict do nothing`.execute(tx)
  await sql`
    with before as (delete from statuspage.measured where outage_id = ${outage} returning from_at)
    insert into statuspage.stale (from_at) select from_at from before`.execute(tx)
  await sql`
    with taken as (
      insert into statuspage.measured (outage_id, from_at, to_at, weight)
      select ${outage}, min(h.from_at), case when bool_and(h.to_at is not null) then max(h.to_at) end, ${weight}::float8
      from ${hitServices} h where h.outage_id = ${outage} and (h.to_at is null or h.to_at > h.from_at)
      having ${weight}::float8 > 0 and count(*) > 0
      on conflict (outage_id) do update set from_at = excluded.from_at, to_at = excluded.to_at, weight = excluded.weight
      returning from_at)
    insert into statuspage.stale (from_at) select from_at from taken`.execute(tx)
}

/**
 * Counts what is to be counted anew, up to now. Of days before `first` nothing is kept up. In another zone days begin at other instants, and
 * all are counted. Returns whether anything was to be done.
 */
export async function countLost({ tx, now }: Work, timeZone: string, first: string): Promise<boolean> {
  await sql`lock table statuspage.down in share row exclusive mode`.execute(tx)
  // What is noted from here on is counted again the next time, even if it is seen below already.
  const { rows } = await sql<{ day: string | null }>`
    with stale as (delete from statuspage.stale returning from_at), oldest as (select min(from_at) as from_at from stale)
    select case when p.lost_until is not null and p.lost_zone is distinct from ${timeZone} then ${first}::date
      else greatest(${first}::date, (least(o.from_at, coalesce(p.lost_until, o.from_at)) at time zone ${timeZone})::date) end as day
    from oldest o, statuspage.publication p where o.from_at is not null or p.lost_zone is distinct from ${timeZone}`.execute(
    tx,
  )
  const day = rows[0]?.day ?? undefined
  if (day === undefined) {
    await sql`update statuspage.publication set lost_until = coalesce(lost_until, ${now}), lost_zone = ${timeZone}`.execute(
      tx,
    )
    return false
  }
  // A big outage is sorted by its services once; on disk that takes three times as long.
  await sql`set local work_mem = '256MB'`.execute(tx)
  await sql`delete from statuspage.lost where day >= ${day}::date`.execute(tx)
  await sql`delete from statuspage.down`.execute(tx)
  await sql`
    with span as (select ${day}::timestamp at time zone ${timeZone} as from_at, ${now}::timestamptz as to_at),
    level as (
      select weight, weight - coalesce(lag(weight) over (order by weight), 0) as step, row_number() over (order by weight) = 1 as lowest
      from (select distinct weight from statuspage.measured) w),
    hit as (
      select h.service_id, greatest(h.from_at, span.from_at) as from_at, coalesce(h.to_at, 'infinity') as to_at, m.weight
      from span, statuspage.measured m join ${hitServices} h on h.outage_id = m.outage_id
      where m.from_at < span.to_at and coalesce(m.to_at, 'infinity') > span.from_at
        and h.from_at < span.to_at and coalesce(h.to_at, 'infinity') > span.from_at),
    joined as (
      select h.service_id, h.from_at, h.to_at, l.weight, l.step, l.lowest,
        max(h.to_at) over (partition by l.weight, h.service_id order by h.from_at, h.to_at
          rows between unbounded preceding and 1 preceding) as covered_to
      from hit h join level l on h.weight >= l.weight),
    -- Most services of an outage share all of this, and are gone on with as one.
    piece as materialized (
      select count(*) as alike, greatest(j.from_at, j.covered_to) as from_at, least(j.to_at, span.to_at) as to_at,
        j.to_at > span.to_at as goes_on, j.covered_to, j.step, j.lowest, j.weight = 1 as dark, coalesce(s.area, '') as area, s.kind
      from span, joined j join ${servicesAs('s')} on s.id = j.service_id
      where j.covered_to is null or j.to_at > j.covered_to
      group by j.from_at, j.to_at, j.covered_to, j.step, j.lowest, j.weight, span.to_at, coalesce(s.area, ''), s.kind),
    daily as (
      select d.day::date as day, p.area, p.kind,
        sum(extract(epoch from least(p.to_at, (d.day + interval '1 day') at time zone ${timeZone})
          - greatest(p.from_at, d.day at time zone ${timeZone}))::float8 * p.step * p.alike) as seconds,
        sum(p.alike) filter (where p.lowest and (p.covered_to is null or p.covered_to <= d.day at time zone ${timeZone})) as services
      from piece p cross join lateral generate_series(date_trunc('day', p.from_at at time zone ${timeZone}),
        p.to_at at time zone ${timeZone} - interval '1 microsecond', interval '1 day') as d (day)
      where p.to_at > p.from_at group by 1, 2, 3),
    still as (
      select area, kind, sum(step * alike) as rate, coalesce(sum(alike) filter (where lowest), 0) as services,
        coalesce(sum(alike) filter (where dark), 0) as dark
      from piece where goes_on group by 1, 2),
    counted as (
      insert into statuspage.lost (component, day, seconds, services)
      select c.component, d.day, sum(d.seconds), coalesce(sum(d.services), 0) from daily d cross join lateral ${componentsOfRow('d')} group by 1, 2)
    insert into statuspage.down (component, rate, services, dark)
    select c.component, sum(d.rate), sum(d.services), sum(d.dark) from still d cross join lateral ${componentsOfRow('d')} group by 1`.execute(
    tx,
  )
  await sql`update statuspage.publication set lost_until = ${now}, lost_zone = ${timeZone}`.execute(tx)
  return true
}

/** Relation `component` of a row with area and kind: its kind, and its area at both levels at which areas are shown. */
export function componentsOfRow(row: string): RawBuilder<unknown> {
  const [area, kind] = [sql.ref(`${row}.area`), sql.ref(`${row}.kind`)]
  return sql`(
    select 'service-' || ${kind} as component
    union select 'area-' || split_part(${area}, '.', 1) where ${area} <> ''
    union select 'area-' || split_part(${area}, '.', 1) || '.' || split_part(${area}, '.', 2) where split_part(${area}, '.', 2) <> '') as c`
}

/** What of a component was missing, by day, and what has been missing since the last count. */
export interface Lost {
  readonly until: Temporal.Instant | null
  readonly days: ReadonlyMap<string, ReadonlyMap<string, { readonly seconds: number; readonly services: number }>>
  readonly down: ReadonlyMap<string, { readonly rate: number; readonly services: number; readonly dark: number }>
}

export async function readLost(db: Db | Tx, from: string): Promise<Lost> {
  const { rows } = await sql<{ component: string; day: string; seconds: number; services: number }>`
    select component, day, seconds, services from statuspage.lost where day >= ${from}::date`.execute(db)
  const down = await sql<{ component: string; rate: number; services: number; dark: number }>`
    select component, rate, services, dark from statuspage.down`.execute(db)
  const state = await sql<{ until: Temporal.Instant | null }>`
    select lost_until as "until" from statuspage.publication`.execute(db)
  return {
    until: state.rows[0]?.until ?? null,
    days: nested(rows),
    down: new Map(down.rows.map(row => [row.component, row])),
  }
}

/** Which of these were measured, be it that nobody was hit. */
export async function measuredAmong(db: Db | Tx, outages: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select outage_id as id from statuspage.counted where outage_id = any(${outages}::uuid[])`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** Whether something was measured of which the lost time was not counted yet, or it was counted in nobody knows which zone. */
export async function isLostTimeDue(db: Db | Tx): Promise<boolean> {
  const { rows } = await sql<{ due: boolean }>`
    select exists (select from statuspage.stale) or (lost_until is not null and lost_zone is null) as due
    from statuspage.publication`.execute(db)
  return rows[0]?.due ?? false
}

/** The zone in whose days lost time was counted; null: none was yet. */
export async function lostZone(db: Db | Tx): Promise<string | null> {
  const { rows } = await sql<{ zone: string | null }>`select lost_zone as zone from statuspage.publication`.execute(db)
  return rows[0]?.zone ?? null
}

export type ServedDays = ReadonlyMap<string, ReadonlyMap<string, { readonly services: number }>>

/** How many services components had, on each day on which they were counted. */
export async function readServedDays(db: Db | Tx, from: string): Promise<ServedDays> {
  const { rows } = await sql<{ component: string; day: string; services: number }>`
    select component, day, services from statuspage.served_day where day >= ${from}::date`.execute(db)
  return nested(rows)
}

function nested<Row extends { readonly component: string; readonly day: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, ReadonlyMap<string, Row>> {
  const all = new Map<string, Map<string, Row>>()
  for (const row of rows) {
    const days = all.get(row.component) ?? new Map<string, Row>()
    days.set(row.day, row)
    all.set(row.component, days)
  }
  return all
}
