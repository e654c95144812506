import { createWriteStream, renameSync, rmSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Writes a file that appears when it is complete, and not if the connection breaks off. */
export async function save(content: AsyncIterable<Uint8Array>, file: string): Promise<void> {
  const draft = `${file}.part`
  try {
    await pipeline(Readable.from(content), createWriteStream(draft, { mode: 0o600 }))
  } catch (reason) {
    rmSync(draft, { force: true })
    throw reason
  }
  renameSync(draft, file)
}
