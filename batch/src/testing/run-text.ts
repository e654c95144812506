import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { BatchPlan } from '../plan.ts'
import type { RunResult } from '../result.ts'
import { type RunOptions, runServices } from '../run-services.ts'

export interface TextRun {
  readonly result: RunResult
  readonly out: string
  readonly rejected: string
  readonly own: string
  /** What lies in the folder afterwards. */
  readonly files: readonly string[]
}

/** Runs over a text as if it were a file. */
export async function runText(
  plan: BatchPlan,
  text: string | Uint8Array,
  options: Partial<RunOptions> = {},
): Promise<TextRun> {
  const folder = mkdtempSync(join(tmpdir(), 'pulih-batch-'))
  const file = (name: string): string => join(folder, name)
  try {
    writeFileSync(file('services.csv'), text)
    const ownFactsFile = file('own.csv')
    const result = await runServices({
      plan,
      servicesFile: file('services.csv'),
      outFile: file('out.csv'),
      rejectedFile: file('rejected.csv'),
      ...(options.ownFactsModule ? { ownFactsFile } : {}),
      ...options,
    })
    const read = (name: string): string => readFileSync(file(name), 'utf8')
    return {
      result,
      out: read('out.csv'),
      rejected: read('rejected.csv'),
      own: options.ownFactsModule ? read('own.csv') : '',
      files: readdirSync(folder).sort(),
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
