import type { MessageChannel } from '@pulih/contracts'
import { keywordOf, type Keyword } from '@pulih/notices'
import { sql } from 'kysely'
import type { Tx, Work } from '../../platform/index.ts'
import { callingCodeOf, dialled } from '../../subscribers/index.ts'
import type { Arrival } from '../adapters/index.ts'

export interface Heard {
  readonly id: bigint
  readonly channel: MessageChannel
  readonly address: string
  readonly keyword: Keyword | null
  readonly isAutomatic: boolean
  /** Nobody vouches for who sent it. */
  readonly isUnproven: boolean
}

/**
 * The number of whoever wrote, as we would write to him: a centre may tell one of its own country without the code of it, and one of another
 * country without a plus.
 */
function senderOf(from: string, callingCode: string): string {
  return /^(?:0[1-9]\d{6,}|[1-9]\d{6,9})$/.test(from) ? dialled(from, callingCode) : from
}

interface CameBy {
  readonly channel: MessageChannel
  readonly arrival: bigint
  /** The word that our messages name for no more of them. */
  readonly ownStop: string
}

/** Keeps what somebody wrote, and that he is in a conversation with us. Null where it came before. */
export async function hearMessage(
  { tx }: Pick<Work, 'tx'>,
  { channel, arrival, ownStop }: CameBy,
  { id, from, subject, text, at, isAutomatic, isUnproven: unproven }: Extract<Arrival, { kind: 'message' }>,
): Promise<Heard | null> {
  const address = (channel === 'sms' ? senderOf(from, await callingCodeOf(tx)) : from).slice(0, 500)
  const isUnproven = unproven === true
  const keyword = isAutomatic
    ? null
    : (keywordOf(text, ownStop) ?? (text.trim() === '' ? keywordOf(subject ?? '', ownStop) : null))
  const { rows } = await sql<{ id: bigint }>`
    insert into messaging.inbound (arrival_id, channel, address, provider_id, subject, text, at, keyword, automatic)
    values (${arrival}, ${channel}, ${address}, ${id.slice(0, 300)}, ${subject?.slice(0, 300) ?? null}, ${text.slice(0, 20_000)}, ${at},
      ${keyword?.means ?? null}, ${isAutomatic})
    on conflict (channel, provider_id) do nothing returning id`.execute(tx)
  const [kept] = rows
  if (!kept) return null
  await sql`
    insert into messaging.conversation (channel, address, wrote_at) values (${channel}, messaging.compared(${channel}, ${address}), ${at})
    on conflict (channel, address) do update set wrote_at = greatest(conversation.wrote_at, excluded.wrote_at)`.execute(
    tx,
  )
  // Whoever writes is there, whatever was said of his address.
  if (!isUnproven)
    await sql`
    delete from messaging.stop where channel = ${channel} and address = messaging.compared(${channel}, ${address}) and why = 'gone'`.execute(
      tx,
    )
  return { id: kept.id, channel, address, keyword, isAutomatic, isUnproven }
}

/** Why something that we understood was not answered. */
export type Unanswered = 'too-often' | 'too-many'

export async function markUnanswered(tx: Tx, id: bigint, why: Unanswered): Promise<void> {
  await sql`update messaging.inbound set unanswered = ${why} where id = ${id}`.execute(tx)
}

/** Nobody is at this address: nothing is sent there until somebody writes from it. */
export async function markGone(
  { tx, now }: Pick<Work, 'now' | 'tx'>,
  channel: MessageChannel,
  address: string,
): Promise<void> {
  await sql`
    insert into messaging.stop (channel, address, at, why) values (${channel}, messaging.compared(${channel}, ${address}), ${now}, 'gone')
    on conflict do nothing`.execute(tx)
}
