import { statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

import type { WorkerAnswer, WorkerTask } from './batch-worker.ts'
import { InputError } from './input-error.ts'
import type { ThreadReport } from './thread.ts'
import { Stopped, turnsOf } from './turns.ts'
import type { Work } from './work.ts'

/** Threads beside the calling one. They take as long to start as a plan takes to make, so both are done at once. */
export interface Crew {
  /** Lets one of them, counted from 1, do its part; it can be asked again when it has answered. */
  run(work: Work, thread: number): Promise<ThreadReport>
  end(): Promise<void>
}

const smallFile = 4 << 20
const mostThreads = 8

/** How many threads work on a file, the calling one included: one for each core, at most eight, and one for a small file. */
export function threadsFor(file: string, workers: number | undefined): number {
  const isSmall = statSync(file).size < smallFile
  return Math.max(1, workers ?? (isSmall ? 1 : Math.min(mostThreads, availableParallelism())))
}

/** A thread's heap holds little: the tables and columns are in the shared memory. What a hook for rows of their own needs is not known. */
const smallHeap = { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 4 }

export function startCrew(size: number, hasHook: boolean): Crew {
  const members = Array.from({ length: size }, () => startMember(hasHook))
  return {
    run(work, thread) {
      const member = members[thread - 1]
      if (!member) throw new RangeError(`there is no thread ${thread}`)
      return member.run(work, thread)
    },
    async end() {
      await Promise.all(members.map(({ worker }) => worker.terminate()))
    },
  }
}

function startMember(hasHook: boolean): { worker: Worker; run: Crew['run'] } {
  const worker = new Worker(new URL('./batch-worker.ts', import.meta.url), hasHook ? {} : { resourceLimits: smallHeap })
  // A crash while there is nothing to do is told to whoever asks next.
  let crash: unknown
  let fail = (error: unknown): void => {
    crash ??= error
  }
  worker.on('error', error => fail(error))
  worker.on('exit', code => fail(new Error(`a worker ended with code ${code} and no answer`)))

  function run(work: Work, thread: number): Promise<ThreadReport> {
    return new Promise((resolve, reject) => {
      fail = error => {
        crash ??= error
        turnsOf(work.control).stop('failed')
        reject(error)
      }
      if (crash !== undefined) return fail(crash)
      worker.once('message', (answer: WorkerAnswer) => {
        if (answer.kind === 'done') return resolve(answer.report)
        turnsOf(work.control).stop('failed')
        reject(
          answer.kind === 'mistakes' ? new InputError(answer.mistakes) : new Stopped('another thread ended the run'),
        )
      })
      worker.postMessage({ work, thread } satisfies WorkerTask)
    })
  }

  return { worker, run }
}
