import { type AuditVerdict, type AuditWitness, auditVerifier, headerLine, rowLine, trailerLine } from '@pulih/proofs'
import { problem, type Db } from '../platform/index.ts'
import { readAuditDigest, readAuditHead, readAuditRows } from './audit-store.ts'

/** The trail as lines that can be verified offline: from which row on, the rows, and which must be the last. */
export async function exportTrail(db: Db, after: bigint): Promise<AsyncGenerator<string>> {
  const head = await readAuditHead(db)
  const start = await readAuditDigest(db, after)
  if (start === null) throw problem('identity.audit-row-not-found', { number: Number(after) })
  return (async function* lines() {
    yield `${headerLine(after, start)}\n`
    for await (const rows of readAuditRows(db, after, head.number)) yield rows.map(row => `${rowLine(row)}\n`).join('')
    yield `${trailerLine(head.number, head.digest)}\n`
  })()
}

/**
 * Verifies the trail in the database by what stands in its columns today, in one snapshot: a row behind the end that the head knows
 * was put there by somebody else.
 */
export function verifyTrail(db: Db, witness?: AuditWitness): Promise<AuditVerdict> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async tx => {
      const verifier = auditVerifier({ witness })
      const head = await readAuditHead(tx)
      for await (const rows of readAuditRows(tx, 0n, furthest)) for (const row of rows) verifier.read(rowLine(row))
      verifier.read(trailerLine(head.number, head.digest))
      return verifier.verdict()
    })
}

const furthest = 2n ** 62n
