import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { Problem, type Tx } from '../platform/index.ts'

interface Limit {
  readonly most: number
  readonly seconds: number
}

const quarter = 900
const day = 86_400

/**
 * An address may stand for a whole town behind one carrier-grade NAT, so that it is allowed what a town needs on a bad day. What
 * protects an account is how often a code is sent to its contact, and that each code allows five tries.
 */
export const allowed = {
  asksOfAddress: [{ most: 1_500, seconds: quarter }],
  triesOfAddress: [{ most: 5_000, seconds: quarter }],
  asksForContactFromAddress: [
    { most: 5, seconds: quarter },
    { most: 15, seconds: day },
  ],
  // Four times what one address may ask, so that one stranger keeps nobody out. Several could for a quarter of an hour; to allow more
  // would let them flood the owner of the contact with messages.
  asksForContact: [
    { most: 20, seconds: quarter },
    { most: 60, seconds: day },
  ],
  appealsOfCustomer: [{ most: 20, seconds: day }],
} as const satisfies Record<string, readonly Limit[]>

/** What is counted for a contact is the same whether somebody has it or not, however he writes it. */
export function contactSubject(contact: string): string {
  const plain = contact.includes('@') ? contact.trim().toLowerCase() : contact.replaceAll(/\D/g, '').replace(/^0+/, '')
  return `contact:${createHash('sha256').update(plain).digest('base64url')}`
}

/** Counts once more and refuses beyond the limit. What is refused is not counted. */
export async function count(tx: Tx, subject: string, bounds: readonly Limit[], now: Temporal.Instant): Promise<void> {
  for (const { most, seconds } of bounds) {
    const over = now.subtract({ seconds })
    const { rows } = await sql<{ times: number; beganAt: Temporal.Instant }>`
      insert into portal.attempt as a (subject, seconds, began_at, times) values (${subject}, ${seconds}, ${now}, 1)
      on conflict (subject, seconds) do update set
        times = case when a.began_at <= ${over} then 1 else a.times + 1 end,
        began_at = case when a.began_at <= ${over} then ${now} else a.began_at end
      returning times, began_at as "beganAt"`.execute(tx)
    const [row] = rows
    if (!row || row.times <= most) continue
    const wait = Math.max(1, Math.ceil(now.until(row.beganAt.add({ seconds })).total('seconds')))
    throw new Problem('portal.too-often', { seconds: wait }, [], { 'retry-after': String(wait) })
  }
}

/** Nothing counts longer than a day. */
export async function forgetAttempts(tx: Tx, now: Temporal.Instant): Promise<void> {
  await sql`delete from portal.attempt where began_at <= ${now.subtract({ seconds: day })}`.execute(tx)
}
