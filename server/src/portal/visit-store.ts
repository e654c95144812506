import { sql } from 'kysely'
import type { Tx } from '../platform/index.ts'

/** Somebody who was sent to the operator's own sign-in and should come back. */
export interface Visit {
  readonly browserDigest: Buffer
  readonly nonce: string
  readonly verifier: string
}

export async function insertVisit(
  tx: Tx,
  stateDigest: Buffer,
  { browserDigest, nonce, verifier }: Visit,
  expiresAt: Temporal.Instant,
): Promise<void> {
  await sql`
    insert into portal.visit (state_digest, browser_digest, nonce, verifier, expires_at)
    values (${stateDigest}, ${browserDigest}, ${nonce}, ${verifier}, ${expiresAt})`.execute(tx)
}

/** Takes a visit, which can be finished once. */
export async function takeVisit(tx: Tx, stateDigest: Buffer, now: Temporal.Instant): Promise<Visit | null> {
  const { rows } = await sql<Visit & { expiresAt: Temporal.Instant }>`
    delete from portal.visit where state_digest = ${stateDigest}
    returning browser_digest as "browserDigest", nonce, verifier, expires_at as "expiresAt"`.execute(tx)
  const [visit] = rows
  return visit && Temporal.Instant.compare(now, visit.expiresAt) < 0 ? visit : null
}
