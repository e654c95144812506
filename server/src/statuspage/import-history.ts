import { describeMistake, wordsFor } from '@pulih/phrases'
import { readStatuspageHistory } from '@pulih/statuspage'
import type { importHistory, BodyOf, ReplyOf } from '@pulih/contracts'
import type { Work } from '../platform/index.ts'
import { isHistory } from './history.ts'
import { compareHistory, writeHistory } from './store.ts'

const mostTold = 200

/** Takes along what another page told. Once more, nothing changes; with `dryRun`, nothing changes either. */
export async function takeHistory(
  work: Work,
  { incidents, scheduledMaintenances, dryRun = false }: BodyOf<typeof importHistory>,
): Promise<ReplyOf<typeof importHistory>> {
  const { outages, mistakes } = readStatuspageHistory({
    incidents: incidents ?? [],
    scheduled_maintenances: scheduledMaintenances ?? [],
  })
  const over = outages.filter(isHistory)
  const { added, changed } = await (dryRun ? compareHistory(work.tx, over) : writeHistory(work, over))
  if (!dryRun && added + changed > 0) work.audit('statuspage.history-imported', 'statuspage', { added, changed })
  const words = wordsFor('en')
  return {
    added,
    changed,
    unchanged: over.length - added - changed,
    open: outages.length - over.length,
    mistakes: mistakes
      .slice(0, mostTold)
      .map(mistake => ({ pointer: mistake.pointer, code: mistake.code, says: describeMistake(words, mistake) })),
    mistakesInAll: mistakes.length,
  }
}
