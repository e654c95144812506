import type { MessageChannel } from '@pulih/contracts'
import { keywordOf, type Keyword } from '@pulih/notices'
import { sql } from 'kysely'
import type { Tx, Work } from '../../platform/index.ts'
import type { Arrival } from '../adapters/index.ts'

export interface Heard {
  readonly id: bigint
  readonly channel: MessageChannel
  readonly address: string
  readonly keyword: Keyword | null
  readonly isAutomatic: boolean
}

/** Keeps what somebody wrote, and that he is in a conversation with us. Null where it came before. */
export async function hearMessage(
  { tx }: Pick<Work, 'tx'>,
  channel: MessageChannel,
  arrival: bigint,
  { id, from, subject, text, at, isAutomatic }: Extract<Arrival, { kind: 'message' }>,
): Promise<Heard | null> {
  const address = from.slice(0, 500)
  // Anybody can write a mail in somebody else's name; the way to get no more of them is the link that each of them has.
  const keyword = isAutomatic || channel === 'email' ? null : keywordOf(text)
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
  await sql`
    delete from messaging.stop where channel = ${channel} and address = messaging.compared(${channel}, ${address}) and why = 'gone'`.execute(
    tx,
  )
  return { id: kept.id, channel, address, keyword, isAutomatic }
}

/** How many answers somebody got in the last hour. */
export async function answersLately(
  tx: Tx,
  channel: MessageChannel,
  address: string,
  now: Temporal.Instant,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from messaging.inbound i join messaging.message m on m.origin = 'inbound:' || i.id
    where i.channel = ${channel} and messaging.compared(i.channel, i.address) = messaging.compared(${channel}, ${address})
      and m.updated_at > ${now.subtract({ hours: 1 })}`.execute(tx)
  return rows[0]?.n ?? 0
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
