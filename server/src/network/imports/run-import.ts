import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Actor, Platform, Tx } from '../../platform/index.ts'
import {
  beginAttempt,
  endImport,
  findImport,
  lockImport,
  noteProgress,
  stopAskedBy,
  type ImportRow,
} from './import-store.ts'
import type { ImportKind, Outcome, Stage } from './kind.ts'
import { readCsv } from './read-csv.ts'
import { readGeoJson, readJson } from './read-json.ts'
import { asCsv, readParquet } from './read-parquet.ts'
import { RefusedFile } from './reasons.ts'
import { createStage, copyRows, dropStage, openStage, stageName } from './stage.ts'
import { stageRows } from './stage-rows.ts'
import { endAsStopped, isUnfinished, stopper, StoppedImport, watchForStop, type StopWatch } from './stop-import.ts'
import type { Table } from './table.ts'
import { takeTurn } from './take-turn.ts'

export function importFolder(platform: Platform): string {
  return join(platform.config.data, 'imports')
}

export function importFile(platform: Platform, id: string): string {
  return join(importFolder(platform), id)
}

/** The file as it was sent, and what was made of it on the way. */
function removeFiles(platform: Platform, id: string): void {
  const file = importFile(platform, id)
  for (const each of [file, asCsv(file)]) rmSync(each, { force: true })
}

const mostAttempts = 5

/**
 * Does an import, again from the start if an earlier attempt died. Rows are staged and judged first; then one transaction brings them
 * into the tables, notes the end and tells of it, so that a file is imported as a whole or not at all.
 */
export async function runImport(platform: Platform, kinds: readonly ImportKind[], id: string): Promise<void> {
  const client = await platform.pool.connect()
  try {
    // A connection of its own holds the lock, so that it ends with the process.
    const { rows } = await client.query<{ mine: boolean }>(
      "select pg_try_advisory_lock(hashtext('network.import'), hashtext($1)) as mine",
      [id],
    )
    if (rows[0]?.mine !== true) return
    const row = await findImport(platform.db, id)
    // Whoever died after the end left the file behind.
    if (!row || !isUnfinished(row)) return removeFiles(platform, id)
    await attempt(platform, kinds, client, row)
  } finally {
    await client
      .query(
        "select pg_advisory_unlock(hashtext('network.import'), hashtext($1)), set_config('timezone', 'UTC', false)",
        [id],
      )
      .then(
        () => client.release(),
        (reason: Error) => client.release(reason),
      )
  }
}

async function attempt(
  platform: Platform,
  kinds: readonly ImportKind[],
  client: pg.ClientBase,
  row: ImportRow,
): Promise<void> {
  const { id } = row
  const kind = kinds.find(({ name }) => name === row.kind)
  if (!kind) throw new Error(`nothing imports ${row.kind}`)
  const attempts = await beginAttempt(platform.db, id, platform.clock.now())
  const watch = watchForStop(platform, id)
  try {
    if (attempts === undefined) throw new StoppedImport()
    await importFileOf(platform, kind, client, row, watch)
  } catch (reason) {
    await watch.close()
    if (await stopForGood(platform, id)) platform.log.info({ import: id }, `The import ${id} was stopped.`)
    else if (reason instanceof RefusedFile) {
      await endImport(platform.db, id, { status: 'refused', reason: reason.message, at: platform.clock.now() })
    } else if (attempts !== undefined && attempts >= mostAttempts) {
      platform.log.error(
        { import: id, err: reason },
        `The import ${id} failed ${attempts} times and is given up; see its reason.`,
      )
      await endImport(platform.db, id, { status: 'failed', reason: 'failed', at: platform.clock.now() })
    } else throw reason
  } finally {
    await watch.close()
    // The next attempt makes it anew, and no attempt may leave the names in it lying about.
    rmSync(asCsv(importFile(platform, id)), { force: true })
  }
  await dropStage(client, id)
  removeFiles(platform, id)
  await tidy(platform, kind, client, id)
}

/** Whatever an attempt broke off with: where somebody wants the import ended it is not tried again. */
async function stopForGood(platform: Platform, id: string): Promise<boolean> {
  const by = await stopAskedBy(platform.db, id)
  if (by === null) return false
  await platform.work(stopper(by), async work => {
    const row = await lockImport(work.tx, id)
    if (row && isUnfinished(row)) await endAsStopped(work, row)
  })
  return true
}

/** So many new rows make the planner's figures wrong and the visibility map empty, until somebody tidies up. */
async function tidy(platform: Platform, kind: ImportKind, client: pg.ClientBase, id: string): Promise<void> {
  const row = await findImport(platform.db, id)
  if (!row || row.dry_run || row.added + row.changed <= 10_000n) return
  for (const name of kind.tables) await client.query(`vacuum (analyze) ${name}`)
}

async function importFileOf(
  platform: Platform,
  kind: ImportKind,
  client: pg.ClientBase,
  row: ImportRow,
  watch: StopWatch,
): Promise<void> {
  const { id, options } = row
  const columns = kind.columns(options)
  const table = await openTable(
    importFile(platform, id),
    row.media,
    new Set(columns.flatMap(({ name, aliases }) => [name, ...aliases])),
  )
  const staged = stageRows(table, columns)
  await client.query("select set_config('timezone', $1, false)", [options.timeZone ?? 'UTC'])
  await createStage(client, id, staged.columns)
  const { read, rejected: unreadable } = await copyRows(platform, client, id, staged, watch)
  await client.query(`analyze network.${stageName(id)}`)

  const given = {
    columns: new Set(staged.columns.map(({ name }) => name)),
    options,
    now: platform.clock.now(),
    rows: read - unreadable,
  }
  await platform.db.transaction().execute(async tx => {
    await holding(watch, tx, async () => kind.check(await openStage(tx, id, given)))
  })
  const rejected = await countRejections(platform, id)
  await noteProgress(platform.db, id, { status: 'applying', read, accepted: read - rejected, rejected, share: 1 })
  if (row.dry_run) await rehearse(platform, kind, row, given, watch)
  else await perform(platform, kind, row, given, rejected, watch)
}

/** Does something on the connection of a transaction that is broken off where the import shall end. */
async function holding<Result>(watch: StopWatch, tx: Tx, body: () => Promise<Result>): Promise<Result> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
  watch.check()
  watch.hold(rows[0]?.pid ?? 0)
  try {
    return await body()
  } finally {
    await watch.release()
  }
}

type Given = Pick<Stage, 'columns' | 'options' | 'now' | 'rows'>

async function perform(
  platform: Platform,
  kind: ImportKind,
  row: ImportRow,
  given: Given,
  rejected: number,
  watch: StopWatch,
): Promise<void> {
  await platform.work(actorOf(row), async work => {
    const outcome = await holding(watch, work.tx, async () => {
      await takeTurn(work.tx)
      return kind.apply(await openStage(work.tx, row.id, given), work)
    })
    // Whoever asks from here on waits for this transaction and finds the import over.
    if ((await lockImport(work.tx, row.id))?.stop_by !== null) throw new StoppedImport()
    await endImport(work.tx, row.id, { status: 'done', ...outcome, at: work.now })
    await work.emit('network.import-done', `import:${row.id}`, { import: row.id, kind: row.kind, ...outcome, rejected })
    work.audit('network.import', `import:${row.id}`, {
      kind: row.kind,
      digest: row.digest.toString('hex'),
      ...outcome,
      rejected,
    })
  })
}

/** Does everything and takes it back: what a rehearsal counts is what the performance will change. */
async function rehearse(
  platform: Platform,
  kind: ImportKind,
  row: ImportRow,
  given: Given,
  watch: StopWatch,
): Promise<void> {
  class Curtain extends Error {}
  let outcome: Outcome = { added: 0, changed: 0 }
  const play = platform.work(actorOf(row), async work => {
    outcome = await holding(watch, work.tx, async () => {
      await takeTurn(work.tx)
      return kind.apply(await openStage(work.tx, row.id, given), work)
    })
    throw new Curtain()
  })
  await play.catch((reason: unknown) => {
    if (!(reason instanceof Curtain)) throw reason
  })
  await platform.db.transaction().execute(async tx => {
    if ((await lockImport(tx, row.id))?.stop_by !== null) throw new StoppedImport()
    await endImport(tx, row.id, { status: 'done', ...outcome, at: platform.clock.now() })
  })
}

async function countRejections(platform: Platform, id: string): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`
    select count(distinct row) as count from network.rejection where import = ${id}`.execute(platform.db)
  return Number(rows[0]?.count ?? 0)
}

function openTable(file: string, type: string, known: ReadonlySet<string>): Table | Promise<Table> {
  switch (type) {
    case 'application/vnd.apache.parquet':
      return readParquet(file, known)
    case 'application/geo+json':
      return readGeoJson(file)
    case 'application/json':
      return readJson(file)
    default:
      return readCsv(file, known)
  }
}

/** The job works in the name of whoever sent the file, with no rights beyond this. */
function actorOf({ actor, person }: ImportRow): Actor {
  const kind = actor.startsWith('staff:') ? 'staff' : actor.startsWith('key:') ? 'key' : 'system'
  return { kind, id: actor, person, name: actor, permissions: new Set() }
}
