import { Worker } from 'node:worker_threads'
import type { Picture } from '@pulih/statuspage'
import type { PressOrder, PressReply } from './press-thread.ts'

interface Waiting {
  done(): void
  failed(reason: Error): void
}

let thread: Worker | null = null
let last = 0
const waiting = new Map<number, Waiting>()

/** Makes all files of a picture and shows them, in a thread of its own. One after the other, in the order in which they are asked for. */
export function press(folder: string, picture: Picture, numbers: string | null): Promise<void> {
  const id = ++last
  return new Promise((done, failed) => {
    waiting.set(id, { done, failed })
    const order: PressOrder = { id, folder, picture, numbers }
    const worker = (thread ??= begin())
    worker.ref()
    worker.postMessage(order)
  })
}

function begin(): Worker {
  const worker = new Worker(new URL('./press-thread.ts', import.meta.url))
  worker.on('message', ({ id, error }: PressReply) => {
    const one = waiting.get(id)
    waiting.delete(id)
    // Whoever has nothing to press any more may end.
    if (waiting.size === 0) worker.unref()
    if (error === null) one?.done()
    else one?.failed(new Error(error))
  })
  worker.on('error', reason => {
    thread = null
    for (const one of waiting.values()) one.failed(reason instanceof Error ? reason : new Error(String(reason)))
    waiting.clear()
  })
  return worker
}
