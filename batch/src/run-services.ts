import { rmSync, writeFileSync } from 'node:fs'

import { type Crew, startCrew, threadsFor } from './crew.ts'
import { findDuplicates, type Marks } from './duplicates.ts'
import { type Header, readHeader } from './header.ts'
import { lacksNothing, mergeLacks, PlanLacks } from './own/lacks.ts'
import type { BatchPlan } from './plan.ts'
import { rejectedHeader } from './rejected.ts'
import { mergeResult, type RunResult } from './result.ts'
import { partitionsFor } from './spill.ts'
import { runThread, type ThreadReport } from './thread.ts'
import { breath, makeControl, Stopped, turnsOf } from './turns.ts'
import { type Job, prepareWork, type Uniqueness, type Work } from './work.ts'

export interface RunOptions {
  readonly plan: BatchPlan
  readonly servicesFile: string
  /** Written in place; when the run fails they are removed again. Temporary files stand beside `outFile`. */
  readonly outFile: string
  readonly rejectedFile: string
  /** `owed`: only rows with something to pay. `hit`: every scheme that applies to a hit service. */
  readonly mode?: 'owed' | 'hit'
  /** Threads, the calling one included. By default one for each core, at most eight, and one for a small file. */
  readonly workers?: number
  /** Threads that were started in advance, enough of them. */
  readonly crew?: Crew
  readonly onProgress?: (bytesDone: number, bytesTotal: number) => void
  readonly signal?: AbortSignal
  /** Module whose default export (`CreateOwnFacts`) judges rows with facts of their own, and the file for its texts. */
  readonly ownFactsModule?: URL
  readonly ownFactsData?: unknown
  readonly ownFactsFile?: string
  /** The first line of that file, with its line feed. */
  readonly ownFactsHeader?: string
  /** The caller knows that no service stands in the file twice; nothing is looked at. */
  readonly servicesAreUnique?: boolean
  /** How much of the file is read at a time. Results do not depend on it. */
  readonly chunkBytes?: number
}

const outHeader = 'service,scheme,exposure,minimum,recommended,maximum\n'
const usualChunk = 256 << 10
const progressMilliseconds = 100

/**
 * Assesses every service of a file. All or nothing: when this rejects, none of the files it wrote is left. `PlanLacks` says what a plan
 * needs for some rows; with such a plan the run can be done again.
 */
export async function runServices(options: RunOptions): Promise<RunResult> {
  const { plan, servicesFile, outFile, rejectedFile, ownFactsModule, ownFactsFile } = options
  const header = readHeader(servicesFile, plan)
  if (ownFactsModule && !ownFactsFile) throw new TypeError('ownFactsModule needs ownFactsFile')
  const job: Job = {
    servicesFile,
    outFile,
    rejectedFile,
    mode: options.mode ?? 'owed',
    threads: threadsFor(servicesFile, options.workers),
    chunkBytes: options.chunkBytes ?? usualChunk,
    ownFacts:
      ownFactsModule && ownFactsFile
        ? {
            module: ownFactsModule.href,
            data: options.ownFactsData,
            file: ownFactsFile,
            header: options.ownFactsHeader ?? '',
          }
        : null,
  }
  const spillFile = `${outFile}.ids-${process.pid}`
  const crew = options.crew ?? startCrew(job.threads - 1, job.ownFacts !== null)
  try {
    return await runUntilUnique(options, crew, job, header, spillFile)
  } catch (error) {
    for (const file of [outFile, rejectedFile, job.ownFacts?.file])
      if (file !== undefined) rmSync(file, { force: true })
    throw error
  } finally {
    if (!options.crew) await crew.end()
    for (let thread = 0; thread < job.threads; thread++) rmSync(`${spillFile}-${thread}`, { force: true })
  }
}

/**
 * Ids that only rise cannot repeat, and most files are sorted: that run is tried first and ends early when ids fall. The next one
 * collects hashes as it goes; only when these show a repeated service is everything done once more without the repetitions.
 */
async function runUntilUnique(
  options: RunOptions,
  crew: Crew,
  job: Job,
  header: Header,
  spillFile: string,
): Promise<RunResult> {
  const run = (uniqueness: Uniqueness, marks: Marks | null): Promise<Run | null> =>
    runOnce(options, crew, prepare(options.plan, job, header, uniqueness, spillFile, marks))

  if (options.servicesAreUnique) {
    const unchecked = await run('marked', null)
    if (unchecked) return mergeResult(options.plan, unchecked.work, unchecked.reports, 0)
  }
  const rising = await run('rising', null)
  if (rising) return mergeResult(options.plan, rising.work, rising.reports, 0)

  const collecting = await run('collecting', null)
  if (!collecting) throw new Error('a collecting run does not end early')
  const spills = collecting.reports.flatMap(({ spill }) => spill ?? [])
  const lines = turnsOf(collecting.work.control).lineCount()
  const partitions = partitionsFor(header.fileBytes)
  const marks = findDuplicates(job.servicesFile, header.separator, header.service, spills, partitions, lines)
  if (marks.count === 0) return mergeResult(options.plan, collecting.work, collecting.reports, 0)

  const marked = await run('marked', marks)
  if (!marked) throw new Error('a marked run does not end early')
  return mergeResult(options.plan, marked.work, marked.reports, marks.count)
}

function prepare(
  plan: BatchPlan,
  job: Job,
  header: Header,
  uniqueness: Uniqueness,
  spillFile: string,
  marks: Marks | null,
): Work {
  writeFileSync(job.outFile, outHeader)
  writeFileSync(job.rejectedFile, rejectedHeader)
  if (job.ownFacts) writeFileSync(job.ownFacts.file, job.ownFacts.header)
  const control = makeControl(outHeader.length, rejectedHeader.length, job.ownFacts?.header.length ?? 0)
  return prepareWork(plan, job, header, uniqueness, spillFile, control, marks?.bits ?? null)
}

interface Run {
  readonly work: Work
  readonly reports: readonly ThreadReport[]
}

/** One pass over the file by all threads. Null when the ids turned out not to rise. */
async function runOnce(options: RunOptions, crew: Crew, work: Work): Promise<Run | null> {
  const { signal, onProgress } = options
  const { job, header, chunks } = work
  const turns = turnsOf(work.control)
  const stop = (): void => turns.stop('failed')
  signal?.throwIfAborted()
  signal?.addEventListener('abort', stop)
  let looked = performance.now()
  const look = async (): Promise<void> => {
    if (performance.now() - looked < progressMilliseconds) return
    looked = performance.now()
    onProgress?.(Math.min(turns.done() * job.chunkBytes, header.fileBytes), header.fileBytes)
    await breath()
  }

  const threads = Math.max(1, Math.min(job.threads, chunks))
  const settled = await Promise.allSettled([
    ...Array.from({ length: threads - 1 }, (_, at) => crew.run(work, at + 1)),
    runThread(work, 0, look),
  ])
  signal?.removeEventListener('abort', stop)
  signal?.throwIfAborted()
  if (turns.stopped() === 'not-rising') return null
  const reasons: unknown[] = settled.flatMap(one => (one.status === 'rejected' ? [one.reason] : []))
  if (reasons.length > 0) throw reasons.find(reason => !(reason instanceof Stopped)) ?? reasons[0]
  onProgress?.(header.fileBytes, header.fileBytes)
  const reports = settled.flatMap(one => (one.status === 'fulfilled' ? [one.value] : []))
  const pairs = reports.flatMap(({ listed }) => listed?.lacking ?? [])
  const lacks = reports.flatMap(({ own }) => own?.lacks ?? [])
  if (pairs.length + lacks.length > 0) throw new PlanLacks(mergeLacks([...lacks, { ...lacksNothing, pairs }]))
  return { work, reports }
}
