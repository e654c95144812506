import { open } from 'node:fs/promises'

/** Enough that a file system writes many with one movement of its log. */
const atOnce = 16

/** Waits until files and folders would be there after a power cut. */
export async function syncFiles(paths: readonly string[]): Promise<void> {
  const left = paths.values()
  const one = async (): Promise<void> => {
    for (const path of left) await syncFile(path)
  }
  await Promise.all(Array.from({ length: atOnce }, one))
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } catch (reason) {
    // Some shared folders know no such thing for folders.
    if (!hasCode(reason, ['EINVAL', 'ENOTSUP', 'EPERM', 'EISDIR'])) throw reason
  } finally {
    await file.close()
  }
}

function hasCode(reason: unknown, codes: readonly string[]): boolean {
  return reason instanceof Error && 'code' in reason && codes.includes(String(reason.code))
}
