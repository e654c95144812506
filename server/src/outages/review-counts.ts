import type { ReviewFacts } from '@pulih/contracts'
import { sql } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'
import { serviceKeys } from '../subscribers/index.ts'
import { latestMatching, type Matching } from './matching-store.ts'

/** What an outage costs; only whoever keeps the runs knows. */
export type MoneyOf = (db: Db | Tx, outage: string) => Promise<ReviewFacts['money']>

/** Whom an outage hit and what it costs, as they were counted at some time: of a million services that takes seconds. */
export interface Counts {
  readonly at: Temporal.Instant
  readonly matching: Matching | null
  /** Null before its services were worked out. */
  readonly customers: number | null
  readonly money: ReviewFacts['money']
}

/** Gives the counts of an outage as they are at this time, or were shortly before. */
export type ReadCounts = (db: Db, outage: string, now: Temporal.Instant) => Promise<Counts>

export async function count(db: Db | Tx, outage: string, now: Temporal.Instant, moneyOf: MoneyOf): Promise<Counts> {
  const matching = await latestMatching(db, outage)
  const customers = matching && (await countCustomers(db, outage))
  return { at: now, matching, customers, money: await moneyOf(db, outage) }
}

async function countCustomers(db: Db | Tx, outage: string): Promise<number> {
  const { rows } = await sql<{ customers: number }>`
    select count(distinct k.customer_id)::integer as customers from outages.affected a join ${serviceKeys} k on k.id = a.service_id
    where a.outage_id = ${outage} and a.evidence <> 'contradicted'`.execute(db)
  return rows[0]?.customers ?? 0
}

/** Counting that took so long, in milliseconds, is not done again at once. */
const long = 1_000
/** What took long is kept for so many times as long: readers of a large outage cost at most a twentieth of a connection. */
const times = 20
const most = 100

interface Kept {
  readonly matching: bigint | null
  readonly counts: Promise<Counts>
  until: number
}

/** Counts an outage once for all who ask at the same time, and again when its list of services is another one. */
export function keepCounts(moneyOf: MoneyOf): ReadCounts {
  const kept = new Map<string, Kept>()
  return async (db, outage, now) => {
    const matching = (await latestMatching(db, outage))?.id ?? null
    const known = kept.get(outage)
    if (known?.matching === matching && performance.now() < known.until) return known.counts
    const begun = performance.now()
    const mine: Kept = { matching, counts: count(db, outage, now, moneyOf), until: Infinity }
    kept.delete(outage)
    kept.set(outage, mine)
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break
      kept.delete(oldest)
    }
    const forget = () => {
      if (kept.get(outage) === mine) kept.delete(outage)
    }
    try {
      const counts = await mine.counts
      const took = performance.now() - begun
      if (took < long) forget()
      else mine.until = performance.now() + took * times
      return counts
    } catch (reason) {
      forget()
      throw reason
    }
  }
}
