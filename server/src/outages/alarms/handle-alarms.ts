import { problem, type Work } from '../../platform/index.ts'
import { readOutage } from '../store.ts'
import { queueCorrelation } from './correlation-queue.ts'
import { acknowledge, assign, clear, lockAlarms, release } from './list-store.ts'

/** What people decide about alarms by hand. Correlation leaves alone what somebody has assigned. */
export async function assignByHand(work: Work, alarms: readonly string[], outage: string | null): Promise<number> {
  if (outage !== null) await readOutage(work.tx, outage)
  await lockAlarms(work.tx, alarms)
  await assign(work.tx, alarms, outage)
  work.audit('alarms.assign', outage ?? 'none', { alarms })
  return alarms.length
}

export async function releaseToCorrelation(work: Work, alarms: readonly string[]): Promise<number> {
  await lockAlarms(work.tx, alarms)
  await release(work.tx, alarms)
  work.audit('alarms.release', 'alarms', { alarms })
  await queueCorrelation(work.tx, 0)
  return alarms.length
}

export async function acknowledgeByHand(work: Work, alarms: readonly string[]): Promise<number> {
  await lockAlarms(work.tx, alarms)
  await acknowledge(work, alarms)
  work.audit('alarms.acknowledge', 'alarms', { alarms })
  return alarms.length
}

/** For alarms whose clearing was lost on the way. */
export async function clearByHand(work: Work, alarms: readonly string[]): Promise<number> {
  const open = await lockAlarms(work.tx, alarms)
  const over = alarms.filter(id => !open.has(id))
  if (over.length > 0) throw problem('alarms.already-cleared', { alarms: over.slice(0, 20) })
  await clear(work, alarms)
  work.audit('alarms.clear', 'alarms', { alarms })
  return alarms.length
}
