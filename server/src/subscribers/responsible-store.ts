import { sql } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'

/** Who speaks for a customer. */
export interface Responsible {
  readonly name: string | null
  readonly contact: string | null
  readonly revision: number
}

const columns = sql`responsible_name as name, responsible_contact::text as contact, responsible_revision as revision`
const nobody: Responsible = { name: null, contact: null, revision: 0 }

export async function responsibleOf(db: Db, customerId: bigint): Promise<Responsible> {
  const { rows } = await sql<Responsible>`
    select ${columns} from subscribers.customer where id = ${customerId}`.execute(db)
  return rows[0] ?? nobody
}

/** Holds the row until the transaction ends. */
export async function lockResponsible(tx: Tx, customerId: bigint): Promise<Responsible> {
  const { rows } = await sql<Responsible>`
    select ${columns} from subscribers.customer where id = ${customerId} for update`.execute(tx)
  return rows[0] ?? nobody
}

export async function hasContact(tx: Tx, customerId: bigint, contact: string): Promise<boolean> {
  const { rows } = await sql`
    select from subscribers.contact where customer_id = ${customerId} and id = ${contact}::bigint`.execute(tx)
  return rows.length > 0
}

export async function saveResponsible(
  tx: Tx,
  customerId: bigint,
  { name, contact }: Pick<Responsible, 'name' | 'contact'>,
  now: Temporal.Instant,
): Promise<Responsible> {
  const { rows } = await sql<Responsible>`
    update subscribers.customer set responsible_name = ${name}, responsible_contact = ${contact}::bigint,
      responsible_revision = responsible_revision + 1, updated_at = ${now}
    where id = ${customerId} returning ${columns}`.execute(tx)
  return rows[0] ?? nobody
}
