import type { MessageChannel } from '@pulih/contracts'
import type { Language } from '@pulih/kernel'
import type { MessageState, NoticeKind, Statement } from '@pulih/notices'
import { sql } from 'kysely'
import type { Tx } from '../platform/index.ts'

/** A message that somebody has taken to hand over. */
export interface TakenMessage {
  readonly id: bigint
  readonly noticeId: string
  readonly attempts: number
  readonly address: string
  readonly language: Language
  readonly timeZone: string
  readonly kind: NoticeKind
  readonly statement: Statement
}

/**
 * Takes what is due, the most urgent first, for so long that nobody else has it meanwhile. Whoever said in time that he wants no more is
 * left out here, in the statement that takes: between this and the hand-over lies nothing but the provider.
 */
export async function takeDue(
  tx: Tx,
  channel: MessageChannel,
  {
    most,
    now,
    leaseUntil,
  }: { readonly most: number; readonly now: Temporal.Instant; readonly leaseUntil: Temporal.Instant },
): Promise<readonly TakenMessage[]> {
  const { rows } = await sql<TakenMessage & { state: MessageState }>`
    with due as (
      select m.id, exists (
        select from messaging.stop x where x.channel = m.channel and x.address = messaging.compared(m.channel, m.address)) as unwanted
      from messaging.message m where m.channel = ${channel} and m.state = 'waiting' and m.not_before <= ${now}
      order by m.lane, m.not_before, m.id limit ${most} for update skip locked)
    update messaging.message m set
      state = case when due.unwanted then 'cancelled' else 'sending' end,
      attempts = m.attempts + case when due.unwanted then 0 else 1 end,
      lease_until = case when due.unwanted then null else ${leaseUntil}::timestamptz end, updated_at = ${now}
    from due, messaging.notice n where m.id = due.id and n.id = m.notice_id
    returning m.id, m.notice_id as "noticeId", m.attempts, m.address, m.language, m.time_zone as "timeZone", n.kind, n.statement, m.state`.execute(
    tx,
  )
  return rows.filter(({ state }) => state === 'sending')
}

export interface Outcome {
  readonly id: bigint
  readonly attempts: number
  readonly state: MessageState
  readonly providerId: string | null
  readonly reason: string | null
  readonly notBefore: Temporal.Instant
}

/** Writes down what came of hand-overs; of one that was given up meanwhile nothing. Returns the ids of those that counted. */
export async function recordOutcomes(
  tx: Tx,
  outcomes: readonly Outcome[],
  now: Temporal.Instant,
): Promise<readonly bigint[]> {
  const { rows } = await sql<{ id: bigint }>`
    update messaging.message m set state = o.state, provider_id = coalesce(o.provider_id, m.provider_id), reason = o.reason,
      not_before = o.not_before, lease_until = null, updated_at = ${now}
    from unnest(${outcomes.map(({ id }) => id.toString())}::bigint[], ${outcomes.map(({ attempts }) => attempts)}::smallint[],
      ${outcomes.map(({ state }) => state)}::text[], ${outcomes.map(({ providerId }) => providerId)}::text[],
      ${outcomes.map(({ reason }) => reason)}::text[], ${outcomes.map(({ notBefore }) => notBefore.toString())}::timestamptz[])
      as o (id, attempts, state, provider_id, reason, not_before)
    where m.id = o.id and m.attempts = o.attempts and m.state = 'sending' returning m.id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Whoever had these did not come back. Where asking twice sends once they wait again; elsewhere a person decides. Returns how many. */
export async function giveUpVanished(
  tx: Tx,
  channel: MessageChannel,
  isIdempotent: boolean,
  now: Temporal.Instant,
): Promise<number> {
  const { numAffectedRows } = await sql`
    update messaging.message set state = ${isIdempotent ? 'waiting' : 'doubtful'}, lease_until = null, updated_at = ${now},
      reason = 'whoever sent it did not come back'
    where id in (
      select id from messaging.message where channel = ${channel} and state = 'sending' and lease_until < ${now}
      limit 10000 for update skip locked)`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}
