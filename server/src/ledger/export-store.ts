import { sql } from 'kysely'
import type { Entry, PageFacts, Transfer } from '@pulih/proofs'
import type { Db } from '../platform/index.ts'
import { accountName } from './account.ts'
import { transferColumns } from './read-store.ts'

export async function exportPages(db: Db, after: bigint, until: bigint, limit: number): Promise<PageFacts[]> {
  const { rows } = await sql<PageFacts>`
    select number, first_transfer as first, last_transfer as last, entries, encode(previous, 'hex') as previous, encode(digest, 'hex') as digest
    from ledger.page where number > ${after} and number <= ${until} order by number limit ${limit}`.execute(db)
  return rows
}

interface EntryRow {
  readonly transfer: bigint
  readonly account: number
  readonly serviceId: bigint | null
  readonly amount: bigint
}

/** Transfers with their entries, by number. */
export async function exportTransfers(
  db: Db,
  first: bigint,
  last: bigint,
): Promise<{ transfer: Transfer; entries: Entry[] }[]> {
  const { rows: transfers } = await sql<Transfer>`
    select ${transferColumns} from ledger.transfer t where t.id between ${first} and ${last} order by t.id`.execute(db)
  const { rows: entries } = await sql<EntryRow>`
    select transfer_id as transfer, account, service_id as "serviceId", amount from ledger.entry
    where transfer_id between ${first} and ${last} order by transfer_id, account`.execute(db)
  let next = 0
  return transfers.map(transfer => {
    const own: Entry[] = []
    for (let entry = entries[next]; entry && entry.transfer <= transfer.id; entry = entries[++next])
      if (entry.transfer === transfer.id)
        own.push({ account: accountName(entry.account), serviceId: entry.serviceId, amount: entry.amount })
    return { transfer, entries: own }
  })
}
