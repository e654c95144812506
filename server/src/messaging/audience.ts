import { sql, type RawBuilder } from 'kysely'
import type { MessageChannel } from '@pulih/contracts'
import { languages, type Language } from '@pulih/kernel'
import { downServices, storyOf } from '../outages/index.ts'
import type { Tx } from '../platform/index.ts'
import { contactsAt, contactsFor, reachableCustomers, servicesAs } from '../subscribers/index.ts'

/** Whom a notice concerns and how they are reached. */
export interface Reach {
  /** In the order in which they are tried, unless somebody prefers another. */
  readonly channels: readonly MessageChannel[]
  /** Who has said nothing is spoken to in this one. */
  readonly language: Language
  /** Of services that name none. */
  readonly timeZone: string
}

export interface AudienceCount {
  readonly channel: MessageChannel | null
  readonly language: Language
  readonly people: number
}

/** To be asked whether messages about outages are wanted. */
export const purpose = 'outage-notices'

/**
 * Relation `customer_id, language, time_zone, contact, channel`: everybody who holds one of these services (`service_id`), once, with the contact
 * through which he is told: by his own order of channels, else the contact that he prefers, else the first in the operator's order. `contact` null:
 * nothing reaches him, so that somebody may telephone. Whoever wants no messages at an address is not reached there.
 */
export function people(services: RawBuilder<unknown>, { channels, language }: Reach): RawBuilder<unknown> {
  return sql`(
    with held as materialized (
      select s.customer_id, min(s.time_zone) as time_zone
      from ${services} h join ${servicesAs('s')} on s.id = h.service_id group by s.customer_id),
    stopped as materialized (select id from ${contactsAt(sql`messaging.stop`)} t),
    best as materialized (
      -- One number says which is best: the place of its channel in his own order, or preferred before others; then the operator's order;
      -- then the contact's age.
      select c.customer_id, min(((case when p.channels is not null then coalesce(array_position(p.channels, c.channel), 16)
          when c.preferred then 0 else 1 end) * 16 + array_position(${[...channels]}::text[], c.channel)) * 1000000000000 + c.id) as place
      from held o join ${contactsFor(purpose)} c on c.customer_id = o.customer_id left join messaging.preference p on p.customer_id = c.customer_id
      where c.channel = any(${[...channels]}::text[]) and not exists (select from stopped x where x.id = c.id)
      group by c.customer_id)
    select h.customer_id, coalesce(p.time_zone, h.time_zone) as time_zone, case when l.language = any(${[...languages]}::text[]) then l.language else ${language} end as language,
      mod(b.place, 1000000000000)::bigint as contact, (${[...channels]}::text[])[mod(b.place / 1000000000000, 16)] as channel
    from held h join ${reachableCustomers} c on c.id = h.customer_id left join best b on b.customer_id = h.customer_id
    left join messaging.preference p on p.customer_id = h.customer_id
    cross join lateral (select coalesce(p.language, c.language) as language) l)`
}

/** Writes a message for everybody who is reached. Done again it adds whoever was not there before. Returns how many were added. */
export async function addMessages(
  tx: Tx,
  {
    notice,
    lane,
    outage,
    reach,
    now,
  }: {
    readonly lane: number
    readonly notice: string
    readonly outage: string
    readonly reach: Reach
    readonly now: Temporal.Instant
  },
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into messaging.message (notice_id, customer_id, lane, channel, address, language, time_zone, not_before, updated_at)
    select ${notice}::uuid, p.customer_id, ${lane}::smallint, k.channel, k.address, p.language, coalesce(p.time_zone, ${reach.timeZone}), ${now}, ${now}
    from ${people(downServices(outage), reach)} p join ${contactsFor(purpose)} k on k.id = p.contact
    -- Who was told there because he had asked for it, and turns out to be hit, was told.
    where ${await notToldElsewhere(tx, outage)} and not exists (
      select from messaging.message t where t.notice_id = ${notice}::uuid and t.subscription_id is not null and t.channel = k.channel
        and messaging.compared(t.channel, t.address) = messaging.compared(k.channel, k.address))
    on conflict (notice_id, customer_id, position) do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/** Whoever was told of an outage that was merged into this one was told of this one. */
async function notToldElsewhere(tx: Tx, outage: string): Promise<RawBuilder<unknown>> {
  const { rows } = await sql<{ id: string }>`
    select n.id from messaging.notice n
    where n.outage_id in ${storyOf(outage)} and n.outage_id <> ${outage} and n.kind in ('first', 'planned')`.execute(tx)
  // Most outages are one; a million customers are not looked up for nothing.
  if (rows.length === 0) return sql`true`
  return sql`not exists (
    select from messaging.message t where t.customer_id = p.customer_id and t.notice_id = any(${rows.map(({ id }) => id)}::uuid[])
      and t.state not in ('cancelled', 'failed'))`
}
