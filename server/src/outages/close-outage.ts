import { problem, type Work } from '../platform/index.ts'
import { close, type Outage } from './outage.ts'
import { revise } from './record.ts'
import { countOpenTasks } from './task-store.ts'

/** Nothing more is to be done about a locked outage; from now on only corrections change it. */
export async function closeOutage(work: Work, outage: Outage, note?: string): Promise<Outage> {
  const next = close(outage, work.now)
  const tasks = await countOpenTasks(work.tx, outage.id)
  if (tasks > 0) throw problem('outages.open-tasks', { outage: outage.number, tasks })
  return revise(work, outage, next, { kind: 'closed', reason: note, event: { type: 'outages.closed' } })
}
