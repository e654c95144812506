import type { AlarmView, listAlarms, QueryOf } from '@pulih/contracts'
import { sql, type RawBuilder } from 'kysely'
import { page, problem, readCursor, type Db, type Tx, type Work } from '../../platform/index.ts'

interface Row extends Omit<
  AlarmView,
  | 'id'
  | 'element'
  | 'knownElement'
  | 'raisedAt'
  | 'clearedAt'
  | 'lastSeenAt'
  | 'outage'
  | 'acknowledgedAt'
  | 'acknowledgedBy'
> {
  readonly id: bigint
  readonly element_key: string | null
  readonly element_id: bigint | null
  readonly raised_at: Temporal.Instant
  readonly cleared_at: Temporal.Instant | null
  readonly last_seen_at: Temporal.Instant
  readonly outage_id: string | null
  readonly acknowledged_at: Temporal.Instant | null
  readonly acknowledged_by: string | null
}

/** Alarms with these properties, the latest first. */
export async function alarmPage(
  db: Db,
  query: QueryOf<typeof listAlarms>,
): Promise<{ items: AlarmView[]; next: string | null }> {
  const { limit = 50 } = query
  const after = readCursor(query.cursor, 2)
  const wanted: RawBuilder<unknown>[] = [sql`true`]
  if (query.open !== undefined) wanted.push(query.open ? sql`cleared_at is null` : sql`cleared_at is not null`)
  if (query.source !== undefined) wanted.push(sql`source = ${query.source}`)
  if (query.outage !== undefined) wanted.push(sql`outage_id = ${query.outage}`)
  if (query.assigned !== undefined) wanted.push(query.assigned ? sql`outage_id is not null` : sql`outage_id is null`)
  if (query.element !== undefined) wanted.push(sql`element_key = ${query.element}`)
  if (query.knownElement !== undefined)
    wanted.push(query.knownElement ? sql`element_id is not null` : sql`element_id is null`)
  if (query.effect !== undefined) wanted.push(sql`effect = ${query.effect}`)
  if (after) wanted.push(sql`(raised_at, id) < (${after[0]}::timestamptz, ${after[1]}::bigint)`)
  const { rows } = await sql<Row>`
    select * from outages.alarm where ${sql.join(wanted, sql` and `)} order by raised_at desc, id desc limit ${limit + 1}`.execute(
    db,
  )
  return page(rows, limit, row => [row.raised_at.toString(), row.id.toString()], toView)
}

function toView(row: Row): AlarmView {
  return {
    id: row.id.toString(),
    source: row.source,
    key: row.key,
    element: row.element_key,
    knownElement: row.element_id !== null,
    severity: row.severity,
    effect: row.effect,
    summary: row.summary,
    raisedAt: row.raised_at.toString(),
    clearedAt: row.cleared_at?.toString() ?? null,
    lastSeenAt: row.last_seen_at.toString(),
    flaps: row.flaps,
    labels: row.labels,
    outage: row.outage_id,
    held: row.held,
    acknowledgedAt: row.acknowledged_at?.toString() ?? null,
    acknowledgedBy: row.acknowledged_by,
  }
}

/** Holds these alarms until the transaction ends; all of them must exist. Returns those that are open. */
export async function lockAlarms(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: bigint; open: boolean }>`
    select id, cleared_at is null as open from outages.alarm where id = any(${ids}::bigint[]) order by id for update`.execute(
    tx,
  )
  const found = new Set(rows.map(({ id }) => id.toString()))
  const missing = ids.filter(id => !found.has(id))
  if (missing.length > 0) throw problem('alarms.not-found', { alarms: missing.slice(0, 20) })
  return new Set(rows.filter(({ open }) => open).map(({ id }) => id.toString()))
}

export async function assign(tx: Tx, ids: readonly string[], outage: string | null): Promise<void> {
  await sql`update outages.alarm set outage_id = ${outage}::uuid, held = true where id = any(${ids}::bigint[])`.execute(
    tx,
  )
}

export async function release(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`update outages.alarm set held = false where id = any(${ids}::bigint[])`.execute(tx)
}

/** Who acknowledged an alarm first stays the one who did. */
export async function acknowledge({ tx, now, actor }: Work, ids: readonly string[]): Promise<void> {
  await sql`
    update outages.alarm set acknowledged_at = ${now}, acknowledged_by = ${actor.id}
    where id = any(${ids}::bigint[]) and acknowledged_at is null`.execute(tx)
}

export async function clear({ tx, now }: Work, ids: readonly string[]): Promise<void> {
  await sql`update outages.alarm set cleared_at = greatest(${now}, last_raised_at) where id = any(${ids}::bigint[])`.execute(
    tx,
  )
}
