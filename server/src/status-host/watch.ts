import { existsSync } from 'node:fs'
import { currentSnapshot } from './manifest.ts'
import { readLatest, readSnapshot, type Snapshot } from './snapshot.ts'

export interface Watch {
  /** What is shown; null before the first snapshot. */
  readonly shown: Snapshot | null
  stop(): void
}

interface WatchOptions {
  readonly root: string
  readonly onNew: (snapshot: Snapshot) => void
  readonly say: (line: string) => void
  /** Nobody publishes here any more. */
  readonly onGone: () => void
}

/** Reading where a link leads takes some microseconds, and works on file systems that tell nobody of changes. */
const lookEveryMilliseconds = 100

/** Shows the snapshot to which `current` leads. One that is broken is told of once, and the one before it stays. */
export function watchSnapshots({ root, onNew, say, onGone }: WatchOptions): Watch {
  let shown = readLatest(root)
  let seen = shown?.folder ?? null
  const look = (): void => {
    const folder = currentSnapshot(root)
    if (folder === null && !existsSync(root)) return onGone()
    if (folder === null || folder === seen) return
    seen = folder
    try {
      shown = readSnapshot(root, folder, shown)
      onNew(shown)
    } catch (reason) {
      say(
        `The snapshot ${folder} is left out, and the one before it shown: ${reason instanceof Error ? reason.message : String(reason)}`,
      )
    }
  }
  const timer = setInterval(look, lookEveryMilliseconds)
  return {
    get shown() {
      return shown
    },
    stop: () => clearInterval(timer),
  }
}
