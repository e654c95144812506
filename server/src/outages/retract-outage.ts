import { problem, type Work } from '../platform/index.ts'
import { wasFrozen } from './matching-store.ts'
import { isOpen, retract, type Outage } from './outage.ts'
import { about, revise } from './record.ts'

/** A locked outage was none. Once it was over it may have been paid for, so that it takes the permission to correct. */
export async function retractOutage(work: Work, outage: Outage, reason: string): Promise<Outage> {
  const next = retract(outage)
  if (!isOpen(outage) && !work.actor.permissions.has('outages.correct'))
    throw problem('access.forbidden', { permission: 'outages.correct' })
  const data = { mergedInto: null }
  const retracted = await revise(work, outage, next, {
    kind: 'retracted',
    reason,
    event: { type: 'outages.retracted', data },
  })
  // The list stays as a record of who was told and paid; that nothing of it holds is all there is to know.
  if (await wasFrozen(work.tx, outage.id))
    await work.emit('outages.corrected', outage.id, {
      ...about(retracted),
      retracted: true,
      fields: ['status'],
      added: 0,
      removed: 0,
      changed: 0,
    })
  return retracted
}
