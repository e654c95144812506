import { sql } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'

/** An account of the OpenID provider that opens the account of a member of staff. */
export interface ProviderLink {
  readonly id: string
  readonly staffId: string
  readonly issuer: string
  readonly subject: string
  readonly linkedAt: Temporal.Instant
}

const columns = sql`a.id, a.staff_id as "staffId", a.issuer, a.subject, a.linked_at as "linkedAt"`

/** Links an account of the provider, and returns the link; null where the account is linked already. */
export async function insertLink(tx: Tx, link: Omit<ProviderLink, 'id'>): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    insert into identity.external_account (issuer, subject, staff_id, linked_at)
    values (${link.issuer}, ${link.subject}, ${link.staffId}, ${link.linkedAt}) on conflict do nothing returning id`.execute(
    tx,
  )
  return rows[0]?.id ?? null
}

/** Newest first, one more than `limit`. */
export async function listLinks(
  db: Db,
  { staffId, after, limit }: { readonly staffId: string; readonly after: string | null; readonly limit: number },
): Promise<ProviderLink[]> {
  const { rows } = await sql<ProviderLink>`
    select ${columns} from identity.external_account a
    where a.staff_id = ${staffId} and (${after}::uuid is null or a.id < ${after}::uuid)
    order by a.id desc limit ${limit + 1}`.execute(db)
  return rows
}

/** Whose link it is; null where there is none. */
export async function ownerOfLink(tx: Tx, id: string): Promise<string | null> {
  const { rows } = await sql<{ staffId: string }>`
    select staff_id as "staffId" from identity.external_account where id = ${id}`.execute(tx)
  return rows[0]?.staffId ?? null
}

/** Returns whether it was there. */
export async function deleteLink(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`delete from identity.external_account where id = ${id} returning id`.execute(tx)
  return rows.length > 0
}

/** Removes all links of somebody, and returns how many. */
export async function deleteLinksOf(tx: Tx, staffId: string): Promise<number> {
  const { rows } = await sql`delete from identity.external_account where staff_id = ${staffId} returning id`.execute(tx)
  return rows.length
}
