import { sql } from 'kysely'
import type { Tx } from '../platform/index.ts'
import type { Delivery, Outcome } from './delivery.ts'
import { deliveryColumns } from './delivery-store.ts'

/** Attempts at one endpoint at once, roughly: two senders may count at the same time. */
const atOnce = 4

/** Some endpoints for which something is due, in no order, so that a long queue for one is no queue for another. */
export async function endpointsWithWork(tx: Tx, now: Temporal.Instant): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select e.id from webhooks.endpoint e
    where e.disabled is null and (e.rests_until is null or e.rests_until <= ${now})
      and exists (select from webhooks.delivery d where d.endpoint_id = e.id and d.state in ('waiting', 'sending') and d.due_at <= ${now})
      and (select count(*) from webhooks.delivery d where d.endpoint_id = e.id and d.state = 'sending' and d.due_at > ${now}) < ${atOnce}
    order by random() limit 20`.execute(tx)
  return rows.map(row => row.id)
}

/** What is due for an endpoint for the longest time and nobody else holds: it waits, or whoever sent it is given up. */
export async function lockDue(tx: Tx, endpoint: string, now: Temporal.Instant): Promise<Delivery | null> {
  const { rows } = await sql<Delivery>`
    select ${deliveryColumns} from webhooks.delivery d
    where d.endpoint_id = ${endpoint} and d.state in ('waiting', 'sending') and d.due_at <= ${now}
    order by d.due_at, d.id limit 1 for update skip locked`.execute(tx)
  return rows[0] ?? null
}

/** Writes down that an attempt begins, and until when nobody else makes one. Returns its number. */
export async function beginAttempt(
  tx: Tx,
  delivery: Delivery,
  now: Temporal.Instant,
  until: Temporal.Instant,
): Promise<number> {
  await markVanished(tx, delivery.id, now)
  const number = delivery.attempts + 1
  await sql`insert into webhooks.attempt (delivery_id, number, started_at) values (${delivery.id}, ${number}, ${now})`.execute(
    tx,
  )
  await sql`
    update webhooks.delivery set state = 'sending', due_at = ${until}, attempts = ${number}, tries = tries + 1
    where id = ${delivery.id}`.execute(tx)
  return number
}

/** Nobody will say any more what came of an earlier attempt; unless its sender was only slow. */
export async function markVanished(tx: Tx, delivery: string, now: Temporal.Instant): Promise<void> {
  await sql`
    update webhooks.attempt set ended_at = ${now}, outcome = 'vanished', reason = 'whoever sent it did not come back'
    where delivery_id = ${delivery} and ended_at is null`.execute(tx)
}

export async function endAttempt(
  tx: Tx,
  delivery: string,
  number: number,
  { outcome, status, reason, response }: Outcome,
  now: Temporal.Instant,
): Promise<void> {
  await sql`
    update webhooks.attempt set ended_at = ${now}, outcome = ${outcome}, status = ${status}, reason = ${reason}, response = ${response}
    where delivery_id = ${delivery} and number = ${number} and (ended_at is null or outcome = 'vanished')`.execute(tx)
}

/** It arrived, whoever sends it again just now, and even if it was given up meanwhile. Not where it was queued again by hand since. */
export async function markDelivered(tx: Tx, delivery: string, now: Temporal.Instant): Promise<void> {
  await sql`
    update webhooks.delivery set state = 'delivered', due_at = null, ended_at = ${now}, delivered_at = ${now}, reason = null
    where id = ${delivery} and state in ('sending', 'dead')`.execute(tx)
}

/** False if somebody else is at it by now, or it is over. */
export async function markFailed(
  tx: Tx,
  delivery: string,
  number: number,
  next: { readonly at: Temporal.Instant | null; readonly reason: string | null; readonly now: Temporal.Instant },
): Promise<boolean> {
  const state = next.at === null ? 'dead' : 'waiting'
  const endedAt = next.at === null ? next.now : null
  const { rows } = await sql`
    update webhooks.delivery set state = ${state}, due_at = ${next.at}, ended_at = ${endedAt}, reason = ${next.reason}
    where id = ${delivery} and state = 'sending' and attempts = ${number} returning id`.execute(tx)
  return rows.length > 0
}
