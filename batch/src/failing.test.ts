import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

import { runServices } from './run-services.ts'
import { runText } from './testing/run-text.ts'
import { smallHeader, smallPlan } from './testing/small-plan.ts'

const rows = Array.from({ length: 5000 }, (_, at) => `${10_000 + at},hit,tv,10.00,2026-09-10T08:00:00Z`)
const text = [`${smallHeader},restored_at`, ...rows].join('\n')

test.each([1, 3])('a run whose hook fails in one of %i threads fails, and leaves no results', async workers => {
  const folder = mkdtempSync(join(tmpdir(), 'pulih-batch-'))
  const file = (name: string): string => join(folder, name)
  writeFileSync(file('services.csv'), text)
  const run = runServices({
    plan: smallPlan(),
    servicesFile: file('services.csv'),
    outFile: file('out.csv'),
    rejectedFile: file('rejected.csv'),
    ownFactsModule: new URL('./testing/failing-facts.ts', import.meta.url),
    ownFactsFile: file('own.csv'),
    workers,
    chunkBytes: 1000,
  })

  await expect(run).rejects.toThrow('the hook failed on line 4000')
  expect(['out.csv', 'rejected.csv', 'own.csv'].filter(name => existsSync(file(name)))).toEqual([])
  rmSync(folder, { recursive: true })
})

test('a run that is called off fails with the reason given', async () => {
  const caller = new AbortController()
  const run = runText(smallPlan(), text, {
    workers: 2,
    chunkBytes: 10,
    signal: caller.signal,
    onProgress: () => {
      caller.abort(new Error('enough'))
    },
  })

  await expect(run).rejects.toThrow('enough')
})

test('progress ends with all bytes', async () => {
  const seen: number[] = []
  await runText(smallPlan(), text, { onProgress: (done, total) => seen.push(done / total) })

  expect(seen.at(-1)).toBe(1)
})
