import { sql } from 'kysely'
import { problem, type Db, type Tx } from '../../platform/index.ts'
import type { MessageChannel, MessageChannelSettings } from '@pulih/contracts'

/** A way to a provider, as somebody configured it. */
export interface Channel {
  readonly name: string
  readonly kind: MessageChannel
  readonly settings: MessageChannelSettings
  readonly perSecond: number | null
  readonly atOnce: number
  /** Of one message, of an SMS of each of its parts, as a decimal; null: nothing is said of what it costs. */
  readonly price: { readonly amount: string; readonly currency: string } | null
  readonly stopped: string | null
  readonly revision: number
}

const columns = sql`name, kind, settings, per_second as "perSecond", at_once as "atOnce", stopped, revision,
  case when price is not null then jsonb_build_object('amount', trim_scale(price)::text, 'currency', currency) end as price`

/** With what waits in it, and what went wrong. */
export interface CountedChannel extends Channel {
  readonly waiting: number
  readonly doubtful: number
  /** Since when somebody waits, of those that are looked at. */
  readonly oldestWaiting: Temporal.Instant | null
  /** Since when it takes nothing from anybody, and why. */
  readonly troubledSince: Temporal.Instant | null
  readonly trouble: string | null
  /** What failed in the last hour. */
  readonly failing: number
}

/** Nobody needs to know how many more: what is looked at every few seconds reads no million rows. */
const mostCounted = 10_000
/** Of each lane, so that all of them together are no more. */
const mostOfLane = mostCounted / 5

const counted = (now: Temporal.Instant) => {
  const count = (of: ReturnType<typeof sql>) =>
    sql`(select count(*)::int from (select from messaging.message m where m.channel = c.kind and ${of} limit ${mostCounted}) counted)`
  return sql`
  select ${columns}, ${count(sql`m.state = 'waiting' and not m.drafted`)} as waiting, ${count(sql`m.state = 'doubtful'`)} as doubtful,
    -- Each refusal puts off when a message is due: it says nothing of how long somebody has waited.
    (select min(coalesce(n.released_at, l.updated_at)) from generate_series(0, 4) q, lateral (
      select m.notice_id, m.updated_at from messaging.message m
      where m.channel = c.kind and m.state = 'waiting' and not m.drafted and m.lane = q
      order by m.not_before limit ${mostOfLane}) l left join messaging.notice n on n.id = l.notice_id) as "oldestWaiting",
    c.troubled_since as "troubledSince", c.trouble,
    ${count(sql`m.state = 'failed' and m.updated_at > ${now.subtract({ hours: 1 })}`)} as failing
  from messaging.channel c`
}

export async function countChannels(db: Db | Tx, now: Temporal.Instant): Promise<readonly CountedChannel[]> {
  const { rows } = await sql<CountedChannel>`${counted(now)} order by c.name`.execute(db)
  return rows
}

export async function countChannel(db: Db | Tx, name: string, now: Temporal.Instant): Promise<CountedChannel> {
  const { rows } = await sql<CountedChannel>`${counted(now)} where c.name = ${name}`.execute(db)
  return known(rows, name)
}

export async function listChannels(db: Db | Tx): Promise<readonly Channel[]> {
  const { rows } = await sql<Channel>`select ${columns} from messaging.channel order by name`.execute(db)
  return rows
}

export async function findChannel(db: Db | Tx, name: string): Promise<Channel> {
  const { rows } = await sql<Channel>`select ${columns} from messaging.channel where name = ${name}`.execute(db)
  return known(rows, name)
}

function known<Row>([channel]: readonly Row[], name: string): Row {
  if (channel === undefined) throw problem('messaging.channel-unknown', { channel: name })
  return channel
}

/** How a channel is set up, without counting what waits in it: asked for with everything that a provider brings. */
export async function settingsOf(db: Db | Tx, name: string): Promise<MessageChannelSettings> {
  const { rows } = await sql<
    Pick<Channel, 'settings'>
  >`select settings from messaging.channel where name = ${name}`.execute(db)
  return known(rows, name).settings
}

/** Holds the row until the transaction ends. */
export async function lockChannel(tx: Tx, name: string): Promise<Channel> {
  const { rows } = await sql<Channel>`select ${columns} from messaging.channel where name = ${name} for update`.execute(
    tx,
  )
  return known(rows, name)
}

/** False where there is one of this name or kind. */
export async function insertChannel(
  tx: Tx,
  { name, kind, settings, perSecond, atOnce, price, stopped }: Omit<Channel, 'revision'>,
): Promise<boolean> {
  const { rows } = await sql`
    insert into messaging.channel (name, kind, settings, per_second, at_once, price, currency, stopped)
    values (${name}, ${kind}, ${JSON.stringify(settings)}, ${perSecond}, ${atOnce}, ${price?.amount ?? null}, ${price?.currency ?? null}, ${stopped})
    on conflict do nothing returning name`.execute(tx)
  return rows.length > 0
}

/** False where another one is of this kind. */
export async function updateChannel(
  tx: Tx,
  { name, kind, settings, perSecond, atOnce, price }: Channel,
): Promise<boolean> {
  const { rows } = await sql`
    update messaging.channel c set kind = ${kind}, settings = ${JSON.stringify(settings)}, per_second = ${perSecond}, at_once = ${atOnce},
      price = ${price?.amount ?? null}, currency = ${price?.currency ?? null}, revision = revision + 1,
      -- Whoever mended it need not wait for what was wrong before.
      paced_until = case when troubled_since is null then paced_until end, troubled_since = null, trouble = null
    where c.name = ${name} and not exists (select from messaging.channel o where o.kind = ${kind} and o.name <> c.name) returning name`.execute(
    tx,
  )
  return rows.length > 0
}

/** One that was open is listened to from then on: whoever is told nothing may still write STOP, and receipts still come. */
export async function setStopped(tx: Tx, name: string, reason: string | null): Promise<void> {
  await sql`
    update messaging.channel set stopped = ${reason}, listening = listening or stopped is null or ${reason}::text is null, revision = revision + 1,
      paced_until = case when troubled_since is null then paced_until end, troubled_since = null, trouble = null
    where name = ${name}`.execute(tx)
}

/** Those whose lines stay open: something is sent through them, or was. */
export async function listeningChannels(db: Db | Tx): Promise<readonly Channel[]> {
  const { rows } = await sql<Channel>`
    select ${columns} from messaging.channel where stopped is null or listening order by name`.execute(db)
  return rows
}

export async function openChannels(db: Db | Tx): Promise<readonly Channel[]> {
  const { rows } = await sql<Channel>`
    select ${columns} from messaging.channel where stopped is null order by name`.execute(db)
  return rows
}

/** The channel as it is now; null: it is as it was. */
export async function changedSince(db: Db | Tx, { name, revision }: Channel): Promise<Channel | null> {
  const { rows } = await sql<Channel>`
    select ${columns} from messaging.channel where name = ${name} and revision <> ${revision}`.execute(db)
  return rows[0] ?? null
}

/** By what anything can be sent at all. */
export async function openChannelKinds(db: Db | Tx): Promise<readonly MessageChannel[]> {
  return (await openChannels(db)).map(({ kind }) => kind)
}

/** Those of these ways that somebody has set up, also where nothing is sent through them just now: nobody is reached by another. */
export async function usableChannels(
  db: Db | Tx,
  wanted: readonly MessageChannel[],
): Promise<readonly MessageChannel[]> {
  const { rows } = await sql<{ kind: MessageChannel }>`select kind from messaging.channel`.execute(db)
  return wanted.filter(each => rows.some(({ kind }) => kind === each))
}

/** What a limit allows at a moment. */
export interface Allowance {
  /** Somebody changed or stopped the channel: whoever sends as it was begins anew with it as it is. */
  readonly isChanged: boolean
  readonly count: number
  /** When the first of them may go; each after it when its share of a second has passed. */
  readonly from: Temporal.Instant
  /** Milliseconds until something more is allowed; null: it is now. */
  readonly wait: number | null
}

/**
 * How many messages may be handed over now, of as many as are wanted. The row is held until the transaction ends, so that several workers
 * together keep to one limit. Never more than a second ahead, so that a raised limit is felt at once.
 */
export async function takeAllowance(
  tx: Tx,
  { name, perSecond, revision }: Pick<Channel, 'name' | 'perSecond' | 'revision'>,
  wanted: number,
  now: Temporal.Instant,
): Promise<Allowance> {
  const isShared = perSecond !== null && wanted > 0
  const { rows } = await sql<{ paced: Temporal.Instant | null; isStopped: boolean; revision: number }>`
    select paced_until as paced, stopped is not null as "isStopped", revision from messaging.channel where name = ${name} ${isShared ? sql`for update` : sql``}`.execute(
    tx,
  )
  const [row] = rows
  const isChanged = row !== undefined && (row.isStopped || row.revision !== revision)
  if (isChanged || wanted === 0) return { isChanged, count: 0, from: now, wait: null }
  return { isChanged, ...allowed(perSecond, row?.paced ?? now, wanted, now) }
}

function allowed(
  perSecond: number | null,
  paced: Temporal.Instant,
  wanted: number,
  now: Temporal.Instant,
): Omit<Allowance, 'isChanged'> {
  const ahead = Math.max(0, now.until(paced).total('milliseconds'))
  if (perSecond === null)
    return ahead > 0 ? { count: 0, from: now, wait: ahead } : { count: wanted, from: now, wait: null }
  const count = Math.min(wanted, Math.floor((1 - ahead / 1_000) * perSecond + 1e-9))
  const from = ahead > 0 ? paced : now
  if (count > 0) return { count, from, wait: null }
  // A limit below one a second allows one when the whole of what was used has passed.
  const wait = perSecond < 1 ? ahead : ahead - 1_000 + 1_000 / perSecond
  return perSecond < 1 && ahead === 0 ? { count: Math.min(wanted, 1), from, wait: null } : { count: 0, from, wait }
}

/** Uses up what was really taken. */
export async function useAllowance(
  tx: Tx,
  { name, perSecond }: Pick<Channel, 'name' | 'perSecond'>,
  from: Temporal.Instant,
  count: number,
): Promise<void> {
  if (perSecond === null || count === 0) return
  const until = from.add({ nanoseconds: Math.round((count / perSecond) * 1e9) })
  await sql`update messaging.channel set paced_until = ${until} where name = ${name}`.execute(tx)
}

/** Nothing goes through it before this. */
export async function restUntil(tx: Tx, name: string, until: Temporal.Instant): Promise<void> {
  await sql`
    update messaging.channel set paced_until = greatest(coalesce(paced_until, ${until}::timestamptz), ${until}::timestamptz) where name = ${name}`.execute(
    tx,
  )
}
