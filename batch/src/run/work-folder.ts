import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Gives a run a folder of its own beside its results, on the same disk, so that these can be moved into place. Afterwards it is
 * removed, and so are those that runs left behind when they died.
 */
export async function inWorkFolder<Result>(folder: string, run: (work: string) => Promise<Result>): Promise<Result> {
  await removeAbandoned(folder)
  const work = await mkdtemp(join(folder, `${workPrefix}${process.pid}-`))
  try {
    return await run(work)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

const workPrefix = '.pulih-run-'

/** Folders of runs whose process no longer lives. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith(workPrefix) && !isAlive(Number.parseInt(name.slice(workPrefix.length), 10)))
      await rm(join(folder, name), { recursive: true, force: true })
  }
}

/** A process of somebody else is alive, too, although it may not be asked. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
