import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/index.ts'
import type { ImportOptions } from './kind.ts'
import type { Rejection } from './reasons.ts'

export type ImportStatus = 'waiting' | 'reading' | 'applying' | 'done' | 'refused' | 'failed' | 'stopped'

export interface ImportRow {
  readonly id: string
  readonly kind: string
  readonly file_name: string
  readonly media: string
  readonly bytes: bigint
  readonly digest: Buffer
  readonly options: ImportOptions
  readonly dry_run: boolean
  readonly status: ImportStatus
  readonly reason: string | null
  readonly rows_read: bigint
  readonly accepted: bigint
  readonly rejected: bigint
  readonly added: bigint
  readonly changed: bigint
  readonly attempts: number
  readonly actor: string
  /** The human behind the actor; null for the product itself, and where a key sent the file before this was kept. */
  readonly person: string | null
  readonly created_at: Temporal.Instant
  readonly started_at: Temporal.Instant | null
  readonly ended_at: Temporal.Instant | null
  /** Who wants it ended before it is through. */
  readonly stop_by: string | null
  /** How much of the file was read, from 0 to 1. */
  readonly share_read: number
}

export interface RejectionRow {
  readonly id: bigint
  readonly row: bigint
  readonly field: string
  readonly reason: string
  readonly value: string | null
}

export type NewImport = Pick<
  ImportRow,
  'id' | 'kind' | 'file_name' | 'media' | 'bytes' | 'digest' | 'options' | 'dry_run' | 'actor' | 'person' | 'created_at'
>

export async function insertImport(tx: Tx, given: NewImport): Promise<void> {
  await sql`
    insert into network.import (id, kind, file_name, media, bytes, digest, options, dry_run, status, actor, person, created_at)
    values (${given.id}, ${given.kind}, ${given.file_name}, ${given.media}, ${given.bytes}, ${given.digest},
      ${JSON.stringify(given.options)}::jsonb, ${given.dry_run}, 'waiting', ${given.actor}, ${given.person}, ${given.created_at})`.execute(
    tx,
  )
}

export async function findImport(db: Db, id: string): Promise<ImportRow | undefined> {
  const { rows } = await sql<ImportRow>`select * from network.import where id = ${id}`.execute(db)
  return rows[0]
}

/** Newest first, before the last one seen. */
export async function listImports(
  db: Db,
  limit: number,
  before: { readonly at: string; readonly id: string } | null,
): Promise<ImportRow[]> {
  const after = before === null ? sql`` : sql`where (created_at, id) < (${before.at}::timestamptz, ${before.id}::uuid)`
  const { rows } =
    await sql<ImportRow>`select * from network.import ${after} order by created_at desc, id desc limit ${limit}`.execute(
      db,
    )
  return rows
}

/** The same, and whoever else wants to change it waits. */
export async function lockImport(tx: Tx, id: string): Promise<ImportRow | undefined> {
  const { rows } = await sql<ImportRow>`select * from network.import where id = ${id} for update`.execute(tx)
  return rows[0]
}

export async function askToStop(tx: Tx, id: string, by: string): Promise<void> {
  await sql`update network.import set stop_by = ${by} where id = ${id}`.execute(tx)
}

export async function stopAskedBy(db: Db, id: string): Promise<string | null> {
  const { rows } = await sql<{ by: string | null }>`select stop_by as by from network.import where id = ${id}`.execute(
    db,
  )
  return rows[0]?.by ?? null
}

/** Begins anew: what an attempt that died left behind is forgotten. Nothing where somebody ended it in the meantime. */
export async function beginAttempt(db: Db, id: string, now: Temporal.Instant): Promise<number | undefined> {
  await sql`delete from network.rejection where import = ${id}`.execute(db)
  const { rows } = await sql<{ attempts: number }>`
    update network.import set status = 'reading', attempts = attempts + 1, started_at = ${now}, rows_read = 0, accepted = 0, rejected = 0, share_read = 0
    where id = ${id} and stop_by is null and status in ('waiting', 'reading', 'applying') returning attempts`.execute(
    db,
  )
  return rows[0]?.attempts
}

export async function noteProgress(
  db: Db,
  id: string,
  progress: {
    readonly status: ImportStatus
    readonly read: number
    readonly accepted: number
    readonly rejected: number
    /** How much of the file was read, from 0 to 1. */
    readonly share: number
  },
): Promise<void> {
  await sql`
    update network.import set status = ${progress.status}, share_read = ${progress.share}, rows_read = ${progress.read}, accepted = ${progress.accepted}, rejected = ${progress.rejected}
    where id = ${id}`.execute(db)
}

export async function endImport(
  db: Db,
  id: string,
  end: {
    readonly status: ImportStatus
    readonly reason?: string
    readonly added?: number
    readonly changed?: number
    readonly at: Temporal.Instant
  },
): Promise<void> {
  await sql`
    update network.import set status = ${end.status}, reason = ${end.reason ?? null}, added = ${end.added ?? 0}, changed = ${end.changed ?? 0}, ended_at = ${end.at}
    where id = ${id}`.execute(db)
}

export async function insertRejections(db: Db, id: string, rejections: readonly Rejection[]): Promise<void> {
  if (rejections.length === 0) return
  await sql`
    insert into network.rejection (import, row, field, reason, value)
    select ${id}, * from unnest(
      ${rejections.map(each => each.row)}::bigint[], ${rejections.map(each => each.field)}::text[],
      ${rejections.map(each => each.reason)}::text[], ${rejections.map(each => each.value)}::text[])`.execute(db)
}

/** In the order in which they were found, a page at a time. */
export async function listRejections(db: Db, id: string, after: bigint, limit: number): Promise<RejectionRow[]> {
  const { rows } = await sql<RejectionRow>`
    select id, row, field, reason, value from network.rejection where import = ${id} and id > ${after} order by id limit ${limit}`.execute(
    db,
  )
  return rows
}

/** Imports that somebody began or queued and that may have lost their process. */
export async function unfinishedImports(db: Db): Promise<readonly { id: string }[]> {
  const { rows } = await sql<{ id: string }>`
    select id from network.import where status in ('waiting', 'reading', 'applying') order by created_at limit 100`.execute(
    db,
  )
  return rows
}

/** What became of these imports; those that nobody knows are left out. */
export async function statusesOf(db: Db, ids: readonly string[]): Promise<Map<string, ImportStatus>> {
  const { rows } = await sql<{ id: string; status: ImportStatus }>`
    select id, status from network.import where id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, status }) => [id, status]))
}

/** Staging tables of imports that are no longer at it. */
export async function leftOverStages(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'network' and c.relkind = 'r' and starts_with(c.relname, 'stage_')
      and not exists (select from network.import i where i.status in ('waiting', 'reading', 'applying') and starts_with(c.relname, 'stage_' || replace(i.id::text, '-', '')))
    limit 100`.execute(db)
  return rows.map(({ name }) => name)
}
