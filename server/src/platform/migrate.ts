import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { runMigrations } from 'graphile-worker'
import type pg from 'pg'
import { quiet } from './jobs.ts'

interface Migration {
  readonly name: string
  readonly statements: string
  readonly checksum: string
}

/** A migration that was applied and then edited: the database and this version of the product no longer agree. */
export class ChangedMigration extends Error {}

/** All contexts' migrations by their time, which is how their names begin. */
export function migrations(): Migration[] {
  const root = join(import.meta.dirname, '..')
  return globSync('**/migrations/*.sql', { cwd: root })
    .map(path => join(root, path))
    .map(path => {
      const statements = readFileSync(path, 'utf8')
      return {
        name: `${relative(root, dirname(dirname(path))).replaceAll('\\', '/')}/${basename(path, '.sql')}`,
        order: basename(path),
        statements,
        checksum: createHash('sha256').update(statements).digest('hex'),
      }
    })
    .toSorted((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : a.name < b.name ? -1 : 1))
}

/** Any two processes that start at once take turns. */
const lock = 7_054_271

/**
 * Brings the database to the state that this version wants; each migration in a transaction of its own, so that a process that is
 * killed in the middle goes on where it was. Returns the names of those that were applied.
 */
export async function migrate(pool: pg.Pool, until: readonly Migration[] = migrations()): Promise<string[]> {
  const client = await pool.connect()
  const applied: string[] = []
  try {
    await client.query('select pg_advisory_lock($1)', [lock])
    await client.query(
      'create table if not exists public.pulih_migration (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
    )
    await runMigrations({ pgPool: pool, logger: quiet })
    const { rows } = await client.query<{ name: string; checksum: string }>(
      'select name, checksum from public.pulih_migration',
    )
    const known = new Map(rows.map(row => [row.name, row.checksum]))
    for (const migration of until) {
      const before = known.get(migration.name)
      if (before === migration.checksum) continue
      if (before !== undefined)
        throw new ChangedMigration(
          `The migration ${migration.name} was changed after it had been applied; write a new one instead.`,
        )
      await client.query('begin')
      try {
        await client.query(migration.statements)
        await client.query('insert into public.pulih_migration (name, checksum) values ($1, $2)', [
          migration.name,
          migration.checksum,
        ])
        await client.query('commit')
      } catch (reason) {
        await client.query('rollback')
        throw new Error(
          `The migration ${migration.name} failed: ${reason instanceof Error ? reason.message : String(reason)}`,
          { cause: reason },
        )
      }
      applied.push(migration.name)
    }
  } finally {
    await client.query('select pg_advisory_unlock($1)', [lock]).catch(() => undefined)
    client.release()
  }
  return applied
}
