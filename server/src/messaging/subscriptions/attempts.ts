import { createHash } from 'node:crypto'
import type { MessageChannel } from '@pulih/contracts'
import { sql } from 'kysely'
import { Problem, type Tx } from '../../platform/index.ts'
import { comparedAddress } from './address.ts'

interface Limit {
  readonly most: number
  readonly seconds: number
}

const quarter = 900
const hour = 3_600
const day = 86_400

/**
 * An address may stand for a town behind carrier-grade NAT and is allowed what a town needs. What protects people from messages that they
 * did not ask for is how often anything is sent to a contact, and the operator's purse is protected by how much a channel sends in a day.
 */
export const allowed = {
  asksOfPlace: [{ most: 500, seconds: quarter }],
  /** Two programs that answer each other end here. */
  answersToReader: [
    { most: 6, seconds: hour },
    { most: 20, seconds: day },
  ],
  triesOfPlace: [{ most: 2_000, seconds: quarter }],
  asksForContactFromPlace: [
    { most: 5, seconds: quarter },
    { most: 15, seconds: day },
  ],
  asksForContact: [
    { most: 10, seconds: quarter },
    { most: 20, seconds: day },
  ],
} as const satisfies Record<string, readonly Limit[]>

export function perDay(most: number): readonly Limit[] {
  return [{ most, seconds: day }]
}

/** What is counted for a contact, in which nobody can read it. */
export function contactSubject(channel: MessageChannel, address: string): string {
  return `contact:${createHash('sha256')
    .update(`${channel} ${comparedAddress(channel, address)}`)
    .digest('base64url')}`
}

/** Counts once more and refuses beyond the limit. What is refused is not counted. */
export async function count(tx: Tx, subject: string, limits: readonly Limit[], now: Temporal.Instant): Promise<void> {
  const wait = await countOnce(tx, subject, limits, now)
  if (wait > 0) throw new Problem('messaging.too-often', { seconds: wait }, [], { 'retry-after': String(wait) })
}

/** Counts once more. Returns how many seconds there are to wait: 0 within the limits. */
export async function countOnce(
  tx: Tx,
  subject: string,
  limits: readonly Limit[],
  now: Temporal.Instant,
): Promise<number> {
  for (const { most, seconds } of limits) {
    const over = now.subtract({ seconds })
    const { rows } = await sql<{ times: number; beganAt: Temporal.Instant }>`
      insert into messaging.attempt as a (subject, seconds, began_at, times) values (${subject}, ${seconds}, ${now}, 1)
      on conflict (subject, seconds) do update set
        times = case when a.began_at <= ${over} then 1 else a.times + 1 end,
        began_at = case when a.began_at <= ${over} then ${now} else a.began_at end
      returning times, began_at as "beganAt"`.execute(tx)
    const [row] = rows
    if (!row || row.times <= most) continue
    return Math.max(1, Math.ceil(now.until(row.beganAt.add({ seconds })).total('seconds')))
  }
  return 0
}

/** Nothing counts longer than a day. */
export async function forgetAttempts(tx: Tx, now: Temporal.Instant): Promise<void> {
  await sql`delete from messaging.attempt where began_at <= ${now.subtract({ seconds: day })}`.execute(tx)
}
