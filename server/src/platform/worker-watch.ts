import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Logger } from 'pino'

/** Signs of life in the time after which nobody believes in it any more. */
const beats = 4

/**
 * Forgets the dead and frees what they had, in one statement: whoever dies between the two would leave jobs that nobody knows to be
 * lost. Nor does anybody know those that a process took and died before its first sign of life, so whatever is locked for long by a
 * stranger is free as well.
 */
const freeing = `
  with dead as (delete from platform.process where heartbeat_at < now() - make_interval(secs => $1) returning id, workers),
  living as (select unnest(workers) as holder from platform.process where id not in (select id from dead)),
  lost as (
    select distinct locked_by as holder from graphile_worker.jobs
    where locked_by not in (select holder from living)
      and (locked_by in (select unnest(workers) from dead) or locked_at < now() - make_interval(secs => $1)))
  select (select count(*)::int from dead where workers <> '{}') as processes, count(*)::int as holders,
    graphile_worker.force_unlock_workers(array_agg(holder)) from lost`

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
    const { rows } = await pool.query<{ processes: number; holders: number }>(freeing, [patienceSeconds])
    const { processes = 0, holders = 0 } = rows[0] ?? {}
    if (processes + holders > 0)
      log.warn({ processes, holders }, 'Another process died at work; its jobs were given to others.')
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
