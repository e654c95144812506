import type { ReviewFacts, ReviewKind, ReviewFollowUp } from '@pulih/contracts'
import { sql } from 'kysely'
import { page, readCursor, type Db, type Tx } from '../platform/index.ts'
import type { Page } from './history-store.ts'

/** One version of a review. */
export interface Review {
  readonly version: number
  readonly kind: ReviewKind
  readonly state: 'draft' | 'closed'
  readonly at: Temporal.Instant
  readonly actor: string
  readonly reason: string | null
  readonly summary: string
  readonly rootCause: string
  readonly wentWell: string
  readonly toImprove: string
  readonly followUps: readonly ReviewFollowUp[]
  readonly closedAt: Temporal.Instant | null
  readonly closedBy: string | null
  readonly facts: ReviewFacts | null
}

const columns = sql`version, kind, state, at, actor, reason, summary, root_cause as "rootCause", went_well as "wentWell",
  to_improve as "toImprove", follow_ups as "followUps", closed_at as "closedAt", closed_by as "closedBy", facts`

/** Whoever goes on to write holds the outage, so that versions follow each other. */
export async function latestReview(db: Db | Tx, outage: string): Promise<Review | null> {
  const { rows } = await sql<Review>`
    select ${columns} from outages.review where outage_id = ${outage} order by version desc limit 1`.execute(db)
  return rows[0] ?? null
}

export async function insertReview(tx: Tx, outage: string, review: Review): Promise<void> {
  const { version, kind, state, at, actor, reason, summary, rootCause, wentWell, toImprove, closedAt, closedBy } =
    review
  await sql`
    insert into outages.review (outage_id, version, kind, state, at, actor, reason, summary, root_cause, went_well, to_improve,
      follow_ups, closed_at, closed_by, facts)
    values (${outage}, ${version}, ${kind}, ${state}, ${at}, ${actor}, ${reason}, ${summary}, ${rootCause}, ${wentWell}, ${toImprove},
      ${JSON.stringify(review.followUps)}::jsonb, ${closedAt}, ${closedBy}, ${review.facts && JSON.stringify(review.facts)}::jsonb)`.execute(
    tx,
  )
}

const usual = 50

export async function reviewPage(db: Db, outage: string, { limit = usual, cursor }: Page) {
  const [below] = readCursor(cursor, 1) ?? [null]
  const { rows } = await sql<Review>`
    select ${columns} from outages.review
    where outage_id = ${outage} and (${below}::integer is null or version < ${below}::integer)
    order by version desc limit ${limit + 1}`.execute(db)
  return page(
    rows,
    limit,
    row => [row.version.toString()],
    ({ at, closedAt: _at, closedBy: _by, facts: _facts, ...row }) => ({
      ...row,
      at: at.toString(),
      followUps: [...row.followUps],
    }),
  )
}
