import type { EventType } from '@pulih/contracts'
import { sql } from 'kysely'
import { defineJob, type Job } from './jobs.ts'
import type { Json } from './json.ts'
import type { Platform } from './platform.ts'

export interface HappenedEvent {
  readonly id: bigint
  readonly type: EventType
  readonly subject: string
  readonly data: Json
  readonly actor: string
  readonly at: Temporal.Instant
}

/** Hears of events after their transaction, at least once and in no particular order. */
export interface Listener {
  readonly name: string
  /** `*` hears everything. */
  readonly type: EventType | '*'
  hear(event: HappenedEvent, platform: Platform): Promise<void>
}

export function on(type: Listener['type'], name: string, hear: Listener['hear']): Listener {
  return { type, name, hear }
}

export const deliverEvent = 'platform.deliver-event'

/** The job that brings an event to one listener. */
export function deliveryJob(listeners: readonly Listener[]): Job {
  return defineJob(deliverEvent, async (payload, platform) => {
    const { event: id, listener: name } = payload as { event: string; listener: string }
    const listener = listeners.find(each => each.name === name)
    // A listener that a newer version no longer has needs no delivery.
    if (!listener) return
    const { rows } = await sql<HappenedEvent>`
      select id, type, subject, data, actor, at from platform.event e where id = ${id}
      and not exists (select from platform.heard h where h.event = e.id and h.listener = ${name})`.execute(platform.db)
    const [event] = rows
    if (!event) return
    await listener.hear(event, platform)
    await sql`insert into platform.heard (event, listener, at) values (${event.id}, ${name}, ${platform.clock.now()}) on conflict do nothing`.execute(
      platform.db,
    )
  })
}
