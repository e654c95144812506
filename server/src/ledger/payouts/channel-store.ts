import { sql } from 'kysely'
import { problem, type Db, type Tx } from '../../platform/index.ts'
import { abilities } from './adapters/index.ts'
import type { Channel } from './channel.ts'

const columns = sql.raw(`name, revision, title, settings, units, text, largest, per_minute as "perMinute",
  settling_seconds as "settlingSeconds", rest, stopped`)

export interface ChannelCounts {
  readonly channel: string
  readonly open: bigint
  readonly waiting: bigint
}

export async function listChannels(db: Db | Tx): Promise<Channel[]> {
  const { rows } = await sql<Channel>`select ${columns} from ledger.payout_channel order by name limit 500`.execute(db)
  return rows
}

export async function findChannel(db: Db | Tx, name: string): Promise<Channel> {
  const { rows } = await sql<Channel>`select ${columns} from ledger.payout_channel where name = ${name}`.execute(db)
  return rows[0] ?? missing(name)
}

/** Reads a channel and holds it, so that it is neither changed nor stopped in between. */
export async function lockChannel(tx: Tx, name: string): Promise<Channel> {
  const { rows } =
    await sql<Channel>`select ${columns} from ledger.payout_channel where name = ${name} for update`.execute(tx)
  return rows[0] ?? missing(name)
}

function missing(name: string): never {
  throw problem('payouts.channel-not-found', { channel: name })
}

/** How many payouts of each channel are on their way, and how many of these wait for a person. */
export async function countOpen(db: Db | Tx): Promise<ChannelCounts[]> {
  const { rows } = await sql<ChannelCounts>`
    select channel, count(*) as open, count(*) filter (where state = 'waiting-for-person') as waiting
    from ledger.payout where state in ('requested', 'sending', 'unknown', 'waiting-for-person') group by channel`.execute(
    db,
  )
  return rows
}

/** False if the name is taken. */
export async function insertChannel(tx: Tx, channel: Channel): Promise<boolean> {
  const { rows } = await sql`
    insert into ledger.payout_channel (name, title, form, settings, units, text, largest, per_minute, settling_seconds, rest, stopped)
    values (${channel.name}, ${channel.title}, ${abilities(channel.settings).form}, ${JSON.stringify(channel.settings)}::jsonb,
      ${[...channel.units]}::text[], ${channel.text}, ${channel.largest}, ${channel.perMinute}, ${channel.settlingSeconds},
      ${channel.rest}, ${channel.stopped})
    on conflict do nothing returning name`.execute(tx)
  return rows.length > 0
}

export async function updateChannel(tx: Tx, channel: Channel): Promise<void> {
  await sql`
    update ledger.payout_channel set revision = revision + 1, title = ${channel.title}, settings = ${JSON.stringify(channel.settings)}::jsonb,
      units = ${[...channel.units]}::text[], text = ${channel.text}, largest = ${channel.largest}, per_minute = ${channel.perMinute},
      settling_seconds = ${channel.settlingSeconds}, rest = ${channel.rest} where name = ${channel.name}`.execute(tx)
}

/** False if something was ever sent or seen through it. */
export async function deleteChannel(tx: Tx, name: string): Promise<boolean> {
  const { rows } = await sql`
    delete from ledger.payout_channel c where name = ${name}
      and not exists (select from ledger.payout p where p.channel = c.name)
      and not exists (select from ledger.bill_credit b where b.channel = c.name) returning name`.execute(tx)
  return rows.length > 0
}

/** The names of those that were stopped by this. */
export async function stopChannels(tx: Tx, name: string | null, reason: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    update ledger.payout_channel set stopped = ${reason}, revision = revision + 1
    where stopped is null and (${name}::text is null or name = ${name}) returning name`.execute(tx)
  return rows.map(row => row.name)
}

/** Also those that are stopped: whoever resumes one for its own reason reads this one first. Returns all names. */
export async function stopAllChannels(tx: Tx, reason: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    update ledger.payout_channel set stopped = left(${reason}::text || coalesce('; before: ' || stopped, ''), 200), revision = revision + 1
    returning name`.execute(tx)
  return rows.map(row => row.name).toSorted()
}

export async function resumeChannels(tx: Tx, name: string | null): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    update ledger.payout_channel set stopped = null, revision = revision + 1
    where stopped is not null and (${name}::text is null or name = ${name}) returning name`.execute(tx)
  return rows.map(row => row.name)
}

/** What was erased stays so unless `erasedToo`: a biller's list goes on naming customers who asked to be forgotten. */
export async function setAddresses(
  tx: Tx,
  channel: string,
  items: readonly { readonly service: string; readonly address: string }[],
  erasedToo = false,
): Promise<{ set: number; erased: number }> {
  // The last of two addresses for one service counts.
  const wanted = new Map(items.map(item => [item.service, item.address]))
  const { rows } = await sql`
    insert into ledger.payout_address as known (channel, service_key, address)
    select ${channel}, service, address from unnest(${[...wanted.keys()]}::text[], ${[...wanted.values()]}::text[]) as new (service, address)
    on conflict (channel, service_key) do update set address = excluded.address
      where known.address is not null or ${erasedToo} returning service_key`.execute(tx)
  return { set: rows.length, erased: wanted.size - rows.length }
}

/** Takes the channel's next turn to send; false if somebody else took it, or it is not time yet. */
export async function takeTurn(tx: Tx, channel: Channel, now: Temporal.Instant): Promise<boolean> {
  if (channel.perMinute === null) return true
  const next = now.add({ nanoseconds: Math.ceil(60_000_000_000 / channel.perMinute) })
  const { rows } = await sql`
    update ledger.payout_channel set next_send_at = ${next} where name = ${channel.name} and next_send_at <= ${now} returning name`.execute(
    tx,
  )
  return rows.length > 0
}

/** Lets the whole channel rest, because the biller said that it is too much. */
export async function restChannel(tx: Tx, name: string, until: Temporal.Instant): Promise<void> {
  await sql`update ledger.payout_channel set next_send_at = greatest(next_send_at, ${until}::timestamptz) where name = ${name}`.execute(
    tx,
  )
}
