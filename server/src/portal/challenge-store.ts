import type { Language } from '@pulih/kernel'
import { sql } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'

export interface Challenge {
  readonly contact: string | null
  readonly language: Language
  readonly salt: Buffer
  readonly expiresAt: Temporal.Instant
}

export interface SentCode {
  readonly customerId: bigint
  readonly digest: Buffer
}

export async function insertChallenge(
  tx: Tx,
  digest: Buffer,
  { contact, language, salt, expiresAt }: Challenge,
  now: Temporal.Instant,
): Promise<void> {
  await sql`
    insert into portal.challenge (digest, contact, language, salt, created_at, expires_at)
    values (${digest}, ${contact}, ${language}, ${salt}, ${now}, ${expiresAt})`.execute(tx)
}

/** Takes the contact out of a challenge, which is then being answered. Null where that was done before, or it is too late. */
export async function takeContact(tx: Tx, digest: Buffer, now: Temporal.Instant): Promise<Challenge | null> {
  const { rows } = await sql<Challenge>`
    with waiting as (select digest, contact from portal.challenge where digest = ${digest} and contact is not null and expires_at > ${now} for update)
    update portal.challenge c set contact = null from waiting w where c.digest = w.digest
    returning w.contact, c.language, c.salt, c.expires_at as "expiresAt"`.execute(tx)
  return rows[0] ?? null
}

export async function insertCodes(tx: Tx, challenge: Buffer, codes: readonly SentCode[]): Promise<void> {
  for (const { customerId, digest } of codes)
    await sql`insert into portal.code (challenge, customer_id, digest) values (${challenge}, ${customerId}, ${digest})`.execute(
      tx,
    )
}

/** Spends one of the tries of a challenge. Null where none is left, or it is too late, or there never was such a one. */
export async function spendTry(
  tx: Tx,
  digest: Buffer,
  most: number,
  now: Temporal.Instant,
): Promise<{ readonly salt: Buffer; readonly codes: readonly SentCode[] } | null> {
  const { rows } = await sql<{ salt: Buffer }>`
    update portal.challenge set tries = tries + 1 where digest = ${digest} and tries < ${most} and expires_at > ${now}
    returning salt`.execute(tx)
  const [challenge] = rows
  if (!challenge) return null
  const { rows: codes } = await sql<SentCode>`
    select customer_id as "customerId", digest from portal.code where challenge = ${digest} order by customer_id`.execute(
    tx,
  )
  return { salt: challenge.salt, codes }
}

/** Takes a challenge away with all its codes; false where somebody was faster. */
export async function takeChallenge(tx: Tx, digest: Buffer): Promise<boolean> {
  const { rows } = await sql`delete from portal.challenge where digest = ${digest} returning 1 as taken`.execute(tx)
  return rows.length > 0
}

export interface Unsent {
  readonly customerId: bigint
  readonly channel: string
  readonly address: string
  readonly text: string
  readonly expiresAt: Temporal.Instant
}

export async function insertUnsent(tx: Tx, unsent: Unsent, now: Temporal.Instant): Promise<void> {
  await sql`
    insert into portal.outbox (customer_id, channel, address, text, at, expires_at)
    values (${unsent.customerId}, ${unsent.channel}, ${unsent.address}, ${unsent.text}, ${now}, ${unsent.expiresAt})`.execute(
    tx,
  )
}

export async function listUnsent(
  db: Db,
  now: Temporal.Instant,
): Promise<(Unsent & { readonly id: string; readonly at: Temporal.Instant })[]> {
  const { rows } = await sql<Unsent & { id: string; at: Temporal.Instant }>`
    select id, customer_id as "customerId", channel, address, text, at, expires_at as "expiresAt"
    from portal.outbox where expires_at > ${now} order by id desc limit 100`.execute(db)
  return rows
}

/** What has come too late is not kept. */
export async function tidyChallenges(tx: Tx, now: Temporal.Instant): Promise<void> {
  await sql`delete from portal.challenge where expires_at <= ${now}`.execute(tx)
  await sql`delete from portal.outbox where expires_at <= ${now}`.execute(tx)
  await sql`delete from portal.visit where expires_at <= ${now}`.execute(tx)
}
