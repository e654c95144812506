import { sql } from 'kysely'
import type { Db } from '../platform/index.ts'

/** The keys of customers by their numbers: what staff may see of anybody. */
export async function nameCustomers(db: Db, numbers: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: bigint; key: string }>`
    select id, key from subscribers.customer where id = any(${[...numbers]}::bigint[])`.execute(db)
  return new Map(rows.map(({ id, key }) => [id.toString(), key]))
}
