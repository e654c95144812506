import type { MessageChannel, WebhookFormat } from '@pulih/contracts'
import type { Language } from '@pulih/kernel'
import { afterQuietHours, type Credit, type MessageState, type NoticeKind, type Statement } from '@pulih/notices'
import { sql } from 'kysely'
import type { Tx } from '../../platform/index.ts'
import { isRefused } from '../../subscribers/index.ts'
import { storable } from '../inbound/storable.ts'
import { canWait } from '../notice.ts'
import { outageNotices } from '../purpose.ts'
import type { QuietDefault } from '../quiet.ts'

/** A message that somebody has taken to hand over. */
export interface TakenMessage {
  readonly id: bigint
  readonly attempts: number
  /** How often somebody took it, this time counted. */
  readonly takings: number
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
  readonly words: { readonly subject: string; readonly text: string; readonly code?: string } | null
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
  /** The operator's, for what can wait. */
  readonly quietHours: QuietDefault | null
}

export interface Taken {
  /** How many were looked at: there may be more. */
  readonly count: number
  readonly messages: readonly TakenMessage[]
}

/**
 * Takes what is due, the most urgent first, for so long that nobody else has it meanwhile. Whoever said in time that he wants no more is
 * left out here, in the statement that takes, and so is what would come too late, or now in somebody's quiet hours: between this and the
 * hand-over lies nothing but the provider.
 */
export async function takeDue(tx: Tx, channel: MessageChannel, taking: Taking): Promise<Taken> {
  const { most, shares } = taking
  const first = await takeOf(tx, channel, { ...taking, lanes: shares })
  const left = most - first.length
  // What one lane leaves is the next one's.
  const rest = left === 0 ? [] : await takeOf(tx, channel, { ...taking, lanes: shares.map(() => left), most: left })
  const found = [...first, ...rest]
  const sending = found.filter(({ state }) => state === 'sending')
  const quiet = quietAmong(sending, taking)
  await letSleep(tx, quiet, taking.now)
  return { count: found.length, messages: sending.filter(({ id }) => !quiet.has(id)) }
}

interface Found extends TakenMessage {
  readonly state: MessageState
  readonly lane: number
  /** His own, also for what cannot wait. */
  readonly quiet: QuietDefault | null
  /** Somebody let it go by hand. */
  readonly isLetGo: boolean
}

/** Who sleeps now, and until when. A fall-back, a channel that was stopped for long or a limit may bring a message here that was to come by day. */
function quietAmong(
  found: readonly Found[],
  { now, quietHours }: Pick<Taking, 'now' | 'quietHours'>,
): ReadonlyMap<bigint, Temporal.Instant> {
  const known = new Map<string, Temporal.Instant>()
  const sleeping = new Map<bigint, Temporal.Instant>()
  for (const { id, noticeId, isLetGo, lane, quiet, timeZone } of found) {
    const hours = quiet ?? (canWait(lane) ? quietHours : null)
    if (hours === null || noticeId === null || isLetGo) continue
    const key = `${hours.from}/${hours.to}/${timeZone}`
    const until = known.get(key) ?? afterQuietHours(now, { ...hours, timeZone })
    known.set(key, until)
    if (Temporal.Instant.compare(until, now) > 0) sleeping.set(id, until)
  }
  return sleeping
}

async function letSleep(tx: Tx, sleeping: ReadonlyMap<bigint, Temporal.Instant>, now: Temporal.Instant): Promise<void> {
  if (sleeping.size === 0) return
  await sql`
    update messaging.message m set state = 'waiting', attempts = m.attempts - 1, lease_until = null, not_before = s.until,
      expires_at = m.expires_at + (s.until - ${now}::timestamptz)
    from unnest(${[...sleeping.keys()].map(String)}::bigint[], ${[...sleeping.values()].map(String)}::timestamptz[]) as s (id, until)
    where m.id = s.id`.execute(tx)
}

async function takeOf(
  tx: Tx,
  channel: MessageChannel,
  { lanes, most, now, leaseUntil }: Taking & { readonly lanes: readonly number[] },
): Promise<readonly Found[]> {
  const { rows } = await sql<Found>`
    with due as materialized (
      select d.* from unnest(${[...lanes]}::int[]) with ordinality as q (most, number), lateral (
        select m.id, m.lane, m.not_before,
          m.notice_id is not null and (
            exists (select from messaging.stop x where x.channel = m.channel and x.address = messaging.compared(m.channel, m.address))
            or m.subscription_id is not null and exists (select from messaging.subscription e where e.id = m.subscription_id and e.state = 'ended')
            or m.customer_id is not null and ${isRefused(sql`m.customer_id`, sql`m.channel::text`, outageNotices)}) as unwanted,
          m.expires_at <= ${now} or w.kind not in ('retracted', 'credit') and exists (
            select from messaging.notice r where r.outage_id = w.outage_id and r.kind = 'retracted'
              -- One that somebody only prepares by hand says nothing yet.
              and (r.state = 'released' or r.state = 'held' and r.event_id is not null)) as late
        from messaging.message m left join messaging.notice w on w.id = m.notice_id
        where m.channel = ${channel} and m.state = 'waiting' and not m.drafted and m.lane = q.number - 1 and m.not_before <= ${now}
        order by m.not_before, m.id limit q.most for update of m skip locked) d),
    chosen as (select * from due order by lane, not_before, id limit ${most}),
    taken as (
      update messaging.message m set
        state = case when unwanted or late then 'cancelled' else 'sending' end,
        reason = case when unwanted then 'wants no more' when late then 'too late' end,
        attempts = m.attempts + case when unwanted or late then 0 else 1 end, takings = m.takings + 1,
        lease_until = case when unwanted or late then null else ${leaseUntil}::timestamptz end, updated_at = ${now}
      from chosen c where m.id = c.id returning m.*)
    select t.id, t.attempts, t.takings, t.lane, t.address, t.language, t.time_zone as "timeZone", t.customer_id as "customerId",
      t.subscription_id as "subscriptionId", t.notice_id as "noticeId", n.kind, coalesce(l.statement, n.statement) as statement,
      t.words, t.facts, s.format, t.expires_at as "expiresAt", v.wrote_at as "wroteAt", t.state,
      coalesce(s.drafted, false) as "isLetGo",
      case when p.quiet_from is not null then jsonb_build_object('from', to_char(p.quiet_from, 'HH24:MI'), 'to', to_char(p.quiet_to, 'HH24:MI')) end as quiet
    from taken t
    left join messaging.notice n on n.id = t.notice_id
    left join messaging.subscription s on s.id = t.subscription_id
    left join messaging.preference p on p.customer_id = t.customer_id
    left join messaging.conversation v on v.channel = t.channel and v.address = messaging.compared(t.channel, t.address)
    left join lateral (
      select e.statement from messaging.notice e
      where n.kind in ('first', 'planned') and e.outage_id = n.outage_id and e.state = 'released' and e.kind in ('first', 'planned', 'update', 'etr', 'reopened')
      order by e.version desc limit 1) l on true
    order by t.lane, t.not_before, t.id`.execute(tx)
  return rows
}

export interface Outcome {
  readonly id: bigint
  /** Of the message when it was taken. */
  readonly takings: number
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

/**
 * Writes down what came of hand-overs; of one that was given up meanwhile, or is written down already, nothing. Returns the ids of those that
 * failed.
 */
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
      from unnest(${outcomes.map(({ id }) => id.toString())}::bigint[], ${outcomes.map(({ takings }) => takings)}::integer[],
        ${outcomes.map(({ state }) => state)}::text[], ${outcomes.map(({ isUntried }) => isUntried)}::boolean[],
        ${outcomes.map(({ providerId }) => storableOrNull(providerId))}::text[], ${outcomes.map(({ parts }) => parts)}::smallint[],
        ${outcomes.map(({ content }) => content)}::text[], ${outcomes.map(({ reason }) => storableOrNull(reason))}::text[],
        ${outcomes.map(({ notBefore }) => notBefore.toString())}::timestamptz[], ${outcomes.map(({ isGone }) => isGone)}::boolean[],
        ${outcomes.map(({ isPerhapsOut }) => isPerhapsOut)}::boolean[])
        as o (id, takings, state, untried, provider_id, parts, content, reason, not_before, gone, perhaps_out)
      where m.id = o.id and m.takings = o.takings and m.state = 'sending' returning m.id, m.state, m.channel, m.address, o.gone),
    gone as (
      insert into messaging.stop (channel, address, at, why)
      select channel, messaging.compared(channel, address), ${now}, 'gone' from counted where gone on conflict do nothing)
    select id, state from counted`.execute(tx)
  return rows.flatMap(({ id, state }) => (state === 'failed' ? [id] : []))
}

/** One that no database keeps would take all others with it. */
function storableOrNull(text: string | null): string | null {
  return text === null ? null : storable(text)
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
