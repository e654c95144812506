/** How Pulih itself is started: the one place to change when its command line does. A row whose command is missing says "absent". */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { WorkloadFiles } from './workload/files.ts'

const repository = join(import.meta.dirname, '..', '..')
const command = join(repository, 'cli', 'bin', 'pulih')
const schemes = join(repository, 'bench', 'schemes.json')

export const pulihIsPresent = existsSync(join(repository, 'cli', 'src', 'main.ts')) && existsSync(schemes)

/** The whole run, CSV or Parquet → CSV. `out` is the credits file. */
export function assessCommand(files: WorkloadFiles, out: string): readonly string[] | null {
  if (!pulihIsPresent) return null
  return [
    ...[command, 'assess', '--network', files.network, '--services', files.services, '--outages', files.outages],
    ...['--period', '2025-10', '--policy', schemes, '--only', 'owed', '--out', out],
  ]
}

/** The same run with the credits as CSV on standard output, for PostgreSQL's COPY. */
export function assessToStreamCommand(files: WorkloadFiles): readonly string[] | null {
  void files
  return null
}

/** The run after one outage was corrected, from what a full run left behind. */
export function correctionCommand(files: WorkloadFiles, out: string): readonly string[] | null {
  void [files, out]
  return null
}

/** Explains single decisions; prints `{"decisions": …, "seconds": …, "bytesPerCredit": …}`. */
export function explainCommand(files: WorkloadFiles): readonly string[] | null {
  void files
  return null
}
