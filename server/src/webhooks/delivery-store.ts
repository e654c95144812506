import type { AttemptOutcome, DeliveryState } from '@pulih/contracts'
import { sql } from 'kysely'
import { problem, type Db, type HappenedEvent, type Tx } from '../platform/index.ts'
import type { Delivery } from './delivery.ts'

export const deliveryColumns =
  sql.raw(`d.id, d.endpoint_id as "endpointId", d.event_id as "eventId", d.type, d.subject, d.data,
  d.happened_at as "happenedAt", d.created_at as "createdAt", d.state, d.due_at as "dueAt", d.attempts, d.tries, d.queued_at as "queuedAt",
  d.reason, d.delivered_at as "deliveredAt"`)

export interface DeliveryFilter {
  readonly state?: DeliveryState
  readonly endpoint?: string
  readonly event?: string
  readonly type?: string
}

/** Newest first, one more than `limit`. */
export async function listDeliveries(
  db: Db,
  filter: DeliveryFilter,
  before: string | null,
  limit: number,
): Promise<Delivery[]> {
  const { state = null, endpoint = null, event = null, type = null } = filter
  const { rows } = await sql<Delivery>`
    select ${deliveryColumns} from webhooks.delivery d
    where (${state}::text is null or d.state = ${state}) and (${endpoint}::uuid is null or d.endpoint_id = ${endpoint}::uuid)
      and (${event}::bigint is null or d.event_id = ${event}::bigint) and (${type}::text is null or d.type = ${type})
      and (${before}::uuid is null or d.id < ${before}::uuid)
    order by d.id desc limit ${limit + 1}`.execute(db)
  return rows
}

export async function findDelivery(db: Db | Tx, id: string): Promise<Delivery> {
  const { rows } = await sql<Delivery>`select ${deliveryColumns} from webhooks.delivery d where d.id = ${id}`.execute(
    db,
  )
  const [row] = rows
  if (!row) throw problem('webhooks.delivery-not-found', { delivery: id })
  return row
}

export interface Attempt {
  readonly number: number
  readonly startedAt: Temporal.Instant
  readonly endedAt: Temporal.Instant | null
  readonly outcome: AttemptOutcome | null
  readonly status: number | null
  readonly reason: string | null
  readonly response: string | null
}

/** The latest ones; a delivery that was replayed for months has no more to tell. */
export async function attemptsOf(db: Db, delivery: string): Promise<Attempt[]> {
  const { rows } = await sql<Attempt>`
    select number, started_at as "startedAt", ended_at as "endedAt", outcome, status, reason, response
    from webhooks.attempt where delivery_id = ${delivery} order by number desc limit 200`.execute(db)
  return rows.toReversed()
}

/** How many deliveries of each endpoint wait, and how many were given up. */
export async function countOpenAndDead(
  db: Db | Tx,
  endpoints: readonly string[],
): Promise<{ readonly endpointId: string; readonly waiting: number; readonly dead: number }[]> {
  const { rows } = await sql<{ endpointId: string; waiting: number; dead: number }>`
    select e.id as "endpointId",
      (select count(*)::int from webhooks.delivery d where d.endpoint_id = e.id and d.state in ('waiting', 'sending')) as waiting,
      (select count(*)::int from webhooks.delivery d where d.endpoint_id = e.id and d.state = 'dead') as dead
    from unnest(${[...endpoints]}::uuid[]) e (id)`.execute(db)
  return rows
}

/**
 * One delivery for each endpoint that wants the event, if there is none yet; a dead letter where the endpoint was disabled because it
 * failed, so that nothing is lost. An endpoint hears of nothing that happened before it was added. The endpoints are held against
 * being disabled, for then nothing may wait for them. Returns how many are to be sent.
 */
export async function insertDeliveries(tx: Tx, event: HappenedEvent, now: Temporal.Instant): Promise<number> {
  const { rows } = await sql<{ state: DeliveryState }>`
    insert into webhooks.delivery (endpoint_id, event_id, type, subject, data, happened_at, created_at, queued_at, state, due_at, ended_at, reason)
    select e.id, ${event.id}, ${event.type}, ${event.subject}, ${JSON.stringify(event.data)}::jsonb, ${event.at}, ${now}, ${now},
      case when e.disabled is null then 'waiting' else 'dead' end,
      case when e.disabled is null then ${now}::timestamptz end,
      case when e.disabled is not null then ${now}::timestamptz end,
      case when e.disabled is not null then ${disabledReason} end
    from (
      select id, disabled from webhooks.endpoint
      where removed_at is null and (disabled is null or disabled = 'failing') and events && array['*', ${event.type}::text]
        and created_at <= ${event.at} order by id for share
    ) e
    on conflict (event_id, endpoint_id) where event_id is not null do nothing returning state`.execute(tx)
  return rows.filter(row => row.state === 'waiting').length
}

const disabledReason = 'the endpoint is disabled'

export async function insertTest(tx: Tx, endpoint: string, type: string, now: Temporal.Instant): Promise<Delivery> {
  const { rows } = await sql<Delivery>`
    insert into webhooks.delivery as d (endpoint_id, type, subject, data, happened_at, created_at, queued_at, state, due_at)
    values (${endpoint}, ${type}, ${endpoint}, '{}', ${now}, ${now}, ${now}, 'waiting', ${now}) returning ${deliveryColumns}`.execute(
    tx,
  )
  const [row] = rows
  if (!row) throw new Error('a test was not written')
  return row
}

/** Gives up whatever is on its way to an endpoint. An attempt under way that arrives after all still says so. */
export async function buryOpen(tx: Tx, endpoint: string, now: Temporal.Instant): Promise<void> {
  await sql`
    update webhooks.delivery set state = 'dead', due_at = null, ended_at = ${now}, reason = ${disabledReason}
    where endpoint_id = ${endpoint} and state in ('waiting', 'sending')`.execute(tx)
}

/** Queues a delivery again; null while it is being sent. */
export async function requeue(tx: Tx, id: string, now: Temporal.Instant): Promise<Delivery | null> {
  const { rows } = await sql<Delivery>`
    update webhooks.delivery d set ${afresh(now)} where d.id = ${id} and d.state <> 'sending' returning ${deliveryColumns}`.execute(
    tx,
  )
  return rows[0] ?? null
}

export async function requeueDead(tx: Tx, endpoint: string, now: Temporal.Instant): Promise<number> {
  const { numAffectedRows } = await sql`
    update webhooks.delivery d set ${afresh(now)} where d.endpoint_id = ${endpoint} and d.state = 'dead'`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

function afresh(now: Temporal.Instant) {
  return sql`state = 'waiting', due_at = ${now}, tries = 0, queued_at = ${now}, reason = null, ended_at = null, delivered_at = null`
}

/** Deletes some of what ended before an instant, and endpoints that were removed once nothing of them is left. True: there may be more. */
export async function purge(
  tx: Tx,
  delivered: Temporal.Instant,
  dead: Temporal.Instant,
  limit: number,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from webhooks.delivery where id in (
      select id from webhooks.delivery where ended_at < ${delivered} and (state = 'delivered' or ended_at < ${dead})
      order by ended_at limit ${limit} for update skip locked)`.execute(tx)
  await sql`
    delete from webhooks.endpoint e where e.removed_at is not null
      and not exists (select from webhooks.delivery d where d.endpoint_id = e.id)`.execute(tx)
  return Number(numAffectedRows ?? 0n) === limit
}
