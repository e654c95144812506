import { sql } from 'kysely'
import type { HistoricOutage } from '@pulih/statuspage'
import type { ServiceKind } from '@pulih/engine'
import { hitServices } from '../outages/index.ts'
import type { Db, Tx, Work } from '../platform/index.ts'
import { servedOn, servicesAs } from '../subscribers/index.ts'

export interface Publication {
  readonly revision: number
  readonly digest: string
  readonly publishedAt: Temporal.Instant | null
  readonly knownFrom: string | null
  readonly numbersFile: string | null
  readonly numbersMark: string
  readonly servicesCountedAt: Temporal.Instant | null
}

export async function readPublication(db: Db | Tx): Promise<Publication> {
  const { rows } = await sql<Publication>`
    select revision, digest, published_at as "publishedAt", known_from as "knownFrom", numbers_file as "numbersFile",
      numbers_mark as "numbersMark", services_counted_at as "servicesCountedAt" from statuspage.publication`.execute(db)
  const [row] = rows
  if (!row) throw new Error('statuspage.publication has lost its row')
  return row
}

export async function notePublication(
  db: Db | Tx,
  { revision, digest, at }: { readonly revision: number; readonly digest: string; readonly at: Temporal.Instant },
): Promise<void> {
  await sql`update statuspage.publication set revision = ${revision}, digest = ${digest}, published_at = ${at}`.execute(
    db,
  )
}

export async function noteNumbers(db: Db | Tx, file: string | null, mark: string): Promise<void> {
  await sql`update statuspage.publication set numbers_file = ${file}, numbers_mark = ${mark}`.execute(db)
}

/** How many services an outage hit and how many of them work again. */
export interface HitRow {
  readonly outage: string
  readonly area: string
  readonly kind: ServiceKind
  readonly services: number
  readonly back: number
}

export async function readHits(db: Db | Tx, outages: readonly string[]): Promise<HitRow[]> {
  const { rows } = await sql<HitRow>`
    select outage_id as outage, area, kind, services, back from statuspage.hit
    where outage_id = any(${outages}::uuid[]) order by services desc, area, kind`.execute(db)
  return rows
}

/** Counts whom an outage hit, by area and kind, and forgets what was counted before. */
export async function countHits({ tx, now }: Work, outage: string): Promise<void> {
  await sql`delete from statuspage.hit where outage_id = ${outage}`.execute(tx)
  await sql`
    insert into statuspage.hit (outage_id, area, kind, services, back)
    select h.outage_id, coalesce(s.area, ''), s.kind, count(*), count(*) filter (where h.to_at <= ${now})
    from ${hitServices} h join ${servicesAs('s')} on s.id = h.service_id
    where h.outage_id = ${outage} group by 1, 2, 3`.execute(tx)
}

/**
 * Adds up for how long services were missing on each local day. `share` of what was agreed was still delivered. Without an end there is
 * nothing to add up yet.
 */
export async function countMissed(
  { tx }: Work,
  outage: string,
  { timeZone, share, counts }: { readonly timeZone: string; readonly share: number; readonly counts: boolean },
): Promise<void> {
  await sql`delete from statuspage.missed where outage_id = ${outage}`.execute(tx)
  if (!counts) return
  await sql`
    update statuspage.publication set known_from = least(known_from, (select (min(h.from_at) at time zone ${timeZone})::date
      from ${hitServices} h where h.outage_id = ${outage}))`.execute(tx)
  await sql`
    insert into statuspage.missed (outage_id, day, area, kind, seconds)
    select h.outage_id, d.day::date, coalesce(s.area, ''), s.kind,
      (sum(extract(epoch from least(h.to_at, (d.day + interval '1 day') at time zone ${timeZone})
        - greatest(h.from_at, d.day at time zone ${timeZone}))) * (1 - ${share}::numeric))::bigint
    from ${hitServices} h join ${servicesAs('s')} on s.id = h.service_id
    cross join lateral generate_series(date_trunc('day', h.from_at at time zone ${timeZone}),
      h.to_at at time zone ${timeZone} - interval '1 microsecond', interval '1 day') as d (day)
    where h.outage_id = ${outage} and h.to_at > h.from_at group by 1, 2, 3, 4`.execute(tx)
}

export interface ServedRow {
  readonly area: string
  readonly kind: ServiceKind
  readonly services: number
}

export async function readServed(db: Db | Tx): Promise<ServedRow[]> {
  const { rows } = await sql<ServedRow>`select area, kind, services from statuspage.served order by area, kind`.execute(
    db,
  )
  return rows
}

/** Counts all services anew. Of a million this takes some tenths of a second, so it is done from time to time. */
export async function countServed({ tx, now }: Work, today: string): Promise<void> {
  await sql`delete from statuspage.served`.execute(tx)
  await sql`
    insert into statuspage.served (area, kind, services)
    select coalesce(s.area, ''), s.kind, count(*) from ${servicesAs('s')}
    where ${servedOn('s', sql`${today}::date`)} group by 1, 2`.execute(tx)
  await sql`
    update statuspage.publication set services_counted_at = ${now}, known_from = least(known_from, ${today}::date,
      (select min(day) from statuspage.missed))`.execute(tx)
}

export interface MissedRow {
  readonly day: string
  readonly area: string
  readonly kind: ServiceKind
  readonly seconds: number
}

export async function readMissed(db: Db | Tx, from: string): Promise<MissedRow[]> {
  const { rows } = await sql<MissedRow>`
    select day, area, kind, sum(seconds)::float8 as seconds from statuspage.missed
    where day >= ${from}::date group by day, area, kind`.execute(db)
  return rows
}

export interface HistoryRow {
  readonly number: bigint
  readonly outage: HistoricOutage
}

/** What was taken along and is over, the latest first. */
export async function readHistory(db: Db | Tx, latest: number): Promise<HistoryRow[]> {
  const { rows } = await sql<HistoryRow>`
    select number, outage from statuspage.history order by started_at desc, id limit ${latest}`.execute(db)
  return rows
}

/** Writes what is new and what differs. Returns how many of each. */
export async function writeHistory(
  { tx, now, actor }: Work,
  outages: readonly HistoricOutage[],
): Promise<{ readonly added: number; readonly changed: number }> {
  const { rows } = await sql<{ added: boolean }>`
    insert into statuspage.history as h (id, outage, started_at, imported_at, imported_by)
    select o ->> 'id', o, (o ->> 'startedAt')::timestamptz, ${now}, ${actor.id} from jsonb_array_elements(${JSON.stringify(outages)}::jsonb) as g (o)
    on conflict (id) do update set outage = excluded.outage, started_at = excluded.started_at, imported_at = excluded.imported_at,
      imported_by = excluded.imported_by
    where h.outage <> excluded.outage
    returning xmax = 0 as added`.execute(tx)
  const added = rows.filter(row => row.added).length
  return { added, changed: rows.length - added }
}

/** Which of these are there already, and whether they would become different. */
export async function compareHistory(
  db: Db | Tx,
  outages: readonly HistoricOutage[],
): Promise<{ readonly added: number; readonly changed: number }> {
  const { rows } = await sql<{ added: number; changed: number }>`
    select count(*) filter (where h.id is null)::int as added, count(*) filter (where h.outage <> g.o)::int as changed
    from jsonb_array_elements(${JSON.stringify(outages)}::jsonb) as g (o) left join statuspage.history h on h.id = g.o ->> 'id'`.execute(
    db,
  )
  return rows[0] ?? { added: 0, changed: 0 }
}
