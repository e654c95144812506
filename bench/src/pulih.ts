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
    ...['--period', '2025-10', '--policy', schemes, '--only', 'owed', '--quiet', '--out', out],
  ]
}

/** The same run on one thread, which only ever appends to its credits: PostgreSQL reads them as they are written. */
export function assessForCopyCommand(files: WorkloadFiles, out: string): readonly string[] | null {
  const command = assessCommand(files, out)
  return command && [...command, '--workers', '1']
}

/** One outage corrected in a process that has done so before; prints `{"seconds": …, "fullSeconds": …}`. */
export function correctionCommand(files: WorkloadFiles): readonly string[] | null {
  return pulihIsPresent ? inProcess('correction', files) : null
}

/** Explains single decisions; prints `{"decisions": …, "seconds": …, "bytesPerCredit": …}`. `credits` are those of a full run. */
export function explainCommand(files: WorkloadFiles, credits: string): readonly string[] | null {
  return pulihIsPresent
    ? [...inProcess('explain', files), ...(existsSync(credits) ? ['--credits', credits] : [])]
    : null
}

function inProcess(name: string, { network, outages, services }: WorkloadFiles): string[] {
  return [
    join(import.meta.dirname, 'in-process', `${name}.ts`),
    '--network',
    network,
    '--outages',
    outages,
    '--services',
    services,
  ]
}
