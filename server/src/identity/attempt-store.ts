import { sql } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'
import { memoryHours, waitSeconds, type AttemptSubject } from './lockout.ts'

/**
 * Counts an attempt as failed before it is made, so that many at once cannot all be made before the first has failed. Returns the
 * seconds to wait where too many failed before, and counts nothing then.
 */
export async function beginAttempt(tx: Tx, subject: AttemptSubject, now: Temporal.Instant): Promise<number> {
  const forgotten = now.subtract({ hours: memoryHours })
  const { rows } = await sql<{ failures: number }>`
    insert into identity.attempt as a (subject, failures, last_at) values (${subject}, 1, ${now})
    on conflict (subject) do update
      set failures = case when a.last_at < ${forgotten} then 1 else a.failures + 1 end, last_at = ${now}, locked_until = null
      where a.locked_until is null or a.locked_until <= ${now}
    returning failures`.execute(tx)
  const failures = rows[0]?.failures
  if (failures === undefined) return secondsLeft(tx, subject, now)
  const wait = waitSeconds(subject, failures)
  if (wait > 0)
    await sql`update identity.attempt set locked_until = ${now.add({ seconds: wait })} where subject = ${subject}`.execute(
      tx,
    )
  return 0
}

async function secondsLeft(tx: Tx, subject: AttemptSubject, now: Temporal.Instant): Promise<number> {
  const { rows } = await sql<{ lockedUntil: Temporal.Instant | null }>`
    select locked_until as "lockedUntil" from identity.attempt where subject = ${subject}`.execute(tx)
  const until = rows[0]?.lockedUntil ?? now
  return Math.max(1, Math.ceil(now.until(until).total('seconds')))
}

/** It did not fail after all, but what failed before still counts. */
export async function takeBack(tx: Tx, subject: AttemptSubject): Promise<void> {
  await sql`
    update identity.attempt set failures = greatest(0, failures - 1), locked_until = null where subject = ${subject}`.execute(
    tx,
  )
}

/** Nothing counts any more. */
export async function forgive(tx: Tx, subject: AttemptSubject): Promise<void> {
  await sql`delete from identity.attempt where subject = ${subject}`.execute(tx)
}

export async function forgetOldAttempts(db: Db | Tx, now: Temporal.Instant): Promise<void> {
  await sql`
    delete from identity.attempt
    where last_at < ${now.subtract({ hours: memoryHours })} and (locked_until is null or locked_until < ${now})`.execute(
    db,
  )
}
