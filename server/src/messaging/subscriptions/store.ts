import type { MessageChannel } from '@pulih/contracts'
import { sql } from 'kysely'
import { outageNumbers } from '../../outages/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { Place, Subscription } from './subscription.ts'

const columns = sql`s.id, s.scope, s.scope_key as key, s.channel, s.address, s.language, s.time_zone as "timeZone", s.format, s.drafted, s.state,
  s.asked_at as "askedAt", case when s.scope = 'outage' then (select o.number from ${outageNumbers} o where o.id = s.scope_key::uuid) end as outage`

type New = Omit<Subscription, 'id' | 'state' | 'outage'> & { readonly actor: string | null }

/** Begins it, or changes language and zone of the one that there is: whoever shows twice that an address is his is told once. */
export async function upsertSubscription(tx: Tx, given: New, now: Temporal.Instant): Promise<string> {
  const { rows } = await insert(
    tx,
    given,
    now,
    sql`do update set language = excluded.language, time_zone = excluded.time_zone`,
  )
  const [row] = rows
  if (!row) throw new Error('a subscription was not written')
  return row.id
}

/** Null where the address is told of the place already. */
export async function insertSubscription(tx: Tx, given: New, now: Temporal.Instant): Promise<string | null> {
  const { rows } = await insert(tx, given, now, sql`do nothing`)
  return rows[0]?.id ?? null
}

function insert(tx: Tx, given: New, now: Temporal.Instant, otherwise: ReturnType<typeof sql>) {
  const { scope, key, channel, address, language, timeZone, format, drafted, askedAt, actor } = given
  return sql<{ id: string }>`
    insert into messaging.subscription (scope, scope_key, channel, address, language, time_zone, format, drafted, state, asked_at, confirmed_at, actor)
    values (${scope}, ${key}, ${channel}, ${address}, ${language}, ${timeZone}, ${format}, ${drafted}, 'confirmed', ${askedAt}, ${now}, ${actor})
    on conflict (channel, messaging.compared(channel, address), scope, coalesce(scope_key, '')) where state <> 'ended' ${otherwise}
    returning id`.execute(tx)
}

export async function findSubscription(db: Db | Tx, id: string): Promise<Subscription | null> {
  const { rows } = await sql<Subscription>`select ${columns} from messaging.subscription s where s.id = ${id}`.execute(
    db,
  )
  return rows[0] ?? null
}

/** One that an address has, ended ones last. */
export async function subscriptionAt(tx: Tx, channel: MessageChannel, address: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from messaging.subscription
    where channel = ${channel} and messaging.compared(channel, address) = messaging.compared(${channel}, ${address})
    order by state = 'ended', id limit 1`.execute(tx)
  return rows[0]?.id ?? null
}

/** Holds the row until the transaction ends. */
export async function lockSubscription(tx: Tx, id: string): Promise<Subscription | null> {
  await sql`select from messaging.subscription where id = ${id} for update`.execute(tx)
  return findSubscription(tx, id)
}

/** Ends it and what still waits for it. */
export async function endSubscription(tx: Tx, id: string, now: Temporal.Instant): Promise<void> {
  await sql`update messaging.subscription set state = 'ended', ended_at = ${now} where id = ${id} and state <> 'ended'`.execute(
    tx,
  )
  await sql`
    update messaging.message set state = 'cancelled', reason = 'wants no more', updated_at = ${now}
    where subscription_id = ${id} and state = 'waiting'`.execute(tx)
}

/** False where the address is told of that place by another subscription. */
export async function moveSubscription(
  tx: Tx,
  id: string,
  { scope, key, language, timeZone }: Place & Pick<Subscription, 'language' | 'timeZone'>,
): Promise<boolean> {
  const { rows } = await sql`
    update messaging.subscription s set scope = ${scope}, scope_key = ${key}, language = ${language}, time_zone = ${timeZone}
    where s.id = ${id} and not exists (
      select from messaging.subscription o where o.state <> 'ended' and o.id <> s.id and o.channel = s.channel and o.scope = ${scope}
        and messaging.compared(o.channel, o.address) = messaging.compared(s.channel, s.address) and o.scope_key is not distinct from ${key})
    returning s.id`.execute(tx)
  return rows.length > 0
}

/** The latest first, after one of them, one more than `limit`. */
export async function listSubscriptions(
  db: Db,
  channel: MessageChannel | null,
  after: { readonly askedAt: string; readonly id: string } | null,
  limit: number,
): Promise<readonly Subscription[]> {
  const { rows } = await sql<Subscription>`
    select ${columns} from messaging.subscription s
    where (${channel}::text is null or s.channel = ${channel})
      and (${after?.id ?? null}::uuid is null or (s.asked_at, s.id) < (${after?.askedAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by s.asked_at desc, s.id desc limit ${limit + 1}`.execute(db)
  return rows
}
