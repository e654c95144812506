import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { ledgerAndTrail, type Verified } from './verify.ts'
import { stopAfterRestore } from '../ledger/payouts/index.ts'
import {
  createLog,
  createPlatform,
  isEmbeddedRunning,
  openPool,
  serverOwner,
  startEmbedded,
  systemActor,
  systemClock,
  type Config,
} from '../platform/index.ts'
import { BackupRefused, type BackupList } from './backup.ts'
import { contexts, hooks } from './contexts.ts'
import { copyFile, copyFolder, isAsListed } from './copy-folder.ts'
import { ownFolder } from './owner.ts'

interface Restored {
  readonly list: BackupList
  readonly verified: Verified
  /** Channels of payouts, each stopped until somebody has reconciled it. */
  readonly channels: number
}

/**
 * Puts a backup where PULIH_DATA points, verifies ledger and audit trail in it, and stops all payouts: what was sent since the backup
 * would be sent again by the first start. Never over a database that is there: what is there may be all that is left.
 */
export async function restoreBackup(config: Config, source: string): Promise<Restored> {
  const folder = resolve(source)
  const target = join(config.data, 'postgres')
  if (config.databaseUrl !== null)
    throw new BackupRefused(
      'DATABASE_URL names a server of your own: restore there; docs/operations/backup.md has the commands.',
    )
  if (existsSync(target))
    throw new BackupRefused(
      `There is a database at ${target}. Move it away first, or set PULIH_DATA to another folder.`,
    )
  const list = await readList(folder)
  const broken: string[] = []
  for (const file of list.files) if (!(await isAsListed(folder, file))) broken.push(file.path)
  if (broken.length > 0)
    throw new BackupRefused(
      `The backup is damaged: ${broken.slice(0, 5).join(', ')}${broken.length > 5 ? ` and ${broken.length - 5} more` : ''} differ from backup.json. Take another one.`,
    )

  const owned = ownFolder(config.data, 'a restore')
  try {
    const making = await copyAside(folder, config.data)
    const done = await prepare(config, making)
    await rename(making, target)
    return { list, ...done }
  } finally {
    owned.release()
  }
}

/**
 * The database under another name, so that a restore that was cut short leaves nothing that a start would take for a database: neither
 * half a copy nor one whose payouts are not stopped.
 */
async function copyAside(folder: string, data: string): Promise<string> {
  const making = join(data, 'postgres.restoring')
  const owner = serverOwner()
  if (isEmbeddedRunning(making)) await (await startEmbedded({ folder: making })).stop()
  await rm(making, { recursive: true, force: true })
  await mkdir(making, { recursive: true, mode: owner ? 0o755 : 0o700 })
  await copyFolder(join(folder, 'cluster'), join(making, 'cluster'), { owner })
  await copyFile(join(folder, 'password'), join(making, 'password'))
  if (existsSync(join(folder, 'imports'))) await copyFolder(join(folder, 'imports'), join(data, 'imports'))
  return making
}

async function prepare(config: Config, folder: string): Promise<Omit<Restored, 'list'>> {
  const server = await startEmbedded({ folder })
  try {
    const verified = await ledgerAndTrail(server.url)
    return { verified, channels: await stopPayouts(config, server.url) }
  } finally {
    await server.stop()
  }
}

async function stopPayouts(config: Config, url: string): Promise<number> {
  const pool = openPool({ url, size: 1, name: 'pulih-restore' })
  try {
    const log = createLog(config.logLevel)
    const platform = createPlatform({ pool, clock: systemClock, config, log, hooks, contexts })
    return await platform.work(systemActor('restore'), stopAfterRestore)
  } finally {
    await pool.end()
  }
}

async function readList(folder: string): Promise<BackupList> {
  const path = join(folder, 'backup.json')
  if (!existsSync(path))
    throw new BackupRefused(`${folder} holds no backup.json: it is no backup, or one that was cut short.`)
  const list = JSON.parse(await readFile(path, 'utf8')) as BackupList
  if (list.format !== 'pulih-backup-1') throw new BackupRefused(`${path} is of a form that this version does not know.`)
  return list
}
