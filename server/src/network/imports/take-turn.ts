import { sql } from 'kysely'
import type { Tx } from '../../platform/index.ts'

/**
 * Imports take turns at the tables, so that none waits for half of another. Whoever takes something away for good takes a turn too:
 * then an import either finds it gone or is over, and nothing that it brings is overlooked.
 */
export async function takeTurn(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('network.import'))`.execute(tx)
}
