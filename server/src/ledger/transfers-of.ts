import type { TransferKind } from '@pulih/contracts'
import type { Transfer } from '@pulih/proofs'
import { sql } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'
import type { Relation } from './post-store.ts'
import { transferColumns } from './read-store.ts'

/** Transfers of certain kinds for the services of a relation with service_id, newest first, before one of them. */
export async function transfersOf(
  db: Db | Tx,
  services: Relation,
  kinds: readonly TransferKind[],
  before: bigint | null,
  limit: number,
): Promise<Transfer[]> {
  const { rows } = await sql<Transfer>`
    select ${transferColumns} from (select distinct service_id from (${services}) as given) as mine join ledger.transfer t on t.service_id = mine.service_id
    where t.kind = any(${kinds}::text[]) and (${before}::bigint is null or t.id < ${before}::bigint)
    order by t.id desc limit ${limit}`.execute(db)
  return rows
}
