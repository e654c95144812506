import type { listOutages, OutageLine, QueryOf } from '@pulih/contracts'
import { sql, type RawBuilder } from 'kysely'
import { page, readCursor, type Db } from '../platform/index.ts'
import { numberText } from './store.ts'

type Row = Omit<
  OutageLine,
  'number' | 'startedAt' | 'restoredAt' | 'etr' | 'nextUpdateBy' | 'publicCause' | 'deliveredShare'
> & {
  readonly number: bigint
  readonly public_cause: string | null
  readonly delivered_share: string | null
  readonly started_at: Temporal.Instant
  readonly restored_at: Temporal.Instant | null
  readonly etr: Temporal.Instant | null
  readonly next_update_by: Temporal.Instant | null
}

const usual = 50

/** Outages by what is known of them, the latest start first. */
export async function outagePage(
  db: Db,
  query: QueryOf<typeof listOutages>,
): Promise<{ items: OutageLine[]; next: string | null }> {
  const { limit = usual } = query
  const after = readCursor(query.cursor, 2)
  const { rows } = await sql<Row>`
    select o.id, o.number, o.status, o.title, o.cause, o.public_cause, o.extent, o.delivered_share, o.severity, o.planned,
      o.started_at, o.restored_at, o.etr, o.next_update_by, o.revision,
      coalesce((select array_agg(first.reference) from (select s.reference from outages.scope s
        where s.outage_id = o.id and s.kind in ('element', 'area') order by s.kind, s.reference limit 5) first), '{}') as places,
      (select m.services from outages.matching m where m.outage_id = o.id order by m.id desc limit 1) as services
    from outages.outage o
    where ${sql.join([sql`true`, ...wantedOf(query), ...(after ? [sql`(o.started_at, o.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`] : [])], sql` and `)}
    order by o.started_at desc, o.id desc limit ${limit + 1}`.execute(db)
  return page(rows, limit, row => [row.started_at.toString(), row.id], toLine)
}

/** Each filter by itself, and none that was not asked for: behind an `or` the database would go through all outages. */
function wantedOf({ status, text, element, area, planned, from, to }: QueryOf<typeof listOutages>): Condition[] {
  return [
    ...(status === undefined ? [] : [sql`o.status = any(string_to_array(${status}, ','))`]),
    ...(text === undefined ? [] : [sql`outages.as_found(o.number, o.title, o.reference) ilike ${containing(text)}`]),
    ...(element === undefined
      ? []
      : [sql`o.id in (select outage_id from outages.scope where kind = 'element' and reference = ${element})`]),
    ...(area === undefined
      ? []
      : [sql`o.id in (select outage_id from outages.scope where kind = 'area' and ${touches(area)})`]),
    ...(planned === undefined ? [] : [sql`o.planned = ${planned}`]),
    ...(from === undefined ? [] : [sql`(o.restored_at is null or o.restored_at > ${from}::timestamptz)`]),
    ...(to === undefined ? [] : [sql`o.started_at < ${to}::timestamptz`]),
  ]
}

type Condition = RawBuilder<unknown>

function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`
}

/** Areas that hold this one, itself, and those that lie in it. The sign behind the dot ends the range of all texts that begin with both. */
function touches(area: string): Condition {
  const parts = area.split('.')
  const holders = ['*', ...parts.map((_, index) => parts.slice(0, index + 1).join('.'))]
  return sql`(reference = any(${holders}::text[]) or (reference ~>=~ ${`${area}.`} and reference ~<~ ${`${area}/`}))`
}

function toLine(row: Row): OutageLine {
  const { public_cause, delivered_share, started_at, restored_at, next_update_by, ...rest } = row
  return {
    ...rest,
    number: numberText(row.number),
    publicCause: public_cause,
    deliveredShare: delivered_share,
    startedAt: started_at.toString(),
    restoredAt: restored_at?.toString() ?? null,
    etr: row.etr?.toString() ?? null,
    nextUpdateBy: next_update_by?.toString() ?? null,
  }
}
