import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import type { Scheme } from '@pulih/engine'
import { balanceIn, holdLedger, postTransfers, underWayIn } from '../ledger/index.ts'
import { serviceKeys } from '../subscribers/index.ts'
import { Problem, systemActor, type Platform, type Tx, type Work } from '../platform/index.ts'
import { wantedBy } from './compute-run.ts'
import { outagesMark, readFactMark } from './fact-mark.ts'
import { gatherFacts } from './gather-facts.ts'
import { gatherGranted } from './granted-before.ts'
import type { RunColumn } from './run-column.ts'
import { addStep, lockRun, noteStage, schemesOf, updateRun } from './run-store.ts'
import type { Run } from './run.ts'

/** How many credits are posted in one transaction. */
const usualBatch = 25_000

/**
 * Whether the facts are still those that were approved. Where nothing was written on which they could depend they are; otherwise they
 * are gathered once more and compared.
 */
export async function hasSameFacts({ tx }: Work, run: Run): Promise<boolean> {
  const mark = await readFactMark(tx, run)
  if (isDeepStrictEqual(run.factMark, mark)) return true
  const schemes = (await schemesOf(tx, run.rulebook)) as Scheme[]
  const { digest } = await gatherFacts(tx, run, wantedBy(schemes))
  if (digest !== run.factsDigest || (await wereGrantsMade(tx, run))) return false
  await updateRun(tx, run.id, { fact_mark: sql`${JSON.stringify(mark)}::jsonb` })
  return true
}

/** Whether something was granted, corrected or taken back since for a service that the run has not come to yet, under whatever scheme. */
async function wereGrantsMade(tx: Tx, run: Run): Promise<boolean> {
  await gatherGranted(tx, run)
  const { rows } = await sql<{ differs: boolean }>`
    select exists (
      select from (select * from run_net where service_id > ${run.postedUpTo}) n
      full join (
        select c.service_id, c.period_from, k.scheme, k.unit, c.net, c.last_revision
        from compensation.credit c
        join (select jsonb_array_elements(columns) as k from compensation.run where id = ${run.id}) r on true
        join lateral jsonb_to_record(r.k) as k(col smallint, scheme text, unit text) on k.col = c.col
        where c.run_id = ${run.id} and c.last_revision > 0 and c.service_id > ${run.postedUpTo}
      ) c using (service_id, period_from, scheme, unit)
      where (n.net, n.revision) is distinct from (c.net, c.last_revision)) as differs`.execute(tx)
  return rows[0]?.differs === true
}

/**
 * Posts an approved run batch by batch, each in a transaction of its own that also notes how far it came: a worker that is killed
 * leaves whole batches, and the next one goes on behind the last. Whoever says stop is heard between two batches.
 */
export async function postCredits(platform: Platform, id: string, batch = usualBatch): Promise<void> {
  for (let first = true; ; first = false) {
    const goesOn = await platform.work(systemActor('compensation'), work => postBatch(work, id, batch, first))
    if (!goesOn) return
  }
}

async function postBatch(work: Work, id: string, batch: number, first: boolean): Promise<boolean> {
  const run = await lockRun(work.tx, id)
  if (run.status !== 'posting') return false
  if (!(await mayGoOn(work, run, first))) {
    await stopForGood(
      work,
      run,
      'facts-changed',
      'Outages, prices, exclusions or what other runs paid changed while the run was waiting or posting.',
    )
    return false
  }
  // A new run is a stranger to the statistics, and its credits would be sorted anew for each batch.
  await sql`set local enable_sort = off`.execute(work.tx)
  const { rows } = await sql<{ last: bigint | null; credits: number; columns: RunColumn[] }>`
    select max(service_id) as last, count(*)::int as credits, (select columns from compensation.run where id = ${id}) as columns from (
      select service_id from compensation.credit where run_id = ${id} and due <> 0 and service_id > ${run.postedUpTo} order by service_id limit ${batch}
    ) b`.execute(work.tx)
  await sql`set local enable_sort = on`.execute(work.tx)
  const [next] = rows
  if (!next || next.last === null) {
    await finish(work, run)
    return false
  }
  if (await isUsedMeanwhile(work.tx, run, next.columns, next.last)) {
    await stopForGood(work, run, 'used-meanwhile', 'What was to be taken back was used or paid out meanwhile.')
    return false
  }
  // A service with several schemes is never split between two batches: the last one is taken whole.
  const posted = await postTransfers(work, creditsOf(run, next.columns, next.last, work.now)).catch(unlessOvertaken)
  if (posted === null) {
    await stopForGood(work, run, 'overtaken', 'Another run posted for the same services meanwhile.')
    return false
  }
  await updateRun(work.tx, id, { posted_up_to: sql`${next.last}`, posted: sql`posted + ${posted.transfers}` })
  await noteStage(work.tx, id, `posted ${run.posted + posted.transfers} of ${run.credits ?? 0}`, work.now)
  return true
}

/** Whether a benefit in kind that the batch takes back is no longer there, which no mark of the facts says. */
async function isUsedMeanwhile(tx: Tx, run: Run, columns: readonly RunColumn[], last: bigint): Promise<boolean> {
  const inKind = columns.filter(({ unit }) => unit !== run.question.currency).map(({ col, unit }) => ({ col, unit }))
  if (inKind.length === 0) return false
  await holdLedger(tx)
  const left = sql`${balanceIn(sql`t.service_id`, sql`t.unit`)} - ${underWayIn(sql`t.service_id`, sql`t.unit`)}`
  const { rows } = await sql<{ used: boolean }>`
    select exists (
      select from (
        select c.service_id, k.unit, sum(c.due) as due
        from compensation.credit c join jsonb_to_recordset(${JSON.stringify(inKind)}::jsonb) as k(col smallint, unit text) using (col)
        where c.run_id = ${run.id} and c.due <> 0 and c.service_id > ${run.postedUpTo} and c.service_id <= ${last}
        group by c.service_id, k.unit
      ) t where t.due < 0 and -t.due > ${left}) as used`.execute(tx)
  return rows[0]?.used === true
}

/** Null where another run about the same services posted after this one was assessed; the ledger then took nothing of the batch. */
function unlessOvertaken(reason: unknown): null {
  if (reason instanceof Problem && reason.code === 'ledger.duplicate') return null
  throw reason
}

/**
 * Between the request to post and the last batch lie minutes. Whatever concerns the run's outages is seen before the next batch;
 * tariffs, which change all day long, before the first one that a worker posts.
 */
async function mayGoOn(work: Work, run: Run, first: boolean): Promise<boolean> {
  if (first) return hasSameFacts(work, run)
  return run.factMark?.outages === (await outagesMark(work.tx, run)) || hasSameFacts(work, run)
}

/** What came in between. */
type Stopper = 'facts-changed' | 'used-meanwhile' | 'overtaken'

/** What is left is no longer what was approved, and trying again cannot help: a person has it assessed again or gives it up. */
async function stopForGood(work: Work, run: Run, code: Stopper, why: string): Promise<void> {
  const kind = code === 'overtaken' ? code : 'facts-changed'
  const advice =
    run.posted > 0
      ? 'Cancel what is left and start a new run about the same: it will contain the difference only.'
      : 'Assess it again: it will contain the difference only.'
  await updateRun(work.tx, run.id, {
    status: sql`'stopped'`,
    failure: sql`${`${why} ${advice}`}`,
    failed_with: sql`${JSON.stringify({ code, values: { posted: run.posted } })}::jsonb`,
  })
  await addStep(work, run.id, kind)
  await work.emit('compensation.stopped', `run:${run.id}`, { run: run.id, number: Number(run.number) })
  work.audit(`compensation.${kind}`, `run:${run.id}`, { credits: run.posted })
}

function creditsOf(run: Run, columns: readonly RunColumn[], last: bigint, now: Temporal.Instant) {
  const today = now.toZonedDateTimeISO(run.question.timeZone).toPlainDate()
  const inDays = (days: number | null) => (days === null ? null : today.add({ days }).toString())
  const named = columns.map(({ col, scheme, unit, given, claimDays, validDays }) => ({
    col,
    scheme,
    unit,
    given,
    claim_until: inDays(claimDays),
    expires_on: inDays(validDays),
  }))
  return sql`
    select c.service_id, s.key as service_key, k.unit, c.due as amount, k.scheme, 'period:' || c.period_from::text as basis, c.last_revision + 1 as revision,
      case when c.last_revision > 0 then c.corrects end as corrects, k.claim_until, k.expires_on,
      case when c.last_revision > 0 then 'correction' when k.given then 'goodwill' else 'credit' end as kind, k.given, ${run.id}::uuid as run_id
    from compensation.credit c
    join jsonb_to_recordset(${JSON.stringify(named)}::jsonb) as k(col smallint, scheme text, unit text, given boolean, claim_until date, expires_on date) using (col)
    join ${serviceKeys} s on s.id = c.service_id
    where c.run_id = ${run.id} and c.due <> 0 and c.service_id > ${run.postedUpTo} and c.service_id <= ${last}`
}

async function finish(work: Work, run: Run): Promise<void> {
  await updateRun(work.tx, run.id, { status: sql`'posted'`, posted_at: sql`${work.now}` })
  await addStep(work, run.id, 'posted')
  await work.emit('compensation.posted', `run:${run.id}`, { run: run.id, number: Number(run.number) })
  work.audit('compensation.posted', `run:${run.id}`, { credits: run.posted })
}
