import { sql } from 'kysely'
import type { HistoricOutage } from '@pulih/statuspage'
import type { ServiceKind } from '@pulih/engine'
import { hitServices } from '../outages/index.ts'
import type { Db, Tx, Work } from '../platform/index.ts'
import { servedOn, servicesAs } from '../subscribers/index.ts'
import { componentsOfRow } from './lost-store.ts'

export interface Publication {
  readonly revision: number
  readonly digest: string
  readonly publishedAt: Temporal.Instant | null
  readonly numbersFile: string | null
  readonly numbersMark: string
  readonly servicesCountedAt: Temporal.Instant | null
}

export async function readPublication(db: Db | Tx): Promise<Publication> {
  const { rows } = await sql<Publication>`
    select revision, digest, published_at as "publishedAt", numbers_file as "numbersFile",
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
  await sql`delete from statuspage.served_day where day = ${today}::date`.execute(tx)
  await sql`
    insert into statuspage.served_day (component, day, services)
    select c.component, ${today}::date, sum(d.services) from statuspage.served d cross join lateral ${componentsOfRow('d')}
    group by 1`.execute(tx)
  await sql`update statuspage.publication set services_counted_at = ${now}`.execute(tx)
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
