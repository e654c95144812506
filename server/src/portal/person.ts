import { sql } from 'kysely'
import { appealsOfCustomer, forgetAppealsOf } from '../outages/index.ts'
import type { Json, Work } from '../platform/index.ts'
import { holderByKey } from '../subscribers/index.ts'
import { endSessions } from './session-store.ts'

/** What a subscriber did here and said here. */
export async function exportVisitor(work: Work, customerKey: string): Promise<Json> {
  const holder = await holderByKey(work.tx, customerKey)
  if (!holder) return null
  const { rows } = await sql<{ sessions: Json[]; unsent: Json[] }>`
    select
      coalesce((select jsonb_agg(jsonb_build_object('method', method, 'agent', agent, 'startedAt', started_at, 'seenAt', seen_at, 'endedAt', ended_at) order by id)
        from portal.session where customer_id = ${holder.id}), '[]') as sessions,
      coalesce((select jsonb_agg(jsonb_build_object('channel', channel, 'address', address, 'at', at) order by id)
        from portal.outbox where customer_id = ${holder.id}), '[]') as unsent`.execute(work.tx)
  const appeals = await appealsOfCustomer(work.tx, holder.id, 10_000)
  const [row] = rows
  if (!row || row.sessions.length + row.unsent.length + appeals.length === 0) return null
  return {
    sessions: row.sessions,
    unsent: row.unsent,
    appeals: appeals.map(({ outage, service, state, note, answer, openedAt }) => ({
      outage,
      service,
      state,
      note,
      answer,
      openedAt: openedAt.toString(),
    })),
  }
}

/** Signs him out everywhere and forgets from where he came and what he wrote. That there was an appeal, and its outcome, stays. */
export async function eraseVisitor(work: Work, customerKey: string): Promise<Json> {
  const { tx, now } = work
  const holder = await holderByKey(tx, customerKey)
  if (!holder) return null
  await endSessions(tx, holder.id, null, 'erased', now)
  const sessions = await sql`
    update portal.session set agent = null where customer_id = ${holder.id} and agent is not null returning id`.execute(
    tx,
  )
  const codes = await sql`delete from portal.code where customer_id = ${holder.id} returning 1 as gone`.execute(tx)
  const unsent = await sql`delete from portal.outbox where customer_id = ${holder.id} returning 1 as gone`.execute(tx)
  const appeals = await forgetAppealsOf(tx, holder.id)
  const counts = { sessions: sessions.rows.length, codes: codes.rows.length, unsent: unsent.rows.length, appeals }
  return Object.values(counts).every(each => each === 0) ? null : counts
}
