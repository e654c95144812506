import type { Work } from '../platform/index.ts'
import { confirm, type Outage } from './outage.ts'
import { about, revise } from './record.ts'

/** Confirms a locked outage. One whose alarms have cleared meanwhile is restored at the same moment. */
export async function confirmOutage(work: Work, outage: Outage, note?: string): Promise<Outage> {
  const next = confirm(outage)
  const data = { planned: next.planned, startedAt: next.startedAt.toString() }
  const confirmed = await revise(work, outage, next, {
    kind: 'confirmed',
    reason: note,
    event: { type: 'outages.confirmed', data },
  })
  if (confirmed.restoredAt !== null)
    await work.emit('outages.restored', confirmed.id, {
      ...about(confirmed),
      restoredAt: confirmed.restoredAt.toString(),
    })
  return confirmed
}
