import { sql } from 'kysely'
import type { Tx } from '../../platform/index.ts'

export const correlateJob = 'outages.correlate-alarms'

/**
 * Has the alarms looked at together in a moment. A message that arrives meanwhile does not put the moment off: otherwise a storm of
 * alarms would be looked at only when it is over.
 */
export async function queueCorrelation(tx: Tx, gatherSeconds: number): Promise<void> {
  await sql`
    select graphile_worker.add_job(${correlateJob}, '{}'::json, job_key => ${correlateJob}, job_key_mode => 'preserve_run_at',
      run_at => now() + make_interval(secs => ${gatherSeconds}))`.execute(tx)
}
