import { sql } from 'kysely'
import type { Db, Tx, Work } from '../platform/index.ts'
import { addStep, getRun, lockRun, updateRun } from './run-store.ts'
import type { Run } from './run.ts'

/**
 * Has a run given up that a worker is assessing. The worker holds the run's row for as long as it is at it, so that nothing here waits
 * for that row or writes what refers to it: the wish stands beside the run, and the worker finds it at its next step.
 */
export async function askToCancel(work: Work, id: string, reason: string | null): Promise<Run> {
  await sql`
    update compensation.progress set stage = 'being given up', cancel_by = ${work.actor.id}, cancel_note = ${reason}
    where run_id = ${id}`.execute(work.tx)
  work.audit('compensation.cancel-asked', `run:${id}`, {})
  return getRun(work.tx, id)
}

/** A new assessment is not what somebody wanted given up. */
export async function forgetCancel(tx: Tx, id: string): Promise<void> {
  await sql`update compensation.progress set cancel_by = null, cancel_note = null where run_id = ${id}`.execute(tx)
}

export async function isCancelAsked(db: Db | Tx, id: string): Promise<boolean> {
  return (await cancelAsked(db, id)) !== null
}

/** What the worker does once nothing of its assessment is left, or it is whole and nobody has approved it. */
export async function cancelAsAsked(work: Work, id: string): Promise<void> {
  const run = await lockRun(work.tx, id)
  const asked = await cancelAsked(work.tx, id)
  if (!['computing', 'computed'].includes(run.status) || asked === null) return
  await updateRun(work.tx, id, { status: sql`'cancelled'` })
  await addStep({ ...work, actor: { ...work.actor, id: asked.by } }, id, 'cancelled', asked.note)
  work.audit('compensation.cancelled', `run:${id}`, { number: Number(run.number), askedBy: asked.by })
}

async function cancelAsked(db: Db | Tx, id: string): Promise<{ by: string; note: string | null } | null> {
  const { rows } = await sql<{ by: string; note: string | null }>`
    select cancel_by as by, cancel_note as note from compensation.progress where run_id = ${id} and cancel_by is not null`.execute(
    db,
  )
  return rows[0] ?? null
}
