import { parentPort } from 'node:worker_threads'

import { InputError } from './input-error.ts'
import { runThread } from './thread.ts'
import { Stopped } from './turns.ts'
import type { Work } from './work.ts'

/** What a worker answers. Mistakes in the input are sent as such, because an error loses its class on the way. */
export type WorkerAnswer =
  | { readonly kind: 'done'; readonly report: Awaited<ReturnType<typeof runThread>> }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'mistakes'; readonly mistakes: InputError['mistakes'] }

export interface WorkerTask {
  readonly work: Work
  readonly thread: number
}

parentPort?.on('message', (task: WorkerTask) => {
  void answer(task).then(told => parentPort?.postMessage(told))
})

async function answer({ work, thread }: WorkerTask): Promise<WorkerAnswer> {
  try {
    return { kind: 'done', report: await runThread(work, thread) }
  } catch (error) {
    if (error instanceof Stopped) return { kind: 'stopped' }
    if (error instanceof InputError) return { kind: 'mistakes', mistakes: error.mistakes }
    throw error
  }
}
