import { sql } from 'kysely'
import type { Db } from '../database.ts'

/** One number of a gauge, with the values of its labels in their order. */
export interface GaugeRow {
  readonly value: number
  readonly labels?: readonly string[]
}

/** A number that is read from the database when Prometheus asks. Every process that is asked gives the same answer. */
export interface DatabaseGauge {
  readonly name: string
  readonly help: string
  readonly labels?: readonly string[]
  read(db: Db, now: Temporal.Instant): Promise<readonly GaugeRow[]>
}

/** A gauge without labels, from a statement that gives one row with the number `n`. */
export function defineGauge(
  name: string,
  help: string,
  statement: (now: Temporal.Instant) => ReturnType<typeof sql<{ n: number }>>,
): DatabaseGauge {
  return {
    name,
    help,
    read: async (db, now) => (await statement(now).execute(db)).rows.map(row => ({ value: row.n })),
  }
}

/** A gauge with one label, from a statement that gives the columns `label` and `n`. */
export function defineGaugeBy(
  name: string,
  help: string,
  label: string,
  statement: () => ReturnType<typeof sql<{ label: string; n: number }>>,
): DatabaseGauge {
  return {
    name,
    help,
    labels: [label],
    read: async db => (await statement().execute(db)).rows.map(row => ({ value: row.n, labels: [row.label] })),
  }
}

/** What the platform itself has in the database. Processes are a matter of machines, so the database's clock is the one to ask. */
export const platformGauges: readonly DatabaseGauge[] = [
  defineGauge(
    'pulih_worker_processes',
    'Processes that do jobs and gave a sign of life within a minute',
    () => sql<{ n: number }>`
    select count(*)::int as n from platform.process where heartbeat_at > now() - interval '1 minute'`,
  ),
  defineGauge(
    'pulih_jobs_waiting',
    'Jobs that are due and not begun',
    () => sql<{ n: number }>`
    select count(*)::int as n from graphile_worker.jobs where locked_at is null and run_at <= now() and attempts < max_attempts`,
  ),
  defineGauge(
    'pulih_jobs_oldest_seconds',
    'For how long the oldest due job has waited',
    () => sql<{ n: number }>`
    select coalesce(extract(epoch from now() - min(run_at)), 0)::float8 as n from graphile_worker.jobs
    where locked_at is null and run_at <= now() and attempts < max_attempts`,
  ),
  defineGauge(
    'pulih_jobs_failing',
    'Jobs that failed and will be tried again',
    () => sql<{ n: number }>`
    select count(*)::int as n from graphile_worker.jobs where last_error is not null and attempts < max_attempts`,
  ),
  defineGauge(
    'pulih_jobs_given_up',
    'Jobs that failed too often; see the log for their reasons',
    () => sql<{ n: number }>`
    select count(*)::int as n from graphile_worker.jobs where attempts >= max_attempts`,
  ),
]
