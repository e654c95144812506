import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

test('the checked-in kernel is what its sources give', { timeout: 60_000 }, () => {
  const build = fileURLToPath(new URL('../assembly/build.ts', import.meta.url))

  expect(execFileSync(process.execPath, [build, '--check'], { encoding: 'utf8' })).toContain('is what its sources give')
})
