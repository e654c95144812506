import { sql } from 'kysely'
import type { Tx } from '../platform/index.ts'

/** Somebody who was sent to the OpenID provider and should come back. */
export interface Visit {
  readonly browserDigest: Buffer
  readonly nonce: string
  readonly verifier: string
  /** Who links an account to himself, and in which session; null where somebody signs in. */
  readonly linking: { readonly staffId: string; readonly session: string } | null
  readonly returnTo: string
}

export async function saveVisit(tx: Tx, stateDigest: Buffer, visit: Visit, expiresAt: Temporal.Instant): Promise<void> {
  await sql`
    insert into identity.visit (state_digest, browser_digest, nonce, verifier, linking, session_id, return_to, expires_at)
    values (${stateDigest}, ${visit.browserDigest}, ${visit.nonce}, ${visit.verifier}, ${visit.linking?.staffId ?? null}::uuid,
      ${visit.linking?.session ?? null}::uuid, ${visit.returnTo}, ${expiresAt})`.execute(tx)
}

/** Takes a visit, which can be finished once. */
export async function takeVisit(tx: Tx, stateDigest: Buffer, now: Temporal.Instant): Promise<Visit | null> {
  const { rows } = await sql<Visit & { expiresAt: Temporal.Instant }>`
    delete from identity.visit where state_digest = ${stateDigest}
    returning browser_digest as "browserDigest", nonce, verifier,
      case when linking is not null then json_build_object('staffId', linking, 'session', session_id) end as linking, return_to as "returnTo", expires_at as "expiresAt"`.execute(
    tx,
  )
  const [visit] = rows
  return visit && Temporal.Instant.compare(now, visit.expiresAt) < 0 ? visit : null
}
