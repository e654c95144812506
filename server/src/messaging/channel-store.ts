import { sql } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'
import type { ChannelSettings } from './adapters/index.ts'
import type { MessageChannel } from './audience.ts'

/** A way to a provider, as somebody configured it. */
export interface Channel {
  readonly name: string
  readonly kind: MessageChannel
  readonly settings: ChannelSettings
  readonly perSecond: number | null
  readonly atOnce: number
  readonly stopped: string | null
}

const columns = sql`name, kind, settings, per_second as "perSecond", at_once as "atOnce", stopped`

export async function openChannels(db: Db): Promise<readonly Channel[]> {
  const { rows } = await sql<Channel>`
    select ${columns} from messaging.channel where stopped is null order by name`.execute(db)
  return rows
}

/**
 * How many messages may be handed over now and when the first of them, of as many as are wanted. What is allowed is used up by asking,
 * whoever asks: several workers together keep to one limit. Never more than a second ahead, so that a raised limit is felt at once.
 */
export async function takeAllowance(
  tx: Tx,
  { name, perSecond }: Pick<Channel, 'name' | 'perSecond'>,
  wanted: number,
  now: Temporal.Instant,
): Promise<{ readonly count: number; readonly from: Temporal.Instant }> {
  if (perSecond === null) return { count: wanted, from: now }
  const { rows } = await sql<{ paced: Temporal.Instant | null }>`
    select paced_until as paced from messaging.channel where name = ${name} for update`.execute(tx)
  const paced = rows[0]?.paced ?? now
  const from = Temporal.Instant.compare(paced, now) > 0 ? paced : now
  const left = 1 - now.until(from).total('seconds')
  const count = Math.max(0, Math.min(wanted, Math.floor(left * perSecond + 1e-9)))
  const until = from.add({ nanoseconds: Math.round((count / perSecond) * 1e9) })
  await sql`update messaging.channel set paced_until = ${until} where name = ${name}`.execute(tx)
  return { count, from }
}
