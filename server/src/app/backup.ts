import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { isEmbeddedRunning, startEmbedded, type Config } from '../platform/index.ts'
import { copyFile, copyFolder, type CopiedFile } from './copy-folder.ts'
import { FolderTaken, ownFolder } from './owner.ts'

/** What stands in `backup.json`, which is written last: a folder without it is no backup. */
export interface BackupList {
  readonly format: 'pulih-backup-1'
  readonly madeAt: string
  /** Version of PostgreSQL whose files these are; only the same major version reads them. */
  readonly postgres: string
  readonly from: string
  readonly to: string
  readonly files: readonly CopiedFile[]
}

/** Refusals of backup and restore, in words for the person at the terminal. */
export class BackupRefused extends Error {}

/**
 * Copies the embedded database while it works, into a new folder, by PostgreSQL's own procedure for that: what was committed before
 * the end of the copy is in it, what was under way is not.
 * https://www.postgresql.org/docs/18/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP
 */
export async function backUp(config: Config, target: string): Promise<BackupList> {
  const folder = resolve(target)
  const source = join(config.data, 'postgres')
  const cluster = join(source, 'cluster')
  if (config.databaseUrl !== null)
    throw new BackupRefused(
      'DATABASE_URL names a server of your own: back it up with pg_basebackup or pg_dump; docs/operations/backup.md has the commands.',
    )
  if (!existsSync(join(cluster, 'PG_VERSION')))
    throw new BackupRefused(
      `There is no database below ${config.data}; set PULIH_DATA to the folder of the Pulih that is to be backed up.`,
    )
  const owned = ownUnlessTaken(config.data)
  try {
    if (owned === null && !isEmbeddedRunning(source))
      throw new BackupRefused(
        `The Pulih that owns ${config.data} is starting or stopping its database; try again in a moment.`,
      )
    return await copyInto(folder, config.data)
  } finally {
    owned?.release()
  }
}

/** Where nobody works on the folder, nobody is to begin while the server runs for the copy alone. */
function ownUnlessTaken(data: string): ReturnType<typeof ownFolder> | null {
  try {
    return ownFolder(data, 'a backup')
  } catch (reason) {
    if (reason instanceof FolderTaken) return null
    throw reason
  }
}

async function copyInto(folder: string, data: string): Promise<BackupList> {
  const source = join(data, 'postgres')
  const cluster = join(source, 'cluster')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if ((await readdir(folder)).length > 0) throw new BackupRefused(`${folder} is not empty; name a new folder.`)

  const server = await startEmbedded({ folder: source })
  const client = new pg.Client({ connectionString: server.url, application_name: 'pulih-backup' })
  await client.connect()
  try {
    const list = await copyWhileItWorks(client, cluster, folder)
    const password = await copyFile(join(source, 'password'), join(folder, 'password'))
    // Files come after the database: each upload that it knows of is there, unless it has been read meanwhile.
    const imports = existsSync(join(data, 'imports'))
      ? await copyFolder(join(data, 'imports'), join(folder, 'imports'))
      : []
    const whole: BackupList = {
      ...list,
      files: [
        ...list.files,
        { path: 'password', ...password },
        ...imports.map(file => ({ ...file, path: `imports/${file.path}` })),
      ],
    }
    await writeThrough(join(folder, 'backup.json'), `${JSON.stringify(whole, null, 1)}\n`)
    return whole
  } finally {
    const { rows } = await client
      .query<{ n: number }>(
        "select count(*)::int as n from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
      )
      .catch(() => ({ rows: [{ n: 1 }] }))
    await client.end().catch(() => undefined)
    // Whoever connected meanwhile goes on; a server that was started for this copy alone is stopped.
    if (!server.found && rows[0]?.n === 0) await server.stop()
  }
}

/** All of it in one session, which PostgreSQL demands; a session that breaks leaves nothing behind in the database. */
async function copyWhileItWorks(client: pg.Client, cluster: string, folder: string): Promise<BackupList> {
  const copy = join(folder, 'cluster')
  const { rows: about } = await client.query<{ version: string; made: string; spaces: number }>(
    `select current_setting('server_version') as version, to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as made,
       (select count(*)::int from pg_tablespace where spcname not in ('pg_default', 'pg_global')) as spaces`,
  )
  if (about[0]?.spaces !== 0)
    throw new BackupRefused(
      'The database uses tablespaces outside its folder, which this copy would miss; use pg_basebackup.',
    )
  // The slot keeps the log of changes from being recycled while it is still needed; it goes with the session.
  await client.query("select pg_create_physical_replication_slot('pulih_backup_' || pg_backend_pid(), true, true)")
  const { rows: begun } = await client.query<{ lsn: string; file: string }>(
    "select lsn::text, pg_walfile_name(lsn) as file from pg_backup_start('pulih', fast => true) as lsn",
  )
  const files = await copyFolder(cluster, copy, { wanted: isCopied })
  const control = await copySteadily(join(cluster, 'global', 'pg_control'), join(copy, 'global', 'pg_control'))
  const { rows: ended } = await client.query<{ lsn: string; file: string; label: string }>(
    'select lsn::text, pg_walfile_name(lsn) as file, labelfile as label from pg_backup_stop(wait_for_archive => false)',
  )
  const [from, to] = [begun[0], ended[0]]
  if (!from || !to) throw new Error('PostgreSQL did not say where the copy begins and ends')
  const log = await copyFolder(join(cluster, 'pg_wal'), join(copy, 'pg_wal'), {
    wanted: path => isNeeded(path, from.file, to.file),
  })
  for (const file of [from.file, to.file])
    if (!log.some(({ path }) => path === file))
      throw new Error(`the log of changes lacks ${file}; take the backup again`)
  await writeThrough(join(copy, 'backup_label'), to.label)
  for (const name of emptyFolders) await mkdir(join(copy, name), { recursive: true, mode: 0o700 })
  const label = Buffer.from(to.label)
  return {
    format: 'pulih-backup-1',
    madeAt: about[0].made,
    postgres: about[0].version,
    from: from.lsn,
    to: to.lsn,
    files: [
      ...files.map(file => ({ ...file, path: `cluster/${file.path}` })),
      { path: 'cluster/global/pg_control', ...control },
      ...log.map(file => ({ ...file, path: `cluster/pg_wal/${file.path}` })),
      { path: 'cluster/backup_label', bytes: label.length, sha256: createHash('sha256').update(label).digest('hex') },
    ],
  }
}

/** Folders whose contents belong to the running server and must not be in a copy, but which have to be there. */
const emptyFolders = [
  'pg_wal/archive_status',
  'pg_wal/summaries',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]

function isCopied(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (['postmaster.pid', 'postmaster.opts', 'global/pg_control', 'backup_label', 'tablespace_map'].includes(path))
    return false
  if (name.startsWith('pgsql_tmp') || name.startsWith('pg_internal.init')) return false
  return !['pg_wal', ...emptyFolders].some(folder => path.startsWith(`${folder}/`))
}

/** Segments have names of 24 hexadecimal digits in the order of their age; histories of timelines are small and all kept. */
function isNeeded(path: string, from: string, to: string): boolean {
  return path.endsWith('.history') || (/^[\dA-F]{24}$/.test(path) && path >= from && path <= to)
}

/** The control file is overwritten in place: two readings that agree are a whole one. */
async function copySteadily(from: string, to: string): Promise<Omit<CopiedFile, 'path'>> {
  for (let before = await readFile(from); ;) {
    const again = await readFile(from)
    if (again.equals(before)) {
      await writeThrough(to, again)
      return { bytes: again.length, sha256: createHash('sha256').update(again).digest('hex') }
    }
    before = again
  }
}

async function writeThrough(path: string, content: string | Buffer): Promise<void> {
  await writeFile(path, content, { mode: 0o600 })
  const file = await open(path)
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
