import type { ReviewFacts } from '@pulih/contracts'
import { sql } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'
import { serviceKeys } from '../subscribers/index.ts'
import { latestMatching } from './matching-store.ts'
import type { Outage } from './outage.ts'
import { differentEstimates, updatesAgainstPromises } from './promises.ts'

/** What an outage costs; only whoever keeps the runs knows. */
export type MoneyOf = (db: Db | Tx, outage: string) => Promise<ReviewFacts['money']>

/** How fast an outage was noticed, told and mended, what was promised meanwhile, and what it did. */
export async function reviewFacts(
  db: Db | Tx,
  outage: Outage,
  now: Temporal.Instant,
  moneyOf: MoneyOf,
): Promise<ReviewFacts> {
  const { id, restoredAt } = outage
  const [said, given, matching, hit, money] = [
    await readSaid(db, id),
    await readGiven(db, id),
    await latestMatching(db, id),
    await readHit(db, id),
    await moneyOf(db, id),
  ]
  return {
    at: now.toString(),
    began: outage.startedAt.toString(),
    known: outage.knownAt?.toString() ?? null,
    recorded: outage.createdAt.toString(),
    confirmed: said.confirmed?.toString() ?? null,
    firstStatement: said.updates[0]?.toString() ?? null,
    restored: restoredAt?.toString() ?? null,
    closed: outage.closedAt?.toString() ?? null,
    updates: updatesAgainstPromises(given, said.updates, restoredAt).map(({ promised, came }) => ({
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
    customers: matching ? hit.customers : null,
    appeals: { open: hit.open, upheld: hit.upheld, rejected: hit.rejected },
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

interface Given {
  readonly at: Temporal.Instant
  readonly etr: Temporal.Instant | null
  readonly nextUpdateBy: Temporal.Instant | null
}

async function readGiven(db: Db | Tx, id: string): Promise<Given[]> {
  const { rows } = await sql<Given>`
    select at, etr, next_update_by as "nextUpdateBy" from outages.estimate where outage_id = ${id} order by at, id`.execute(
    db,
  )
  return rows
}

interface Hit {
  readonly customers: number
  readonly open: number
  readonly upheld: number
  readonly rejected: number
}

async function readHit(db: Db | Tx, id: string): Promise<Hit> {
  const { rows } = await sql<Hit>`
    select
      (select count(distinct k.customer_id)::integer from outages.affected a join ${serviceKeys} k on k.id = a.service_id
        where a.outage_id = ${id} and a.evidence <> 'contradicted') as customers,
      count(*) filter (where state = 'open')::integer as open,
      count(*) filter (where state = 'upheld')::integer as upheld,
      count(*) filter (where state = 'rejected')::integer as rejected
    from outages.appeal where outage_id = ${id}`.execute(db)
  const [row] = rows
  if (!row) throw new Error('counting gave no row')
  return row
}
