import { sql } from 'kysely'
import type { Db } from '../platform/index.ts'
import { numberText } from './store.ts'

/** What people call these outages: number and title. */
export async function nameOutages(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; number: bigint; title: string }>`
    select id, number, title from outages.outage where id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, number, title }) => [id, `${numberText(number)} ${title}`]))
}
