import type { Evidence } from '@pulih/contracts'
import type { ServiceKind } from '@pulih/engine'
import { sql } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'
import type { Reach } from './reach.ts'
import { servicesAs } from '../subscribers/index.ts'
import { protectedRanges } from './protected.ts'
import { reachedWords } from './reach-sql.ts'

export interface Counted {
  readonly name: string
  readonly services: number
}

export interface Counts {
  readonly services: number
  readonly byEvidence: Counted[]
  readonly bySegment: Counted[]
  readonly byKind: Counted[]
  readonly byArea: Counted[]
}

interface Row {
  readonly evidence: Evidence
  readonly segment: string | null
  readonly kind: ServiceKind
  readonly area: string | null
  readonly services: number
}

const most = 50

/** Counts whom a reach covers, in one pass over the services; the words that they share are added up here. */
export async function countReach(db: Db | Tx, reach: Reach): Promise<Counts> {
  const { rows } = await sql<Row>`
    select evidence::text, segment, kind, area, count(*)::integer as services from (${reachedWords(reach)}) reached
    group by evidence, segment, kind, area`.execute(db)
  return {
    services: rows.reduce((sum, row) => sum + row.services, 0),
    byEvidence: sumsBy(rows, row => row.evidence),
    bySegment: sumsBy(rows, row => row.segment),
    byKind: sumsBy(rows, row => row.kind),
    byArea: sumsBy(rows, row => row.area).slice(0, most),
  }
}

/** Most services first; without a word under the empty name. */
function sumsBy(rows: readonly Row[], wordOf: (row: Row) => string | null): Counted[] {
  const sums = new Map<string, number>()
  for (const row of rows) sums.set(wordOf(row) ?? '', (sums.get(wordOf(row) ?? '') ?? 0) + row.services)
  const counted = [...sums].map(([name, services]) => ({ name, services }))
  return counted.toSorted((a, b) => b.services - a.services || (a.name < b.name ? -1 : 1))
}

export interface ReachedRow {
  readonly service_id: bigint
  readonly service: string
  readonly kind: ServiceKind
  readonly segment: string | null
  readonly area: string | null
  readonly evidence: Evidence
}

/** The services that a reach covers; for a page or for a file. */
export function listReach(reach: Reach) {
  return sql<ReachedRow>`select service_id, key as service, kind, segment, area, evidence::text from (${reachedWords(reach)}) reached`
}

/** Services below what failed that keep a path that works. */
export async function countProtected(db: Db | Tx, { stretches, kinds }: Reach): Promise<number> {
  const ranges = await protectedRanges(db, stretches)
  if (ranges.length === 0) return 0
  const { rows } = await sql<{ services: number }>`
    select count(*)::integer as services
    from unnest(${ranges.map(({ first }) => first)}::integer[], ${ranges.map(({ last }) => last)}::integer[]) as w (first, last)
    join ${servicesAs('s')} on s.position between w.first and w.last
    where ${kinds.length === 0 ? sql`true` : sql`s.kind = any(${kinds}::text[])`}`.execute(db)
  return rows[0]?.services ?? 0
}
