import { sql } from 'kysely'
import type { Tx } from '../../platform/index.ts'
import { balanceIn } from '../read-store.ts'

/** A payout that the ledger has not been told about. `amount` is what it is told. */
export interface ToPost {
  readonly id: string
  readonly channel: string
  readonly serviceId: bigint
  readonly serviceKey: string
  readonly unit: string
  readonly amount: bigint
  readonly runId: string | null
  /** The bill showed less, and the rest is for us to ask for. */
  readonly asksAgain: boolean
  /** A person said that what the balance does not cover is a debt. */
  readonly setOff: boolean
  /** Whether the ledger refused it before. */
  readonly refused: boolean
}

const columns =
  sql.raw(`id, channel, service_id as "serviceId", service_key as "serviceKey", unit, run_id as "runId", set_off as "setOff",
  posting_problem is not null as refused`)

/** What was refused before is looked at again only where the balance has become large enough, or a person decided. */
export async function lockToPost(tx: Tx, limit: number): Promise<ToPost[]> {
  const { rows } = await sql<ToPost>`
    select ${columns}, amount, false as "asksAgain" from ledger.payout p
    where accepted_at is not null and posted_at is null and (posting_problem is null or set_off or amount <= ${balanceIn(sql`p.service_id`, sql`p.unit`)})
    order by posting_problem is not null, id limit ${limit} for update skip locked`.execute(tx)
  return rows
}

export async function lockToSettle(tx: Tx, limit: number): Promise<ToPost[]> {
  const { rows } = await sql<ToPost>`
    select ${columns}, billed as amount, carried > 0 as "asksAgain" from ledger.payout
    where state = 'billed' and settled_at is null and posted_at is not null order by id limit ${limit} for update skip locked`.execute(
    tx,
  )
  return rows
}

export async function markPosted(tx: Tx, payouts: readonly ToPost[], now: Temporal.Instant): Promise<void> {
  await sql`update ledger.payout set posted_at = ${now}, posting_problem = null where id = any(${payouts.map(each => each.id)}::uuid[])`.execute(
    tx,
  )
}

export async function markSettled(tx: Tx, payouts: readonly ToPost[], now: Temporal.Instant): Promise<void> {
  await sql`update ledger.payout set settled_at = ${now} where id = any(${payouts.map(each => each.id)}::uuid[])`.execute(
    tx,
  )
}

export async function markUnpostable(tx: Tx, problems: ReadonlyMap<string, string>): Promise<void> {
  await sql`
    update ledger.payout set posting_problem = why from unnest(${[...problems.keys()]}::uuid[], ${[...problems.values()]}::text[]) as told (payout, why)
    where id = payout`.execute(tx)
}
