import { mkdir, readdir, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'

const prefix = '.pulih-simulate-'

/**
 * Lends a folder inside `out` for what is not finished, and takes it away again. If the work fails, `out` is as it was before: absent,
 * or with its older results.
 */
export async function withWorkFolder<T>(out: string, work: (folder: string) => Promise<T>): Promise<T> {
  const created = await mkdir(out, { recursive: true })
  await removeAbandoned(out)
  const folder = join(out, `${prefix}${process.pid}`)
  await mkdir(folder)
  let done = false
  try {
    const result = await work(folder)
    done = true
    return result
  } finally {
    await rm(folder, { recursive: true, force: true })
    // Only an empty folder is removed: whatever else lies there is not ours.
    if (!done && created !== undefined) await rmdir(out).catch(() => undefined)
  }
}

/** Folders of simulations whose process no longer lives. */
async function removeAbandoned(out: string): Promise<void> {
  for (const name of await readdir(out)) {
    if (name.startsWith(prefix) && !isAlive(Number(name.slice(prefix.length))))
      await rm(join(out, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return pid !== process.pid
  } catch {
    return false
  }
}
