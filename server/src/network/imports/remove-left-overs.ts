import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Platform } from '../../platform/index.ts'
import { statusesOf } from './import-store.ts'
import { importFolder } from './run-import.ts'

/** A file that is still being sent is written to all the time; one that nobody touched for so long broke off. */
const patienceHours = 24

const finished: readonly (string | undefined)[] = ['done', 'refused', 'failed', 'stopped']

/** Removes the files of imports that ended, and of those that broke off before they began: there are names and addresses in them. */
export async function removeLeftOverFiles(platform: Platform): Promise<void> {
  const folder = importFolder(platform)
  const files = namesIn(folder).flatMap(name => {
    const [, id] = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.csv)?$/.exec(name) ?? []
    return id === undefined ? [] : [{ path: join(folder, name), id }]
  })
  if (files.length === 0) return
  const statuses = await statusesOf(
    platform.db,
    files.map(({ id }) => id),
  )
  const before = platform.clock.now().subtract({ hours: patienceHours }).epochMilliseconds
  for (const { path, id } of files) {
    const status = statuses.get(id)
    const isLeft = status === undefined ? touchedAt(path) < before : finished.includes(status)
    if (isLeft) rmSync(path, { force: true })
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    // Nothing was ever imported here.
    return []
  }
}

function touchedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity
}
