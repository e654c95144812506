import { sql } from 'kysely'
import { postCredits } from '../../src/compensation/post-run.ts'
import type { Random } from '../../src/ledger/payouts/simulators/random.ts'
import type { Json } from '../../src/platform/index.ts'
import { Killed, under, type Plan } from './fault-pool.ts'
import type { House } from './house.ts'

/** What doing jobs needs of a house. */
export type Workshop = Pick<House, 'jobs' | 'platform' | 'pool'>

interface Waiting {
  readonly id: bigint
  readonly name: string
  readonly payload: Json
}

/** Jobs that nobody works at; with `locked` also those that somebody seemed to be too dead to finish. */
async function waiting({ pool }: Workshop, locked: boolean): Promise<Waiting[]> {
  const { rows } = await pool.query<Waiting>(
    `select j.id, t.identifier as name, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where $1 or j.locked_at is null order by j.id`,
    [locked],
  )
  return rows
}

/**
 * Does one job as graphile-worker would, which is at least once: it is locked, done, and removed when it ended well. A worker that is
 * killed leaves it locked; one that is only thought to be dead has it done twice at once.
 */
export async function workOnce(house: Workshop, random: Random, plan: () => Plan): Promise<Plan | null> {
  const jobs = await waiting(house, random.chance(0.3))
  const [first, ...rest] = jobs
  if (!first) return null
  const job = random.pick([first, ...rest])
  const one = plan()
  await doJob(house, random, job, one)
  return one
}

async function doJob(house: Workshop, random: Random, job: Waiting, plan: Plan): Promise<unknown> {
  await house.pool.query(
    `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'faults', attempts = least(attempts + 1, 20) where id = $1`,
    [job.id],
  )
  const { killed, reason } = await under(plan, () => run(house, random, job))
  if (killed) return new Killed()
  // The answer of whoever did the job can be lost as well; then it is done again.
  if (reason === undefined && !random.chance(0.1))
    await house.pool.query('delete from graphile_worker._private_jobs where id = $1', [job.id])
  else await freeAll(house, job.id)
  return reason
}

function run(house: Workshop, random: Random, { name, payload }: Waiting): Promise<void> {
  // Many small batches, so that there is something between them.
  if (name === 'compensation.post' && random.chance(0.7))
    return postCredits(house.platform, (payload as { run: string }).run, 1 + random.below(3))
  const job = house.jobs.find(each => each.name === name)
  return job ? job.run(payload, house.platform) : Promise.resolve()
}

/** Gives the jobs of the dead to others. */
export async function freeAll({ pool }: Workshop, id: bigint | null = null): Promise<void> {
  await pool.query(
    'update graphile_worker._private_jobs set locked_at = null, locked_by = null, run_at = now(), attempts = 0 where $1::bigint is null or id = $1',
    [id],
  )
}

const calm: Plan = { at: 0, fault: 'lost-request', pauses: () => 0, moveClock: () => undefined }

/** Does everything that waits, without faults, until nothing is left. Throws what keeps failing. */
export async function drain(house: Workshop, random: Random): Promise<void> {
  for (let round = 0; round < 60; round++) {
    await freeAll(house)
    const jobs = await waiting(house, true)
    if (jobs.length === 0) return
    for (const job of jobs) {
      const reason = await doJob(house, random, job, calm)
      if (reason !== undefined && round > 20) throw new Error(`the job ${job.name} never ends well`, { cause: reason })
    }
  }
  throw new Error('jobs queue each other without end')
}

/** Whether a run says that it is being worked at. */
export async function runsUnderWay({ platform }: Workshop): Promise<string[]> {
  const { rows } = await sql<{
    text: string
  }>`select number || ' ' || status || ' ' || coalesce(failure, '') as text from compensation.run where status in ('computing', 'posting')`.execute(
    platform.db,
  )
  return rows.map(({ text }) => text)
}
