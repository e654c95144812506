import type { Db, Tx } from '../platform/index.ts'

export interface KnownService {
  readonly id: bigint
  readonly key: string
  readonly currency: string
}

/** What the ledger asks about services, which are not its own; the composition root answers. */
export interface ServiceDirectory {
  find(db: Db | Tx, key: string): Promise<KnownService | null>
}
