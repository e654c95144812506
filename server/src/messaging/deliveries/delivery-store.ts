import { sql, type RawBuilder } from 'kysely'
import type { MessageChannel, MessageView } from '@pulih/contracts'
import type { Credit, MessageState, NoticeKind, Statement } from '@pulih/notices'
import type { Language } from '@pulih/kernel'
import type { Db, Tx } from '../../platform/index.ts'
import { customersAs } from '../../subscribers/index.ts'
import { maskedAddress } from '../subscriptions/address.ts'

/** A message with what staff want to know of it. */
export interface Delivery {
  readonly id: bigint
  readonly noticeId: string | null
  readonly kind: NoticeKind | null
  readonly statement: Statement | null
  readonly customer: string | null
  readonly subscriptionId: string | null
  readonly channel: MessageChannel
  readonly address: string
  readonly language: Language
  readonly timeZone: string
  readonly words: { readonly subject: string; readonly text: string } | null
  readonly facts: Credit | null
  readonly state: MessageState
  readonly drafted: boolean
  readonly position: number
  readonly attempts: number
  readonly parts: number | null
  readonly reason: string | null
  readonly sentAt: Temporal.Instant | null
  readonly updatedAt: Temporal.Instant
}

export interface Wanted {
  readonly where: RawBuilder<unknown>
  /** Only those with a smaller id. */
  readonly before: bigint | null
  readonly limit: number
}

/** Messages, the latest first, and one more than `limit` where there are more. */
export async function listDeliveries(db: Db | Tx, { where, before, limit }: Wanted): Promise<readonly Delivery[]> {
  const { rows } = await sql<Delivery>`
    select m.id, m.notice_id as "noticeId", n.kind, n.statement, c.key as customer, m.subscription_id as "subscriptionId", m.channel, m.address,
      m.language, m.time_zone as "timeZone",
      -- A code is its reader's alone.
      case when m.secret then '{"subject": "", "text": ""}'::jsonb else m.words end as words, m.facts, m.state, m.drafted, m.position, m.attempts, m.parts, m.reason,
      m.sent_at as "sentAt", m.updated_at as "updatedAt"
    from messaging.message m left join messaging.notice n on n.id = m.notice_id left join ${customersAs('c')} on c.id = m.customer_id
    where ${where} and (${before}::bigint is null or m.id < ${before}) order by m.id desc limit ${limit + 1}`.execute(
    db,
  )
  return rows
}

export async function findDelivery(db: Db | Tx, id: bigint): Promise<Delivery | null> {
  const [found] = await listDeliveries(db, { where: sql`m.id = ${id}`, before: null, limit: 1 })
  return found ?? null
}

/** Holds one message until the transaction ends. Null where there is none. */
export async function lockDelivery(tx: Tx, id: bigint): Promise<Delivery | null> {
  await sql`select from messaging.message where id = ${id} for update`.execute(tx)
  return findDelivery(tx, id)
}

export async function setState(
  tx: Tx,
  ids: readonly bigint[],
  state: MessageState,
  reason: string,
  now: Temporal.Instant,
): Promise<void> {
  await sql`
    update messaging.message set state = ${state}, reason = ${reason}, not_before = ${now}, updated_at = ${now},
      sent_at = case when ${state} = 'sent' then coalesce(sent_at, ${now}) else sent_at end
    where id = any(${ids.map(String)}::bigint[])`.execute(tx)
}

export async function lockDoubts(tx: Tx, notice: string): Promise<readonly bigint[]> {
  const { rows } = await sql<{ id: bigint }>`
    select id from messaging.message where notice_id = ${notice} and state = 'doubtful' order by id for update`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

/** A draft goes out, in other words if some are given. */
export async function releaseDraft(
  tx: Tx,
  id: bigint,
  words: { readonly subject: string; readonly text: string } | null,
  now: Temporal.Instant,
): Promise<void> {
  await sql`
    update messaging.message set drafted = false, words = coalesce(${words === null ? null : JSON.stringify(words)}::jsonb, words), not_before = ${now}, updated_at = ${now}
    where id = ${id}`.execute(tx)
}

export function viewOf(delivery: Delivery): MessageView {
  const { id, noticeId, kind, statement, channel, address, sentAt, updatedAt } = delivery
  const { customer, language, state, drafted, position, attempts, parts, reason } = delivery
  return {
    message: String(id),
    notice: noticeId,
    kind,
    // A credit may be for several.
    outage: kind === 'credit' ? null : (statement?.number ?? null),
    customer,
    channel,
    address: address === '' ? '' : maskedAddress(channel, address),
    language,
    state,
    drafted,
    position,
    attempts,
    parts,
    reason,
    sentAt: sentAt?.toString() ?? null,
    updatedAt: updatedAt.toString(),
  }
}
