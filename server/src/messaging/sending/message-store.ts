import type { MessageChannel, WebhookFormat } from '@pulih/contracts'
import type { Language } from '@pulih/kernel'
import type { Credit, MessageState, NoticeKind, Statement } from '@pulih/notices'
import { sql } from 'kysely'
import type { Tx } from '../../platform/index.ts'
import { isRefused } from '../../subscribers/index.ts'
import { outageNotices } from '../purpose.ts'

/** A message that somebody has taken to hand over. */
export interface TakenMessage {
  readonly id: bigint
  readonly attempts: number
  readonly address: string
  readonly language: Language
  readonly timeZone: string
  readonly customerId: bigint | null
  readonly subscriptionId: string | null
  /** Null: it tells of no outage, and `words` say all. */
  readonly noticeId: string | null
  readonly kind: NoticeKind | null
  /** Of the beginning of a story it is the latest: whoever hears late hears how things are. */
  readonly statement: Statement | null
  readonly words: { readonly subject: string; readonly text: string } | null
  /** What he is credited with, where that is what he is told. */
  readonly facts: Credit | null
  readonly format: WebhookFormat | null
  readonly expiresAt: Temporal.Instant | null
  /** When he wrote to us last. */
  readonly wroteAt: Temporal.Instant | null
}

export interface Taking {
  readonly most: number
  /** At least so many of each lane, if they are due; together no more than `most`. */
  readonly shares: readonly number[]
  readonly now: Temporal.Instant
  readonly leaseUntil: Temporal.Instant
}

/**
 * Takes what is due, the most urgent first, for so long that nobody else has it meanwhile. Whoever said in time that he wants no more is
 * left out here, in the statement that takes: between this and the hand-over lies nothing but the provider.
 */
export async function takeDue(tx: Tx, channel: MessageChannel, taking: Taking): Promise<readonly TakenMessage[]> {
  const { most, shares } = taking
  const first = await takeOf(tx, channel, { ...taking, lanes: shares })
  const left = most - first.count
  if (left === 0) return first.messages
  // What one lane leaves is the next one's.
  const rest = await takeOf(tx, channel, { ...taking, lanes: shares.map(() => left), most: left })
  return [...first.messages, ...rest.messages]
}

async function takeOf(
  tx: Tx,
  channel: MessageChannel,
  { lanes, most, now, leaseUntil }: Taking & { readonly lanes: readonly number[] },
): Promise<{ readonly count: number; readonly messages: TakenMessage[] }> {
  const { rows } = await sql<TakenMessage & { state: MessageState }>`
    with due as materialized (
      select d.* from unnest(${[...lanes]}::int[]) with ordinality as q (most, number), lateral (
        select m.id, m.lane, m.not_before,
          m.notice_id is not null and (
            exists (select from messaging.stop x where x.channel = m.channel and x.address = messaging.compared(m.channel, m.address))
            or m.subscription_id is not null and exists (select from messaging.subscription e where e.id = m.subscription_id and e.state = 'ended')
            or m.customer_id is not null and ${isRefused(sql`m.customer_id`, sql`m.channel::text`, outageNotices)}) as unwanted,
          m.expires_at <= ${now} or w.kind not in ('retracted', 'credit') and exists (
            select from messaging.notice r where r.outage_id = w.outage_id and r.kind = 'retracted' and r.state <> 'cancelled') as late
        from messaging.message m left join messaging.notice w on w.id = m.notice_id
        where m.channel = ${channel} and m.state = 'waiting' and not m.drafted and m.lane = q.number - 1 and m.not_before <= ${now}
        order by m.not_before, m.id limit q.most for update of m skip locked) d),
    chosen as (select * from due order by lane, not_before, id limit ${most}),
    taken as (
      update messaging.message m set
        state = case when unwanted or late then 'cancelled' else 'sending' end,
        reason = case when unwanted then 'wants no more' when late then 'too late' end,
        attempts = m.attempts + case when unwanted or late then 0 else 1 end,
        lease_until = case when unwanted or late then null else ${leaseUntil}::timestamptz end, updated_at = ${now}
      from chosen c where m.id = c.id returning m.*)
    select t.id, t.attempts, t.address, t.language, t.time_zone as "timeZone", t.customer_id as "customerId",
      t.subscription_id as "subscriptionId", t.notice_id as "noticeId", n.kind, coalesce(l.statement, n.statement) as statement,
      t.words, t.facts, s.format, t.expires_at as "expiresAt", v.wrote_at as "wroteAt", t.state
    from taken t
    left join messaging.notice n on n.id = t.notice_id
    left join messaging.subscription s on s.id = t.subscription_id
    left join messaging.conversation v on v.channel = t.channel and v.address = messaging.compared(t.channel, t.address)
    left join lateral (
      select e.statement from messaging.notice e
      where n.kind in ('first', 'planned') and e.outage_id = n.outage_id and e.state = 'released' and e.kind in ('first', 'planned', 'update', 'etr')
      order by e.version desc limit 1) l on true
    order by t.lane, t.not_before, t.id`.execute(tx)
  return { count: rows.length, messages: rows.filter(({ state }) => state === 'sending') }
}

export interface Outcome {
  readonly id: bigint
  readonly attempts: number
  readonly state: MessageState
  /** It was not tried at all, so that the attempt does not count. */
  readonly isUntried: boolean
  readonly providerId: string | null
  readonly parts: number | null
  /** A digest of what was said. */
  readonly content: string | null
  readonly reason: string | null
  readonly isGone: boolean
  /** Whether the provider may have it all the same; null: this attempt told nothing new of that. */
  readonly isPerhapsOut: boolean | null
  readonly notBefore: Temporal.Instant
}

/** Writes down what came of hand-overs; of one that was given up meanwhile nothing. Returns the ids of those that failed. */
export async function recordOutcomes(
  tx: Tx,
  outcomes: readonly Outcome[],
  now: Temporal.Instant,
): Promise<readonly bigint[]> {
  if (outcomes.length === 0) return []
  const { rows } = await sql<{ id: bigint; state: MessageState }>`
    with counted as (
      update messaging.message m set state = o.state, provider_id = coalesce(o.provider_id, m.provider_id), reason = o.reason,
        attempts = m.attempts - case when o.untried then 1 else 0 end, parts = coalesce(o.parts, m.parts), content = coalesce(o.content, m.content),
        sent_at = case when o.state = 'sent' then ${now}::timestamptz else m.sent_at end,
        words = case when m.secret and o.state in ('sent', 'failed') then '{"subject": "", "text": ""}' else m.words end,
        not_before = o.not_before, lease_until = null, updated_at = ${now}, perhaps_out = coalesce(o.perhaps_out, m.perhaps_out)
      from unnest(${outcomes.map(({ id }) => id.toString())}::bigint[], ${outcomes.map(({ attempts }) => attempts)}::smallint[],
        ${outcomes.map(({ state }) => state)}::text[], ${outcomes.map(({ isUntried }) => isUntried)}::boolean[],
        ${outcomes.map(({ providerId }) => providerId)}::text[], ${outcomes.map(({ parts }) => parts)}::smallint[],
        ${outcomes.map(({ content }) => content)}::text[], ${outcomes.map(({ reason }) => reason)}::text[],
        ${outcomes.map(({ notBefore }) => notBefore.toString())}::timestamptz[], ${outcomes.map(({ isGone }) => isGone)}::boolean[],
        ${outcomes.map(({ isPerhapsOut }) => isPerhapsOut)}::boolean[])
        as o (id, attempts, state, untried, provider_id, parts, content, reason, not_before, gone, perhaps_out)
      where m.id = o.id and m.attempts = o.attempts and m.state = 'sending' returning m.id, m.state, m.channel, m.address, o.gone),
    gone as (
      insert into messaging.stop (channel, address, at, why)
      select channel, messaging.compared(channel, address), ${now}, 'gone' from counted where gone on conflict do nothing)
    select id, state from counted`.execute(tx)
  return rows.flatMap(({ id, state }) => (state === 'failed' ? [id] : []))
}

/** Whoever had these did not come back. Where asking twice sends once they wait again; elsewhere a person decides. Returns how many. */
export async function giveUpVanished(
  tx: Tx,
  channel: MessageChannel,
  isIdempotent: boolean,
  now: Temporal.Instant,
): Promise<number> {
  const { numAffectedRows } = await sql`
    update messaging.message set state = ${isIdempotent ? 'waiting' : 'doubtful'}, lease_until = null, updated_at = ${now}, perhaps_out = true,
      reason = 'whoever sent it did not come back'
    where id in (
      select id from messaging.message where channel = ${channel} and state = 'sending' and lease_until < ${now}
      limit 10000 for update skip locked)`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}
