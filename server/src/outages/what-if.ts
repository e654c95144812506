import type { askWhatIf, ReplyOf, WhatIf } from '@pulih/contracts'
import { sql } from 'kysely'
import { holdShape } from '../network/index.ts'
import { problem, type Db, type Tx } from '../platform/index.ts'
import { countProtected, countReach, listReach, type ReachedRow } from './count-store.ts'
import { isBefore } from './outage.ts'
import { resolveScope } from './places.ts'
import { reachOf, type Cutting, type Reach } from './reach.ts'

const firstServices = 50

/** Whom would it hit? Counts, those whom another path protects, and the first services. Stores nothing. */
export async function whatIf(db: Tx, question: WhatIf, now: Temporal.Instant): Promise<ReplyOf<typeof askWhatIf>> {
  await holdShape(db)
  const cutting = await cuttingOf(db, question)
  const reach = await reachOf(db, cutting, now)
  const [counts, kept, { rows }] = await Promise.all([
    countReach(db, reach),
    countProtected(db, reach),
    sql<ReachedRow>`${listReach(reach)} order by service_id limit ${firstServices}`.execute(db),
  ])
  return {
    ...counts,
    protected: kept,
    first: rows.map(({ service, kind, segment, area, evidence }) => ({ service, kind, segment, area, evidence })),
  }
}

export async function whatIfReach(db: Db, question: WhatIf, now: Temporal.Instant): Promise<Reach> {
  return reachOf(db, await cuttingOf(db, question), now)
}

async function cuttingOf(db: Db, { from, to, kinds = [], ...scope }: WhatIf): Promise<Cutting> {
  const [startedAt, restoredAt] = [Temporal.Instant.from(from), Temporal.Instant.from(to)]
  if (!isBefore(startedAt, restoredAt)) throw problem('outages.ends-before-start')
  return { id: null, startedAt, restoredAt, scope: await resolveScope(db, scope), parts: [], kinds }
}
