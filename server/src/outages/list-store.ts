import type { listOutages, OutageLine, QueryOf } from '@pulih/contracts'
import { sql } from 'kysely'
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
  const [startedAt, id] = readCursor(query.cursor, 2) ?? [null, null]
  const text = query.text === undefined ? null : `%${query.text.replaceAll(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<Row>`
    select o.id, o.number, o.status, o.title, o.cause, o.public_cause, o.extent, o.delivered_share, o.severity, o.planned,
      o.started_at, o.restored_at, o.etr, o.next_update_by, o.revision,
      coalesce((select array_agg(first.reference) from (select s.reference from outages.scope s
        where s.outage_id = o.id and s.kind in ('element', 'area') order by s.kind, s.reference limit 5) first), '{}') as places,
      (select m.services from outages.matching m where m.outage_id = o.id order by m.id desc limit 1) as services
    from outages.outage o
    where (${query.status ?? null}::text is null or o.status = any(string_to_array(${query.status ?? null}, ',')))
      and (${text}::text is null or o.title ilike ${text} or o.reference ilike ${text}
        or 'OUT-' || lpad(o.number::text, greatest(6, length(o.number::text)), '0') ilike ${text})
      and (${query.element ?? null}::text is null or exists (select from outages.scope s
        where s.outage_id = o.id and s.kind = 'element' and s.reference = ${query.element ?? null}))
      and (${query.area ?? null}::text is null or exists (select from outages.scope s
        where s.outage_id = o.id and s.kind = 'area'
          and (s.reference = '*' or s.reference = ${query.area ?? null}
            or starts_with(${query.area ?? null}, s.reference || '.') or starts_with(s.reference, ${query.area ?? null} || '.'))))
      and (${query.planned ?? null}::boolean is null or o.planned = ${query.planned ?? null})
      and (${query.from ?? null}::timestamptz is null or o.restored_at is null or o.restored_at > ${query.from ?? null}::timestamptz)
      and (${query.to ?? null}::timestamptz is null or o.started_at < ${query.to ?? null}::timestamptz)
      and (${startedAt}::timestamptz is null or (o.started_at, o.id) < (${startedAt}::timestamptz, ${id}::uuid))
    order by o.started_at desc, o.id desc limit ${limit + 1}`.execute(db)
  return page(rows, limit, row => [row.started_at.toString(), row.id], toLine)
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
