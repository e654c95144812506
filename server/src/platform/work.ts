import type { AuditAction, EventType } from '@pulih/contracts'
import { sql } from 'kysely'
import type { Actor } from './actor.ts'
import { isTransient } from './database-failure.ts'
import type { Tx } from './database.ts'
import { deliverEvent } from './events.ts'
import type { Json } from './json.ts'
import type { Platform } from './platform.ts'

/** One transaction on behalf of one actor: what it changes, tells, queues and notes happens together or not at all. */
export interface Work {
  readonly tx: Tx
  readonly actor: Actor
  readonly now: Temporal.Instant
  /** Tells other contexts and webhooks, after the transaction, at least once. */
  emit(type: EventType, subject: string, data: Json): Promise<void>
  /** The same for many events, in as few statements as for one. */
  emitAll(happenings: readonly Happening[]): Promise<void>
  /** Queues a job. A job with the same key that still waits is replaced. */
  enqueue(job: string, payload: Json, options?: { readonly key?: string | null }): Promise<void>
  /** A line in the audit trail. Identifiers only, no personal data. */
  audit(action: AuditAction, subject: string, detail?: Json): void
}

/** An event before it is written. */
export interface Happening {
  readonly type: EventType
  readonly subject: string
  readonly data: Json
}

/** One line of the audit trail before it is chained. */
export interface AuditLine {
  readonly at: Temporal.Instant
  readonly actor: string
  readonly action: AuditAction
  readonly subject: string
  readonly detail: Json
}

const attempts = 4

/** Does the work, again if the database found it in the way of another transaction. */
export async function doWork<Result>(
  platform: Platform,
  actor: Actor,
  body: (work: Work) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await platform.db.transaction().execute(async tx => {
        const lines: AuditLine[] = []
        const result = await body(workIn(platform, tx, actor, lines))
        // The chain has one end, for which all writers queue: it is taken last and held shortly.
        if (lines.length > 0) await platform.hooks.appendAudit(tx, lines)
        return result
      })
    } catch (reason) {
      if (attempt === attempts || !isTransient(reason)) throw reason
    }
  }
}

function workIn(platform: Platform, tx: Tx, actor: Actor, lines: AuditLine[]): Work {
  const now = platform.clock.now()
  const add = async (job: string, payload: Json, key: string | null): Promise<boolean> => {
    const { rows } = await sql<{ id: bigint | null }>`
      select (graphile_worker.add_job(${job}, ${JSON.stringify(payload)}::json, job_key => ${key}::text)).id as id`.execute(
      tx,
    )
    return (rows[0]?.id ?? null) !== null
  }
  const enqueue: Work['enqueue'] = async (job, payload, { key = null } = {}) => {
    // A job of the same key that is begun in this very moment is neither waiting nor seen to run: then nothing is added.
    if (!(await add(job, payload, key))) await add(job, payload, null)
  }
  const emitAll: Work['emitAll'] = async happenings => {
    if (happenings.length === 0) return
    const { rows } = await sql<{ id: bigint; type: EventType }>`
      insert into platform.event (type, subject, data, actor, at)
      select h.type, h.subject, h.data, ${actor.id}, ${now}
      from unnest(${happenings.map(({ type }) => type)}::text[], ${happenings.map(({ subject }) => subject)}::text[],
        ${happenings.map(({ data }) => JSON.stringify(data))}::jsonb[]) with ordinality as h (type, subject, data, nth)
      order by h.nth returning id, type`.execute(tx)
    if (rows.length < happenings.length) throw new Error('an event was not written')
    const deliveries = rows.flatMap(({ id, type }) =>
      platform.listeners
        .filter(listener => listener.type === '*' || listener.type === type)
        .map(listener => JSON.stringify({ event: id.toString(), listener: listener.name })),
    )
    if (deliveries.length === 0) return
    await sql`
      select count(*) from graphile_worker.add_jobs(array(
        select row(${deliverEvent}, payload, null, null, null, null, null, null)::graphile_worker.job_spec
        from unnest(${deliveries}::json[]) as payload))`.execute(tx)
  }
  return {
    tx,
    actor,
    now,
    enqueue,
    emit: (type, subject, data) => emitAll([{ type, subject, data }]),
    emitAll,
    audit(action, subject, detail = {}) {
      lines.push({ at: now, actor: actor.id, action, subject, detail })
    },
  }
}
