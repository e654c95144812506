import { EventEmitter } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { Logger, run, runOnce, type TaskList, type WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import { isDatabaseAway } from './database-failure.ts'
import type { Json } from './json.ts'
import { asWords, identifiersIn } from './observe/identifiers.ts'
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
  /** `signal` tells when the process ends: what takes long stops where it can go on later. */
  run(platform: Platform, signal?: AbortSignal): Promise<unknown>
}

export function defineJob(name: string, run: Job['run']): Job {
  return { name, run }
}

export function defineSweep(name: string, seconds: number, run: Sweep['run']): Sweep {
  return { name, seconds, run }
}

/** graphile-worker talks a lot; what matters is logged where jobs are run. */
export const quiet = new Logger(() => () => undefined)

/** A job that did not succeed, and which of its attempts it was. */
interface Failure {
  readonly job: string
  readonly about: Readonly<Record<string, string>>
  readonly attempt: number
  readonly attempts: number
}

function taskList(
  platform: Platform,
  jobs: readonly Job[],
  failed: (failure: Failure, reason: unknown) => void,
): TaskList {
  return Object.fromEntries(
    jobs.map(job => [
      job.name,
      async (payload: unknown, { job: { attempts: attempt, max_attempts: attempts } }) => {
        try {
          // Payloads were written by ourselves, as JSON.
          await traced(job.name, () => job.run(payload as Json, platform))
        } catch (reason) {
          failed({ job: job.name, about: identifiersIn(payload), attempt, attempts }, reason)
          throw reason
        }
      },
    ]),
  )
}

/** Starts doing jobs in this process; several processes share them, and take over those of one that dies. */
export async function startWorker(platform: Platform, jobs: readonly Job[]): Promise<{ stop(): Promise<void> }> {
  const log = (failure: Failure, reason: unknown) => platform.log.error({ ...failure, err: reason }, sayingOf(failure))
  const workers = new Set<string>()
  const events: WorkerEvents = new EventEmitter()
  // Jobs are locked by the pool of workers or by one of them, depending on how graphile-worker took them.
  events.on('pool:create', ({ workerPool }) => workers.add(workerPool.id))
  events.on('worker:create', ({ worker }) => workers.add(worker.workerId))
  const pool = plainPool(platform)
  const begin = () =>
    run({
      pgPool: pool,
      concurrency: platform.config.workerJobs,
      noHandleSignals: true,
      pollInterval: 1_000,
      logger: quiet,
      events,
      taskList: taskList(platform, jobs, log),
    })
  let runner = await begin()
  const watch = watchWorkers(platform.pool, platform.log, workers, platform.config.workerPatienceSeconds)
  let stopping = false
  let restarting: Promise<void> | null = null
  const restart = async (): Promise<void> => {
    platform.log.warn('The database went away while jobs were under way; they begin again when it is back.')
    const before = [...workers]
    await runner.stop().catch(() => undefined)
    workers.clear()
    for (;;) {
      if (stopping) return
      try {
        await platform.pool.query('select graphile_worker.force_unlock_workers($1)', [before])
        runner = await begin()
        return
      } catch {
        await setTimeout(1_000)
      }
    }
  }
  // graphile-worker cannot note that a job failed while the database is away, and lets that fall through to the process.
  const onRejection = (reason: unknown): void => {
    if (!isDatabaseAway(reason)) throw reason
    restarting ??= restart().finally(() => (restarting = null))
  }
  process.on('unhandledRejection', onRejection)
  return {
    async stop() {
      stopping = true
      process.off('unhandledRejection', onRejection)
      await restarting
      await runner.stop().catch(() => undefined)
      await watch.stop()
      await pool.end()
    },
  }
}

function sayingOf({ job, about, attempt, attempts }: Failure): string {
  const failed = `The job ${job}${asWords(about)} failed`
  return attempt < attempts
    ? `${failed} (attempt ${attempt} of ${attempts}) and is tried again by itself. If it goes on failing, mend what its reason names.`
    : `${failed} ${attempts} times and is given up. Mend what its reason names, then queue it again: docs/operations/README.md says how.`
}

/** graphile-worker writes its numbers as JSON and cannot write a bigint, so it reads them in its own way. */
function plainPool({ pool, config }: Platform): pg.Pool {
  const { types: _, ...options } = pool.options
  const plain = new pg.Pool({ ...options, max: config.workerJobs + 4 })
  plain.on('error', () => undefined)
  plain.on('connect', client => client.on('error', () => undefined))
  return plain
}

/** Does all jobs that are due, and those that they queue, until none is left. Throws what a job threw. */
export async function runDueJobs(platform: Platform, jobs: readonly Job[]): Promise<void> {
  const reasons: unknown[] = []
  const pool = plainPool(platform)
  try {
    await runOnce({
      pgPool: pool,
      logger: quiet,
      noHandleSignals: true,
      taskList: taskList(platform, jobs, (_, reason) => void reasons.push(reason)),
    })
  } finally {
    await pool.end()
  }
  if (reasons.length > 0) throw reasons[0]
}

/** Runs each sweep at its pace until it is stopped. A sweep never overtakes itself, here or in another process. */
export function startSweeps(platform: Platform, sweeps: readonly Sweep[]): { stop(): Promise<void> } {
  const running = new Set<Promise<void>>()
  const ending = new AbortController()
  const timers = sweeps.map(sweep =>
    setInterval(() => {
      const done = sweepOnce(platform, sweep, ending.signal)
        .catch((reason: unknown) =>
          platform.log.error(
            { sweep: sweep.name, err: reason },
            `The sweep ${sweep.name} failed; it is tried again in ${sweep.seconds} s.`,
          ),
        )
        .finally(() => running.delete(done))
      running.add(done)
    }, sweep.seconds * 1_000),
  )
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer)
      ending.abort()
      await Promise.allSettled(running)
    },
  }
}

async function sweepOnce(platform: Platform, sweep: Sweep, signal: AbortSignal): Promise<void> {
  const client = await platform.pool.connect()
  try {
    const { rows } = await client.query<{ mine: boolean }>(
      "select pg_try_advisory_lock(hashtext('sweep'), hashtext($1)) as mine",
      [sweep.name],
    )
    if (rows[0]?.mine !== true) return
    try {
      await sweep.run(platform, signal)
    } finally {
      await client.query("select pg_advisory_unlock(hashtext('sweep'), hashtext($1))", [sweep.name])
    }
  } finally {
    client.release()
  }
}
