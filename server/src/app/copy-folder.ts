import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chown, mkdir, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** A file of a copy, as its list has it. */
export interface CopiedFile {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

export interface CopyOptions {
  /** Paths below the folder that are copied; of a folder that is not wanted nothing is. */
  readonly wanted?: (path: string) => boolean
  readonly owner?: { readonly uid: number; readonly gid: number } | null
}

/**
 * Copies a folder file by file and writes each through to the disk. A file that is gone when its turn comes is left out: a database
 * that is copied while it works deletes files, and its log of changes says so again.
 */
export async function copyFolder(
  from: string,
  to: string,
  { wanted = () => true, owner = null }: CopyOptions = {},
): Promise<CopiedFile[]> {
  const copied: CopiedFile[] = []
  await copyBelow('')
  return copied

  async function copyBelow(folder: string): Promise<void> {
    await mkdir(join(to, folder), { recursive: true, mode: 0o700 })
    if (owner) await chown(join(to, folder), owner.uid, owner.gid)
    const entries = await readdir(join(from, folder), { withFileTypes: true }).catch(unlessGone)
    for (const entry of entries ?? []) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (!wanted(path)) continue
      if (entry.isDirectory()) await copyBelow(path)
      else if (entry.isFile()) {
        const file = await copyFile(join(from, path), join(to, path)).catch(unlessGone)
        if (!file) continue
        if (owner) await chown(join(to, path), owner.uid, owner.gid)
        copied.push({ path, ...file })
      } else throw new Error(`${join(from, path)} is neither a file nor a folder; it cannot be copied.`)
    }
  }
}

/** Copies one file and says what was copied. */
export async function copyFile(from: string, to: string): Promise<Omit<CopiedFile, 'path'>> {
  const hash = createHash('sha256')
  const source = await open(from)
  try {
    const target = await open(to, 'w', 0o600)
    let bytes = 0
    try {
      for await (const chunk of source.createReadStream({ autoClose: false, highWaterMark: 1 << 20 })) {
        const part = chunk as Buffer
        hash.update(part)
        bytes += part.length
        await target.writeFile(part)
      }
      await target.sync()
    } finally {
      await target.close()
    }
    return { bytes, sha256: hash.digest('hex') }
  } finally {
    await source.close()
  }
}

/** Whether a file holds what its list says. */
export async function isAsListed(folder: string, { path, sha256 }: CopiedFile): Promise<boolean> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(join(folder, path), { highWaterMark: 1 << 20 }))
      hash.update(chunk as Buffer)
  } catch (reason) {
    unlessGone(reason)
    return false
  }
  return hash.digest('hex') === sha256
}

function unlessGone(reason: unknown): null {
  if (reason instanceof Error && 'code' in reason && reason.code === 'ENOENT') return null
  throw reason
}
