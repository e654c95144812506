import type { AlarmEffect } from '@pulih/contracts'
import { sql } from 'kysely'
import { elementsByKey } from '../../network/index.ts'
import type { Db, Tx } from '../../platform/index.ts'

/** Only one correlation at a time looks at the alarms and acts on what it saw. */
export async function lockCorrelation(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('outages.correlate-alarms'))`.execute(tx)
}

/** The same without waiting; false: another one is at it. */
export async function tryLockCorrelation(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('outages.correlate-alarms')) as mine`.execute(tx)
  return rows[0]?.mine === true
}

/** Alarms of an outage that people or alarms merged into another go with it. */
export async function followMerges(tx: Tx): Promise<void> {
  await sql`
    update outages.alarm a set outage_id = o.merged_into from outages.outage o
    where o.id = a.outage_id and o.merged_into is not null`.execute(tx)
}

/** The network may have learnt of an element after its alarm came. */
export async function findElementsAnew(tx: Tx): Promise<void> {
  const { rows } = await sql<{ key: string }>`
    select distinct element_key as key from outages.alarm
    where cleared_at is null and element_id is null and element_key is not null limit 10000`.execute(tx)
  if (rows.length === 0) return
  const found = (
    await elementsByKey(
      tx,
      rows.map(({ key }) => key),
    )
  ).filter(({ retiredAt }) => retiredAt === null)
  await sql`
    update outages.alarm a set element_id = f.id
    from unnest(${found.map(({ key }) => key)}::text[], ${found.map(({ id }) => id.toString())}::bigint[]) as f (key, id)
    where a.element_key = f.key and a.element_id is null and a.cleared_at is null`.execute(tx)
}

export interface OpenAlarmRow {
  readonly id: bigint
  readonly elementId: bigint
  readonly effect: AlarmEffect
  readonly summary: string
  readonly raisedAt: Temporal.Instant
  readonly lastRaisedAt: Temporal.Instant
  readonly outage: string | null
  /** Since when its outage is over, for people or by itself. */
  readonly overAt: Temporal.Instant | null
}

/** Every open alarm at an element that the network knows, except those about which somebody decided by hand. */
export async function openAlarms(tx: Tx): Promise<OpenAlarmRow[]> {
  const { rows } = await sql<OpenAlarmRow>`
    select a.id, a.element_id as "elementId", a.effect, a.summary, a.raised_at as "raisedAt", a.last_raised_at as "lastRaisedAt",
      a.outage_id as outage,
      case when o.status in ('retracted', 'closed') then greatest(o.restored_at, o.closed_at,
          (select max(r.at) from outages.revision r where r.outage_id = o.id))
        else o.restored_at end as "overAt"
    from outages.alarm a left join outages.outage o on o.id = a.outage_id
    where a.cleared_at is null and a.element_id is not null and not a.held order by a.id`.execute(tx)
  return rows
}

export interface OutageRow {
  readonly id: string
  readonly source: string
  readonly revision: number
  readonly planned: boolean
  /** Nobody but alarms said where it is, and how it is called. */
  readonly placedByAlarms: boolean
  readonly titledByAlarms: boolean
  readonly startedAt: Temporal.Instant
  readonly restoredAt: Temporal.Instant | null
  readonly endedByAlarms: boolean
  readonly roots: bigint[]
  readonly parts: bigint[]
  readonly partsRestoredAt: Temporal.Instant[]
  readonly partsByAlarms: boolean[]
}

/** Outages of elements that are not over, or ended after an instant; planned work only once it has begun. */
export async function outagesSince(
  db: Db | Tx,
  since: Temporal.Instant,
  now: Temporal.Instant,
  alarmActor: string,
): Promise<OutageRow[]> {
  const { rows } = await sql<OutageRow>`
    select o.id, o.source, o.revision, o.planned, o.started_at as "startedAt", o.restored_at as "restoredAt",
      o.source = 'alarm' and not exists (
        -- With those that it absorbed: what somebody said of their places is said of its own.
        with recursive family as (
          select o.id, o.source
          union all
          select a.id, a.source from family f join outages.outage a on a.merged_into = f.id
        )
        select from family f where f.source <> 'alarm' or exists (
          select from outages.revision r where r.outage_id = f.id and r.actor <> ${alarmActor} and r.after ? 'scope')
      ) as "placedByAlarms",
      o.source = 'alarm' and not exists (
        select from outages.revision r where r.outage_id = o.id and r.actor <> ${alarmActor} and r.after ? 'title') as "titledByAlarms",
      coalesce((select r.actor = ${alarmActor} from outages.revision r
        where r.outage_id = o.id and r.after ? 'restoredAt' order by r.revision desc limit 1), false) as "endedByAlarms",
      (select array_agg(s.element_id order by s.element_id) from outages.scope s where s.outage_id = o.id and s.kind = 'element') as roots,
      coalesce((select array_agg(p.element_id order by p.element_id) from outages.part p where p.outage_id = o.id and p.kind = 'element'), '{}') as parts,
      coalesce((select array_agg(p.restored_at order by p.element_id) from outages.part p where p.outage_id = o.id and p.kind = 'element'), '{}') as "partsRestoredAt",
      -- A revision has all parts of an outage: what it changed is what it had not before.
      coalesce((select array_agg(not exists (
            select from outages.revision r cross join jsonb_array_elements_text(r.after -> 'parts') said
            where r.outage_id = o.id and r.actor <> ${alarmActor} and r.after ? 'parts' and not coalesce(r.before -> 'parts', '[]') ? said
              and starts_with(said, 'element ' || p.reference || ' ') and substring(said from '[^ ]+$')::timestamptz = p.restored_at
          ) order by p.element_id)
        from outages.part p where p.outage_id = o.id and p.kind = 'element'), '{}') as "partsByAlarms"
    from outages.outage o
    where o.status in ('suspected', 'confirmed', 'partly-restored', 'restored') and (o.restored_at is null or o.restored_at >= ${since})
      and (not o.planned or o.started_at <= ${now})
      and exists (select from outages.scope s where s.outage_id = o.id and s.kind = 'element')
    order by o.id`.execute(db)
  return rows
}

/** Holds the alarms that are about to be moved, and those of outages that are about to be merged, in the order of their ids. */
export async function lockMoving(tx: Tx, alarms: readonly bigint[], outages: readonly string[]): Promise<void> {
  await sql`
    select from outages.alarm where id = any(${alarms.map(String)}::bigint[]) or outage_id = any(${outages}::uuid[])
    order by id for update`.execute(tx)
}

/** Puts alarms under outages, unless they lie there already; what somebody put elsewhere by hand stays there. */
export async function putUnder(tx: Tx, puts: readonly { outage: string; alarms: readonly bigint[] }[]): Promise<void> {
  const rows = puts.flatMap(({ outage, alarms }) => alarms.map(alarm => ({ outage, alarm: alarm.toString() })))
  if (rows.length === 0) return
  await sql`
    update outages.alarm a set outage_id = g.outage
    from unnest(${rows.map(({ alarm }) => alarm)}::bigint[], ${rows.map(({ outage }) => outage)}::uuid[]) as g (alarm, outage)
    where a.id = g.alarm and not a.held and a.outage_id is distinct from g.outage`.execute(tx)
}

/** All alarms of outages that were merged, open or cleared, those that somebody assigned among them. */
export async function moveAlarms(tx: Tx, merges: readonly { from: string; into: string }[]): Promise<void> {
  if (merges.length === 0) return
  await sql`
    update outages.alarm a set outage_id = m.into_id
    from unnest(${merges.map(({ from }) => from)}::uuid[], ${merges.map(({ into }) => into)}::uuid[]) as m (from_id, into_id)
    where a.outage_id = m.from_id`.execute(tx)
}

/** Outages under which alarms have cleared for long enough to look at them. */
export async function outagesToSettle(db: Db, quietSince: Temporal.Instant): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select o.id from outages.outage o
    where o.status in ('suspected', 'confirmed', 'partly-restored') and o.restored_at is null and not o.planned
      and exists (select from outages.alarm a where a.outage_id = o.id and a.effect <> 'none' and a.cleared_at <= ${quietSince})
    order by o.id`.execute(db)
  return rows.map(({ id }) => id)
}

export interface SettlingAlarmRow {
  readonly elementId: bigint | null
  readonly effect: AlarmEffect
  readonly clearedAt: Temporal.Instant | null
}

export async function alarmsUnder(tx: Tx, outage: string): Promise<SettlingAlarmRow[]> {
  const { rows } = await sql<SettlingAlarmRow>`
    select element_id as "elementId", effect, cleared_at as "clearedAt" from outages.alarm
    where outage_id = ${outage} and effect <> 'none' order by id`.execute(tx)
  return rows
}

/** Notes since when an outage's alarms are quiet; false: that was known. */
export async function noteQuiet(tx: Tx, outage: string, since: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql`
    insert into outages.alarm_quiet (outage_id, since) values (${outage}, ${since})
    on conflict (outage_id) do update set since = excluded.since where outages.alarm_quiet.since <> excluded.since
    returning outage_id`.execute(tx)
  return rows.length > 0
}
