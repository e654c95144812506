import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

const pollMilliseconds = 4
const blockBytes = 1 << 18

/**
 * What a run with one thread writes, while it writes it: such a run only ever appends, so that every byte of the file is final. The
 * file is found in the run's own folder and followed even when it is moved to its place. Throws what `ended` throws.
 */
export async function* followCredits(folder: string, ended: Promise<unknown>): AsyncGenerator<Buffer> {
  let isEnded = false
  const end = ended.then(() => (isEnded = true))
  // Whoever reads us learns of a failure below; until then nobody waits for it.
  end.catch(() => (isEnded = true))
  let file = -1
  try {
    for (;;) {
      const wasEnded = isEnded
      if (wasEnded) await end
      if (file < 0) {
        const path = find(folder)
        if (path !== null) file = openSync(path, 'r')
      }
      const block = Buffer.allocUnsafe(blockBytes)
      const filled = file < 0 ? 0 : readSync(file, block, 0, blockBytes, null)
      if (filled > 0) yield block.subarray(0, filled)
      else if (wasEnded) return
      else await setTimeout(pollMilliseconds)
    }
  } finally {
    if (file >= 0) closeSync(file)
  }
}

function find(folder: string): string | null {
  const work = existsSync(folder) ? readdirSync(folder).filter(name => name.startsWith('.pulih-run-')) : []
  const paths = [...work.map(name => join(folder, name, 'credits.csv')), join(folder, 'credits.csv')]
  return paths.find(path => existsSync(path) && statSync(path).size > 0) ?? null
}
