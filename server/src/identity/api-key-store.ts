import type { Role } from '@pulih/contracts'
import { sql } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'
import type { ApiKey } from './api-key.ts'

const columns = sql`
  k.id, k.name, k.prefix, k.staff_id as "staffId", k.scopes, k.created_at as "createdAt", k.expires_at as "expiresAt",
  k.used_at as "usedAt", k.revoked_at as "revokedAt"`

/** A key that works, with the roles of its owner. */
export async function findApiKey(
  db: Db | Tx,
  digest: Buffer,
  now: Temporal.Instant,
): Promise<(ApiKey & { readonly ownerRoles: readonly Role[] }) | null> {
  const { rows } = await sql<ApiKey & { ownerRoles: readonly Role[] }>`
    select ${columns}, p.roles as "ownerRoles"
    from identity.api_key k join identity.staff p on p.id = k.staff_id
    where k.digest = ${digest} and k.revoked_at is null and k.expires_at > ${now} and p.disabled_at is null`.execute(db)
  return rows[0] ?? null
}

export async function insertApiKey(
  tx: Tx,
  key: Pick<ApiKey, 'name' | 'prefix' | 'staffId' | 'scopes' | 'createdAt' | 'expiresAt'> & { readonly digest: Buffer },
): Promise<ApiKey> {
  const { rows } = await sql<ApiKey>`
    insert into identity.api_key as k (name, prefix, digest, staff_id, scopes, created_at, expires_at)
    values (${key.name}, ${key.prefix}, ${key.digest}, ${key.staffId}, ${key.scopes}::text[], ${key.createdAt}, ${key.expiresAt})
    returning ${columns}`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('an API key was not written')
  return row
}

/** Newest first, one more than `limit`; of everybody where `owner` is null. */
export async function listApiKeys(
  db: Db,
  owner: string | null,
  after: string | null,
  limit: number,
): Promise<ApiKey[]> {
  const { rows } = await sql<ApiKey>`
    select ${columns} from identity.api_key k
    where (${owner}::uuid is null or k.staff_id = ${owner}::uuid) and (${after}::uuid is null or k.id < ${after}::uuid)
    order by k.id desc limit ${limit + 1}`.execute(db)
  return rows
}

export async function saveUsed(db: Db | Tx, id: string, now: Temporal.Instant): Promise<void> {
  await sql`update identity.api_key set used_at = ${now} where id = ${id} and (used_at is null or used_at < ${now})`.execute(
    db,
  )
}

export async function revokeApiKey(tx: Tx, id: string, owner: string | null, now: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql`
    update identity.api_key set revoked_at = ${now}
    where id = ${id} and revoked_at is null and (${owner}::uuid is null or staff_id = ${owner}::uuid) returning id`.execute(
    tx,
  )
  return rows.length > 0
}

/** How many keys of somebody work. */
export async function countApiKeys(tx: Tx, owner: string, now: Temporal.Instant): Promise<number> {
  const { rows } = await sql<{ keys: number }>`
    select count(*)::int as keys from identity.api_key
    where staff_id = ${owner} and revoked_at is null and expires_at > ${now}`.execute(tx)
  return rows[0]?.keys ?? 0
}

/** Revokes every key of somebody. Returns how many of them worked. */
export async function revokeApiKeysOf(tx: Tx, owner: string, now: Temporal.Instant): Promise<number> {
  const keys = await countApiKeys(tx, owner, now)
  await sql`update identity.api_key set revoked_at = ${now} where staff_id = ${owner} and revoked_at is null`.execute(
    tx,
  )
  return keys
}
