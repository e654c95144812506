import { sql } from 'kysely'
import type { Static, TSchema } from 'typebox'
import { mistakesIn } from './http/validation.ts'
import type { Db, Tx } from './database.ts'
import { problem } from './problem.ts'
import type { Work } from './work.ts'

/** Something that the operator decides once for all, with a value from the first start on. Its history is kept. */
export interface Setting<Schema extends TSchema = TSchema> {
  readonly name: string
  readonly says: string
  readonly schema: Schema
  readonly otherwise: Static<Schema>
  /** Refuses, with a problem, what the schema allows and nobody could work with. */
  check?(value: Static<Schema>): void
}

export function defineSetting<Schema extends TSchema>(setting: Setting<Schema>): Setting<Schema> {
  return setting
}

/** The value in force. One that an older version wrote and this one cannot read is refused rather than replaced in silence. */
export async function readSetting<Schema extends TSchema>(
  db: Db | Tx,
  setting: Setting<Schema>,
): Promise<Static<Schema>> {
  return (await readVersionedSetting(db, setting)).value
}

/** With its revision; 0 is the value from the first start. */
export async function readVersionedSetting<Schema extends TSchema>(
  db: Db | Tx,
  setting: Setting<Schema>,
  options: { readonly lock?: boolean } = {},
): Promise<{ value: Static<Schema>; revision: number }> {
  const lock = options.lock === true ? sql`for update` : sql``
  const { rows } = await sql<{
    value: unknown
    revision: number
  }>`select value, revision from platform.setting where name = ${setting.name} ${lock}`.execute(db)
  const [row] = rows
  if (!row) return { value: setting.otherwise, revision: 0 }
  const mistakes = mistakesIn(setting.schema, row.value, 'body')
  if (mistakes.length > 0) throw new Error(`the setting ${setting.name} cannot be read: ${JSON.stringify(mistakes)}`)
  return { value: row.value as Static<Schema>, revision: row.revision }
}

/** Replaces a value; the earlier ones stay in the history. Returns the new revision. */
export async function writeSetting<Schema extends TSchema>(
  work: Work,
  setting: Setting<Schema>,
  value: unknown,
): Promise<number> {
  const mistakes = mistakesIn(setting.schema, value, 'body')
  if (mistakes.length > 0) throw problem('request.invalid', {}, mistakes)
  // Just validated.
  setting.check?.(value as Static<Schema>)
  const { rows } = await sql<{ revision: number }>`
    insert into platform.setting (name, value, changed_at, changed_by) values (${setting.name}, ${JSON.stringify(value)}::jsonb, ${work.now}, ${work.actor.id})
    on conflict (name) do update set value = excluded.value, revision = platform.setting.revision + 1, changed_at = excluded.changed_at, changed_by = excluded.changed_by
    returning revision`.execute(work.tx)
  const revision = rows[0]?.revision ?? 1
  await sql`insert into platform.setting_history (name, revision, value, changed_at, changed_by)
    values (${setting.name}, ${revision}, ${JSON.stringify(value)}::jsonb, ${work.now}, ${work.actor.id})`.execute(
    work.tx,
  )
  work.audit('settings.changed', `setting:${setting.name}`, { revision })
  return revision
}
