import type { AlarmEffect, AlarmSeverity } from '@pulih/contracts'
import { sql } from 'kysely'
import type { Tx } from '../../platform/index.ts'
import type { Alarm } from './apply-signals.ts'

interface Row {
  readonly id: bigint
  readonly key: string
  readonly element_key: string | null
  readonly severity: AlarmSeverity
  readonly effect: AlarmEffect
  readonly summary: string
  readonly labels: Record<string, string>
  readonly raised_at: Temporal.Instant
  readonly last_raised_at: Temporal.Instant
  readonly cleared_at: Temporal.Instant | null
  readonly flaps: number
  readonly acknowledged_at: Temporal.Instant | null
}

/**
 * Makes messages about the same alarms wait for each other until this transaction ends. There are 256 locks for the keys of a source, so
 * that a message of ten thousand alarms does not use up the server's locks; they are taken in one order, so that nobody waits in a circle.
 */
export async function lockKeys(tx: Tx, source: string, keys: readonly string[]): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtext('alarms ' || ${source}), bucket)
    from (select distinct hashtext(key) & 255 as bucket from unnest(${keys}::text[]) as key order by 1) buckets`.execute(
    tx,
  )
}

/**
 * Holds all alarms with these keys. Whoever changes several alarms holds them first, in the order of their ids: intake and correlation
 * would otherwise wait for each other in a circle.
 */
export async function lockAlarmsOf(tx: Tx, source: string, keys: readonly string[]): Promise<void> {
  await sql`select from outages.alarm where source = ${source} and key = any(${keys}::text[]) order by id for update`.execute(
    tx,
  )
}

/** The newest alarm with each of these keys. */
export async function newestAlarms(tx: Tx, source: string, keys: readonly string[]): Promise<Alarm[]> {
  const { rows } = await sql<Row>`
    select distinct on (key) id, key, element_key, severity, effect, summary, labels, raised_at, last_raised_at, cleared_at, flaps, acknowledged_at
    from outages.alarm where source = ${source} and key = any(${keys}::text[]) order by key, raised_at desc`.execute(tx)
  return rows.map(row => ({
    id: row.id,
    key: row.key,
    elementKey: row.element_key,
    severity: row.severity,
    effect: row.effect,
    summary: row.summary,
    labels: row.labels,
    raisedAt: row.raised_at,
    lastRaisedAt: row.last_raised_at,
    clearedAt: row.cleared_at,
    flaps: row.flaps,
    acknowledgedAt: row.acknowledged_at,
  }))
}

/** Writes what a message changed, in one statement however many alarms there are. */
export async function writeAlarms(
  tx: Tx,
  source: string,
  alarms: readonly Alarm[],
  elementIds: ReadonlyMap<string, bigint>,
  now: Temporal.Instant,
): Promise<void> {
  if (alarms.length === 0) return
  const given = alarms.map(alarm => ({
    id: alarm.id?.toString() ?? null,
    key: alarm.key,
    element_key: alarm.elementKey,
    element_id: (alarm.elementKey === null ? undefined : elementIds.get(alarm.elementKey))?.toString() ?? null,
    severity: alarm.severity,
    effect: alarm.effect,
    summary: alarm.summary,
    labels: alarm.labels,
    raised_at: alarm.raisedAt.toString(),
    last_raised_at: alarm.lastRaisedAt.toString(),
    cleared_at: alarm.clearedAt?.toString() ?? null,
    flaps: alarm.flaps,
    acknowledged_at: alarm.acknowledgedAt?.toString() ?? null,
  }))
  await sql`
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g (id bigint, key text, element_key text, element_id bigint,
        severity text, effect text, summary text, labels jsonb, raised_at timestamptz, last_raised_at timestamptz, cleared_at timestamptz,
        flaps integer, acknowledged_at timestamptz)
    ), changed as (
      update outages.alarm a set element_key = g.element_key, element_id = coalesce(g.element_id, a.element_id), severity = g.severity,
        effect = g.effect, summary = g.summary, labels = g.labels, raised_at = g.raised_at, last_raised_at = g.last_raised_at,
        cleared_at = g.cleared_at, flaps = g.flaps, acknowledged_at = g.acknowledged_at,
        acknowledged_by = case when g.acknowledged_at is distinct from a.acknowledged_at then ${source} else a.acknowledged_by end,
        last_seen_at = ${now}
      from given g where a.id = g.id
    )
    insert into outages.alarm (source, key, element_key, element_id, severity, effect, summary, labels, raised_at, last_raised_at,
      cleared_at, flaps, last_seen_at)
    select ${source}, g.key, g.element_key, g.element_id, g.severity, g.effect, g.summary, g.labels, g.raised_at, g.last_raised_at,
      g.cleared_at, g.flaps, ${now}
    from given g where g.id is null on conflict (source, key, raised_at) do nothing`.execute(tx)
}

/** A message that says nothing new still says that its alarms are there. */
export async function markSeen(tx: Tx, source: string, keys: readonly string[], now: Temporal.Instant): Promise<void> {
  await sql`
    update outages.alarm set last_seen_at = ${now}
    where source = ${source} and key = any(${keys}::text[]) and cleared_at is null and last_seen_at < ${now}`.execute(
    tx,
  )
}
