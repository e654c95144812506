import type { Random } from '../../src/ledger/payouts/simulators/random.ts'
import type { House } from './house.ts'

/** The number of something that a run gave and that nobody took back, for a person to reverse by hand. */
export async function someGrant({ pool }: House, random: Random): Promise<string | null> {
  // Drawn before waiting, because what happens at once would draw in another order.
  const place = random.below(1_000)
  const { rows } = await pool.query<{ id: string }>(
    `select id::text as id from ledger.transfer t where kind in ('credit', 'correction') and run_id is not null
      and not exists (select from ledger.transfer r where r.reverses = t.id) order by t.id`,
  )
  return rows[place % Math.max(1, rows.length)]?.id ?? null
}
