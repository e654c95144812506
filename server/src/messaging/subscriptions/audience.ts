import type { MessageChannel } from '@pulih/contracts'
import type { Language } from '@pulih/kernel'
import { sql, type RawBuilder } from 'kysely'
import { hitServices, outagePlaces, storyOf } from '../../outages/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import { servicesAs } from '../../subscribers/index.ts'

export interface SubscribersOf {
  readonly notice: string
  readonly lane: number
  readonly outage: string
  /** Only this one of them. */
  readonly only?: string
  readonly now: Temporal.Instant
}

interface SubscriberCount {
  readonly channel: MessageChannel
  readonly language: Language
  readonly people: number
}

/**
 * Writes a message for whoever is subscribed to a place that an outage hits: one for each address, and none where somebody is told at that
 * address anyway, so that it has to be done after the customers. Done again it adds whoever was not there before. Returns how many.
 */
export async function addSubscribers(tx: Tx, { notice, lane, outage, only, now }: SubscribersOf): Promise<number> {
  const { numAffectedRows } = await sql`
    with told as materialized (
      select m.channel, messaging.compared(m.channel, m.address) as address from messaging.message m
      where m.notice_id = ${notice}::uuid or m.state not in ('cancelled', 'failed') and m.notice_id in (
        select n.id from messaging.notice n where n.outage_id in ${storyOf(outage)} and n.outage_id <> ${outage} and n.kind in ('first', 'planned'))),
    found as (
      -- The oldest speaks, so that it is the same one every time.
      select distinct on (s.channel, s.compared) s.* from ${concerned(outage)} s
      where (${only ?? null}::uuid is null or s.id = ${only ?? null}::uuid)
        and not exists (select from told t where t.channel = s.channel and t.address = s.compared)
      order by s.channel, s.compared, s.id)
    insert into messaging.message (notice_id, subscription_id, lane, channel, address, language, time_zone, drafted, not_before, updated_at)
    select ${notice}::uuid, f.id, ${lane}::smallint, f.channel, f.address, f.language, f.time_zone, f.drafted, ${now}, ${now} from found f
    on conflict (notice_id, subscription_id, position) do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/**
 * How many addresses are subscribed to a place that an outage hits, by channel and by the language of whoever asked first; customers' own
 * among them.
 */
export async function countSubscribers(db: Db | Tx, outage: string): Promise<readonly SubscriberCount[]> {
  const { rows } = await sql<SubscriberCount>`
    select f.channel, f.language, count(*)::int as people from (
      select distinct on (s.channel, s.compared) s.channel, s.language from ${concerned(outage)} s order by s.channel, s.compared, s.id) f
    group by f.channel, f.language order by people desc, f.channel, f.language`.execute(db)
  return rows
}

/** Relation of subscriptions, with `compared`: those to a place that an outage hits, whose address wants to be told. */
function concerned(outage: string): RawBuilder<unknown> {
  return sql`(
    with place as materialized (
      select area, bool_or(whole) as whole from ${outagePlaces} p
      -- Where nobody asked for an area, a million services are not looked through for theirs.
      where p.outage_id = ${outage}::uuid and exists (select from messaging.subscription where scope = 'area' and state = 'confirmed')
      group by area),
    -- What a place lies in, itself among them: who wants to hear of 32 hears of 32.73.
    around as materialized (
      select distinct array_to_string(parts[1:n], '.') as area
      from (select string_to_array(area, '.') as parts from place) p, generate_series(1, cardinality(parts)) n),
    wanted as (
      select id from messaging.subscription where state = 'confirmed' and (
        scope = 'everything' or scope = 'outage' and scope_key = ${outage}
        or scope = 'area' and exists (select from place where whole and area = '*'))
      union select s.id from around a join messaging.subscription s on s.scope = 'area' and s.scope_key = a.area where s.state = 'confirmed'
      -- Of an area that is hit as a whole hears also who wants to hear of a part of it.
      union select s.id from place p join messaging.subscription s on s.scope = 'area' and starts_with(s.scope_key, p.area || '.')
      where p.whole and s.state = 'confirmed'
      union select s.id from messaging.subscription s join ${servicesAs('v')} on v.key = s.scope_key
        join ${hitServices} h on h.service_id = v.id and h.outage_id = ${outage}::uuid
      where s.scope = 'service' and s.state = 'confirmed')
    select s.*, messaging.compared(s.channel, s.address) as compared from wanted w join messaging.subscription s on s.id = w.id
    where not exists (
      select from messaging.stop x where x.channel = s.channel and x.address = messaging.compared(s.channel, s.address)))`
}
