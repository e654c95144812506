import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/index.ts'

/** What the audit of a scenario compares with the biller's books: each payout, and what the ledger took from its customer. */
export interface AuditedPayout {
  readonly key: string
  readonly amount: bigint
  readonly moved: bigint
}

export async function auditedPayouts(db: Db, channel: string): Promise<AuditedPayout[]> {
  const { rows } = await sql<AuditedPayout>`
    select p.key, p.amount, coalesce((select sum(t.amount) from ledger.transfer t
      where t.service_id = p.service_id and t.scheme = 'payout' and t.basis = 'payout:' || p.id), 0)::bigint as moved
    from ledger.payout p where p.channel = ${channel}`.execute(db)
  return rows
}

export async function payoutsIn(
  db: Db,
  channel: string,
  states: readonly string[],
): Promise<{ id: string; key: string }[]> {
  const { rows } = await sql<{ id: string; key: string }>`
    select id, key from ledger.payout where channel = ${channel} and state = any(${[...states]}::text[]) order by id`.execute(
    db,
  )
  return rows
}

/** Accounts of Oracle BRM are numbers. */
export async function addressByNumber(tx: Tx, channel: string): Promise<void> {
  await sql`update ledger.payout set address = service_id::text where channel = ${channel}`.execute(tx)
}
