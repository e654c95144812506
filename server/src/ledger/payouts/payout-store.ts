import { sql, type RawBuilder } from 'kysely'
import { problem, type Db, type Tx } from '../../platform/index.ts'
import { balancesOf } from '../read-store.ts'
import type { Next, Payout } from './payout.ts'

export const payoutColumns =
  sql.raw(`p.id, p.key, p.channel, p.state, p.service_id as "serviceId", p.service_key as "serviceKey", p.address,
  p.unit, p.amount, p.purpose, p.run_id as "runId", p.text, p.requested_at as "requestedAt", p.due_at as "dueAt", p.attempts, p.sends, p.asks,
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

/** The services that ever had something of this unit, or had it from this run; keys narrow them down. */
export function servicesWith(unit: string, run: string | null, keys: readonly string[] | null): RawBuilder<unknown> {
  const given = keys === null ? null : [...keys]
  return sql`select service_id from ledger.transfer where unit = ${unit} and (${run}::uuid is null or run_id = ${run}::uuid)
    and (${given}::text[] is null or service_key = any(${given}::text[]))`
}

interface Requested {
  readonly count: number
  readonly amount: bigint
  readonly waiting: number
}

/** One payout per service for all that it has and that is not on its way, to the address that the channel knows. */
export async function insertPayouts(
  tx: Tx,
  given: {
    readonly services: RawBuilder<unknown>
    readonly channel: { readonly name: string; readonly text: string; readonly form: string }
    readonly unit: string
    readonly purpose: string
    readonly run: string | null
    readonly largest: bigint | null
    readonly now: Temporal.Instant
  },
): Promise<Requested> {
  const { channel, unit, purpose, run, largest, now } = given
  const { rows } = await sql<{ count: bigint; amount: bigint; waiting: bigint }>`
    with owned as materialized (
      select service_id, service_key, amount from ${balancesOf(given.services)} where unit = ${unit}
    ),
    -- Summed before anything is added: looked up row by row, each would read the table that grows under it.
    reserved as materialized (
      select u.service_id, sum(u.amount) as amount from ledger.under_way u where u.unit = ${unit} and u.service_id in (select service_id from owned)
      group by u.service_id
    ),
    available as (
      select owned.service_id, owned.service_key, owned.amount - coalesce(reserved.amount, 0) as amount from owned left join reserved using (service_id)
    ),
    added as (
      insert into ledger.payout (key, channel, form, state, service_id, service_key, address, unit, amount, purpose, run_id, text, requested_at, due_at, reason)
      select ${keySql(sql`${purpose}::text`, sql`service_id`, sql`${unit}::text`)}, ${channel.name}, ${channel.form},
        case when amount > ${largest}::bigint then 'waiting-for-person' else 'requested' end, service_id, available.service_key,
        coalesce(a.address, available.service_key),
        ${unit}, amount, ${purpose}, ${run}::uuid, ${channel.text}, ${now}, ${now},
        case when amount > ${largest}::bigint then 'above the largest amount that the channel pays by itself' end
      from available left join ledger.payout_address a on a.service_key = available.service_key and a.channel = ${channel.name}
      where amount > 0
      on conflict (key) do nothing
      returning amount, state
    )
    select count(*) as count, coalesce(sum(amount), 0)::bigint as amount, count(*) filter (where state = 'waiting-for-person') as waiting from added`.execute(
    tx,
  )
  const [row] = rows
  return { count: Number(row?.count ?? 0n), amount: row?.amount ?? 0n, waiting: Number(row?.waiting ?? 0n) }
}

/**
 * The key of a payout: a UUID of version 8 (RFC 9562) out of what it is for, so that asking for the same thing twice is one payout,
 * and so that it tells nobody who the customer is.
 */
export function keySql(
  purpose: RawBuilder<unknown>,
  service: RawBuilder<unknown>,
  unit: RawBuilder<unknown>,
): RawBuilder<string> {
  return sql`overlay(overlay(left(encode(sha256(convert_to(concat_ws(E'\n', ${purpose}, ${service}, ${unit}), 'UTF8')), 'hex'), 32)
    placing '8' from 13) placing '8' from 17)::uuid`
}
