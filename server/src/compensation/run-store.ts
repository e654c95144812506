import { sql, type RawBuilder } from 'kysely'
import { problem, type Db, type Tx, type Work } from '../platform/index.ts'
import type { Terms } from './operator.ts'
import { personOf, type Run, type RunStatus } from './run.ts'
import type { RunSummaryView } from '@pulih/contracts'

const columns =
  sql.raw(`id, number, kind, month, outage_id as "outageId", status, (select p.stage from compensation.progress p where p.run_id = run.id and run.status in ('computing', 'posting')) as stage, question, rulebook, second_person_above as "secondPersonAbove", budget, note,
  facts_digest as "factsDigest", fact_mark as "factMark", due, paid, taken, in_kind as "inKind", credits, posted_up_to as "postedUpTo", posted, failure, failed_with as "failedWith", created_at as "createdAt", created_by as "createdBy",
  computed_at as "computedAt", computed_by as "computedBy", reviewed_by as "reviewedBy", makers, approved_at as "approvedAt", approved_by as "approvedBy", posted_at as "postedAt", settled_at as "settledAt", revision`)

export interface RunScope {
  readonly kind: Run['kind']
  readonly month: string | null
  readonly outageId: string | null
}

/** Keeps a new run with the rules as they are now. */
export async function insertRun(
  work: Work,
  scope: RunScope,
  terms: Terms,
  askedBudget: bigint | null,
  note: string | null,
): Promise<Run> {
  await keepRulebook(work, terms)
  const { rows } = await sql<Run>`
    insert into compensation.run (kind, month, outage_id, status, question, rulebook, second_person_above, asked_budget, budget, note, created_at, created_by, makers)
    values (${scope.kind}, ${scope.month}, ${scope.outageId}, 'draft', ${JSON.stringify(terms.question)}::jsonb, ${terms.digest}, ${terms.secondPersonAbove}, ${askedBudget}, least(${askedBudget}::bigint, ${terms.budget}::bigint), ${note}, ${work.now}, ${work.actor.id}, ${[personOf(work.actor)]}::text[])
    returning ${columns}`.execute(work.tx)
  return only(rows, '')
}

export async function keepRulebook(work: Work, { digest, schemes }: Terms): Promise<void> {
  await sql`insert into compensation.rulebook (digest, schemes, created_at) values (${digest}, ${JSON.stringify(schemes)}::jsonb, ${work.now}) on conflict do nothing`.execute(
    work.tx,
  )
}

export async function getRun(db: Db | Tx, id: string): Promise<Run> {
  const { rows } = await sql<Run>`select ${columns} from compensation.run where id = ${id}`.execute(db)
  return only(rows, id)
}

/** Holds the run until the transaction ends, so that whoever decides about it decides alone. */
export async function lockRun(tx: Tx, id: string): Promise<Run> {
  const { rows } = await sql<Run>`select ${columns} from compensation.run where id = ${id} for update`.execute(tx)
  return only(rows, id)
}

/** The same without waiting; null: somebody holds it, or there is none. */
export async function lockRunIfFree(tx: Tx, id: string): Promise<Run | null> {
  const { rows } =
    await sql<Run>`select ${columns} from compensation.run where id = ${id} for update skip locked`.execute(tx)
  return rows[0] ?? null
}

function only(rows: readonly Run[], id: string): Run {
  const [run] = rows
  if (!run) throw problem('compensation.run-not-found', { run: id })
  return run
}

export interface RunFilter {
  readonly status?: RunStatus | undefined
  readonly month?: string | undefined
  readonly outage?: string | undefined
}

export async function listRuns(
  db: Db,
  filter: RunFilter,
  before: string | null,
  limit: number,
): Promise<(Run & { summary: RunSummaryView | null })[]> {
  const conditions = [
    before === null ? null : sql`number < ${before}`,
    filter.status === undefined ? null : sql`status = ${filter.status}`,
    filter.month === undefined ? null : sql`month = ${filter.month}`,
    filter.outage === undefined ? null : sql`outage_id = ${filter.outage}`,
  ].filter(condition => condition !== null)
  const { rows } = await sql<Run & { summary: RunSummaryView | null }>`
    select ${columns}, summary from compensation.run where ${sql.join([sql`true`, ...conditions], sql` and `)} order by number desc limit ${limit}`.execute(
    db,
  )
  return rows
}

export async function summaryOf(db: Db | Tx, id: string): Promise<RunSummaryView | null> {
  const { rows } = await sql<{
    summary: RunSummaryView | null
  }>`select summary from compensation.run where id = ${id}`.execute(db)
  return rows[0]?.summary ?? null
}

/** Writes what changed; every change makes a new revision, which is the run's ETag. */
export async function updateRun(
  tx: Tx,
  id: string,
  changes: Readonly<Record<string, RawBuilder<unknown>>>,
): Promise<Run> {
  const assignments = Object.entries(changes).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  const { rows } =
    await sql<Run>`update compensation.run set ${sql.join([...assignments, sql`revision = revision + 1`])} where id = ${id} returning ${columns}`.execute(
      tx,
    )
  return only(rows, id)
}

/** Says how far the work is; nothing depends on it but the patience with which others wait. */
export async function noteStage(db: Db | Tx, id: string, stage: string | null, now: Temporal.Instant): Promise<void> {
  await sql`
    insert into compensation.progress (run_id, stage, heartbeat_at) values (${id}, ${stage}, ${now})
    on conflict (run_id) do update set stage = excluded.stage, heartbeat_at = excluded.heartbeat_at`.execute(db)
}

export async function addStep(
  { tx, now, actor }: Work,
  run: string,
  kind: string,
  note: string | null = null,
): Promise<void> {
  await sql`insert into compensation.step (run_id, at, actor, kind, note) values (${run}, ${now}, ${actor.id}, ${kind}, ${note})`.execute(
    tx,
  )
}

export async function schemesOf(db: Db | Tx, digest: string): Promise<unknown[]> {
  const { rows } = await sql<{
    schemes: unknown[]
  }>`select schemes from compensation.rulebook where digest = ${digest}`.execute(db)
  const [row] = rows
  if (!row) throw new Error(`the rules ${digest} of a run are not there`)
  return row.schemes
}

/** Runs that a dead process left in the middle. */
export async function abandonedRuns(db: Db, before: Temporal.Instant): Promise<Pick<Run, 'id' | 'status'>[]> {
  const { rows } = await sql<Pick<Run, 'id' | 'status'>>`
    select r.id, r.status from compensation.run r left join compensation.progress p on p.run_id = r.id
    where r.status in ('computing', 'posting') and coalesce(p.heartbeat_at, r.created_at) < ${before} order by r.number limit 100`.execute(
    db,
  )
  return rows
}
