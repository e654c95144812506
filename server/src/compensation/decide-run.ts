import { sql } from 'kysely'
import { assessableOutages, isRetracted, openOutages, outageNumber } from '../outages/index.ts'
import { problem, type Work } from '../platform/index.ts'
import { askToCancel, forgetCancel } from './cancel-computing.ts'
import { computeAgain } from './compute-run.ts'
import { runsThatPaidFor } from './earlier-runs.ts'
import { termsOf } from './operator.ts'
import { hasSameFacts } from './post-run.ts'
import {
  addStep,
  getRun,
  insertRun,
  keepRulebook,
  lockRun,
  lockRunIfFree,
  noteStage,
  summaryOf,
  updateRun,
  type RunScope,
} from './run-store.ts'
import { personOf, requireApprovable, requirePossible, requireUnposted, type Run } from './run.ts'

/** Starts a run; its assessment is done by a worker. Whoever starts it may set it a budget below the operator's, never above it. */
export async function startRun(work: Work, scope: RunScope, budget: bigint | null, note: string | null): Promise<Run> {
  if (scope.outageId !== null) await requireOver(work, scope.outageId)
  const terms = await termsOf(work.tx)
  const run = await insertRun(work, scope, terms, budget, note)
  await addStep(work, run.id, 'started')
  work.audit('compensation.started', `run:${run.id}`, { kind: run.kind, month: run.month, outage: run.outageId })
  return compute(work, run)
}

/** A retracted outage may have been paid for, by whichever run, and is over all the same, unless it goes on as part of another. */
async function requireOver(work: Work, outage: string): Promise<void> {
  const [found] = await assessableOutages(work.tx, { ids: [outage] })
  if (found) return
  const isPaidForNothing =
    (await isRetracted(work.tx, outage)) &&
    !(await openOutages(work.tx)).includes(outage) &&
    (await runsThatPaidFor(work.tx, [outage])).length > 0
  if (!isPaidForNothing)
    throw problem('compensation.unfinished-outage', { outage: await outageNumber(work.tx, outage) })
}

/** Assesses again with the rules and the facts of now. What was approved has to be approved anew. */
export async function recompute(work: Work, id: string): Promise<Run> {
  const run = await lockRun(work.tx, id)
  requirePossible(run, 'recompute')
  requireUnposted(run)
  const terms = await termsOf(work.tx)
  await keepRulebook(work, terms)
  const changed = await updateRun(work.tx, id, {
    question: sql`${JSON.stringify(terms.question)}::jsonb`,
    rulebook: sql`${terms.digest}`,
    second_person_above: sql`${terms.secondPersonAbove}`,
    budget: sql`least(asked_budget, ${terms.budget}::bigint)`,
  })
  await addStep(work, id, 'recomputed')
  work.audit('compensation.recomputed', `run:${id}`, { number: Number(run.number) })
  return compute(work, changed)
}

async function compute(work: Work, run: Run): Promise<Run> {
  // Before the run, which is answered with how far it is.
  await noteStage(work.tx, run.id, 'waiting for a worker', work.now)
  await forgetCancel(work.tx, run.id)
  const computing = await updateRun(work.tx, run.id, {
    status: sql`'computing'`,
    computed_by: sql`${work.actor.id}`,
    makers: withMaker(work),
    reviewed_by: sql`null`,
    reviewed_at: sql`null`,
    approved_by: sql`null`,
    approved_at: sql`null`,
    failure: sql`null`,
  })
  await computeAgain(work, run.id)
  return computing
}

export async function review(work: Work, id: string, reason: string | null): Promise<Run> {
  const run = await lockRun(work.tx, id)
  requirePossible(run, 'review')
  await requireFair(work, id)
  return step(work, run, 'reviewed', reason, {
    makers: withMaker(work),
    status: sql`'reviewed'`,
    reviewed_at: sql`${work.now}`,
    reviewed_by: sql`${work.actor.id}`,
  })
}

async function requireFair(work: Work, id: string): Promise<void> {
  const breaches = (await summaryOf(work.tx, id))?.fairness.breaches.length ?? 0
  if (breaches > 0) throw problem('compensation.unfair', { breaches })
}

/** Whoever had a hand in a run is remembered, also when it is assessed again. */
function withMaker({ actor }: Work) {
  return sql`(select array_agg(distinct m) from unnest(makers || ${personOf(actor)}::text) m)`
}

/** What is approved is exactly this assessment; posting checks that its facts still hold. */
export async function approve(work: Work, id: string, reason: string | null): Promise<Run> {
  const run = await lockRun(work.tx, id)
  requirePossible(run, 'approve')
  requireApprovable(run, work.actor)
  await requireFair(work, id)
  const approved = await step(work, run, 'approved', reason, {
    status: sql`'approved'`,
    approved_at: sql`${work.now}`,
    approved_by: sql`${work.actor.id}`,
  })
  await work.emit('compensation.approved', `run:${id}`, { run: id, number: Number(run.number) })
  return approved
}

export async function withdraw(work: Work, id: string, reason: string | null): Promise<Run> {
  const run = await lockRun(work.tx, id)
  requirePossible(run, 'withdraw')
  return step(work, run, 'approval-withdrawn', reason, {
    status: sql`'computed'`,
    approved_at: sql`null`,
    approved_by: sql`null`,
    reviewed_by: sql`null`,
    reviewed_at: sql`null`,
  })
}

export async function post(work: Work, id: string, reason: string | null): Promise<Run> {
  const run = await lockRun(work.tx, id)
  requirePossible(run, 'post')
  return startPosting(work, run, 'posting', reason)
}

/** Goes on behind the last batch, if the facts are still those that were approved. */
export async function resume(work: Work, id: string, reason: string | null): Promise<Run> {
  const run = await lockRun(work.tx, id)
  requirePossible(run, 'resume')
  return startPosting(work, run, 'resumed', reason)
}

async function startPosting(work: Work, run: Run, kind: 'posting' | 'resumed', reason: string | null): Promise<Run> {
  if (!(await hasSameFacts(work, run))) throw problem('compensation.facts-changed')
  await noteStage(work.tx, run.id, 'waiting for a worker', work.now)
  const posting = await step(work, run, kind, reason, { status: sql`'posting'`, failure: sql`null` })
  await postAgain(work, run.id)
  return posting
}

/** Queues the posting for a worker. */
export async function postAgain(work: Work, id: string): Promise<void> {
  await work.enqueue('compensation.post', { run: id }, { key: `compensation.post:${id}` })
}

export async function stop(work: Work, id: string, reason: string | null): Promise<Run> {
  const run = await lockRun(work.tx, id)
  requirePossible(run, 'stop')
  await work.emit('compensation.stopped', `run:${id}`, { run: id, number: Number(run.number) })
  return step(work, run, 'stopped', reason, { status: sql`'stopped'` })
}

/** Gives up what has not been posted, or an assessment that is under way. What was posted stays, and is paid out as it is after a whole run; if that was all, the run is done. */
export async function cancel(work: Work, id: string, reason: string | null): Promise<Run> {
  const free = await lockRunIfFree(work.tx, id)
  if (free === null && (await getRun(work.tx, id)).status === 'computing') return askToCancel(work, id, reason)
  const run = free ?? (await lockRun(work.tx, id))
  requirePossible(run, 'cancel')
  if (run.posted > 0) await work.emit('compensation.posted', `run:${id}`, { run: id, number: Number(run.number) })
  if (run.posted > 0 && run.posted === run.credits)
    return step(work, run, 'posted', reason, { status: sql`'posted'`, posted_at: sql`${work.now}` })
  return step(work, run, 'cancelled', reason, { status: sql`'cancelled'` })
}

type StepKind =
  'reviewed' | 'approved' | 'approval-withdrawn' | 'posting' | 'resumed' | 'stopped' | 'posted' | 'cancelled'

async function step(
  work: Work,
  run: Run,
  kind: StepKind,
  reason: string | null,
  changes: Parameters<typeof updateRun>[2],
): Promise<Run> {
  const changed = await updateRun(work.tx, run.id, changes)
  await addStep(work, run.id, kind, reason)
  work.audit(`compensation.${kind}`, `run:${run.id}`, { number: Number(run.number) })
  return changed
}
