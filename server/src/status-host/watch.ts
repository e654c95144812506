import { existsSync } from 'node:fs'
import { currentSnapshot } from './manifest.ts'
import { leftOut, readLatest, readSnapshot, type Snapshot } from './snapshot.ts'

export interface Watch {
  /** What is shown; null before the first snapshot. */
  readonly shown: Snapshot | null
  stop(): void
}

interface WatchOptions {
  readonly root: string
  readonly onNew: (snapshot: Snapshot) => void
  readonly say: (line: string) => void
}

/** Reading where a link leads takes some microseconds, and works on file systems that tell nobody of changes. */
const lookEveryMilliseconds = 100
/** What could not be read may be there a moment later, on a folder that other machines share. */
const tryAgainMilliseconds = 5_000

/**
 * Shows the snapshot to which `current` leads. One that is broken is told of once and tried again, and the one before it stays. Where the
 * whole folder goes, what is in memory stays: it says of when it is, and it is all that readers have left.
 */
export function watchSnapshots({ root, onNew, say }: WatchOptions): Watch {
  let shown = readLatest(root, say)
  let seen = shown?.folder ?? null
  let broken: { readonly folder: string; readonly againAt: number } | null = null
  let isGone = false
  const look = (): void => {
    const folder = currentSnapshot(root)
    if (folder === null) return lookForFolder()
    if (isGone) say(`${root} is there again.`)
    isGone = false
    if (folder === seen) return
    if (broken?.folder === folder && broken.againAt > Date.now()) return
    try {
      shown = readSnapshot(root, folder, shown)
      onNew(shown)
      seen = folder
      broken = null
    } catch (reason) {
      if (broken?.folder !== folder) say(leftOut(folder, reason))
      broken = { folder, againAt: Date.now() + tryAgainMilliseconds }
    }
  }
  const lookForFolder = (): void => {
    if (isGone || shown === null || existsSync(root)) return
    isGone = true
    say(`${root} cannot be read any more. What was read last is shown on, and the folder is looked for.`)
  }
  const timer = setInterval(look, lookEveryMilliseconds)
  return {
    get shown() {
      return shown
    },
    stop: () => clearInterval(timer),
  }
}
