import type { RevisionKind, RevisionView, TimelineEntry } from '@pulih/contracts'
import { sql } from 'kysely'
import { page, readCursor, type Db, type Json, type Tx } from '../platform/index.ts'
import type { Outage } from './outage.ts'

export interface Page {
  readonly limit?: number
  readonly cursor?: string
}

const usual = 50

export interface RevisionNote {
  readonly at: Temporal.Instant
  readonly actor: string
  readonly kind: RevisionKind
  readonly reason: string | null
  readonly before: Json
  readonly after: Json
}

/** For texts of other systems, in which half a character may stand that jsonb would refuse. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === 'string' ? each.toWellFormed() : each))
}

/** Writes the revisions of some outages, one of each, in one statement. */
export async function insertRevisions(
  tx: Tx,
  noted: readonly { readonly outage: Outage; readonly note: RevisionNote }[],
): Promise<void> {
  const given = noted.map(({ outage, note }) => ({
    ...note,
    outage_id: outage.id,
    revision: outage.revision,
    at: note.at.toString(),
  }))
  await sql`
    insert into outages.revision (outage_id, revision, at, actor, kind, reason, before, after)
    select * from jsonb_to_recordset(${jsonText(given)}::jsonb) as g (outage_id uuid, revision integer, at timestamptz, actor text,
      kind text, reason text, before jsonb, after jsonb)`.execute(tx)
}

export async function revisionPage(
  db: Db,
  id: string,
  { limit = usual, cursor }: Page,
): Promise<{ items: RevisionView[]; next: string | null }> {
  const [below] = readCursor(cursor, 1) ?? [null]
  const { rows } = await sql<RevisionRow>`
    select r.revision, r.kind, r.at, r.actor, r.reason, r.before, r.after,
      (select jsonb_build_object('added', sum(m.added), 'removed', sum(m.removed), 'changed', sum(m.changed))
        from outages.matching m where m.outage_id = r.outage_id and m.revision = r.revision
        and exists (select from outages.difference d where d.matching_id = m.id) having count(*) > 0) as difference
    from outages.revision r where r.outage_id = ${id} and (${below}::integer is null or r.revision < ${below}::integer)
    order by r.revision desc limit ${limit + 1}`.execute(db)
  return page(
    rows,
    limit,
    row => [row.revision.toString()],
    row => ({ ...row, at: row.at.toString() }),
  )
}

type RevisionRow = Omit<RevisionView, 'at'> & { readonly at: Temporal.Instant }

export interface Entry {
  readonly kind: string
  readonly public: boolean
  readonly text: string | null
  readonly data: { readonly [name: string]: Json }
}

export async function insertEntry(
  tx: Tx,
  outage: string,
  at: Temporal.Instant,
  actor: string,
  entry: Entry,
): Promise<TimelineEntry> {
  const [written] = await insertEntries(tx, at, actor, [{ ...entry, outage }])
  if (!written) throw new Error('a timeline entry was not written')
  return written
}

/** Entries on the timelines of several outages, in one statement, in this order. */
export async function insertEntries(
  tx: Tx,
  at: Temporal.Instant,
  actor: string,
  entries: readonly (Entry & { readonly outage: string })[],
): Promise<TimelineEntry[]> {
  const { rows } = await sql<EntryRow>`
    insert into outages.timeline (outage_id, at, actor, kind, public, text, data)
    select (e->>'outage')::uuid, ${at}, ${actor}, e->>'kind', (e->>'public')::boolean, e->>'text', e->'data'
    from jsonb_array_elements(${jsonText(entries)}::jsonb) with ordinality as g (e, nth) order by g.nth
    returning id, at, actor, kind, public, text, data`.execute(tx)
  return rows.map(entryView)
}

export async function timelinePage(
  db: Db,
  id: string,
  query: Page & { readonly public?: boolean },
): Promise<{ items: TimelineEntry[]; next: string | null }> {
  const { limit = usual, cursor } = query
  const [below] = readCursor(cursor, 1) ?? [null]
  const { rows } = await sql<EntryRow>`
    select id, at, actor, kind, public, text, data from outages.timeline
    where outage_id = ${id} and (${below}::bigint is null or id < ${below}::bigint)
      and (${query.public ?? null}::boolean is null or public = ${query.public ?? null})
    order by id desc limit ${limit + 1}`.execute(db)
  return page(rows, limit, row => [row.id.toString()], entryView)
}

type EntryRow = Omit<TimelineEntry, 'id' | 'at'> & { readonly id: bigint; readonly at: Temporal.Instant }

function entryView(row: EntryRow): TimelineEntry {
  return { ...row, id: row.id.toString(), at: row.at.toString() }
}

/** Notes what was estimated and promised of some outages, in one statement. */
export async function insertEtrs(
  tx: Tx,
  at: Temporal.Instant,
  actor: string,
  estimates: readonly { readonly outage: Outage; readonly reason: string | null; readonly promises: boolean }[],
): Promise<void> {
  if (estimates.length === 0) return
  const given = estimates.map(({ outage: { id, etr, nextUpdateBy }, reason, promises }) => ({
    outage_id: id,
    etr: etr?.toString() ?? null,
    next_update_by: nextUpdateBy?.toString() ?? null,
    reason,
    promises,
  }))
  await sql`
    insert into outages.etr (outage_id, at, actor, etr, next_update_by, reason, promises)
    select g.outage_id, ${at}, ${actor}, g.etr, g.next_update_by, g.reason, g.promises
    from jsonb_to_recordset(${jsonText(given)}::jsonb) as g (outage_id uuid, etr timestamptz, next_update_by timestamptz, reason text,
      promises boolean)`.execute(tx)
}

interface EtrRow {
  readonly at: Temporal.Instant
  readonly actor: string
  readonly etr: Temporal.Instant | null
  readonly next_update_by: Temporal.Instant | null
  readonly reason: string | null
}

export async function readEtrs(db: Db, id: string) {
  const { rows } = await sql<EtrRow>`
    select at, actor, etr, next_update_by, reason from outages.estimate where outage_id = ${id} order by at desc, id desc limit 500`.execute(
    db,
  )
  return rows.map(row => ({
    at: row.at.toString(),
    actor: row.actor,
    etr: row.etr?.toString() ?? null,
    nextUpdateBy: row.next_update_by?.toString() ?? null,
    reason: row.reason,
  }))
}
