import { sql } from 'kysely'
import { problem, type Db, type Tx } from '../platform/index.ts'
import type { MessageChannel, MessageChannelSettings } from '@pulih/contracts'

/** A way to a provider, as somebody configured it. */
export interface Channel {
  readonly name: string
  readonly kind: MessageChannel
  readonly settings: MessageChannelSettings
  readonly perSecond: number | null
  readonly atOnce: number
  readonly stopped: string | null
}

const columns = sql`name, kind, settings, per_second as "perSecond", at_once as "atOnce", stopped`

/** With its version, and what waits in it. */
export interface CountedChannel extends Channel {
  readonly revision: number
  readonly waiting: number
  readonly doubtful: number
  readonly oldestWaiting: Temporal.Instant | null
}

const counted = sql`
  select ${columns}, c.revision,
    (select count(*)::int from messaging.message m where m.channel = c.kind and m.state = 'waiting') as waiting,
    (select count(*)::int from messaging.message m where m.channel = c.kind and m.state = 'doubtful') as doubtful,
    (select min(m.not_before) from messaging.message m where m.channel = c.kind and m.state = 'waiting') as "oldestWaiting"
  from messaging.channel c`

export async function listChannels(db: Db | Tx): Promise<readonly CountedChannel[]> {
  const { rows } = await sql<CountedChannel>`${counted} order by c.name`.execute(db)
  return rows
}

export async function findChannel(db: Db | Tx, name: string): Promise<CountedChannel> {
  const { rows } = await sql<CountedChannel>`${counted} where c.name = ${name}`.execute(db)
  const [channel] = rows
  if (!channel) throw problem('messaging.channel-unknown', { channel: name })
  return channel
}

/** Holds the row until the transaction ends. */
export async function lockChannel(tx: Tx, name: string): Promise<CountedChannel> {
  await sql`select from messaging.channel where name = ${name} for update`.execute(tx)
  return findChannel(tx, name)
}

/** False where there is one of this name or kind. */
export async function insertChannel(
  tx: Tx,
  { name, kind, settings, perSecond, atOnce, stopped }: Channel,
): Promise<boolean> {
  const { rows } = await sql`
    insert into messaging.channel (name, kind, settings, per_second, at_once, stopped)
    values (${name}, ${kind}, ${JSON.stringify(settings)}, ${perSecond}, ${atOnce}, ${stopped})
    on conflict do nothing returning name`.execute(tx)
  return rows.length > 0
}

/** False where another one is of this kind. */
export async function updateChannel(tx: Tx, { name, kind, settings, perSecond, atOnce }: Channel): Promise<boolean> {
  const { rows } = await sql`
    update messaging.channel c set kind = ${kind}, settings = ${JSON.stringify(settings)}, per_second = ${perSecond}, at_once = ${atOnce},
      revision = revision + 1
    where c.name = ${name} and not exists (select from messaging.channel o where o.kind = ${kind} and o.name <> c.name) returning name`.execute(
    tx,
  )
  return rows.length > 0
}

export async function setStopped(tx: Tx, name: string, reason: string | null): Promise<void> {
  await sql`update messaging.channel set stopped = ${reason}, revision = revision + 1 where name = ${name}`.execute(tx)
}

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
