import type { EventType } from '@pulih/contracts'
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
  /** Queues a job. A job with the same key that still waits is replaced. */
  enqueue(job: string, payload: Json, options?: { readonly key?: string | null }): Promise<void>
  /** A line in the audit trail. Identifiers only, no personal data. */
  audit(action: string, subject: string, detail?: Json): void
}

/** One line of the audit trail before it is chained. */
export interface AuditLine {
  readonly at: Temporal.Instant
  readonly actor: string
  readonly action: string
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
  return {
    tx,
    actor,
    now,
    enqueue,
    async emit(type, subject, data) {
      const { rows } = await sql<{ id: bigint }>`
        insert into platform.event (type, subject, data, actor, at)
        values (${type}, ${subject}, ${JSON.stringify(data)}::jsonb, ${actor.id}, ${now}) returning id`.execute(tx)
      const [event] = rows
      if (!event) throw new Error('an event was not written')
      for (const listener of platform.listeners) {
        if (listener.type === '*' || listener.type === type)
          await enqueue(deliverEvent, { event: event.id.toString(), listener: listener.name })
      }
    },
    audit(action, subject, detail = {}) {
      lines.push({ at: now, actor: actor.id, action, subject, detail })
    },
  }
}
