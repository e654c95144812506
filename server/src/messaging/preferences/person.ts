import { sql } from 'kysely'
import type { Json, Tx, Work } from '../../platform/index.ts'
import { contactsOfHolder, holderByKey } from '../../subscribers/index.ts'
import { outageNotices } from '../purpose.ts'
import { preferenceOf } from './preference.ts'

/**
 * A customer with the addresses that he has; what is kept by address is his as far as it is one of these. At a telephone number somebody
 * telephones, writes short messages and has a messenger, whatever the operator's file calls it.
 */
async function personIn(work: Work, customerKey: string) {
  const holder = await holderByKey(work.tx, customerKey)
  if (!holder) return null
  const contacts = await contactsOfHolder(work.tx, holder.id, outageNotices)
  const at = sql`(
    select distinct w.channel, messaging.compared(w.channel, c.address) as address
    from unnest(${contacts.map(({ channel }) => channel)}::text[], ${contacts.map(({ address }) => address)}::text[]) as c (channel, address)
    cross join lateral unnest(
      case when c.channel in ('phone', 'sms', 'whatsapp') then array['sms', 'whatsapp'] else array[c.channel] end) as w (channel))`
  return { id: holder.id, at }
}

interface Kept {
  readonly subscriptions: Json[]
  readonly asked: Json[]
  readonly messages: Json[]
  readonly wrote: Json[]
  readonly conversations: Json[]
  readonly stopped: Json[]
  readonly calls: Json[]
}

/** What is kept of how a customer wants to be told, what he was told, and what he wrote. */
export async function exportReader(work: Work, customerKey: string): Promise<Json> {
  const person = await personIn(work, customerKey)
  if (!person) return null
  const { id, at } = person
  const { rows } = await sql<Kept>`
    select
      coalesce((select jsonb_agg(jsonb_build_object('scope', s.scope, 'key', s.scope_key, 'channel', s.channel, 'address', s.address,
          'askedAt', s.asked_at, 'confirmedAt', s.confirmed_at, 'endedAt', s.ended_at) order by s.id)
        from messaging.subscription s join ${at} a on a.channel = s.channel and a.address = messaging.compared(s.channel, s.address)), '[]') as subscriptions,
      coalesce((select jsonb_agg(jsonb_build_object('scope', p.scope, 'key', p.scope_key, 'channel', p.channel, 'address', p.address,
          'askedAt', p.asked_at, 'until', p.expires_at) order by p.asked_at)
        from messaging.proof p where p.customer_id = ${id}
          or exists (select from ${at} a where a.channel = p.channel and a.address = messaging.compared(p.channel, p.address))), '[]') as asked,
      coalesce((select jsonb_agg(jsonb_build_object('channel', m.channel, 'address', m.address, 'state', m.state, 'notice', n.kind,
          'outage', n.outage_id, 'says', case when m.secret then null else m.words end, 'credit', m.facts, 'at', coalesce(m.sent_at, m.updated_at)) order by m.id)
        from messaging.message m join ${messagesTo(id, at)} t on t.id = m.id left join messaging.notice n on n.id = m.notice_id), '[]') as messages,
      coalesce((select jsonb_agg(jsonb_build_object('channel', i.channel, 'address', i.address, 'subject', i.subject, 'text', i.text, 'at', i.at) order by i.id)
        from messaging.inbound i join ${at} a on a.channel = i.channel and a.address = messaging.compared(i.channel, i.address)), '[]') as wrote,
      coalesce((select jsonb_agg(jsonb_build_object('channel', c.channel, 'address', c.address, 'lastWroteAt', c.wrote_at) order by c.channel, c.address)
        from messaging.conversation c join ${at} a on a.channel = c.channel and a.address = c.address), '[]') as conversations,
      coalesce((select jsonb_agg(jsonb_build_object('channel', x.channel, 'address', x.address, 'why', x.why, 'at', x.at) order by x.channel, x.address)
        from messaging.stop x join ${at} a on a.channel = x.channel and a.address = x.address), '[]') as stopped,
      coalesce((select jsonb_agg(jsonb_build_object('outage', c.outage_id, 'outcome', c.outcome, 'at', c.at) order by c.at)
        from messaging.call c where c.customer_id = ${id}), '[]') as calls`.execute(work.tx)
  const { revision, ...said } = await preferenceOf(work.tx, id)
  const [row] = rows
  const preference = revision === 0 ? null : { ...said, channels: said.channels === null ? null : [...said.channels] }
  const isAny = row !== undefined && Object.values(row).some((list: readonly Json[]) => list.length > 0)
  if (!isAny && preference === null) return null
  return { preference, ...row }
}

type At = NonNullable<Awaited<ReturnType<typeof personIn>>>['at']

/** Relation of messages (`id`): to the customer himself, to what he asked for at his addresses, and answers to what he wrote. */
function messagesTo(customer: bigint, at: At): At {
  return sql`(
    select m.id from messaging.message m where m.customer_id = ${customer}
    union select m.id from ${at} a join messaging.subscription s on s.channel = a.channel and messaging.compared(s.channel, s.address) = a.address
      join messaging.message m on m.subscription_id = s.id
    union select m.id from ${at} a join messaging.message m
      on m.notice_id is null and m.channel = a.channel and messaging.compared(m.channel, m.address) = a.address)`
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
  const preferences = await sql`delete from messaging.preference where customer_id = ${id} returning 1 as one`.execute(
    tx,
  )
  const proofs = await sql`
    delete from messaging.proof p where p.customer_id = ${id}
      or exists (select from ${at} a where a.channel = p.channel and a.address = messaging.compared(p.channel, p.address))
    returning 1 as one`.execute(tx)
  const calls = await sql`delete from messaging.call where customer_id = ${id} returning 1 as one`.execute(tx)
  const { rows: ended } = await sql<{ id: string }>`
    update messaging.subscription s set state = 'ended', ended_at = coalesce(s.ended_at, ${now}), address = 'erased:' || s.id
    from ${at} a where a.channel = s.channel and a.address = messaging.compared(s.channel, s.address) returning s.id`.execute(
    tx,
  )
  const counts = {
    preferences: preferences.rows.length,
    proofs: proofs.rows.length,
    calls: calls.rows.length,
    subscriptions: ended.length,
    messages: await blankMessages(
      work,
      id,
      ended.map(each => each.id),
      at,
    ),
    wrote: await forgetWords(tx, at),
  }
  return Object.values(counts).every(each => each === 0) ? null : counts
}

/** What a provider calls a message may hold the number to which it went, and why it failed what he said of himself. */
async function blankMessages(
  { tx, now }: Work,
  customer: bigint,
  subscriptions: readonly string[],
  at: At,
): Promise<number> {
  const blank = '{"subject": "", "text": ""}'
  const forgotten = sql`
    address = '', words = case when m.words is null then null else ${blank}::jsonb end, facts = null, provider_id = null, reason = null,
    state = case when m.state = 'waiting' then 'cancelled' else m.state end, updated_at = ${now}`
  const told = await sql`
    update messaging.message m set ${forgotten}
    where (m.customer_id = ${customer} or m.subscription_id = any(${subscriptions}::uuid[])) and m.address <> ''
    returning 1 as one`.execute(tx)
  const direct = await sql`
    update messaging.message m set ${forgotten}
    from ${at} a where m.notice_id is null and a.channel = m.channel and a.address = messaging.compared(m.channel, m.address)
    returning 1 as one`.execute(tx)
  return told.rows.length + direct.rows.length
}

/**
 * What he wrote goes, and the raw form in which it came loses what it says: others may have come in the same, whose own words stay. That it
 * came stays, so that a provider who brings it again brings nothing new.
 */
async function forgetWords(tx: Tx, at: At): Promise<number> {
  const { rows: wrote } = await sql<{ arrival: string }>`
    delete from messaging.inbound i using ${at} a where a.channel = i.channel and a.address = messaging.compared(i.channel, i.address)
    returning i.arrival_id::text as arrival`.execute(tx)
  await sql`
    update messaging.arrival set body = '', headers = '{}', reason = 'forgotten', state = 'understood'
    where id = any(${wrote.map(({ arrival }) => arrival)}::bigint[])`.execute(tx)
  const talks = await sql`
    delete from messaging.conversation c using ${at} a where a.channel = c.channel and a.address = c.address returning 1 as one`.execute(
    tx,
  )
  return wrote.length + talks.rows.length
}
