import { sql } from 'kysely'
import { problem, type Db, type Tx } from '../../platform/index.ts'
import type { Next, Payout } from './payout.ts'

export const payoutColumns =
  sql.raw(`p.id, p.key, p.channel, p.state, p.service_id as "serviceId", p.service_key as "serviceKey", p.address,
  p.unit, p.amount, p.purpose, p.run_id as "runId", p.text, p.requested_at as "requestedAt", p.due_at as "dueAt", p.attempts, p.sends, p.asks, p.retries,
  p.last_sent_at as "lastSentAt", p.batch_id as "batchId", p.reference, p.reason, p.accepted_at as "acceptedAt", p.posting_problem as "postingProblem", p.seen, p.billed, p.carried`)

export interface PayoutFilter {
  readonly state?: string | undefined
  readonly channel?: string | undefined
  readonly unit?: string | undefined
  readonly run?: string | undefined
  readonly service?: string | undefined
}

/** Newest first; identifiers are UUIDs of version 7, so their order is that of time. */
export async function listPayouts(
  db: Db,
  filter: PayoutFilter,
  before: string | null,
  limit: number,
): Promise<Payout[]> {
  const { rows } = await sql<Payout>`
    select ${payoutColumns} from ledger.payout p
    where (${filter.state ?? null}::text is null or p.state = ${filter.state ?? null})
      and (${filter.channel ?? null}::text is null or p.channel = ${filter.channel ?? null})
      and (${filter.unit ?? null}::text is null or p.unit = ${filter.unit ?? null})
      and (${filter.run ?? null}::uuid is null or p.run_id = ${filter.run ?? null}::uuid)
      and (${filter.service ?? null}::text is null or p.service_key = ${filter.service ?? null})
      and (${before}::uuid is null or p.id < ${before}::uuid)
    order by p.id desc limit ${limit}`.execute(db)
  return rows
}

export async function findPayout(db: Db | Tx, id: string): Promise<Payout> {
  const { rows } = await sql<Payout>`select ${payoutColumns} from ledger.payout p where p.id = ${id}`.execute(db)
  return rows[0] ?? missing(id)
}

/** Reads a payout and holds it, so that no worker and no other person decides about it meanwhile. */
export async function lockPayout(tx: Tx, id: string): Promise<Payout> {
  const { rows } =
    await sql<Payout>`select ${payoutColumns} from ledger.payout p where p.id = ${id} for update`.execute(tx)
  return rows[0] ?? missing(id)
}

/** It would go to the service's own key, by which the biller does not know it, or knows somebody else. */
export async function hasErasedAddress(tx: Tx, { channel, serviceKey, address }: Payout): Promise<boolean> {
  const { rows } = await sql`
    select from ledger.payout_address a
    where a.channel = ${channel} and a.service_key = ${serviceKey} and a.address is null and ${address} = a.service_key`.execute(
    tx,
  )
  return rows.length > 0
}

function missing(payout: string): never {
  throw problem('payouts.not-found', { payout })
}

/**
 * The payout that is due for the longest time and that nobody else holds, for billers that take requests. Where a channel is stopped
 * nothing is sent, but what is unknown is still asked about.
 */
export async function lockDue(tx: Tx, now: Temporal.Instant): Promise<Payout | null> {
  const { rows } = await sql<Payout>`
    select ${payoutColumns} from ledger.payout p join ledger.payout_channel c on c.name = p.channel
    where p.form = 'request' and p.state in ('requested', 'sending', 'unknown') and p.due_at <= ${now}
      and (p.state <> 'requested' or (c.stopped is null and c.next_send_at <= ${now}))
    order by p.due_at, p.id limit 1 for update of p skip locked`.execute(tx)
  return rows[0] ?? null
}

export interface Attempt {
  readonly number: number
  readonly kind: 'send' | 'ask' | 'file' | 'person'
  readonly startedAt: Temporal.Instant
  readonly endedAt: Temporal.Instant | null
  readonly outcome: string | null
  readonly detail: string | null
}

export async function attemptsOf(db: Db | Tx, payout: string): Promise<Attempt[]> {
  const { rows } = await sql<Attempt>`
    select a.number, a.kind, a.started_at as "startedAt", o.ended_at as "endedAt", o.outcome, o.detail
    from ledger.payout_attempt a left join ledger.payout_outcome o using (payout_id, number)
    where payout_id = ${payout} order by number limit 500`.execute(db)
  return rows
}

/** Writes down that something is about to be tried, and for how long nobody else may touch the payout. Returns the attempt's number. */
export async function beginAttempt(
  tx: Tx,
  payout: Payout,
  kind: Attempt['kind'],
  { actor, now, until }: { readonly actor: string; readonly now: Temporal.Instant; readonly until: Temporal.Instant },
): Promise<number> {
  const number = payout.attempts + 1
  await sql`
    insert into ledger.payout_attempt (payout_id, number, kind, address, started_at, actor)
    values (${payout.id}, ${number}, ${kind}, ${payout.address}, ${now}, ${actor})`.execute(tx)
  // What vanished may have sent until its lease ran out, so that is when it was last sent, until it is known better.
  await sql`
    update ledger.payout set attempts = ${number}, due_at = ${until},
      state = case when ${kind} = 'send' then 'sending' else state end,
      sends = sends + case when ${kind} = 'send' then 1 else 0 end, asks = asks + case when ${kind} = 'ask' then 1 else 0 end,
      last_sent_at = case when ${kind} = 'send' then ${until} else last_sent_at end
    where id = ${payout.id}`.execute(tx)
  return number
}

/** Writes down what came of an attempt, whoever holds the payout by now. */
export async function endAttempt(
  tx: Tx,
  payout: string,
  number: number,
  outcome: { readonly at: Temporal.Instant; readonly outcome: string; readonly detail: string | null },
): Promise<void> {
  await sql`
    insert into ledger.payout_outcome (payout_id, number, ended_at, outcome, detail)
    values (${payout}, ${number}, ${outcome.at}, ${outcome.outcome}, ${outcome.detail?.slice(0, 1_000) ?? null})
    on conflict do nothing`.execute(tx)
}

/** Moves a payout on, if it is still where this attempt left it. */
export async function advance(
  tx: Tx,
  payout: string,
  number: number,
  next: Next,
  { now, sentAt }: { readonly now: Temporal.Instant; readonly sentAt: Temporal.Instant | null },
): Promise<boolean> {
  const { rows } = await sql`
    update ledger.payout set state = ${next.state}, due_at = ${next.dueAt}, reason = ${next.reason?.slice(0, 1_000) ?? null},
      reference = coalesce(${next.reference?.slice(0, 1_000) ?? null}, reference), asks = case when ${next.state} = 'requested' then 0 else asks end,
      retries = ${next.retries ?? 0},
      booked_times = greatest(booked_times, ${next.times ?? 1}), last_sent_at = coalesce(${sentAt}::timestamptz, last_sent_at),
      accepted_at = case when ${next.state} = 'accepted' then ${now}::timestamptz end
    where id = ${payout} and attempts = ${number} and accepted_at is null returning id`.execute(tx)
  return rows.length > 0
}

/** The ledger is told of it next time, although the balance is too small. */
export async function setOff(tx: Tx, payout: string, note: string): Promise<void> {
  await sql`update ledger.payout set set_off = true, reason = ${note} where id = ${payout}`.execute(tx)
}

/** The biller no longer has what it accepted, and the ledger never heard of it: all of it lies in the balance, as far as there is one. */
export async function takeBack(tx: Tx, payout: string, note: string): Promise<void> {
  await sql`
    update ledger.payout set state = 'withdrawn', accepted_at = null, posting_problem = null, reason = ${note} where id = ${payout}`.execute(
    tx,
  )
}
