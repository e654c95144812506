import { addMonths, type IsoDate } from '@pulih/kernel'
import { assessableOutages, type AssessableOutage } from '../outages/index.ts'
import type { Tx } from '../platform/index.ts'
import { periodsAssessedFor, runsThatPaidFor } from './earlier-runs.ts'
import type { Run } from './run.ts'

export interface Window {
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant
}

/** The outages that can lie in a billing period that the run is about, the oldest first, and the time in which those periods lie. */
export async function outagesOfRun(tx: Tx, run: Run): Promise<{ outages: AssessableOutage[]; window: Window }> {
  const window = await windowOf(tx, run)
  return { outages: await assessableOutages(tx, window), window }
}

/** Everything that can lie in a billing period that the run is about, with a day to spare for time zones. */
async function windowOf(tx: Tx, run: Run): Promise<Window> {
  if (run.month !== null) {
    const first: IsoDate = `${run.month}-01`
    return { from: startOf(first).subtract({ hours: 24 }), to: startOf(addMonths(first, 2)).add({ hours: 24 }) }
  }
  const [outage] = await assessableOutages(tx, { ids: [run.outageId ?? ''] })
  // A retracted outage has no interruption any more; what was paid for it lies in the periods of earlier runs.
  const about = [run.outageId ?? '']
  const known = await periodsAssessedFor(tx, about, await runsThatPaidFor(tx, about, run.id))
  const starts = [outage?.from, known ? startOf(known.first) : undefined].filter(start => start !== undefined)
  const ends = [outage?.to, known ? startOf(addMonths(known.last, 1)) : undefined].filter(end => end !== undefined)
  const [from = run.createdAt] = starts.toSorted(byTime)
  const to = ends.toSorted(byTime).at(-1) ?? run.createdAt
  const hours = 32 * 24
  return { from: from.subtract({ hours }), to: to.add({ hours }) }
}

function startOf(date: IsoDate): Temporal.Instant {
  return Temporal.Instant.from(`${date}T00:00:00Z`)
}

function byTime(one: Temporal.Instant, other: Temporal.Instant): number {
  return Temporal.Instant.compare(one, other)
}
