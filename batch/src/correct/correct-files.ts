import { appendFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { readOutages } from '../planning/outages.ts'
import { rejectedHeader } from '../rejected.ts'
import { refusalLine } from '../run/assess-files.ts'
import { inWorkFolder } from '../run/work-folder.ts'
import { correctRun } from './correct-run.ts'
import { summariseCorrection, type CorrectionSummary } from './correction-summary.ts'
import { mustKeepPlace, prepareRun, type FinishedRun } from './prepare-run.ts'

export interface CorrectRequest {
  readonly run: FinishedRun
  /** By default beside the run; made on first use. */
  readonly snapshot?: string
  /** All outages as they are now known, not only those that changed. */
  readonly outages: string
  /** A folder for the results, another than that of the run. */
  readonly out: string
  /** What is kept beside the results, so that they can be understood later. */
  readonly record?: unknown
}

/**
 * Computes again what corrected outages change in a run, and nothing else. The results appear in their folder together,
 * `corrections.csv` last.
 */
export async function correctFiles(
  request: CorrectRequest,
  describe: (summary: CorrectionSummary) => string,
): Promise<CorrectionSummary> {
  const { run, out } = request
  if (resolve(out) === resolve(run.folder))
    throw new RangeError(`${out} holds the run itself; corrections need a folder of their own`)
  const { outages, refused } = await readOutages(request.outages)
  const prepared = await prepareRun(run, request.snapshot)
  mustKeepPlace(run, prepared, outages)
  await mkdir(out, { recursive: true })
  return inWorkFolder(out, async work => {
    const correction = await correctRun(prepared, outages, work)
    const summary = summariseCorrection(correction, run.request.month, run.request.currency, refused.length)
    await writeFile(join(work, 'rejected.csv'), rejectedHeader)
    await appendFile(join(work, 'rejected.csv'), refused.map(refusalLine).join(''))
    await writeFile(join(work, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`)
    await writeFile(join(work, 'summary.txt'), describe(summary))
    await writeFile(join(work, 'correction.json'), `${JSON.stringify(request.record ?? null, null, 2)}\n`)
    const last = 'corrections.csv'
    await rm(join(out, last), { force: true })
    for (const name of await readdir(work)) if (name !== last) await rename(join(work, name), join(out, name))
    await rename(join(work, last), join(out, last))
    return summary
  })
}
