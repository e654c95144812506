import { sql } from 'kysely'
import { Type } from 'typebox'
import { systemActor } from './actor.ts'
import type { Tx } from './database.ts'
import { deliverEvent } from './events.ts'
import { forgetAnswers } from './http/idempotency.ts'
import { defineSweep } from './jobs.ts'
import { liveRoutes } from './live/routes.ts'
import type { Context, Platform } from './platform.ts'
import { defineSetting, readSetting } from './settings.ts'

/**
 * Whoever repeats a request does so within hours. Events are kept longer than webhooks keep dead letters by their own setting
 * (three times thirty days), so that whatever can be replayed can still be looked up.
 */
export const retentionSetting = defineSetting({
  name: 'platform.retention',
  says: 'For how many hours the answer to a request with an Idempotency-Key is kept, and for how many days events are.',
  schema: Type.Object(
    {
      answerHours: Type.Integer({ minimum: 1, maximum: 720 }),
      eventDays: Type.Integer({ minimum: 7, maximum: 3660 }),
    },
    { additionalProperties: false },
  ),
  otherwise: { answerHours: 48, eventDays: 120 },
})

const atOnce = 5_000

/** Forgets, some rows at a time, what nobody can ask for any more. */
async function forget(platform: Platform): Promise<void> {
  const { answerHours, eventDays } = await readSetting(platform.db, retentionSetting)
  const now = platform.clock.now()
  const some = (forgetSome: (tx: Tx) => Promise<number>) =>
    platform.work(systemActor('platform'), ({ tx }) => forgetSome(tx))
  while ((await some(tx => forgetAnswers(tx, now.subtract({ hours: answerHours }), atOnce))) === atOnce);
  while ((await some(tx => forgetEvents(tx, now.subtract({ hours: eventDays * 24 }), atOnce))) === atOnce);
}

/** An event that a listener has yet to hear of stays, however old: its job fails, and somebody is going to mend it. */
async function forgetEvents(tx: Tx, before: Temporal.Instant, limit: number): Promise<number> {
  const { rows } = await sql<{ events: number }>`
    with pending as (
        select (j.payload ->> 'event')::bigint as event
        from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
        where t.identifier = ${deliverEvent}
      ),
      old as (
        select id from platform.event e where at < ${before} and not exists (select from pending p where p.event = e.id)
        limit ${limit} for update skip locked
      ),
      unheard as (delete from platform.heard where event in (select id from old)),
      gone as (delete from platform.event where id in (select id from old) returning id)
    select count(*)::int as events from gone`.execute(tx)
  return rows[0]?.events ?? 0
}

/** What the platform itself looks after from time to time. */
export const platformContext: Context = {
  name: 'platform',
  routes: liveRoutes,
  settings: [retentionSetting],
  sweeps: [defineSweep('platform.forget', 3_600, forget)],
}
