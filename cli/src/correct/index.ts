import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  correctFiles,
  indexPath,
  snapshotOf,
  usualSnapshot,
  type CorrectionSummary,
  type FinishedRun,
} from '@pulih/batch'
import { readJson } from '@pulih/rulebooks'
import { filesOfRun, inputsOf, requestOf, type AssessOptions } from '../assess/index.ts'
import { loadRulebookFor } from '../assess/load-rulebook.ts'
import { Failure } from '../failure.ts'
import { checkOutputs, hasMark, isSameFile } from '../outputs.ts'
import { correctionText } from './correction-text.ts'

export interface CorrectOptions {
  readonly run: string
  readonly outages: string
  readonly out: string
  readonly snapshot?: string
  readonly force?: boolean
}

/** What a correction writes. */
const filesOfCorrection = [
  'corrections.csv',
  'exposures.csv',
  'rejected.csv',
  'summary.json',
  'summary.txt',
  'correction.json',
]

/** Computes again what corrected outages change in a run. */
export async function correct(options: CorrectOptions): Promise<CorrectionSummary> {
  const run = finishedRun(options.run)
  const { snapshot: snapshotFile = usualSnapshot(options.run) } = options
  const isMade = !existsSync(indexPath(snapshotFile))
  if (isSameFile(options.out, options.run))
    throw new Failure(`${options.out} holds the run itself; corrections need a folder of their own.`)
  if (isMade && options.snapshot !== undefined && existsSync(snapshotFile))
    throw new Failure(
      `${snapshotFile} is no snapshot: there is no ${indexPath(snapshotFile)}. Name another file, or none; it is made on first use.`,
    )
  checkOutputs({
    inputs: [...run.files, options.outages, ...(isMade ? [] : filesOfSnapshot(snapshotFile))],
    named: isMade ? filesOfSnapshot(snapshotFile) : [],
    beside: filesOfCorrection.map(name => join(options.out, name)),
    areOurs: hasMark(options.out, 'correction.json', ['run', 'outages', 'out']),
    force: options.force ?? false,
  })
  return correctFiles(
    {
      run,
      outages: options.outages,
      out: options.out,
      ...(options.snapshot === undefined ? {} : { snapshot: options.snapshot }),
      record: { run: resolve(options.run), outages: resolve(options.outages), out: resolve(options.out) },
    },
    correctionText,
  )
}

/** Sorts the services of a run by place, so that corrections read only a part of them. Returns the file that was written. */
export async function snapshot({
  run: folder,
  out = usualSnapshot(folder),
}: {
  readonly run: string
  readonly out?: string
}): Promise<string> {
  const run = finishedRun(folder)
  checkOutputs({ inputs: run.files, named: filesOfSnapshot(out) })
  await snapshotOf(run, out)
  return out
}

function filesOfSnapshot(file: string): string[] {
  return [file, indexPath(file)]
}

/** Throws a Failure if the folder holds no run, or if the run can no longer be repeated because its files are others now. */
function finishedRun(folder: string): FinishedRun & { readonly files: readonly string[] } {
  const recordFile = join(folder, 'run.json')
  if (existsSync(join(folder, 'correction.json')))
    throw new Failure(`${folder} holds a correction; name the run that it corrects.`)
  if (!existsSync(recordFile))
    throw new Failure(`${folder} holds no run; name the folder with the results of "pulih assess".`)
  const options = readJson(recordFile) as AssessOptions
  const finishedAt = statSync(recordFile).mtimeMs
  const files = inputsOf(options).filter(file => file !== undefined)
  const changed = files.filter(file => statSync(file).mtimeMs > finishedAt)
  if (changed.length > 0) {
    throw new Failure(
      `Changed since the run, so that the run cannot be repeated: ${changed.join(', ')}. Give corrected outages in a file of their own, or assess again.`,
    )
  }
  const results = [options.out, ...filesOfRun.map(name => join(folder, name))]
  return { request: requestOf(options, loadRulebookFor(options)), folder, files: [...files, ...results] }
}
