import { sql } from 'kysely'
import type { ChannelSettings } from '@pulih/contracts'
import { problem, type Db, type Tx } from '../../platform/index.ts'
import type { PayoutRequest } from './adapter.ts'
import { payoutColumns } from './payout-store.ts'
import type { Payout } from './payout.ts'

/** A file that was handed out, with what is known of its rows by now. */
export interface Batch {
  readonly id: string
  readonly number: bigint
  readonly channel: string
  readonly file: string
  readonly rows: number
  readonly sums: Readonly<Record<string, string>>
  readonly sha256: string
  readonly createdAt: Temporal.Instant
  readonly accepted: number
  readonly rejected: number
}

/** The requested payouts of a file channel, oldest first. */
export async function lockRequested(tx: Tx, channel: string, limit: number): Promise<Payout[]> {
  const { rows } = await sql<Payout>`
    select ${payoutColumns} from ledger.payout p where p.channel = ${channel} and p.state = 'requested'
    order by p.id limit ${limit} for update skip locked`.execute(tx)
  return rows
}

interface NewBatch {
  readonly channel: string
  readonly settings: ChannelSettings
  readonly text: string
  readonly ending: string
  readonly rows: readonly Payout[]
  readonly sums: Readonly<Record<string, string>>
  readonly content: Buffer
  readonly now: Temporal.Instant
  readonly actor: string
}

/** Keeps the file, and puts its payouts into it with an attempt each. */
export async function insertBatch(tx: Tx, batch: NewBatch): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with numbered as (select nextval(pg_get_serial_sequence('ledger.payout_batch', 'number')) as number)
    insert into ledger.payout_batch (number, channel, settings, text, file, row_count, sums, sha256, content, created_at, actor)
    overriding system value
    select number, ${batch.channel}, ${JSON.stringify(batch.settings)}::jsonb, ${batch.text},
      ${batch.channel} || '-' || lpad(number::text, 6, '0') || ${batch.ending}, ${batch.rows.length}, ${JSON.stringify(batch.sums)}::jsonb,
      sha256(${batch.content}::bytea), ${batch.content}::bytea, ${batch.now}, ${batch.actor} from numbered returning id`.execute(
    tx,
  )
  const id = rows[0]?.id
  if (id === undefined) throw new Error('a batch was not written')
  const payouts = batch.rows.map(row => row.id)
  await sql`
    insert into ledger.payout_attempt (payout_id, number, kind, address, batch_id, started_at, actor)
    select id, attempts + 1, 'file', address, ${id}, ${batch.now}, ${batch.actor} from ledger.payout where id = any(${payouts}::uuid[])`.execute(
    tx,
  )
  await sql`
    update ledger.payout set state = 'sending', batch_id = ${id}, attempts = attempts + 1, sends = sends + 1, last_sent_at = ${batch.now},
      due_at = ${batch.now}, reason = null where id = any(${payouts}::uuid[])`.execute(tx)
  return id
}

const columns =
  sql.raw(`b.id, b.number, b.channel, b.file, b.row_count as rows, b.sums, encode(b.sha256, 'hex') as sha256, b.created_at as "createdAt",
  (select count(*)::int from ledger.payout_attempt a join ledger.payout_outcome o using (payout_id, number) where a.batch_id = b.id and o.outcome in ('accepted', 'arrived')) as accepted,
  (select count(*)::int from ledger.payout_attempt a join ledger.payout_outcome o using (payout_id, number) where a.batch_id = b.id and o.outcome not in ('accepted', 'arrived')) as rejected`)

export async function listBatches(
  db: Db,
  channel: string | null,
  before: string | null,
  limit: number,
): Promise<Batch[]> {
  const { rows } = await sql<Batch>`
    select ${columns} from ledger.payout_batch b where (${channel}::text is null or b.channel = ${channel})
      and (${before}::bigint is null or b.number < ${before}::bigint) order by b.number desc limit ${limit}`.execute(db)
  return rows
}

export async function findBatch(db: Db | Tx, id: string): Promise<Batch> {
  const { rows } = await sql<Batch>`select ${columns} from ledger.payout_batch b where b.id = ${id}`.execute(db)
  return rows[0] ?? missing(id)
}

/** The bytes, and how they were written: a channel may have been changed since. */
export async function contentOf(
  db: Db | Tx,
  id: string,
): Promise<{ file: string; content: Buffer; settings: ChannelSettings }> {
  const { rows } = await sql<{ file: string; content: Buffer; settings: ChannelSettings }>`
    select file, content, settings from ledger.payout_batch where id = ${id}`.execute(db)
  return rows[0] ?? missing(id)
}

/** The file to fetch, as long as nobody in it was erased. */
export async function fileOf(db: Db, id: string): Promise<{ file: string; content: Buffer }> {
  const { file, content } = await contentOf(db, id)
  if (content.length === 0) throw problem('payouts.file-erased', { batch: id })
  return { file, content }
}

function missing(batch: string): never {
  throw problem('payouts.batch-not-found', { batch })
}

/** One row of a file as it was sent, and what was said of it before. */
export interface BatchRow {
  readonly payout: string
  readonly number: number
  readonly request: PayoutRequest
  readonly outcome: string | null
  readonly stillHere: boolean
}

/** The rows of a file, held, so that two answers at once take turns. */
export async function lockBatchRows(tx: Tx, id: string): Promise<BatchRow[]> {
  await sql`select 1 from ledger.payout_batch where id = ${id} for update`.execute(tx)
  const { rows } = await sql<PayoutRequest & Omit<BatchRow, 'request'>>`
    select p.id as payout, a.number, p.key, a.address, p.unit, p.amount, p.text, p.requested_at as "requestedAt", o.outcome,
      (p.batch_id = ${id} and p.state = 'sending') as "stillHere"
    from ledger.payout_attempt a join ledger.payout p on p.id = a.payout_id
    left join ledger.payout_outcome o on o.payout_id = a.payout_id and o.number = a.number
    where a.batch_id = ${id} order by p.id for update of p`.execute(tx)
  return rows.map(({ payout, number, outcome, stillHere, ...request }) => ({
    payout,
    number,
    outcome,
    stillHere,
    request,
  }))
}

/** False if this answer was read before. */
export async function noteAnswer(
  tx: Tx,
  batch: string,
  content: Buffer,
  { now, actor }: { readonly now: Temporal.Instant; readonly actor: string },
): Promise<boolean> {
  const { rows } = await sql`
    insert into ledger.payout_answer (batch_id, sha256, received_at, actor) values (${batch}, sha256(${content}::bytea), ${now}, ${actor})
    on conflict do nothing returning batch_id`.execute(tx)
  return rows.length > 0
}

export interface RowOutcome {
  readonly payout: string
  readonly number: number
  readonly accepted: boolean
  readonly reference: string | null
  readonly reason: string | null
}

/** Writes down what a file's answer says of its rows, and moves those on that are still in it. */
export async function recordAnswers(tx: Tx, outcomes: readonly RowOutcome[], now: Temporal.Instant): Promise<void> {
  const given = sql`unnest(${outcomes.map(each => each.payout)}::uuid[], ${outcomes.map(each => each.number)}::int[], ${outcomes.map(each => each.accepted)}::bool[],
    ${outcomes.map(each => each.reference)}::text[], ${outcomes.map(each => each.reason)}::text[]) as given (payout_id, number, accepted, reference, reason)`
  await sql`
    insert into ledger.payout_outcome (payout_id, number, ended_at, outcome, detail)
    select payout_id, number, ${now}, case when accepted then 'accepted' else 'rejected' end, left(coalesce(reason, reference), 1000) from ${given}`.execute(
    tx,
  )
  await sql`
    update ledger.payout p set state = case when accepted then 'accepted' else 'rejected' end, batch_id = null, due_at = ${now},
      reference = coalesce(given.reference, p.reference), reason = given.reason, accepted_at = case when accepted then ${now}::timestamptz end
    from ${given} where p.id = given.payout_id and p.attempts = given.number and p.state = 'sending'`.execute(tx)
}

/** The payout is no longer waiting for the answer to a file. */
export async function leaveBatch(tx: Tx, payout: string): Promise<void> {
  await sql`update ledger.payout set batch_id = null where id = ${payout}`.execute(tx)
}

export async function changeAddress(tx: Tx, payout: string, address: string): Promise<void> {
  await sql`update ledger.payout set address = ${address} where id = ${payout}`.execute(tx)
}
