import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ReplayCountry } from '../real/replay.ts'

/** What a replay needs of `operator.json`. */
export interface OperatorFile {
  readonly operator: string
  readonly jurisdiction: ReplayCountry
  readonly timeZones: Readonly<Record<string, readonly string[]>>
  readonly seed: number
  /** The day for which the files were made. */
  readonly asOf: string
}

export function readOperator(folder: string): OperatorFile {
  // Written by `generateOperator`, whose last file this is.
  return JSON.parse(readFileSync(join(folder, 'operator.json'), 'utf8')) as OperatorFile
}
