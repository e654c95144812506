import { EventEmitter } from 'node:events'
import { Logger, run, runOnce, type TaskList, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import type { Json } from './json.ts'
import { traced } from './observe/traces.ts'
import type { Platform } from './platform.ts'
import { watchWorkers } from './worker-watch.ts'

/** Work that is queued in a transaction and done after it. It may be done twice, so it must not mind. */
export interface Job {
  readonly name: string
  run(payload: Json, platform: Platform): Promise<void>
}

/** Something to look after from time to time. It takes the time from the platform's clock, never from the database. */
export interface Sweep {
  readonly name: string
  readonly seconds: number
  run(platform: Platform): Promise<void>
}

export function defineJob(name: string, run: Job['run']): Job {
  return { name, run }
}

export function defineSweep(name: string, seconds: number, run: Sweep['run']): Sweep {
  return { name, seconds, run }
}

/** graphile-worker talks a lot; what matters is logged where jobs are run. */
export const quiet = new Logger(() => () => undefined)

function taskList(platform: Platform, jobs: readonly Job[], failed: (job: Job, reason: unknown) => void): TaskList {
  return Object.fromEntries(
    jobs.map(job => [
      job.name,
      async (payload: unknown) => {
        try {
          // Payloads were written by ourselves, as JSON.
          await traced(job.name, () => job.run(payload as Json, platform))
        } catch (reason) {
          failed(job, reason)
          throw reason
        }
      },
    ]),
  )
}

/** Starts doing jobs in this process; several processes share them, and take over those of one that dies. */
export async function startWorker(platform: Platform, jobs: readonly Job[]): Promise<{ stop(): Promise<void> }> {
  const log = (job: Job, reason: unknown) =>
    platform.log.error({ job: job.name, err: reason }, `The job ${job.name} failed and will be tried again; see its reason.`)
  const workers = new Set<string>()
  const events: WorkerEvents = new EventEmitter()
  events.on('worker:create', ({ worker }) => workers.add(worker.workerId))
  const runner = await run({
    pgPool: platform.pool,
    concurrency: platform.config.workerJobs,
    noHandleSignals: true,
    pollInterval: 1_000,
    logger: quiet,
    events,
    taskList: taskList(platform, jobs, log),
  })
  const watch = watchWorkers(platform.pool, platform.log, workers)
  return {
    async stop() {
      await runner.stop()
      await watch.stop()
    },
  }
}

/** Does all jobs that are due, and those that they queue, until none is left. Throws what a job threw. */
export async function runDueJobs(platform: Platform, pool: pg.Pool, jobs: readonly Job[]): Promise<void> {
  const reasons: unknown[] = []
  await runOnce({ pgPool: pool, logger: quiet, noHandleSignals: true, taskList: taskList(platform, jobs, (_, reason) => reasons.push(reason)) })
  if (reasons.length > 0) throw reasons[0]
}

/** Runs each sweep at its pace until it is stopped. A sweep never overtakes itself, here or in another process. */
export function startSweeps(platform: Platform, sweeps: readonly Sweep[]): { stop(): Promise<void> } {
  const running = new Set<Promise<void>>()
  const timers = sweeps.map(sweep =>
    setInterval(() => {
      const done = sweepOnce(platform, sweep)
        .catch((reason: unknown) => platform.log.error({ sweep: sweep.name, err: reason }, `The sweep ${sweep.name} failed; it is tried again in ${sweep.seconds} s.`))
        .finally(() => running.delete(done))
      running.add(done)
    }, sweep.seconds * 1_000),
  )
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer)
      await Promise.allSettled(running)
    },
  }
}

async function sweepOnce(platform: Platform, sweep: Sweep): Promise<void> {
  const client = await platform.pool.connect()
  try {
    const { rows } = await client.query<{ mine: boolean }>("select pg_try_advisory_lock(hashtext('sweep'), hashtext($1)) as mine", [sweep.name])
    if (rows[0]?.mine !== true) return
    try {
      await sweep.run(platform)
    } finally {
      await client.query("select pg_advisory_unlock(hashtext('sweep'), hashtext($1))", [sweep.name])
    }
  } finally {
    client.release()
  }
}
