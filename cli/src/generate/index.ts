import { join } from 'node:path'
import { generatedFiles, generateOperator, type OperatorId } from '@pulih/seed'
import { Failure } from '../failure.ts'
import { checkOutputs, hasMark } from '../outputs.ts'

export interface GenerateCommand {
  readonly operator: OperatorId
  readonly services: number
  readonly seed: number
  readonly out: string
  readonly force?: boolean
}

/** Generates and says what came out. */
export async function generateCommand({
  operator,
  services,
  seed,
  out,
  force = false,
}: GenerateCommand): Promise<void> {
  if (!Number.isSafeInteger(services) || services < 1 || services > 200_000_000)
    throw new Failure('--services must be a whole number from 1 to 200,000,000.')
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Failure('--seed must be a whole number of zero or more.')
  checkOperatorFolder(out, force)
  const { files } = await generateOperator({ operator, services, seed, out, onProgress: progress })
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[K')
  for (const file of files) process.stdout.write(`${file.path}  ${file.rows.toLocaleString('en-GB')} rows\n`)
}

/** An invented operator must not replace a real one: its files have the names that everybody's files have. */
export function checkOperatorFolder(folder: string, force: boolean): void {
  checkOutputs({
    inputs: [],
    beside: generatedFiles.map(name => join(folder, name)),
    areOurs: hasMark(folder, 'operator.json', ['seed', 'counts']),
    force,
  })
}

function progress({ done, total }: { readonly done: number; readonly total: number }): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[Kgenerating ${Math.floor((100 * done) / total)} %`)
}
