import { sql } from 'kysely'
import type { Json, Work } from '../../platform/index.ts'
import { contactsOfHolder, holderByKey } from '../../subscribers/index.ts'
import { outageNotices } from '../purpose.ts'
import { preferenceOf } from './preference.ts'

/** A customer with the addresses that he has; what is kept by address is his as far as it is one of these. */
async function personIn(work: Work, customerKey: string) {
  const holder = await holderByKey(work.tx, customerKey)
  if (!holder) return null
  const contacts = await contactsOfHolder(work.tx, holder.id, outageNotices)
  const at = sql`(
    select c.channel, messaging.compared(c.channel, c.address) as address
    from unnest(${contacts.map(({ channel }) => channel)}::text[], ${contacts.map(({ address }) => address)}::text[]) as c (channel, address))`
  return { id: holder.id, at }
}

/** What is kept of how a customer wants to be told, what he was told, and what he wrote. */
export async function exportReader(work: Work, customerKey: string): Promise<Json> {
  const person = await personIn(work, customerKey)
  if (!person) return null
  const { id, at } = person
  const { rows } = await sql<{ subscriptions: Json[]; messages: Json[]; wrote: Json[]; stopped: Json[] }>`
    select
      coalesce((select jsonb_agg(jsonb_build_object('scope', s.scope, 'key', s.scope_key, 'channel', s.channel, 'address', s.address,
          'askedAt', s.asked_at, 'confirmedAt', s.confirmed_at, 'endedAt', s.ended_at) order by s.id)
        from messaging.subscription s join ${at} a on a.channel = s.channel and a.address = messaging.compared(s.channel, s.address)), '[]') as subscriptions,
      coalesce((select jsonb_agg(jsonb_build_object('channel', m.channel, 'address', m.address, 'state', m.state, 'notice', n.kind,
          'outage', n.outage_id, 'says', case when m.secret then null else m.words end, 'credit', m.facts, 'at', coalesce(m.sent_at, m.updated_at)) order by m.id)
        from messaging.message m left join messaging.notice n on n.id = m.notice_id where m.customer_id = ${id}), '[]') as messages,
      coalesce((select jsonb_agg(jsonb_build_object('channel', i.channel, 'address', i.address, 'subject', i.subject, 'text', i.text, 'at', i.at) order by i.id)
        from messaging.inbound i join ${at} a on a.channel = i.channel and a.address = messaging.compared(i.channel, i.address)), '[]') as wrote,
      coalesce((select jsonb_agg(jsonb_build_object('channel', x.channel, 'address', x.address, 'at', x.at) order by x.channel, x.address)
        from messaging.stop x join ${at} a on a.channel = x.channel and a.address = x.address), '[]') as stopped`.execute(
    work.tx,
  )
  const { revision, ...said } = await preferenceOf(work.tx, id)
  const [row] = rows
  const preference = revision === 0 ? null : { ...said, channels: said.channels === null ? null : [...said.channels] }
  const isAny = row && row.subscriptions.length + row.messages.length + row.wrote.length + row.stopped.length > 0
  if (!isAny && preference === null) return null
  return { preference, ...row }
}

/**
 * Forgets how he wants to be told, where he was told, and what he wrote; that somebody was told, when and of what stays. It has to come
 * before his contacts are forgotten, for some of it is kept by address alone. A stop stays as it is: it says of nobody whose the address
 * is, it is only ever compared, and without it whoever gets the address into a file again would write to somebody who said no.
 */
export async function eraseReader(work: Work, customerKey: string): Promise<Json> {
  const person = await personIn(work, customerKey)
  if (!person) return null
  const { tx, now } = work
  const { id, at } = person
  const blank = '{"subject": "", "text": ""}'
  const preferences = await sql`delete from messaging.preference where customer_id = ${id} returning 1 as one`.execute(
    tx,
  )
  const proofs = await sql`delete from messaging.proof where customer_id = ${id} returning 1 as one`.execute(tx)
  const { rows: ended } = await sql<{ id: string }>`
    update messaging.subscription s set state = 'ended', ended_at = coalesce(s.ended_at, ${now}), address = 'erased:' || s.id
    from ${at} a where a.channel = s.channel and a.address = messaging.compared(s.channel, s.address) returning s.id`.execute(
    tx,
  )
  const messages = await sql`
    update messaging.message m set address = '', words = case when m.words is null then null else ${blank}::jsonb end, facts = null,
      state = case when m.state = 'waiting' then 'cancelled' else m.state end, updated_at = ${now}
    where (m.customer_id = ${id} or m.subscription_id = any(${ended.map(each => each.id)}::uuid[])) and m.address <> ''
    returning 1 as one`.execute(tx)
  const direct = await sql`
    update messaging.message m set address = '', words = ${blank}::jsonb, state = case when m.state = 'waiting' then 'cancelled' else m.state end,
      updated_at = ${now}
    from ${at} a where m.origin is not null and a.channel = m.channel and a.address = messaging.compared(m.channel, m.address)
    returning 1 as one`.execute(tx)
  // With what it came in: the raw form says the same.
  const wrote = await sql`
    delete from messaging.arrival where id in (
      select i.arrival_id from messaging.inbound i join ${at} a on a.channel = i.channel and a.address = messaging.compared(i.channel, i.address))
    returning 1 as one`.execute(tx)
  const talks = await sql`
    delete from messaging.conversation c using ${at} a where a.channel = c.channel and a.address = c.address returning 1 as one`.execute(
    tx,
  )
  const counts = {
    preferences: preferences.rows.length,
    proofs: proofs.rows.length,
    subscriptions: ended.length,
    messages: messages.rows.length + direct.rows.length,
    wrote: wrote.rows.length + talks.rows.length,
  }
  return Object.values(counts).every(each => each === 0) ? null : counts
}
