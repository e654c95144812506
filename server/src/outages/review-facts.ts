import type { ReviewFacts } from '@pulih/contracts'
import { sql } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'
import type { Outage } from './outage.ts'
import { differentEstimates, promisesIn, updatesAgainstPromises, type Given } from './promises.ts'
import type { Counts } from './review-counts.ts'

/** How fast an outage was noticed, told and mended, what was promised meanwhile, and what it did as it was counted. */
export async function reviewFacts(
  db: Db | Tx,
  outage: Outage,
  { at, matching, customers, money }: Counts,
): Promise<ReviewFacts> {
  const { id, restoredAt } = outage
  const [said, given, appeals] = [await readSaid(db, id), await readGiven(db, id), await readAppealed(db, id)]
  return {
    at: at.toString(),
    began: outage.startedAt.toString(),
    known: outage.knownAt?.toString() ?? null,
    recorded: outage.createdAt.toString(),
    confirmed: said.confirmed?.toString() ?? null,
    firstStatement: said.updates[0]?.toString() ?? null,
    restored: restoredAt?.toString() ?? null,
    closed: outage.closedAt?.toString() ?? null,
    updates: updatesAgainstPromises(promisesIn(given), said.updates, restoredAt).map(({ promised, came }) => ({
      promised: promised?.toString() ?? null,
      came: came?.toString() ?? null,
      late: promised && came ? secondsBetween(promised, came) : null,
    })),
    estimates: differentEstimates(given).map(({ at, etr }) => ({
      given: at.toString(),
      etr: etr.toString(),
      missed: restoredAt && secondsBetween(etr, restoredAt),
    })),
    services: matching?.services ?? null,
    compensated: matching?.money ?? null,
    customers,
    appeals,
    money,
  }
}

function secondsBetween(from: Temporal.Instant, to: Temporal.Instant): number {
  return Math.round((to.epochMilliseconds - from.epochMilliseconds) / 1000)
}

async function readSaid(db: Db | Tx, id: string) {
  const { rows: confirmations } = await sql<{ at: Temporal.Instant | null }>`
    select min(at) as at from outages.revision
    where outage_id = ${id} and after ->> 'status' in ('confirmed', 'partly-restored', 'restored')`.execute(db)
  const { rows } = await sql<{ at: Temporal.Instant }>`
    select at from outages.timeline where outage_id = ${id} and public and kind = 'update' order by id`.execute(db)
  return { confirmed: confirmations[0]?.at ?? null, updates: rows.map(({ at }) => at) }
}

async function readGiven(db: Db | Tx, id: string): Promise<Given[]> {
  const { rows } = await sql<Given>`
    select at, etr, next_update_by as "nextUpdateBy", promises from outages.estimate where outage_id = ${id} order by at, id`.execute(
    db,
  )
  return rows
}

async function readAppealed(db: Db | Tx, id: string): Promise<ReviewFacts['appeals']> {
  const { rows } = await sql<ReviewFacts['appeals']>`
    select count(*) filter (where state = 'open')::integer as open,
      count(*) filter (where state = 'upheld')::integer as upheld,
      count(*) filter (where state = 'rejected')::integer as rejected
    from outages.appeal where outage_id = ${id}`.execute(db)
  return rows[0] ?? { open: 0, upheld: 0, rejected: 0 }
}
