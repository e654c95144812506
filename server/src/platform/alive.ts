import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * What tells a process from a later one with the same number: when it began. Null where none has that number, or where it has ended and
 * only its exit code waits to be fetched.
 */
export function markOf(pid: number): string | null {
  if (!Number.isSafeInteger(pid) || pid <= 0) return null
  if (process.platform === 'linux') {
    const stat = contentOf(`/proc/${pid}/stat`)
    // The name of the program stands in parentheses and may hold anything; the state and, 19 fields on, the start come after it.
    const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? []
    if (fields[0] === 'Z' || fields[0] === 'X') return null
    if (fields[19] !== undefined) return `${contentOf('/proc/sys/kernel/random/boot_id')?.trim() ?? ''} ${fields[19]}`
  }
  try {
    process.kill(pid, 0)
  } catch (reason) {
    if (reason instanceof Error && 'code' in reason && reason.code === 'ESRCH') return null
  }
  if (process.platform !== 'darwin') return unknownMark
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null
  } catch {
    return null
  }
}

/** There is a process of that number, and the system does not say since when. */
export const unknownMark = 'running'

function contentOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
