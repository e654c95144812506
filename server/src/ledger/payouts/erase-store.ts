import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../../platform/index.ts'

/** A relation `id, key` of the services of one customer. */
export type Services = RawBuilder<unknown>

const mark = sql.lit('(erased)')

/** What the database allows to be written for it, and nothing else. */
const without = (told: RawBuilder<unknown>, address: RawBuilder<unknown>) =>
  sql`ledger.without_address(${told}, ${address})`

/** The ledger has it, or it is never sent: nobody needs to know any more where it went; our key and the biller's reference stay. */
const isOver = sql`p.erased_at is not null and (p.posted_at is not null or p.state = 'withdrawn')`

/** A service's own key is the operator's, and stays here as everywhere. */
const tells = (address: RawBuilder<unknown>) => sql`${address} <> p.service_key and ${address} <> ${mark}`

/** Forgets by what billers know the services. The row stays empty: without one they would be known by their own keys. */
export async function eraseKnownAddresses(tx: Tx, services: Services): Promise<number> {
  // Lines of bills that are nobody's payout are known by their address alone.
  await sql`
    update ledger.bill_credit b set address = null from ${services} s
    where b.payout_id is null and b.address is not null and (
      exists (select from ledger.payout_address a where a.service_key = s.key and a.channel = b.channel and a.address = b.address)
      or exists (select from ledger.payout p join ledger.payout_attempt t on t.payout_id = p.id
        where p.service_id = s.id and p.channel = b.channel and t.address = b.address and ${tells(sql`t.address`)}))`.execute(
    tx,
  )
  const { rows } = await sql`
    update ledger.payout_address a set address = null from ${services} s
    where a.service_key = s.key and a.address is not null returning a.channel`.execute(tx)
  return rows.length
}

/** Notes that the addresses of their payouts are to be forgotten. Returns all of these. */
export async function markErased(tx: Tx, services: Services, now: Temporal.Instant): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update ledger.payout p set erased_at = coalesce(p.erased_at, ${now}::timestamptz) from ${services} s
    where p.service_id = s.id returning p.id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Payouts that are marked and still on their way to an address. */
export async function countWaiting(tx: Tx, services: Services): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ledger.payout p join ${services} s on s.id = p.service_id
    where ${tells(sql`p.address`)}`.execute(tx)
  return rows[0]?.count ?? 0
}

/**
 * Forgets the addresses of marked payouts that are over, in whatever repeats them. What was in a file is forgotten when nobody in it
 * waits for its answer any more, which is read by the rows as they were sent. Returns how many payouts lost their address.
 */
export async function eraseSentAddresses(tx: Tx): Promise<number> {
  const answered = (batch: RawBuilder<unknown>) =>
    sql`not exists (select from ledger.payout q where q.batch_id = ${batch} and q.state = 'sending')`
  await sql`
    update ledger.payout_batch b set content = '' where octet_length(b.content) > 0 and ${answered(sql`b.id`)} and exists (
      select from ledger.payout_attempt a join ledger.payout p on p.id = a.payout_id
      where a.batch_id = b.id and ${isOver} and ${tells(sql`a.address`)})`.execute(tx)
  await sql`
    update ledger.payout_outcome o set detail = ${without(sql`o.detail`, sql`a.address`)} from ledger.payout_attempt a, ledger.payout p
    where (o.payout_id, o.number) = (a.payout_id, a.number) and p.id = a.payout_id and ${isOver} and ${tells(sql`a.address`)}
      and (a.batch_id is null or ${answered(sql`a.batch_id`)}) and o.detail <> ${without(sql`o.detail`, sql`a.address`)}`.execute(
    tx,
  )
  await sql`
    update ledger.payout_attempt a set address = ${mark} from ledger.payout p
    where p.id = a.payout_id and ${isOver} and ${tells(sql`a.address`)}
      and (a.batch_id is null or ${answered(sql`a.batch_id`)})`.execute(tx)
  await sql`
    update ledger.bill_credit b set address = null from ledger.payout p
    where p.id = b.payout_id and ${isOver} and b.address <> p.service_key`.execute(tx)
  const { rows } = await sql`
    update ledger.payout p set address = ${mark}, reason = ${without(sql`p.reason`, sql`p.address`)}
    where ${isOver} and ${tells(sql`p.address`)} returning p.id`.execute(tx)
  return rows.length
}
