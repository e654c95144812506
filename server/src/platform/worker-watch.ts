import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Logger } from 'pino'

/** Signs of life in the time after which nobody believes in it any more. */
const beats = 4

/**
 * Tells the others that this process lives, and frees the jobs of those that no longer do: a worker that is killed cannot give its
 * jobs back, and graphile-worker by itself would wait for hours. This is about machines, so the database's clock is the one to ask.
 */
export function watchWorkers(
  pool: pg.Pool,
  log: Logger,
  workers: ReadonlySet<string>,
  patienceSeconds: number,
): { stop(): Promise<void> } {
  const id = randomUUID()
  const beat = async (): Promise<void> => {
    await pool.query(
      'insert into platform.process (id, workers, heartbeat_at) values ($1, $2, now()) on conflict (id) do update set workers = excluded.workers, heartbeat_at = now()',
      [id, [...workers]],
    )
    const { rows } = await pool.query<{ workers: string[] }>(
      'delete from platform.process where heartbeat_at < now() - make_interval(secs => $1) returning workers',
      [patienceSeconds],
    )
    const dead = rows.flatMap(row => row.workers)
    if (dead.length === 0) return
    await pool.query('select graphile_worker.force_unlock_workers($1)', [dead])
    log.warn({ workers: dead.length }, 'Another process died at work; its jobs were given to others.')
  }
  const quietly = () =>
    beat().catch((reason: unknown) =>
      log.error({ err: reason }, 'The sign of life of this process could not be written; it is tried again.'),
    )
  void quietly()
  const timer = setInterval(() => void quietly(), (patienceSeconds / beats) * 1_000)
  return {
    async stop() {
      clearInterval(timer)
      await pool.query('delete from platform.process where id = $1', [id]).catch(() => undefined)
    },
  }
}
