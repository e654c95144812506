import type { Work } from '../platform/index.ts'
import { confirm, type Outage } from './outage.ts'
import { revise } from './record.ts'

/** Confirms a locked outage. One whose alarms have cleared meanwhile is restored at the same moment. */
export async function confirmOutage(work: Work, outage: Outage, note?: string): Promise<Outage> {
  const next = confirm(outage)
  const data = { planned: next.planned, startedAt: next.startedAt.toString() }
  const confirmed = await revise(work, outage, next, { kind: 'confirmed', reason: note, event: { type: 'outages.confirmed', data } })
  if (confirmed.restoredAt !== null)
    await work.emit('outages.restored', confirmed.id, {
      outage: confirmed.id,
      number: confirmed.number,
      revision: confirmed.revision,
      restoredAt: confirmed.restoredAt.toString(),
    })
  return confirmed
}
