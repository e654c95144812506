import { readFileSync, statSync } from 'node:fs'
import { digestOf } from '../../status-host/snapshot.ts'

/**
 * Which files are known to hold what they should. One that an earlier process wrote is read once: after a power cut its name may be there
 * and its contents not. From then on, and of those that we wrote, its number, size and time say whether it is still the same.
 */
export interface KnownFiles {
  /** Whether the file holds these bytes. */
  holds(path: string, digest: string, content: Buffer): boolean
  /** We have just written it, or made it another name of one that is known. */
  note(path: string, digest: string): void
}

/** Far above what a page has; what was forgotten is read again. */
const mostKnown = 50_000

export function knownFiles(): KnownFiles {
  const known = new Map<string, string>()
  const remember = (mark: string, digest: string): void => {
    if (known.size >= mostKnown) known.clear()
    known.set(mark, digest)
  }
  return {
    holds(path, digest, content) {
      const mark = markOf(path)
      if (mark === null || mark.size !== content.length) return false
      const seen = known.get(mark.text)
      if (seen !== undefined) return seen === digest
      if (digestOf(readFileSync(path)) !== digest) return false
      remember(mark.text, digest)
      return true
    },
    note(path, digest) {
      const mark = markOf(path)
      if (mark !== null) remember(mark.text, digest)
    },
  }
}

function markOf(path: string): { readonly text: string; readonly size: number } | null {
  try {
    const { dev, ino, size, mtimeNs } = statSync(path, { bigint: true })
    return { text: `${dev} ${ino} ${size} ${mtimeNs}`, size: Number(size) }
  } catch {
    return null
  }
}
