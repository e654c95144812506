import { sql, type RawBuilder } from 'kysely'

/** Elements under a name of the caller's, to be joined with inside the database: `id, key, name, area, position, last, retired_at …`. */
export function elementsAs(name: string): RawBuilder<unknown> {
  return sql`network.element as ${sql.ref(name)}`
}
