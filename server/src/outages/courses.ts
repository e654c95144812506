import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'
import { servicesAs } from '../subscribers/index.ts'
import type { OutageStatus } from './outage.ts'
import { numberText } from './store.ts'

/** How an outage went so far, for whoever counts the time until something has to be said. */
export interface Course {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly status: OutageStatus
  readonly planned: boolean
  readonly startedAt: Temporal.Instant
  readonly knownAt: Temporal.Instant
  readonly confirmedAt: Temporal.Instant
  /** When planned work was announced. */
  readonly noticedAt: Temporal.Instant | null
  readonly restoredAt: Temporal.Instant | null
  readonly retractedAt: Temporal.Instant | null
  /** When it was last noted that it is over, which may be long after it was; null: it is not. */
  readonly endNotedAt: Temporal.Instant | null
  readonly createdAt: Temporal.Instant
  /** As last matched, or as many as somebody said, whichever is more. */
  readonly services: number
  /** Which matching counted them; null: none so far. */
  readonly matching: bigint | null
  /** When something was said to everybody, in order. */
  readonly statements: readonly Temporal.Instant[]
}

/** As many as are looked at; the latest to begin come first, so that a flood of old ones hides none that is new. */
const mostWatched = 5_000

/** Confirmed outages and planned work that go on, are to come, or have been over since then. */
export function watchedCourses(db: Db | Tx, since: Temporal.Instant): Promise<readonly Course[]> {
  return courses(
    db,
    sql`o.status in ('confirmed', 'partly-restored') or (o.status in ('restored', 'closed') and o.restored_at > ${since})
      order by o.started_at desc, o.id desc limit ${mostWatched}`,
  )
}

/** The course of one that somebody confirmed at some time; null: nobody did. */
export async function courseOf(db: Db | Tx, id: string): Promise<Course | null> {
  const [course] = await courses(db, sql`o.id = ${id}::uuid`)
  return course ?? null
}

interface Row extends Omit<Course, 'number' | 'statements' | 'confirmedAt'> {
  readonly number: bigint
  readonly statements: readonly Temporal.Instant[] | null
  readonly confirmedAt: Temporal.Instant | null
}

async function courses(db: Db | Tx, condition: RawBuilder<unknown>): Promise<readonly Course[]> {
  const { rows } = await sql<Row>`
    select o.id, o.number, o.title, o.status, o.planned, o.started_at as "startedAt", coalesce(o.known_at, o.created_at) as "knownAt",
      r.confirmed_at as "confirmedAt", o.noticed_at as "noticedAt", o.restored_at as "restoredAt", r.retracted_at as "retractedAt",
      case when o.restored_at is not null then r.end_noted_at end as "endNotedAt", o.created_at as "createdAt", greatest(m.services, o.subscribers_hit, 0) as services, m.id as matching, t.statements
    from outages.outage o
    left join lateral (
      select min(at) filter (where after ->> 'status' not in ('suspected', 'retracted')) as confirmed_at,
        max(at) filter (where after ->> 'status' = 'retracted') as retracted_at,
        max(at) filter (where after ->> 'status' in ('restored', 'closed') and coalesce(before ->> 'status', '') not in ('restored', 'closed')) as end_noted_at
      from outages.revision where outage_id = o.id) r on true
    left join lateral (select id, services from outages.matching where outage_id = o.id order by id desc limit 1) m on true
    left join lateral (
      select array_agg(at order by id) as statements from outages.timeline where outage_id = o.id and public and text is not null) t on true
    where ${condition}`.execute(db)
  return rows.flatMap(({ number, statements, confirmedAt, ...row }) =>
    confirmedAt === null ? [] : [{ ...row, confirmedAt, number: numberText(number), statements: statements ?? [] }],
  )
}

/** How many services each of these outages hit by their remoteness; those whose place nobody noted are in none. */
export async function countByRemoteness(
  db: Db | Tx,
  outages: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Record<string, number>>>> {
  if (outages.length === 0) return new Map()
  const { rows } = await sql<{ outage: string; counts: Record<string, number> }>`
    select outage_id as outage, jsonb_object_agg(remoteness, n) as counts from (
      select a.outage_id, s.remoteness, count(*)::int as n
      from outages.affected a join ${servicesAs('s')} on s.id = a.service_id
      where a.outage_id = any(${[...outages]}::uuid[]) and a.evidence <> 'contradicted' and s.remoteness is not null
      group by 1, 2) c
    group by 1`.execute(db)
  return new Map(rows.map(({ outage, counts }) => [outage, counts]))
}
