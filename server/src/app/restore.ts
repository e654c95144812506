import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { ledgerAndTrail, type Verified } from './verify.ts'
import { serverOwner, startEmbedded, type Config } from '../platform/index.ts'
import { BackupRefused, type BackupList } from './backup.ts'
import { copyFile, copyFolder, isAsListed } from './copy-folder.ts'
import { ownFolder } from './owner.ts'

/**
 * Puts a backup where PULIH_DATA points, and verifies ledger and audit trail in it. Never over a database that is there: what is
 * there may be all that is left.
 */
export async function restoreBackup(
  config: Config,
  source: string,
): Promise<{ readonly list: BackupList; readonly verified: Verified }> {
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
    await putInPlace(folder, config.data)
    const server = await startEmbedded({ folder: target })
    try {
      return { list, verified: await ledgerAndTrail(server.url) }
    } finally {
      await server.stop()
    }
  } finally {
    owned.release()
  }
}

async function putInPlace(folder: string, data: string): Promise<void> {
  const target = join(data, 'postgres')
  // Under another name until it is whole, so that a copy that was cut short is not taken for a database.
  const making = `${target}.restoring`
  const owner = serverOwner()
  await rm(making, { recursive: true, force: true })
  await mkdir(making, { recursive: true, mode: owner ? 0o755 : 0o700 })
  await copyFolder(join(folder, 'cluster'), join(making, 'cluster'), { owner })
  await copyFile(join(folder, 'password'), join(making, 'password'))
  if (existsSync(join(folder, 'imports'))) await copyFolder(join(folder, 'imports'), join(data, 'imports'))
  await rename(making, target)
}

async function readList(folder: string): Promise<BackupList> {
  const path = join(folder, 'backup.json')
  if (!existsSync(path))
    throw new BackupRefused(`${folder} holds no backup.json: it is no backup, or one that was cut short.`)
  const list = JSON.parse(await readFile(path, 'utf8')) as BackupList
  if (list.format !== 'pulih-backup-1') throw new BackupRefused(`${path} is of a form that this version does not know.`)
  return list
}
