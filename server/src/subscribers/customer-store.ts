import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'

export interface Customer {
  readonly id: bigint
  readonly key: string
  readonly kind: 'consumer' | 'small-business' | 'business'
  readonly name: string | null
  readonly language: string | null
  readonly segment: string | null
  readonly erasedAt: Temporal.Instant | null
}

export interface Contact {
  readonly id: bigint
  readonly channel: 'email' | 'sms' | 'phone' | 'letter' | 'push' | 'whatsapp' | 'telegram'
  readonly address: string
  readonly preferred: boolean
  readonly revision: number
}

export interface Consent {
  readonly id: bigint
  readonly purpose: string
  readonly channel: Contact['channel']
  readonly grantedAt: Temporal.Instant
  readonly withdrawnAt: Temporal.Instant | null
  readonly source: string | null
  readonly revision: number
}

const customer = sql`id, key, kind, name, language, segment, erased_at as "erasedAt"`
const contact = sql`id, channel, address, preferred, revision`
const consent = sql`id, purpose, channel, granted_at as "grantedAt", withdrawn_at as "withdrawnAt", source, revision`

export interface CustomerFilter {
  readonly kind: string | undefined
  readonly segment: string | undefined
  readonly search: string | undefined
}

/** Sorted by key, after a key. */
export async function listCustomers(
  db: Db,
  filter: CustomerFilter,
  after: string | null,
  limit: number,
): Promise<Customer[]> {
  const wanted: RawBuilder<unknown>[] = [sql`true`]
  if (filter.kind !== undefined) wanted.push(sql`kind = ${filter.kind}`)
  if (filter.segment !== undefined) wanted.push(sql`segment = ${filter.segment}`)
  if (filter.search !== undefined) wanted.push(startsWith(sql`key`, filter.search))
  if (after !== null) wanted.push(sql`key > ${after}`)
  const { rows } = await sql<Customer>`
    select ${customer} from subscribers.customer where ${sql.join(wanted, sql` and `)} order by key limit ${limit}`.execute(
    db,
  )
  return rows
}

/** Texts that begin with another, as a range that an index can answer. */
export function startsWith(column: RawBuilder<unknown>, beginning: string): RawBuilder<unknown> {
  return sql`(starts_with(${column}, ${beginning}) and ${column} >= ${beginning})`
}

export async function findCustomer(db: Db, key: string): Promise<Customer | undefined> {
  const { rows } = await sql<Customer>`select ${customer} from subscribers.customer where key = ${key}`.execute(db)
  return rows[0]
}

export async function contactsOf(db: Db, id: bigint): Promise<Contact[]> {
  const { rows } = await sql<Contact>`
    select ${contact} from subscribers.contact where customer_id = ${id} order by channel, id limit 500`.execute(db)
  return rows
}

export async function consentsOf(db: Db, id: bigint): Promise<Consent[]> {
  const { rows } = await sql<Consent>`
    select ${consent} from subscribers.consent where customer_id = ${id} order by granted_at desc, id limit 500`.execute(
    db,
  )
  return rows
}

/** Holds the row until the transaction ends. */
export async function lockContact(tx: Tx, customerId: bigint, id: string): Promise<Contact | undefined> {
  const { rows } = await sql<Contact>`
    select ${contact} from subscribers.contact where customer_id = ${customerId} and id = ${id}::bigint for update`.execute(
    tx,
  )
  return rows[0]
}

export async function isTaken(
  tx: Tx,
  customerId: bigint,
  { id, channel, address }: Pick<Contact, 'id' | 'channel' | 'address'>,
): Promise<boolean> {
  const { rows } = await sql`
    select from subscribers.contact where customer_id = ${customerId} and channel = ${channel} and address = ${address} and id <> ${id}`.execute(
    tx,
  )
  return rows.length > 0
}

export async function saveContact(
  tx: Tx,
  customerId: bigint,
  { id, address, preferred }: Contact,
  now: Temporal.Instant,
): Promise<Contact> {
  if (preferred)
    await sql`
      update subscribers.contact set preferred = false, revision = revision + 1, updated_at = ${now}
      where customer_id = ${customerId} and preferred and id <> ${id}`.execute(tx)
  const { rows } = await sql<Contact>`
    update subscribers.contact set address = ${address}, preferred = ${preferred}, revision = revision + 1, updated_at = ${now}
    where id = ${id} returning ${contact}`.execute(tx)
  return one(rows)
}

/** Holds the row until the transaction ends. */
export async function lockConsent(tx: Tx, customerId: bigint, id: string): Promise<Consent | undefined> {
  const { rows } = await sql<Consent>`
    select ${consent} from subscribers.consent where customer_id = ${customerId} and id = ${id}::bigint for update`.execute(
    tx,
  )
  return rows[0]
}

export async function saveConsent(
  tx: Tx,
  id: bigint,
  withdrawnAt: Temporal.Instant | null,
  now: Temporal.Instant,
): Promise<Consent> {
  const { rows } = await sql<Consent>`
    update subscribers.consent set withdrawn_at = ${withdrawnAt}, revision = revision + 1, updated_at = ${now}
    where id = ${id} returning ${consent}`.execute(tx)
  return one(rows)
}

function one<Row>(rows: readonly Row[]): Row {
  const [row] = rows
  if (row === undefined) throw new Error('a row that was locked is gone')
  return row
}
