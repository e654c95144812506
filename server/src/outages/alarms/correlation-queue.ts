import { sql } from 'kysely'
import type { Tx } from '../../platform/index.ts'

export const correlateJob = 'outages.correlate-alarms'

/**
 * Has the alarms looked at together in a moment. A message that arrives meanwhile does not put the moment off: otherwise a storm of
 * alarms would be looked at only when it is over.
 */
export async function queueCorrelation(tx: Tx, inSeconds: number): Promise<void> {
  const add = async (key: string | null): Promise<boolean> => {
    const { rows } = await sql<{ id: bigint | null }>`
      select (graphile_worker.add_job(${correlateJob}, '{}'::json, job_key => ${key}::text, job_key_mode => 'preserve_run_at',
        run_at => now() + make_interval(secs => ${inSeconds}))).id as id`.execute(tx)
    return (rows[0]?.id ?? null) !== null
  }
  // A look that begins in this very moment is neither waiting nor seen to run, and may have read the alarms already: another one follows.
  if (!(await add(correlateJob))) await add(null)
}

/** Somebody else is looking at the alarms, or has just changed what was seen: whoever gives up has them looked at again soon. */
export async function queueAnotherLook(tx: Tx, gatherSeconds: number): Promise<void> {
  await queueCorrelation(tx, Math.min(gatherSeconds, 1))
}
