import type { Evidence, OutageSettings } from '@pulih/contracts'
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'
import type { Outage } from './outage.ts'
import type { Reach } from './reach.ts'
import { sessionsDuring } from './sessions.ts'
import { reachedServices } from './reach-sql.ts'

/** One working out of the affected services. */
export interface Matching {
  readonly id: bigint
  readonly revision: number
  readonly at: Temporal.Instant
  readonly frozen: boolean
  readonly services: number
  readonly money: number
  readonly by_evidence: Readonly<Partial<Record<Evidence, number>>>
}

export async function latestMatching(db: Db | Tx, outage: string): Promise<Matching | null> {
  const { rows } = await sql<Matching>`
    select id, revision, at, frozen, services, money, by_evidence from outages.matching
    where outage_id = ${outage} order by id desc limit 1`.execute(db)
  return rows[0] ?? null
}

/** Whether the list was ever final, so that somebody may have been paid by it. */
export async function wasFrozen(db: Db | Tx, outage: string): Promise<boolean> {
  const { rows } = await sql<{ frozen: boolean }>`
    select exists (select from outages.matching where outage_id = ${outage} and frozen) as frozen`.execute(db)
  return rows[0]?.frozen ?? false
}

/** Two processes work out the services of one outage one after the other. */
export async function lockMatching(tx: Tx, outage: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('outages.matching'), hashtext(${outage}))`.execute(tx)
}

/**
 * Works out whom an outage hits into the temporary table `verdict`, a row for each service. Evidence by session outweighs the place, in
 * both directions; an appeal that was upheld outweighs everything as far as money goes.
 */
export async function judge(
  tx: Tx,
  outage: Outage,
  reach: Reach,
  settings: OutageSettings,
  now: Temporal.Instant,
): Promise<void> {
  // Joins of a million rows, and one of them at a time.
  await sql`set local work_mem = '256MB'`.execute(tx)
  await sql`create temporary table reach on commit drop as ${reachedServices(reach)}`.execute(tx)
  await sql`analyze pg_temp.reach`.execute(tx)
  await sql`
    create temporary table verdict on commit drop as
    select service_id, evidence, evidence = any(${settings.moneyEvidence}::outages.evidence[]) as money,
      nullif(own_from, ${outage.startedAt}) as own_from, nullif(own_to, ${outage.restoredAt}) as own_to
    from (${judged(outage, settings, now)}) judged`.execute(tx)
  await sql`
    insert into verdict (service_id, evidence, money)
    select a.service_id, 'list', true from outages.appeal a where a.outage_id = ${outage.id} and a.state = 'upheld'
      and not exists (select from verdict v where v.service_id = a.service_id)`.execute(tx)
  await sql`
    update verdict v set money = true from outages.appeal a
    where a.outage_id = ${outage.id} and a.state = 'upheld' and a.service_id = v.service_id and not v.money`.execute(tx)
  await sql`analyze verdict`.execute(tx)
}

/** A degraded service keeps its session, which then says nothing. */
function judged(outage: Outage, settings: OutageSettings, now: Temporal.Instant): RawBuilder<unknown> {
  if (outage.extent === 'degraded') return sql`select * from pg_temp.reach`
  const [before, after] = [settings.startToleranceMinutes, settings.endToleranceMinutes]
  return sql`
    select r.service_id,
      case
        when s.alive then 'contradicted'
        when s.gap_from >= r.own_from - make_interval(mins => ${before}) then 'session'
        else r.evidence
      end::outages.evidence as evidence,
      case
        when s.alive then null
        when s.gap_from >= r.own_from - make_interval(mins => ${before}) then s.gap_from
        else r.own_from
      end as own_from,
      case
        when s.alive then null
        -- A line that was dead long before has lost its session for a reason of its own; that it came back still says that it worked.
        when s.gap_from < r.own_from - make_interval(mins => ${before}) then least(s.gap_to, r.own_to)
        when s.gap_to is not null then least(s.gap_to, r.own_to + make_interval(mins => ${after}), r.gone_at)
        when s.seen_until >= r.own_to + make_interval(mins => ${after}) then least(r.own_to + make_interval(mins => ${after}), r.gone_at)
        else r.own_to
      end as own_to
    from pg_temp.reach r
    left join (${sessionsDuring({ services: sql`select service_id, own_from as began, own_to as ended from pg_temp.reach`, now, before, after })}) s
      on s.service_id = r.service_id`
}

export interface Change {
  readonly added: number
  readonly removed: number
  readonly changed: number
}

/** Brings the stored list to the verdict, touching only rows that differ. */
export async function storeVerdict(tx: Tx, outage: string): Promise<Change> {
  const { rows: known } = await sql`select from outages.affected where outage_id = ${outage} limit 1`.execute(tx)
  if (known.length === 0) {
    const { numAffectedRows } = await sql`
      insert into outages.affected (outage_id, service_id, evidence, money, own_from, own_to)
      select ${outage}, service_id, evidence, money, own_from, own_to from verdict order by service_id`.execute(tx)
    if ((numAffectedRows ?? 0n) >= manyRows) await sql`analyze outages.affected`.execute(tx)
    await sql`create temporary table change (${columnsOfChange}) on commit drop`.execute(tx)
    return { added: Number(numAffectedRows ?? 0n), removed: 0, changed: 0 }
  }
  await sql`
    create temporary table change on commit drop as
    select service_id, a.evidence as before_evidence, a.money as before_money, a.own_from as before_from, a.own_to as before_to,
      v.evidence as after_evidence, v.money as after_money, v.own_from as after_from, v.own_to as after_to
    from (select * from outages.affected where outage_id = ${outage}) a full join verdict v using (service_id)
    where (a.evidence, a.money, a.own_from, a.own_to) is distinct from (v.evidence, v.money, v.own_from, v.own_to)`.execute(
    tx,
  )
  await sql`analyze change`.execute(tx)
  await sql`
    delete from outages.affected a using change c
    where a.outage_id = ${outage} and a.service_id = c.service_id and c.after_evidence is null`.execute(tx)
  await sql`
    update outages.affected a set evidence = c.after_evidence, money = c.after_money, own_from = c.after_from, own_to = c.after_to
    from change c where a.outage_id = ${outage} and a.service_id = c.service_id and c.after_evidence is not null`.execute(
    tx,
  )
  await sql`
    insert into outages.affected (outage_id, service_id, evidence, money, own_from, own_to)
    select ${outage}, service_id, after_evidence, after_money, after_from, after_to from change
    where before_evidence is null order by service_id`.execute(tx)
  const { rows } = await sql<Change>`
    select count(*) filter (where before_evidence is null)::integer as added,
      count(*) filter (where after_evidence is null)::integer as removed,
      count(*) filter (where before_evidence is not null and after_evidence is not null)::integer as changed from change`.execute(
    tx,
  )
  return rows[0] ?? { added: 0, removed: 0, changed: 0 }
}

/**
 * From so many rows on the statistics are refreshed at once: whoever reads the list of a new outage before PostgreSQL looks at it by
 * itself would have it planned as if it were empty, and join each of its services with all the others.
 */
const manyRows = 1_000n

const columnsOfChange = sql`service_id bigint, before_evidence outages.evidence, before_money boolean, before_from timestamptz,
  before_to timestamptz, after_evidence outages.evidence, after_money boolean, after_from timestamptz, after_to timestamptz`

/** Writes what was worked out, with the services that differ if somebody may have been paid by the list before. */
export async function insertMatching(
  tx: Tx,
  outage: Outage,
  {
    now,
    frozen,
    change,
    keepDifferences,
  }: {
    readonly now: Temporal.Instant
    readonly frozen: boolean
    readonly change: Change
    readonly keepDifferences: boolean
  },
): Promise<Matching> {
  const { rows } = await sql<Matching>`
    insert into outages.matching (outage_id, revision, at, frozen, services, money, by_evidence, added, removed, changed)
    select ${outage.id}, ${outage.revision}, ${now}, ${frozen}, coalesce(sum(services), 0), coalesce(sum(with_money), 0),
      coalesce(jsonb_object_agg(evidence, services) filter (where evidence is not null), '{}'), ${change.added}, ${change.removed}, ${change.changed}
    from (select evidence, count(*) as services, count(*) filter (where money) as with_money from verdict group by evidence) counted
    returning id, revision, at, frozen, services, money, by_evidence`.execute(tx)
  const [matching] = rows
  if (!matching) throw new Error('a matching was not written')
  if (keepDifferences) await sql`insert into outages.difference select ${matching.id}, change.* from change`.execute(tx)
  return matching
}

/** What corrections changed since the list was last worked out. */
export async function correctedFields(db: Db | Tx, outage: string, since: number): Promise<string[] | null> {
  const { rows } = await sql<{ fields: string[] | null; revisions: number }>`
    select count(distinct r.revision)::integer as revisions, array_agg(distinct field) filter (where field is not null) as fields
    from outages.revision r left join lateral jsonb_object_keys(r.after) field on true
    where r.outage_id = ${outage} and r.kind = 'corrected' and r.revision > ${since}`.execute(db)
  const [row] = rows
  return row && row.revisions > 0 ? (row.fields ?? []) : null
}

/**
 * Outages that were over for long enough for late session records, and were matched only before that; and those that are over and whose
 * list was not frozen within two minutes, whatever became of the job that should have done it.
 */
export async function findSettled(db: Db, now: Temporal.Instant, settleMinutes: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select o.id from outages.outage o
    join lateral (select m.at, m.frozen from outages.matching m where m.outage_id = o.id order by m.id desc limit 1) m on true
    where o.status in ('restored', 'closed') and (
      (o.extent = 'total' and o.restored_at <= ${now}::timestamptz - make_interval(mins => ${settleMinutes}) and m.at < o.restored_at + make_interval(mins => ${settleMinutes}))
      or (not m.frozen and (select max(r.at) from outages.revision r where r.outage_id = o.id) < ${now}::timestamptz - interval '2 minutes'))
    order by o.restored_at limit 500`.execute(db)
  return rows.map(row => row.id)
}
