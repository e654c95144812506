import type { Work } from '../../platform/index.ts'
import { stopAllChannels } from './channel-store.ts'

/**
 * Stops every channel of a database that was restored from a backup: what was sent and booked since is requested in it still, and some
 * billers would book it again. Returns how many there are.
 */
export async function stopAfterRestore(work: Work): Promise<number> {
  const stopped = await stopAllChannels(work.tx, 'restored from a backup: reconcile, then resume')
  for (const name of stopped) work.audit('payouts.stopped', `channel:${name}`)
  return stopped.length
}
