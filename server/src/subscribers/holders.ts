import { sql } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'
import { callingCodeOf, dialled, dialledAddress } from './telephones.ts'

/** Somebody who holds services, as far as it takes to speak to him. */
export interface Holder {
  readonly id: bigint
  readonly key: string
  readonly name: string | null
  readonly language: string | null
}

export interface ReachedHolder extends Holder {
  readonly channel: 'email' | 'sms' | 'phone'
  /** As it is registered, which is not always as it was typed; a telephone number as it is dialled from everywhere. */
  readonly address: string
}

const columns = sql`c.id, c.key, c.name, c.language`

export async function holderById(db: Db | Tx, id: bigint): Promise<Holder | null> {
  const { rows } = await sql<Holder>`
    select ${columns} from subscribers.customer c where c.id = ${id} and c.erased_at is null`.execute(db)
  return rows[0] ?? null
}

/** Also one who was erased: whoever looks after that asks by this. */
export async function holderByKey(db: Db | Tx, key: string): Promise<Holder | null> {
  const { rows } = await sql<Holder>`select ${columns} from subscribers.customer c where c.key = ${key}`.execute(db)
  return rows[0] ?? null
}

/**
 * Who is reached under what somebody typed: an e-mail address in any case, a telephone number with or without blanks, plus and, where
 * the operator says it, the code of the country. A family may share one; an SMS is preferred to a call.
 */
export async function customersByContact(db: Db | Tx, typed: string, limit: number): Promise<ReachedHolder[]> {
  const wanted = typed.includes('@') ? [typed.trim().toLowerCase()] : await waysToWriteIt(db, typed)
  const { rows } = await sql<ReachedHolder>`
    -- The contacts by themselves first, then each one's customer: in one go the order and the limit would look through all of both.
    with reached as materialized (
      select t.id, t.customer_id, t.channel, ${dialledAddress(sql`t.channel`, sql`t.address`)} as address from subscribers.contact t
      where t.channel in ('email', 'sms', 'phone') and subscribers.contact_as_typed(t.channel, t.address) = any(${wanted}::text[]))
    select distinct on (c.id) ${columns}, t.channel, t.address from reached t
    cross join lateral (
      select k.id, k.key, k.name, k.language from subscribers.customer k where k.id = t.customer_id and k.erased_at is null limit 1) c
    order by c.id, t.channel = 'phone', t.id limit ${limit}`.execute(db)
  return rows
}

/** A number that somebody typed, or that a channel brought. */
async function waysToWriteIt(db: Db | Tx, number: string): Promise<string[]> {
  const callingCode = await callingCodeOf(db)
  return waysToWrite(dialled(number, callingCode), callingCode)
}

/** The digits of a telephone number, as it is dialled, in each way in which it may be registered. */
function waysToWrite(number: string, callingCode: string): string[] {
  const digits = number.replaceAll(/\D/g, '').replace(/^00/, '')
  if (digits.length < 5) return []
  const isOurs = callingCode !== '' && number.trim().startsWith(`+${callingCode}`)
  if (!isOurs) return [digits]
  const national = digits.slice(callingCode.length).replace(/^0/, '')
  return [`${callingCode}${national}`, `${callingCode}0${national}`, national, `0${national}`]
}

/** Who is reached at an address that a channel brought: a telephone number as its digits, whether it was given for messages or for calls. */
export async function customersReachedAt(
  db: Db | Tx,
  channel: 'email' | 'push' | 'sms' | 'telegram' | 'webhook' | 'whatsapp',
  address: string,
): Promise<Holder[]> {
  const isNumber = channel === 'sms' || (channel === 'whatsapp' && !/[A-Za-z]/.test(address))
  const typed = isNumber
    ? sql`subscribers.contact_as_typed(t.channel, t.address) = any(${await waysToWriteIt(db, address)}::text[])`
    : sql`subscribers.contact_as_typed(t.channel, t.address) = subscribers.contact_as_typed(${channel}, ${address})`
  // Two conditions, because each has an index of its own.
  const { rows } = await sql<Holder>`
    select distinct ${columns} from subscribers.contact t join subscribers.customer c on c.id = t.customer_id
    where c.erased_at is null and (
      t.channel in ('email', 'sms', 'phone') and t.channel = any(${isNumber ? ['sms', 'phone'] : [channel]}::text[]) and ${typed}
      or t.channel in ('whatsapp', 'telegram') and t.channel = any(${isNumber ? ['whatsapp'] : [channel]}::text[]) and ${typed})
    order by c.id limit 20`.execute(db)
  return rows
}
