import { sql } from 'kysely'
import { inArea } from '../network/index.ts'
import type { Db, Tx, Work } from '../platform/index.ts'
import type { Contact } from './customer-store.ts'
import { dialledAddress } from './telephones.ts'

/** Where messages reach a customer, numbers as they are dialled, and whether he wants them there for a purpose. */
export interface HolderContact {
  readonly channel: Contact['channel']
  readonly address: string
  readonly isWanted: boolean
}

const mostContacts = 200

export async function contactsOfHolder(db: Db | Tx, customerId: bigint, purpose: string): Promise<HolderContact[]> {
  const { rows } = await sql<HolderContact>`
    select c.channel, ${dialledAddress(sql`c.channel`, sql`c.address`)} as address, coalesce((
      select n.withdrawn_at is null from subscribers.consent n
      where n.customer_id = c.customer_id and n.purpose = ${purpose} and n.channel = c.channel order by n.granted_at desc limit 1), true) as "isWanted"
    from subscribers.contact c where c.customer_id = ${customerId} order by c.preferred desc, c.channel, c.id limit ${mostContacts}`.execute(
    db,
  )
  return rows
}

/** Channels through which a customer wants nothing for a purpose, whether he has a contact there or not. */
export async function unwantedChannels(
  db: Db | Tx,
  customerId: bigint,
  purpose: string,
): Promise<Contact['channel'][]> {
  const { rows } = await sql<{ channel: Contact['channel'] }>`
    select channel from (
      select distinct on (channel) channel, withdrawn_at from subscribers.consent
      where customer_id = ${customerId} and purpose = ${purpose} order by channel, granted_at desc) last
    where withdrawn_at is not null order by channel`.execute(db)
  return rows.map(({ channel }) => channel)
}

/** A customer says himself where he wants messages for a purpose. What he said before stays on record. */
export async function setWanted(
  work: Work,
  customerId: bigint,
  {
    purpose,
    channel,
    isWanted,
  }: { readonly purpose: string; readonly channel: Contact['channel']; readonly isWanted: boolean },
): Promise<void> {
  const { tx, now } = work
  const isUnwanted = (await unwantedChannels(tx, customerId, purpose)).includes(channel)
  if (isUnwanted !== isWanted) return
  const { rows } = isWanted
    ? { rows: [] }
    : await sql`
        update subscribers.consent set withdrawn_at = greatest(${now}::timestamptz, granted_at), revision = revision + 1, updated_at = ${now}
        where customer_id = ${customerId} and purpose = ${purpose} and channel = ${channel} and withdrawn_at is null returning id`.execute(
        tx,
      )
  if (rows.length === 0)
    await sql`
      insert into subscribers.consent (customer_id, purpose, channel, granted_at, withdrawn_at, source, updated_at)
      values (${customerId}, ${purpose}, ${channel}, ${now}, ${isWanted ? null : now}::timestamptz, 'portal', ${now})
      on conflict (customer_id, purpose, channel, granted_at)
        do update set withdrawn_at = excluded.withdrawn_at, revision = subscribers.consent.revision + 1, updated_at = excluded.updated_at`.execute(
      tx,
    )
  await work.emit('subscribers.consent-changed', `customer:${customerId}`, { customer: customerId.toString() })
  work.audit('subscribers.change-consent', `customer:${customerId}`, { purpose, channel, wanted: isWanted })
}

/** Adds a contact that a customer has shown to be his. One that there is, however it is written, stays as it is. */
export async function addOwnContact(
  work: Work,
  customerId: bigint,
  { channel, address }: Pick<Contact, 'channel' | 'address'>,
): Promise<void> {
  const { rows } = await sql`
    insert into subscribers.contact (customer_id, channel, address, updated_at)
    select ${customerId}, ${channel}, ${address}, ${work.now}
    where exists (select from subscribers.customer where id = ${customerId} and erased_at is null) and not exists (
      select from subscribers.contact c where c.customer_id = ${customerId} and c.channel = ${channel}
        and subscribers.contact_as_typed(c.channel, c.address) = subscribers.contact_as_typed(${channel}, ${address}))
    on conflict (customer_id, channel, address) do nothing returning id`.execute(work.tx)
  if (rows.length === 0) return
  await work.emit('subscribers.contact-changed', `customer:${customerId}`, { customer: customerId.toString() })
  work.audit('subscribers.add-contact', `customer:${customerId}`, { channel })
}

/** Whether any service is in an area. */
export async function areaIsServed(db: Db | Tx, area: string): Promise<boolean> {
  if (area === '*') return false
  const { rows } = await sql`select from subscribers.service s where ${inArea(sql`s.area`, area)} limit 1`.execute(db)
  return rows.length > 0
}
