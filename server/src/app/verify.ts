import { verifyTrail } from '../identity/index.ts'
import { verifyLedger } from '../ledger/index.ts'
import { openDatabase, openPool } from '../platform/index.ts'

export interface Verified {
  readonly ledger: Awaited<ReturnType<typeof verifyLedger>>
  readonly trail: Awaited<ReturnType<typeof verifyTrail>>
}

/** Works out both chains of a database again, from their first row to their last. */
export async function ledgerAndTrail(url: string): Promise<Verified> {
  const pool = openPool({ url, size: 2, name: 'pulih-verify' })
  try {
    const db = openDatabase(pool)
    return { ledger: await verifyLedger(db), trail: await verifyTrail(db) }
  } finally {
    await pool.end()
  }
}
