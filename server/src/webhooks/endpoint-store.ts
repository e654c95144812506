import { sql } from 'kysely'
import { problem, type Db, type Tx } from '../platform/index.ts'
import type { Endpoint, Secret } from './endpoint.ts'

const columns =
  sql.raw(`e.id, e.url, e.events, e.description, e.disabled, e.failing_since as "failingSince", e.failures,
  e.rests_until as "restsUntil", e.revision, e.created_at as "createdAt"`)

/** By their age, one more than `limit`. */
export async function listEndpoints(db: Db, after: string | null, limit: number): Promise<Endpoint[]> {
  const { rows } = await sql<Endpoint>`
    select ${columns} from webhooks.endpoint e
    where e.removed_at is null and (${after}::uuid is null or e.id > ${after}::uuid) order by e.id limit ${limit + 1}`.execute(
    db,
  )
  return rows
}

export async function findEndpoint(db: Db | Tx, id: string): Promise<Endpoint> {
  const { rows } =
    await sql<Endpoint>`select ${columns} from webhooks.endpoint e where e.id = ${id} and e.removed_at is null`.execute(
      db,
    )
  return rows[0] ?? missing(id)
}

/** Reads an endpoint and holds it: nothing is queued for it and none of its failures is counted meanwhile. Taken before its deliveries. */
export async function lockEndpoint(tx: Tx, id: string): Promise<Endpoint> {
  return (await lockEndpointIfThere(tx, id)) ?? missing(id)
}

/** The same for senders, whose endpoint may have been removed while they sent. */
export async function lockEndpointIfThere(tx: Tx, id: string): Promise<Endpoint | null> {
  const { rows } = await sql<Endpoint>`
    select ${columns} from webhooks.endpoint e where e.id = ${id} and e.removed_at is null for no key update`.execute(
    tx,
  )
  return rows[0] ?? null
}

function missing(endpoint: string): never {
  throw problem('webhooks.endpoint-not-found', { endpoint })
}

export async function countEndpoints(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from webhooks.endpoint where removed_at is null`.execute(tx)
  return rows[0]?.count ?? 0
}

export async function insertEndpoint(
  tx: Tx,
  given: Pick<Endpoint, 'url' | 'events' | 'description' | 'disabled' | 'createdAt'>,
): Promise<Endpoint> {
  const { rows } = await sql<Endpoint>`
    insert into webhooks.endpoint as e (url, events, description, disabled, created_at)
    values (${given.url}, ${[...given.events]}::text[], ${given.description}, ${given.disabled}, ${given.createdAt})
    returning ${columns}`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('an endpoint was not written')
  return row
}

export async function saveEndpoint(tx: Tx, endpoint: Endpoint): Promise<void> {
  await sql`
    update webhooks.endpoint set url = ${endpoint.url}, events = ${[...endpoint.events]}::text[], description = ${endpoint.description},
      disabled = ${endpoint.disabled}, revision = revision + 1, failing_since = ${endpoint.failingSince}, failures = ${endpoint.failures},
      rests_until = ${endpoint.restsUntil}
    where id = ${endpoint.id}`.execute(tx)
}

/** How it is doing; no change of what somebody configured, so its version stays. */
export async function saveHealth(
  tx: Tx,
  { id, failingSince, failures, restsUntil }: Pick<Endpoint, 'id' | 'failingSince' | 'failures' | 'restsUntil'>,
): Promise<void> {
  await sql`
    update webhooks.endpoint set failing_since = ${failingSince}, failures = ${failures}, rests_until = ${restsUntil}
    where id = ${id}`.execute(tx)
}

/** Writes only where there was something to forget, so that deliveries which arrive do not queue for the endpoint's row. */
export async function forgetFailures(tx: Tx, id: string): Promise<void> {
  await sql`
    update webhooks.endpoint set failing_since = null, failures = 0, rests_until = null
    where id = ${id} and disabled is null and (failures > 0 or rests_until is not null)`.execute(tx)
}

export async function wakeEndpoint(tx: Tx, id: string): Promise<void> {
  await sql`update webhooks.endpoint set rests_until = null where id = ${id} and rests_until is not null`.execute(tx)
}

export async function markRemoved(tx: Tx, id: string, now: Temporal.Instant): Promise<void> {
  await sql`
    update webhooks.endpoint set removed_at = ${now}, disabled = coalesce(disabled, 'by-hand'), revision = revision + 1
    where id = ${id}`.execute(tx)
  await sql`delete from webhooks.secret where endpoint_id = ${id}`.execute(tx)
}

const secretColumns = sql.raw(
  `id, endpoint_id as "endpointId", sealed, created_at as "createdAt", expires_at as "expiresAt"`,
)

/** Those in force, the newest first. */
export async function secretsOf(db: Db | Tx, endpoints: readonly string[], now: Temporal.Instant): Promise<Secret[]> {
  const { rows } = await sql<Secret>`
    select ${secretColumns} from webhooks.secret
    where endpoint_id = any(${[...endpoints]}::uuid[]) and (expires_at is null or expires_at > ${now})
    order by created_at desc, id desc`.execute(db)
  return rows
}

export async function insertSecret(
  tx: Tx,
  { endpointId, sealed, createdAt }: Pick<Secret, 'endpointId' | 'sealed' | 'createdAt'>,
): Promise<void> {
  await sql`
    insert into webhooks.secret (endpoint_id, sealed, created_at) values (${endpointId}, ${sealed}, ${createdAt})`.execute(
    tx,
  )
}

/** Lets every secret of an endpoint end at an instant, or earlier where that was decided before; those that ended are deleted. */
export async function expireSecrets(
  tx: Tx,
  endpoint: string,
  at: Temporal.Instant,
  now: Temporal.Instant,
): Promise<void> {
  await sql`update webhooks.secret set expires_at = least(expires_at, ${at}::timestamptz) where endpoint_id = ${endpoint}`.execute(
    tx,
  )
  await sql`delete from webhooks.secret where endpoint_id = ${endpoint} and expires_at <= ${now}`.execute(tx)
}
