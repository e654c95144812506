import pg from 'pg'
import type { Application } from './application.ts'

/** A process that works at a run and cannot go on, with the session in which it waits. */
export interface Comer {
  readonly name: string
  readonly pid: number
}

/** Something that a step of a worker needs, held by us: whoever waits for it is surely in the middle of that step. */
export interface Gate {
  readonly step: string
  comers(): Promise<Comer[]>
  open(): Promise<void>
}

/** The statement that makes workers wait which add rows to a table. */
export const adding = (table: string): string => `select faults.hold('${table}')`

/**
 * Teaches the database to make them wait. Locking the tables themselves would end in a circle: the session of a killed worker lives
 * until its statement is done, so that it keeps what it has while it waits for what we hold, and whatever we want next may be
 * among that. Half of such a circle is in this process, and the server cannot see it.
 */
export async function buildGates({ pool }: Application, tables: readonly string[]): Promise<void> {
  await pool.query(`
    create schema faults;
    create function faults.hold(held regclass) returns void language plpgsql as $$
      begin perform pg_advisory_lock(held::integer); end $$;
    create function faults.wait() returns trigger language plpgsql as $$
      begin
        if current_setting('application_name') like 'worker-%' then
          perform pg_advisory_lock_shared(tg_relid::integer), pg_advisory_unlock_shared(tg_relid::integer);
        end if;
        return null;
      end $$`)
  for (const table of tables)
    await pool.query(`create trigger wait before insert on ${table} for each statement execute function faults.wait()`)
}

export async function closeGate({ server, pool }: Application, step: string, statement: string): Promise<Gate> {
  const client = new pg.Client({ connectionString: server.url, application_name: 'gate' })
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  await client.query(`begin; set local lock_timeout = '30s'`)
  await client.query(statement)
  return {
    step,
    async comers() {
      // Sweeps may want the same, but only jobs of runs hold their run meanwhile.
      const { rows: waiting } = await pool.query<Comer>(
        `select application_name as name, pid from pg_stat_activity a where $1 = any(pg_blocking_pids(pid)) and exists (
          select from pg_locks l where l.pid = a.pid and l.granted and l.relation = 'compensation.run'::regclass and l.mode in ('RowShareLock', 'RowExclusiveLock'))`,
        [rows[0]?.pid],
      )
      return waiting
    },
    open: () => client.end(),
  }
}
