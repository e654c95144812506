import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { sql, type RawBuilder } from 'kysely'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Platform, Tx } from '../../platform/index.ts'
import type { Column } from './columns.ts'
import { insertRejections, noteProgress } from './import-store.ts'
import type { Stage } from './kind.ts'
import type { Rejection } from './reasons.ts'
import type { StagedTable } from './stage-rows.ts'
import type { StopWatch } from './stop-import.ts'

/** The table of an import's rows. Unlogged: a crash empties it, and the import begins again. */
export function stageName(id: string): string {
  return `stage_${id.replaceAll('-', '')}`
}

export async function createStage(client: pg.ClientBase, id: string, columns: readonly Column[]): Promise<void> {
  const fields = columns.map(({ name, type }) => `"${name}" ${type}`)
  await dropStage(client, id)
  await client.query(
    `create unlogged table network.${stageName(id)} (row integer, ${fields.join(', ')}) with (autovacuum_enabled = off)`,
  )
}

export async function dropStage(client: pg.ClientBase, id: string): Promise<void> {
  await client.query(`drop table if exists network.${stageName(id)}`)
}

export interface Counts {
  readonly read: number
  readonly rejected: number
}

/** Sends the rows to the database while the next ones are still being read, notes how far it is and leaves off when it shall. */
export async function copyRows(
  platform: Platform,
  client: pg.ClientBase,
  id: string,
  table: StagedTable,
  watch: StopWatch,
): Promise<Counts> {
  const columns = ['row', ...table.columns.map(({ name }) => `"${name}"`)]
  const copy = client.query(copyFrom(`copy network.${stageName(id)} (${columns.join(', ')}) from stdin`))
  let read = 0
  let rejected = 0
  let noted = performance.now()
  try {
    for await (const block of table.blocks) {
      watch.check()
      read += block.read
      rejected += block.rejections.length
      await keepRejections(platform, id, block.rejections)
      if (block.text !== '' && !copy.write(block.text)) await once(copy, 'drain')
      if (performance.now() - noted < 1_000) continue
      noted = performance.now()
      await noteProgress(platform.db, id, { status: 'reading', read, accepted: 0, rejected, share: table.share() })
    }
    copy.end()
    await finished(copy)
  } catch (reason) {
    copy.destroy()
    throw reason
  }
  return { read, rejected }
}

async function keepRejections(platform: Platform, id: string, rejections: readonly Rejection[]): Promise<void> {
  const most = 5_000
  for (let from = 0; from < rejections.length; from += most)
    await insertRejections(platform.db, id, rejections.slice(from, from + most))
}

/** The stage as an import's kind sees it. Large sorts and joins may take memory here, one import at a time. */
export async function openStage(
  tx: Tx,
  id: string,
  given: Pick<Stage, 'columns' | 'options' | 'now' | 'rows'>,
): Promise<Stage> {
  await sql`set local work_mem = '256MB'`.execute(tx)
  await sql`set local hash_mem_multiplier = 4`.execute(tx)
  const name = stageName(id)
  const table = sql.table(`network.${name}`)
  return {
    ...given,
    tx,
    table,
    today: given.now
      .toZonedDateTimeISO(given.options.timeZone ?? 'UTC')
      .toPlainDate()
      .toString(),
    async rejectWhere(faults) {
      const conditions = faults.map(({ when }) => sql`(${when})`)
      const found = faults.map(
        ({ field, reason, when, value }) => sql`(${field}::text, ${reason}::text, ${value}::text, ${when})`,
      )
      await sql`
        with bad as materialized (
            select s.row, f.* from ${table} s cross join lateral (values ${sql.join(found)}) as f (field, reason, value, holds)
            where (${sql.join(conditions, sql` or `)}) and f.holds
          ),
          gone as (delete from ${table} where row in (select row from bad))
        insert into network.rejection (import, row, field, reason, value)
        select ${id}, row, field, reason, left(value, 100) from bad order by row`.execute(tx)
    },
    async reject(field, reason, query: RawBuilder<unknown>) {
      const { numAffectedRows } = await sql`
        with bad as materialized (${query}),
          gone as (delete from ${table} where row in (select row from bad))
        insert into network.rejection (import, row, field, reason, value)
        select ${id}, row, ${field}, ${reason}, left(value, 100) from bad order by row`.execute(tx)
      return Number(numAffectedRows ?? 0n)
    },
    async replace(query: RawBuilder<unknown>) {
      const next = sql.table(`network.${name}_next`)
      await sql`create unlogged table ${next} with (autovacuum_enabled = off) as ${query}`.execute(tx)
      await sql`drop table ${table}`.execute(tx)
      await sql`alter table ${next} rename to ${sql.ref(name)}`.execute(tx)
      await sql`analyze ${table}`.execute(tx)
    },
  }
}
