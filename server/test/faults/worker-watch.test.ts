import { afterEach, describe, expect, test } from 'vitest'
import { createLog } from '../../src/platform/index.ts'
import { watchWorkers } from '../../src/platform/worker-watch.ts'
import { harness } from '../harness.ts'
import { patienceSeconds, until } from './processes.ts'

const { pool } = (await harness()).platform
const stops: (() => Promise<void>)[] = []

afterEach(async () => {
  await Promise.all(stops.splice(0).map(stop => stop()))
  await pool.query(`delete from platform.process; delete from graphile_worker._private_jobs`)
})

function watch(...workers: string[]): void {
  const { stop } = watchWorkers(pool, createLog('silent'), new Set(workers), patienceSeconds)
  stops.push(stop)
}

async function aLockedJob(holder: string, secondsAgo: number): Promise<void> {
  await pool.query(`select graphile_worker.add_job('faults.nothing', '{}'::json, job_key => $1)`, [holder])
  await pool.query(
    'update graphile_worker._private_jobs set locked_by = $1, locked_at = now() - make_interval(secs => $2) where key = $1',
    [holder, secondsAgo],
  )
}

async function aProcess(holder: string, secondsAgo: number): Promise<void> {
  await pool.query(
    'insert into platform.process (id, workers, heartbeat_at) values (gen_random_uuid(), $1, now() - make_interval(secs => $2))',
    [[holder], secondsAgo],
  )
}

async function holders(): Promise<string[]> {
  const { rows } = await pool.query<{ locked_by: string }>(
    'select locked_by from graphile_worker.jobs where locked_by is not null order by 1',
  )
  return rows.map(row => row.locked_by)
}

const freed = async (holder: string): Promise<void> =>
  void (await until(`the freeing of what ${holder} had`, holders, all => !all.includes(holder), 10))

describe('the watch over workers', () => {
  test('frees the jobs of a process that went silent, and leaves those of the living', async () => {
    await aProcess('silent', 60)
    await aLockedJob('silent', 0)
    await aLockedJob('alive', 60)

    watch('alive')

    await freed('silent')
    expect(await holders()).toEqual(['alive'])
  })

  test('frees the jobs of a process that died before its first sign of life, but not at once', async () => {
    await aLockedJob('never-heard-of', 60)
    await aLockedJob('just-begun', -30)

    watch('alive')

    await freed('never-heard-of')
    expect(await holders()).toEqual(['just-begun'])
  })
})
