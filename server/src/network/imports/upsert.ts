import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../../platform/index.ts'
import type { Outcome, Stage } from './kind.ts'

interface Upsert {
  readonly table: string
  readonly from: RawBuilder<unknown>
  readonly key: readonly string[]
  readonly columns: readonly string[]
  /** Set when a row is added or changed, and never compared. */
  readonly stamps?: Readonly<Record<string, unknown>>
  /** Set when a row is added. */
  readonly initial?: Readonly<Record<string, unknown>>
}

/**
 * Makes a table agree with a query: rows that differ are changed, rows that are missing are added, all others are left alone. Two
 * statements with joins, because a million single conflicts take twice as long.
 */
export async function upsert({ tx, rows }: Stage, given: Upsert): Promise<Outcome> {
  const known = await countUpTo(tx, given.table, Math.ceil(rows / 4))
  if (known === 0)
    return { added: Number(await withoutIndexes(tx, given.table, rows, () => add(tx, given, sql`true`))), changed: 0 }
  const changed = await changeWhatDiffers(tx, given)
  const missing = sql`not exists (select from ${sql.table(given.table)} t where ${sameKey(given.key)})`
  const fill = () => add(tx, given, missing)
  const added = known < rows / 4 ? await withoutIndexes(tx, given.table, rows, fill) : await fill()
  return { added: Number(added), changed: Number(changed) }
}

const names = (columns: readonly string[], of = '') => sql.join(columns.map(name => sql.ref(`${of}${name}`)))

function sameKey(key: readonly string[]): RawBuilder<unknown> {
  return sql.join(
    key.map(name => sql`t.${sql.ref(name)} = s.${sql.ref(name)}`),
    sql` and `,
  )
}

async function changeWhatDiffers(tx: Tx, { table, from, key, columns, stamps = {} }: Upsert): Promise<bigint> {
  if (columns.length === 0) return 0n
  const sets = [
    ...columns.map(name => sql`${sql.ref(name)} = s.${sql.ref(name)}`),
    ...Object.entries(stamps).map(([name, value]) => sql`${sql.ref(name)} = ${value}`),
  ]
  const { numAffectedRows } = await sql`
    update ${sql.table(table)} t set ${sql.join(sets)} from (${from}) s
    where ${sameKey(key)} and (${names(columns, 't.')}) is distinct from (${names(columns, 's.')})`.execute(tx)
  return numAffectedRows ?? 0n
}

async function add(
  tx: Tx,
  { table, from, key, columns, stamps = {}, initial = {} }: Upsert,
  condition: RawBuilder<unknown>,
): Promise<bigint> {
  const extra = { ...stamps, ...initial }
  const values = [
    ...[...key, ...columns].map(name => sql.ref(`s.${name}`)),
    ...Object.values(extra).map(value => sql`${value}`),
  ]
  const { numAffectedRows } = await sql`
    insert into ${sql.table(table)} (${names([...key, ...columns, ...Object.keys(extra)])}) select ${sql.join(values)} from (${from}) s
    where ${condition} order by ${names(key, 's.')}`.execute(tx)
  return numAffectedRows ?? 0n
}

async function countUpTo(tx: Tx, table: string, most: number): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`
    select count(*) as count from (select from ${sql.table(table)} limit ${Math.max(1, most)}) few`.execute(tx)
  return Number(rows[0]?.count)
}

const manyRows = 50_000

/**
 * Indexes over rows that are all there are built several times faster than they grow. Readers of the table wait until the transaction ends,
 * which at its first filling nobody minds. Unique indexes stay: they are what refuses a double.
 */
async function withoutIndexes<Result>(
  tx: Tx,
  table: string,
  coming: number,
  fill: () => Promise<Result>,
): Promise<Result> {
  if (coming < manyRows) return fill()
  const { rows: indexes } = await sql<{ name: string; definition: string }>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
    where indrelid = ${table}::regclass and not indisunique order by indexrelid`.execute(tx)
  for (const { name } of indexes) await sql`drop index ${sql.raw(name)}`.execute(tx)
  const result = await fill()
  for (const { definition } of indexes) await sql.raw(definition).execute(tx)
  return result
}
