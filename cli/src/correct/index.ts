import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { correctFiles, snapshotOf, usualSnapshot, type CorrectionSummary, type FinishedRun } from '@pulih/batch'
import { readJson } from '@pulih/rulebooks'
import { requestOf, type AssessOptions } from '../assess/index.ts'
import { loadRulebookFor } from '../assess/load-rulebook.ts'
import { Failure } from '../failure.ts'
import { correctionText } from './correction-text.ts'

export interface CorrectOptions {
  readonly run: string
  readonly outages: string
  readonly out: string
  readonly snapshot?: string
}

/** Computes again what corrected outages change in a run. */
export async function correct(options: CorrectOptions): Promise<CorrectionSummary> {
  return correctFiles(
    {
      run: finishedRun(options.run),
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
  await snapshotOf(finishedRun(folder), out)
  return out
}

/** Throws a Failure if the folder holds no run, or if the run can no longer be repeated because its files are others now. */
function finishedRun(folder: string): FinishedRun {
  const recordFile = join(folder, 'run.json')
  if (existsSync(join(folder, 'correction.json')))
    throw new Failure(`${folder} holds a correction; name the run that it corrects.`)
  if (!existsSync(recordFile))
    throw new Failure(`${folder} holds no run; name the folder with the results of "pulih assess".`)
  const options = readJson(recordFile) as AssessOptions
  const finishedAt = statSync(recordFile).mtimeMs
  const files = [
    options.services,
    options.outages,
    ...(options.network === undefined ? [] : [options.network]),
    ...(options.policy ?? []),
  ]
  const changed = files.filter(file => statSync(file).mtimeMs > finishedAt)
  if (changed.length > 0) {
    throw new Failure(
      `Changed since the run, so that the run cannot be repeated: ${changed.join(', ')}. Give corrected outages in a file of their own, or assess again.`,
    )
  }
  return { request: requestOf(options, loadRulebookFor(options)), folder }
}
