/**
 * Prints the totals of the last test runs in one plain line; without arguments those of `npm test`. A file that did not load, or a run
 * without a report, counts as one failure.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './files.ts'
import { sumOf, totals, type Report } from './totals.ts'

const named = process.argv.slice(2)
const runs = (named.length === 0 ? ['report'] : named).map(name => {
  const path = join(root, `out/test/${name}.json`)
  return totals(existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Report) : undefined)
})
const { passed, failed, skipped } = sumOf(runs)

console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exitCode = failed > 0 ? 1 : 0
