import { sql } from 'kysely'
import type { Tx } from '../../platform/index.ts'
import type { Channel } from './channel.ts'

/** A credit as a bill shows it. */
export interface BillCredit {
  readonly line: string
  readonly bill: string
  readonly billedOn: string
  readonly key: string | null
  readonly reference: string | null
  /** By what the biller knows the service, where the bill says so. */
  readonly address: string | null
  readonly unit: string
  readonly amount: bigint
}

export interface Added {
  readonly payoutId: string | null
  readonly amount: bigint
}

/** Keeps the lines that are new, each with the payout that it is: by our key, or else by the biller's reference. */
export async function insertCredits(
  tx: Tx,
  channel: string,
  credits: readonly BillCredit[],
  now: Temporal.Instant,
): Promise<Added[]> {
  const { rows } = await sql<Added>`
    insert into ledger.bill_credit (channel, line, bill, billed_on, key, reference, address, unit, amount, payout_id, seen_at)
    select ${channel}, line, bill, billed_on, given.key, given.reference, given.address, given.unit, given.amount, coalesce(by_key.id, by_reference.id), ${now}
    from ${relation(credits)}
    left join ledger.payout by_key on by_key.key = given.key and by_key.channel = ${channel} and by_key.unit = given.unit
    left join lateral (
      select min(p.id::text)::uuid as id from ledger.payout p
      where given.key is null and p.channel = ${channel} and p.reference = given.reference and p.unit = given.unit having count(*) = 1
    ) as by_reference on true
    on conflict (channel, line) do nothing returning payout_id as "payoutId", amount`.execute(tx)
  return rows
}

/** A line that was kept before with other figures or on another account; where no account was kept, any may be named. */
export async function firstChanged(tx: Tx, channel: string, credits: readonly BillCredit[]): Promise<string | null> {
  const { rows } = await sql<{ line: string }>`
    select b.line from ${relation(credits)} join ledger.bill_credit b on b.channel = ${channel} and b.line = given.line
    where (b.bill, b.billed_on, b.unit, b.amount, b.key, coalesce(b.address, given.address))
      is distinct from (given.bill, given.billed_on, given.unit, given.amount, given.key, given.address) limit 1`.execute(
    tx,
  )
  return rows[0]?.line ?? null
}

function relation(credits: readonly BillCredit[]) {
  const column = <Value>(pick: (credit: BillCredit) => Value): Value[] => credits.map(pick)
  return sql`unnest(${column(each => each.line)}::text[], ${column(each => each.bill)}::text[], ${column(each => each.billedOn)}::date[],
    ${column(each => each.key)}::uuid[], ${column(each => each.reference)}::text[], ${column(each => each.address)}::text[], ${column(each => each.unit)}::text[],
    ${column(each => each.amount)}::bigint[]) as given (line, bill, billed_on, key, reference, address, unit, amount)`
}

/**
 * Adds what was seen to the payouts. A payout whose outcome was in doubt has evidently arrived, and where it is in a file whose answer
 * is still to come, that is the outcome with which the answer is compared. It is billed when all of it was seen, or when the bill
 * showed a part and the rest is for us to ask for again; otherwise the rest stays with the biller for its next bill. Returns how many
 * are billed by this.
 */
export async function addSeen(
  tx: Tx,
  channel: Channel,
  added: readonly Added[],
  now: Temporal.Instant,
): Promise<number> {
  const sums = new Map<string, bigint>()
  for (const { payoutId, amount } of added)
    if (payoutId !== null) sums.set(payoutId, (sums.get(payoutId) ?? 0n) + amount)
  const { rows } = await sql`
    with given as (select id, amount as more from unnest(${[...sums.keys()]}::uuid[], ${[...sums.values()]}::bigint[]) as sum (id, amount)),
    held as (
      select p.id, p.seen + more as seen, p.amount, p.attempts, p.batch_id, p.state <> 'billed' and (p.seen + more >= p.amount or ${channel.rest} = 'asked-again') as closes
      from given join ledger.payout p using (id) where p.state <> 'withdrawn' order by p.id for update of p
    ),
    arrived as (
      insert into ledger.payout_outcome (payout_id, number, ended_at, outcome, detail)
      select id, attempts, ${now}, 'arrived', 'a bill showed it' from held where batch_id is not null on conflict do nothing
    )
    update ledger.payout p set seen = held.seen, accepted_at = coalesce(accepted_at, ${now}::timestamptz), batch_id = null,
      state = case when closes then 'billed' when p.state = 'billed' then 'billed' else 'accepted' end,
      billed = case when closes then least(held.seen, p.amount) else billed end,
      carried = case when closes then p.amount - least(held.seen, p.amount) else carried end
    from held where held.id = p.id returning closes, (p.state = 'billed' and held.closes) as billed_now`.execute(tx)
  return rows.filter(row => (row as { billed_now: boolean }).billed_now).length
}
