import { parentPort } from 'node:worker_threads'
import { feedFiles, pageMaker, type PageFile, type Picture } from '@pulih/statuspage'
import { compressor } from './compress.ts'
import { mapFiles } from './map-files.ts'
import { writeSnapshot } from './write-snapshot.ts'

/** What the thread is asked, and what it answers: how long it took, or why it could not. */
export interface PressOrder {
  readonly id: number
  readonly folder: string
  readonly picture: Picture
  readonly numbers: string | null
}
export interface PressReply {
  readonly id: number
  readonly error: string | null
}

// Pages of two hundred outages in three languages take a second to make for the first time, in which nobody else is to wait.
const makePages = pageMaker()
const compress = compressor()
const leaflet = mapFiles()

// One after the other: what is written next links to what was written last.
let last = Promise.resolve()
parentPort?.on('message', (order: PressOrder) => {
  last = last.then(async () => parentPort?.postMessage(await replyTo(order)))
})

async function replyTo({ id, folder, picture, numbers }: PressOrder): Promise<PressReply> {
  try {
    const files: PageFile[] = [...makePages(picture), ...feedFiles(picture), ...leaflet]
    await writeSnapshot(folder, { picture, files, pressed: compress(files.map(({ body }) => body)), numbers })
    return { id, error: null }
  } catch (reason) {
    return { id, error: reason instanceof Error ? (reason.stack ?? reason.message) : String(reason) }
  }
}
