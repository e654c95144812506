import { sql } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'

/** A device that is not yet confirmed. */
export async function saveEnrolment(tx: Tx, staffId: string, sealed: Buffer): Promise<void> {
  await sql`update identity.staff set totp_secret = ${sealed}, totp_last_step = null where id = ${staffId} and totp_confirmed_at is null`.execute(
    tx,
  )
}

export async function saveConfirmed(tx: Tx, staffId: string, now: Temporal.Instant): Promise<void> {
  await sql`update identity.staff set totp_confirmed_at = ${now}, revision = revision + 1 where id = ${staffId}`.execute(
    tx,
  )
}

/** Forgets the device and its recovery codes. */
export async function forgetDevice(tx: Tx, staffId: string): Promise<void> {
  await sql`
    update identity.staff set totp_secret = null, totp_confirmed_at = null, totp_last_step = null, revision = revision + 1
    where id = ${staffId}`.execute(tx)
  await sql`delete from identity.recovery_code where staff_id = ${staffId}`.execute(tx)
}

/** Spends a time step. Of two who come with the same code one finds it spent, because the row is theirs one after the other. */
export async function spendStep(tx: Tx, staffId: string, step: bigint): Promise<boolean> {
  const { rows } = await sql`
    update identity.staff set totp_last_step = ${step}
    where id = ${staffId} and (totp_last_step is null or totp_last_step < ${step}) returning id`.execute(tx)
  return rows.length > 0
}

export async function replaceRecoveryCodes(tx: Tx, staffId: string, digests: readonly Buffer[]): Promise<void> {
  await sql`delete from identity.recovery_code where staff_id = ${staffId}`.execute(tx)
  await sql`insert into identity.recovery_code (staff_id, digest) select ${staffId}, unnest(${digests}::bytea[])`.execute(
    tx,
  )
}

/** Spends a recovery code, once. */
export async function spendRecoveryCode(
  tx: Tx,
  staffId: string,
  digest: Buffer,
  now: Temporal.Instant,
): Promise<boolean> {
  const { rows } = await sql`
    update identity.recovery_code set used_at = ${now}
    where staff_id = ${staffId} and digest = ${digest} and used_at is null returning 1 as spent`.execute(tx)
  return rows.length > 0
}

export async function recoveryCodesLeft(db: Db | Tx, staffId: string): Promise<number> {
  const { rows } = await sql<{ left: number }>`
    select count(*)::int as left from identity.recovery_code where staff_id = ${staffId} and used_at is null`.execute(
    db,
  )
  return rows[0]?.left ?? 0
}

/** Remembers that somebody's password was right. */
export async function saveChallenge(
  tx: Tx,
  digest: Buffer,
  staffId: string,
  expiresAt: Temporal.Instant,
): Promise<void> {
  await sql`insert into identity.code_wanted (digest, staff_id, expires_at) values (${digest}, ${staffId}, ${expiresAt})`.execute(
    tx,
  )
}

/** Whose password was right, if that was not long ago. */
export async function readChallenge(db: Db | Tx, digest: Buffer, now: Temporal.Instant): Promise<string | null> {
  const { rows } = await sql<{ staffId: string }>`
    select staff_id as "staffId" from identity.code_wanted where digest = ${digest} and expires_at > ${now}`.execute(db)
  return rows[0]?.staffId ?? null
}

/** Takes it away; false where somebody was faster. */
export async function takeChallenge(tx: Tx, digest: Buffer): Promise<boolean> {
  const { rows } = await sql`delete from identity.code_wanted where digest = ${digest} returning 1 as taken`.execute(tx)
  return rows.length > 0
}

export async function forgetChallenges(tx: Tx, staffId: string): Promise<void> {
  await sql`delete from identity.code_wanted where staff_id = ${staffId}`.execute(tx)
}
