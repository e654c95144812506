import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { matchingMarks } from '../outages/index.ts'
import type { Tx } from '../platform/index.ts'
import { subscriberFactMark } from '../subscribers/index.ts'
import { howFarTheyPaid } from './earlier-runs.ts'
import { outagesOfRun } from './run-window.ts'
import type { Run } from './run.ts'

/** Two texts, each another one as soon as anything was written on which a run's facts can depend. */
export interface FactMark {
  /** Of the run's outages and whom they hit, of exclusions, and of runs that have paid for the same. */
  readonly outages: string
  /** Of services, tariffs, bills and top-ups, whosever they are. */
  readonly tariffs: string
}

/**
 * Read in milliseconds, where gathering the facts takes seconds. The same mark means the same facts; another mark means no more than
 * that they have to be gathered again to know.
 */
export async function readFactMark(tx: Tx, run: Run): Promise<FactMark> {
  return { outages: await outagesMark(tx, run), tariffs: await subscriberFactMark(tx) }
}

export async function outagesMark(tx: Tx, run: Run): Promise<string> {
  const { outages } = await outagesOfRun(tx, run)
  const ids = outages.map(({ id }) => id)
  const { rows: exclusions } = await sql<{ id: string }>`
    select id from compensation.exclusion where outage_id = any(${ids}::uuid[]) and withdrawn_at is null order by id`.execute(
    tx,
  )
  const about = run.outageId === null ? ids : [run.outageId, ...ids]
  const paid = await howFarTheyPaid(tx, about, run.id)
  const marks = [outages, exclusions, paid, await matchingMarks(tx, ids)]
  return createHash('sha256').update(JSON.stringify(marks, asText)).digest('hex')
}

function asText(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}
