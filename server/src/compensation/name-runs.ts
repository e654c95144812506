import { sql } from 'kysely'
import type { Db } from '../platform/index.ts'

/** The numbers by which people know these runs. */
export async function nameRuns(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; number: bigint }>`
    select id, number from compensation.run where id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, number }) => [id, number.toString()]))
}
