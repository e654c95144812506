import { sql } from 'kysely'
import type { MessageChannelSettings } from '@pulih/contracts'
import type { Tx } from '../../platform/index.ts'

export interface KeptArrival {
  readonly id: bigint
  readonly channel: string
  readonly adapter: MessageChannelSettings['adapter']
  readonly key: string
  readonly contentType: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  readonly receivedAt: Temporal.Instant
}

const mostBytes = 16 * 1024 * 1024

/** The oldest that nobody has looked at yet, then what is looked at again; nobody else has them until the transaction ends. */
export async function lockNew(tx: Tx, most: number, now: Temporal.Instant): Promise<readonly KeptArrival[]> {
  const { rows } = await sql<KeptArrival>`
    with next as materialized (
      select id, look_at, reason is not null as again, octet_length(body) as bytes from messaging.arrival
      where state = 'new' and look_at <= ${now} order by reason is not null, look_at, id limit ${most} for update skip locked),
    -- Mails may be large: as many as fit, and at least one.
    fitting as (select id, again, sum(bytes) over (order by again, look_at, id) - bytes as before from next)
    select a.id, a.channel, a.adapter, a.key, a.content_type as "contentType", a.headers, a.body, a.received_at as "receivedAt"
    from fitting f join messaging.arrival a on a.id = f.id where f.before < ${mostBytes} order by f.again, a.look_at, a.id`.execute(
    tx,
  )
  return rows
}

export interface Understood {
  readonly id: bigint
  readonly state: 'new' | 'understood' | 'not-understood'
  readonly reason: string | null
  readonly lookAt: Temporal.Instant
}

export async function markArrivals(tx: Tx, all: readonly Understood[]): Promise<void> {
  await sql`
    update messaging.arrival a set state = u.state, reason = u.reason, look_at = u.look_at
    from unnest(${all.map(({ id }) => String(id))}::bigint[], ${all.map(({ state }) => state)}::text[],
      ${all.map(({ reason }) => reason)}::text[], ${all.map(({ lookAt }) => lookAt.toString())}::timestamptz[]) as u (id, state, reason, look_at)
    where a.id = u.id`.execute(tx)
}
